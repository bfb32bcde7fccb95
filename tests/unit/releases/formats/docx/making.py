"""Word files made for tests, part by part."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile

from tallystick.model import Release
from tallystick.releases import from_bytes

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:wps="http://schemas.example/wps" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
_ROOTS |= {"header": "hdr", "footer": "ftr", "settings": "settings"}
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:name w:val="House head"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="ref"><w:name w:val="footnote reference"/>
 <w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>"""


def paragraph(inner: str, properties: str = "") -> str:
    """`inner` is plain words or runs."""
    runs = inner if inner.startswith("<") else run(inner)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def styled(style: str, words: str) -> str:
    return paragraph(words, f'<w:pStyle w:val="{style}"/>')


def run(words: str, properties: str = "", tag: str = "t") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def raised(words: str) -> str:
    return run(words, '<w:vertAlign w:val="superscript"/>')


def row(*cells: str, properties: str = "") -> str:
    """Cells are words, or the whole of a cell's inside."""
    inside = "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def parts(body: str, **others: str) -> dict[str, str]:
    """The parts of a file by their names; `others` are the insides of `styles`, `numbering`, `footnotes`, …"""
    others = {"styles": STYLES} | others
    made = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_KINDS}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
    }
    relations = ""
    for name, inside in others.items():
        root = _ROOTS[name]
        made[f"word/{name}.xml"] = f"<w:{root} {_SPACES}>{inside}</w:{root}>"
        relations += f'<Relationship Id="{name}" Type="{_KINDS}/{name}" Target="{name}.xml"/>'
    made["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'
    return made


def packed(made: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, words in made.items():
            archive.writestr(name, words)
    return file.getvalue()


def docx(body: str, **others: str) -> bytes:
    return packed(parts(body, **others))


def opened(body: str, **others: str) -> Release:
    return from_bytes(docx(body, **others), "trade", "trade.docx", language="en")


def told(release: Release) -> list[tuple[str, str]]:
    return [(block.kind, release.text[block.start : block.end]) for block in release.blocks]


def gone(release: Release) -> list[tuple[str, str]]:
    return [(one.reason, one.text) for one in release.dropped]

"""OpenDocument texts: words, notes, lists, tables, changes."""

from __future__ import annotations

import io
import random
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tallystick.model import Release, SourceError, TallystickError
from tallystick.releases import from_bytes

_NS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{name}="{_NS}:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
STYLES = """
<style:style style:name="T" style:family="paragraph" style:display-name="Title"/>
<style:style style:name="C" style:family="paragraph" style:display-name="caption"/>
<style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="no" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="in" style:family="paragraph"><style:paragraph-properties fo:margin-left="0.5in"/></style:style>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=")"/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix="." text:display-levels="2"/>
</text:list-style>"""


def odt(body: str, **others: str) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = f"<office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:text>{body}"
        archive.writestr("content.xml", f"<office:doc {_SPACES}>{content}</office:text></office:body></office:doc>")
        for name, words in others.items():
            archive.writestr(name.replace("__", "/"), words)
    return file.getvalue()


def opened(body: str) -> Release:
    return from_bytes(odt(body), "trade", "trade.odt", language="en")


def told(release: Release) -> list[tuple[str, str]]:
    return [(block.kind, release.text[block.start : block.end]) for block in release.blocks]


def gone(release: Release) -> list[tuple[str, str]]:
    return [(one.reason, one.text) for one in release.dropped]


def p(words: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def row(*cells: str) -> str:
    inside = "".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in cells)
    return f"<table:table-row>{inside}</table:table-row>"


def test_title_headings_and_words() -> None:
    body = (
        p("Harbour trade", "T")
        + '<text:h text:outline-level="1">Fish</text:h>'
        + p(
            'Landings<text:s text:c="2"/>rose by\n  <text:span>4%</text:span>, '
            "<text:a>says</text:a> the office<text:soft-page-break/>."
        )
    )
    release = opened(body)
    assert told(release) == [
        ("title", "Harbour trade"), ("heading", "Fish"), ("paragraph", "Landings rose by 4%, says the office."),
    ]  # fmt: skip
    assert release.title == "Harbour trade"


def test_notes_marks_and_hidden_words() -> None:
    inside = f"<text:note-citation>1</text:note-citation><text:note-body>{p('Of 3 boats.')}</text:note-body>"
    note = f"<text:note>{inside}</text:note>"
    words = f'Landings{note} were 12.5<text:span text:style-name="up">p</text:span> t'
    words += '<text:span text:style-name="no"> 99</text:span>.'
    release = opened(p(words))
    assert told(release) == [("paragraph", "Landings were 12.5 t."), ("note", "Of 3 boats.")]
    assert gone(release) == [("mark", "1"), ("mark", "p"), ("hidden", " 99")]


def test_lists_print_their_numbers() -> None:
    def items(*inner: str) -> str:
        return "".join(f"<text:list-item>{one}</text:list-item>" for one in inner)

    deeper = f"<text:list>{items(p('cod'), p('eel'))}</text:list>"
    body = f'<text:list text:style-name="L">{items(p("fish") + deeper, p("salt"))}</text:list>' + p("and")
    body += f'<text:list text:style-name="L" text:continue-numbering="true">{items(p("ice"))}</text:list>'
    assert opened(body).text.split() == ["1)", "fish", "1.a.", "cod", "1.b.", "eel", "2)", "salt", "and", "3)", "ice"]


def test_tables_are_grids() -> None:
    head = f"<table:table-header-rows>{row('Port', '2021', '2022')}</table:table-header-rows>"
    spanned = (
        f'<table:table-row><table:table-cell table:number-rows-spanned="2">{p("North")}</table:table-cell>'
        f"<table:table-cell>{p('12.5')}</table:table-cell><table:table-cell>{p('13.1')}</table:table-cell></table:table-row>"
        f"<table:table-row><table:covered-table-cell/><table:table-cell>{p('4.0')}</table:table-cell>"
        f"<table:table-cell>{p('4.4')}</table:table-cell></table:table-row>"
    )
    release = opened(p("Table 1. Landings", "C") + f"<table:table>{head}{spanned}</table:table>")
    assert release.text.endswith("Port\t2021\t2022\nNorth\t12.5\t13.1\n\t4.0\t4.4")
    (table,) = release.tables
    assert table.caption == "Table 1. Landings"
    places = {release.text[c.start : c.end]: (c.row, c.column, c.rows, c.head) for c in table.cells}
    assert (places["North"], places["4.0"], places["2021"]) == ((1, 0, 2, False), (2, 1, 1, False), (0, 1, 1, True))


def test_tracked_changes_and_boxes() -> None:
    region = f"<text:changed-region><text:deletion>{p('3.1%')}</text:deletion></text:changed-region>"
    region += "<text:changed-region><text:insertion/></text:changed-region>"
    box = f"<draw:frame><draw:text-box>{p('Boats: 412.')}</draw:text-box></draw:frame>"
    release = opened(f"<text:tracked-changes>{region}</text:tracked-changes>" + p(f"Landings rose by 4.2%.{box}"))
    assert release.text == "Landings rose by 4.2%.\n\nBoats: 412."
    assert gone(release) == [("deleted", "3.1%")]
    assert "1 insertion kept, 1 deletion left out" in release.remarks[0]


def test_locked_damaged_and_empty() -> None:
    locked = odt(p("x"), **{"META-INF__manifest.xml": "<m><encryption-data/></m>"})
    for data, words in ((locked, "password"), (odt(""), "no text"), (odt("<text:p>"), "damaged")):
        with pytest.raises(SourceError, match=words):
            from_bytes(data, "trade", "trade.odt")


def test_mutated_files_give_an_error_of_ours_or_a_release() -> None:
    chance = random.Random(7)
    body = p("Landings rose by 4%.") + f"<table:table>{row('Fish', '12')}{row('Salt', '3')}</table:table>"
    for _ in range(150):
        words = list(body)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(words))
            words[at : at + chance.randint(0, 6)] = chance.choice(("", "<", ">", '"', "text:h", "-1", "</text:p>"))
        try:
            from_bytes(odt("".join(words)), "trade", "trade.odt", language="en")
        except TallystickError:
            continue

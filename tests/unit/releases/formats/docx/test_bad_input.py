"""Word files that are damaged, locked, hostile or of another kind: a clear word, never a crash."""

from __future__ import annotations

import io
import random
import tracemalloc
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import docx as word
import pytest

from tallystick.model import Release, SourceError, TallystickError
from tallystick.releases import from_bytes
from tests.unit.releases.formats.docx.making import docx, packed, paragraph, parts, row, table

PLAIN = paragraph("Landings rose by 4%.")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def open_bytes(data: bytes) -> Release:
    return from_bytes(data, "trade", "trade.docx", language="en")


def refused(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        open_bytes(data)
    assert caught.value.advice
    return caught.value.problem


def changed(name: str, words: str | None) -> bytes:
    made = parts(PLAIN)
    made.pop(name, None)
    return packed(made | ({name: words} if words is not None else {}))


def test_files_of_other_kinds_say_what_to_do() -> None:
    assert "locked by a password" in refused(OLE + "EncryptedPackage".encode("utf-16-le"))
    assert "old kind (.doc)" in refused(OLE + "WordDocument".encode("utf-16-le"))
    assert "rich text" in refused(b"{\\rtf1 Landings rose by 4%.}")
    assert "archive" in refused(packed({"a.txt": "Landings rose by 4%."}))
    assert "presentation" in refused(packed({"ppt/presentation.xml": "<p/>"}))


def test_truncated_at_any_place() -> None:
    whole = docx(PLAIN)
    for length in range(4, len(whole), len(whole) // 40):
        refused(whole[:length])


def test_damaged_parts() -> None:
    assert "lacks its text" in refused(changed("word/document.xml", None))
    assert "damaged" in refused(changed("word/document.xml", "<w:document"))
    assert "damaged" in refused(changed("word/document.xml", '<?xml version="1.0" encoding="none-such"?><a/>'))
    assert "damaged" in refused(changed("word/styles.xml", "<a><b></a>"))
    assert "no text" in refused(docx(""))


def test_parts_that_are_missing_or_empty_are_done_without() -> None:
    for name in ("word/styles.xml", "_rels/.rels", "word/_rels/document.xml.rels", "[Content_Types].xml"):
        assert open_bytes(changed(name, None)).text == "Landings rose by 4%."
    for name in ("word/styles.xml", "word/numbering.xml", "word/footnotes.xml"):
        assert open_bytes(changed(name, "")).text == "Landings rose by 4%."


def test_pictures_alone_are_no_words() -> None:
    assert "pictures and no words" in refused(docx(paragraph("<w:r><w:drawing/></w:r>")))


def test_document_types_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>'
    assert "document type" in refused(changed("word/document.xml", bomb))
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    assert "document type" in refused(changed("word/styles.xml", outside))


def test_nothing_outside_the_file_is_opened() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/styles" TargetMode="External" Target="http://127.0.0.1:9/styles.xml"/>'
        '<Relationship Id="b" Type="x/numbering" Target="../../../../etc/passwd"/></Relationships>'
    )
    assert open_bytes(changed("word/_rels/document.xml.rels", relations)).text == "Landings rose by 4%."


def test_member_that_unpacks_beyond_bounds() -> None:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w", force_zip64=True) as part:
        for _ in range(100):
            part.write(b" " * (1 << 20))
    tracemalloc.start()
    assert "more than a document holds" in refused(file.getvalue())
    assert tracemalloc.get_traced_memory()[1] < 250 << 20
    tracemalloc.stop()


def test_nested_too_deep() -> None:
    assert "too deep" in refused(docx("<w:ins>" * 5000 + PLAIN + "</w:ins>" * 5000))
    cell = "Fish"
    for _ in range(30):
        cell = f"{table(row(cell, '4'))}<w:p/>"
    assert "Fish" in open_bytes(docx(cell)).text


def test_styles_that_rest_on_each_other_end() -> None:
    ring = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("xy", "yx")
    )
    body = paragraph("Landings rose by 4%.", '<w:pStyle w:val="x"/>')
    assert open_bytes(docx(body, styles=ring)).text == "Landings rose by 4%."


def test_odd_numbers_in_properties() -> None:
    odd = "".join(
        row(
            f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{PLAIN}', "4", properties=f'<w:gridBefore w:val="{before}"/>'
        )
        for span, before in (("-3", "x"), ("99999999999", "0"), ("", "-1"), ("2", "1e9"))
    )
    assert "Landings" in open_bytes(docx(table(odd))).text


def test_a_long_document_takes_time_in_its_length() -> None:
    def seconds(times: int) -> float:
        data = docx((PLAIN + table(row("Fish", "12"), row("Salt", "3"))) * times)
        best = 9.0
        for _ in range(3):
            start = process_time()
            open_bytes(data)
            best = min(best, process_time() - start)
        return best

    assert seconds(800) < 4 * 2.5 * seconds(200)


def test_mutated_files_give_an_error_of_ours_or_a_release() -> None:
    chance = random.Random(20)
    made = parts(
        PLAIN
        + table(row("Fish", "12"), row("Salt", "3"))
        + paragraph("End", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    whole = packed(made)
    for turn in range(400):
        if turn % 2:
            data = bytearray(whole)
            for _ in range(chance.randint(1, 8)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        else:
            name = chance.choice(sorted(made))
            words = list(made[name])
            for _ in range(chance.randint(1, 4)):
                at = chance.randrange(len(words))
                words[at : at + chance.randint(0, 6)] = chance.choice(
                    ("", "<", ">", '"', "w:p", "-1", "</w:r>", "\x01")
                )
            data = bytearray(packed(made | {name: "".join(words)}))
        try:
            open_bytes(bytes(data))
        except TallystickError:
            continue


def test_file_of_another_writer() -> None:
    document = word.Document()
    document.core_properties.title = "Landings in May"
    document.add_paragraph("Harbour Office")
    document.add_paragraph("Landings in May")
    document.add_heading("Fish", 1)
    document.add_paragraph("Landings rose by 4%.")
    document.add_paragraph("calm", style="List Bullet")
    document.add_paragraph("first", style="List Number")
    grid = document.add_table(rows=2, cols=2)
    for cell, words in zip(
        (cell for line in grid.rows for cell in line.cells), ("Fish", "12", "Salt", "3"), strict=True
    ):
        cell.text = words
    file = io.BytesIO()
    document.save(file)
    release = open_bytes(file.getvalue())
    assert release.title == "Landings in May"
    assert [(block.kind, release.text[block.start : block.end]) for block in release.blocks] == [
        ("heading", "Harbour Office"), ("title", "Landings in May"), ("heading", "Fish"),
        ("paragraph", "Landings rose by 4%."), ("item", "calm"), ("heading", "1. first"),
        ("table", "Fish\t12"), ("table", "Salt\t3"),
    ]  # fmt: skip
    assert release.released is None

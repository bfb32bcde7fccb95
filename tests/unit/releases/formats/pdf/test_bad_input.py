from __future__ import annotations

import random
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from tallystick.model import SourceError, TallystickError
from tallystick.releases.formats.pdf.draft import draft_of_pdf
from tallystick.releases.formats.pdf.engine import MOST_PAGES
from tallystick.releases.opening import from_bytes
from tests.unit.releases.formats.pdf.making import Sheet, pdf

SENTENCE = "Exports of tin rose by 3.2% in May, the office of the port said."


def plain(sheet: Sheet) -> None:
    sheet.prose(60, 100, [SENTENCE] * 3)


def scanned(sheet: Sheet) -> None:
    sheet.canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "grey")), 0, 0, 595, 842)


def raw_pdf(content: bytes, pages: int = 1, font: bytes = b"/BaseFont/Helvetica") -> bytes:
    """A PDF put together by hand: `pages` times one page of this content."""
    stream = zlib.compress(content)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b"5 0 R " * pages + b"]/Count %d>>" % pages,
        b"<</Type/Font/Subtype/Type1" + font + b">>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n" % size + table + b"trailer<</Size %d/Root 1 0 R>>\n" % size
    return out + end + b"startxref\n%d\n%%%%EOF" % len(out)


def advice(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        draft_of_pdf(data, "made.pdf")
    return str(caught.value)


def test_an_encrypted_document_is_named_as_such() -> None:
    assert "is encrypted; open it with its password" in advice(
        pdf(plain, encrypt=StandardEncryption("secret", "owner"))
    )
    readable = pdf(plain, encrypt=StandardEncryption("", "owner", canCopy=0))
    assert SENTENCE in draft_of_pdf(readable, "made.pdf").text


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"x" * 4000, pdf(plain)[:600]])
def test_a_damaged_document_is_named_as_such(data: bytes) -> None:
    assert "damaged or cut off; get it again" in advice(data)


def test_a_document_cut_off_behind_its_pages_says_so() -> None:
    whole = draft_of_pdf(raw_pdf(b"BT /F1 10 Tf 60 700 Td (Exports of tin rose by 3 percent.) Tj ET"), "made.pdf")
    assert whole.remarks == []
    data = raw_pdf(b"BT /F1 10 Tf 60 700 Td (Exports of tin rose by 3 percent.) Tj ET")
    cut = draft_of_pdf(data.replace(b"%%EOF", b""), "made.pdf")
    assert any("may be cut off" in remark for remark in cut.remarks)


def test_pages_that_are_images_are_named() -> None:
    assert "page images only, no text; read it with --ocr" in advice(pdf(scanned, scanned))
    made = draft_of_pdf(pdf(plain, scanned, lambda _: None), "made.pdf")
    assert [(one.reason, one.place and one.place.page) for one in made.dropped] == [("not read", 2)]
    assert any("page 2" in remark for remark in made.remarks)


def test_blank_pages_alone_are_no_release() -> None:
    assert "no text in made.pdf" in advice(pdf(lambda _: None))


def test_pages_without_number_are_too_many() -> None:
    content = b"BT /F1 10 Tf 60 700 Td (Exports of tin rose by 3 percent.) Tj ET"
    assert "split it" in advice(raw_pdf(content, MOST_PAGES + 1))


def test_pages_that_all_say_the_same_are_text() -> None:
    content = b"BT /F1 10 Tf 60 700 Td (Exports of tin rose by 3 percent.) Tj ET"
    assert (
        draft_of_pdf(raw_pdf(content, 4), "made.pdf").text.split("\n\n")[:4]
        == ["Exports of tin rose by 3 percent."] * 4
    )


def test_a_page_crowded_with_text_is_not_read() -> None:
    rng = random.Random(3)
    spots = b"".join(b"1 0 0 1 %d %d Tm (ab) Tj\n" % (rng.randrange(500), rng.randrange(800)) for _ in range(13_000))
    assert "more text than a page has" in advice(raw_pdf(b"BT /F1 1 Tf " + spots + b"ET"))
    long = b"".join(b"1 0 0 1 9 %d Tm (%s) Tj\n" % (9 + i, b"x" * 20_000) for i in range(5))
    assert "more text than a page has" in advice(raw_pdf(b"BT /F1 1 Tf " + long + b"ET"))


def test_text_outside_of_the_page_is_no_text() -> None:
    content = b"BT /F1 10 Tf 60 700 Td (Exports of tin rose by 3 percent.) Tj 900 0 Td (slug 17) Tj ET"
    assert draft_of_pdf(raw_pdf(content), "made.pdf").text.strip() == "Exports of tin rose by 3 percent."


def test_a_document_is_told_by_its_bytes() -> None:
    release = from_bytes(pdf(plain), "made", "made.bin", media_type="text/plain")
    assert SENTENCE in release.text
    assert release.place_of(0, 7) is not None


_PAGE = pdf(plain, scanned)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(_PAGE) - 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=12))
def test_changed_bytes_are_read_or_refused(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(_PAGE)
    for at, new in changes:
        data[at : at + len(new)] = new
    try:
        made = draft_of_pdf(bytes(data), "made.pdf")
    except TallystickError:
        return
    for line in made.lines:
        assert made.text[line.start : line.end].strip()
    assert [run.start for run in made.runs] == sorted(run.start for run in made.runs)


def test_several_threads_may_read_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(lambda _: draft_of_pdf(pdf(plain, plain), "made.pdf").text, range(12)))
    assert len(set(texts)) == 1


def test_letters_of_no_size_break_nothing() -> None:
    lines = b" ".join(b"0 -12 Td (Exports of tin rose by %d percent.) Tj" % n for n in range(9))
    draft = draft_of_pdf(raw_pdf(b"BT /F1 0.004 Tf 60 700 Td " + lines + b" ET"), "made.pdf")
    assert len(draft.pages) == 1

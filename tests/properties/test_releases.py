"""Laws of releases: whatever the bytes, a release with orderly blocks or a clear error."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tallystick.model import Release, TallystickError
from tallystick.releases import from_bytes, from_text, sentences

SCRAPS = st.sampled_from(
    [
        "Exports rose by 3.5%.",
        "一、回顾",
        "出口增长3%。",
        "Ann Oakes:",
        "答：",
        "- item",
        "| a | 1 |",
        "# Head",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\x00",
        "\u202e",
        "<p>",
        "</p>",
        "<table><tr><td>",
        "[a](b)",
        "title: x",
        "date: 2022-01-01",
        "---",
        "Feb. 30, 2022",
        "1 2 3 >",
        " ",
        "\t",
        "\ufeff",
        "99999年13月99日",
        "CHAIR OAKES. Yes.",
    ]
)
TEXTS = st.lists(SCRAPS | st.text(max_size=12), max_size=30).map("".join)
TYPES = st.sampled_from(["text/plain", "text/html", "text/markdown"])


def check(release: Release) -> None:
    last = 0
    for block in release.blocks:
        assert last <= block.start < block.end <= len(release.text)
        last = block.end
        spans = sentences(release.text, block.start, block.end, block.language)
        place = block.start
        for start, end in spans:
            assert start < end
            assert not release.text[place:start].strip()
            place = end
        assert not release.text[place : block.end].strip()


@given(TEXTS, TYPES)
@settings(max_examples=150, deadline=None)
def test_any_text_has_orderly_blocks(text: str, media_type: str) -> None:
    try:
        release = from_text(text, "x", media_type=media_type)
    except TallystickError:
        return
    check(release)
    if media_type == "text/plain":
        assert release.text == text


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "gbk", "latin-1", "hz", "rot13", "x"]))
@example(b"\xff\xfe\x00", None)
@example(b"+/v8-", "utf-7")
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes, charset: str | None) -> None:
    try:
        release = from_bytes(data, "x", "x", charset=charset)
    except TallystickError:
        return
    check(release)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_plain_text_keeps_every_digit_in_a_block(text: str) -> None:
    try:
        release = from_text(text, "x")
    except TallystickError:
        return
    covered: set[int] = set()
    for block in release.blocks:
        covered.update(range(block.start, block.end))
    assert all(i in covered for i, char in enumerate(text) if char.isascii() and char.isdigit())

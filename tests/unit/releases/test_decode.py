"""Bytes to text: declared, undeclared and wrongly declared encodings; what is no text at all."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tallystick.model import SourceError
from tallystick.releases import from_bytes, open_release
from tallystick.releases.decode import decode

CHINESE = "海港局公布的数据显示，一季度出口同比增长5.3%，进口下降。\r\n从地区看，东部地区的增长为4%。\n"
TRADITIONAL = "海港局公佈的數據顯示，一季度出口同比增長5.3%，這是三個月來的新高，我國進口為零。\n"
FRENCH = "Le tonnage a augmenté de 1,2 % à l’été, déjà prévu.\n"
ENGLISH = "Tonnage rose by 3% in July.\n" * 5


@pytest.mark.parametrize("label", [None, "utf-8", "iso-8859-1", "no-such-encoding"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "utf-8"),
        (CHINESE, "utf-8-sig"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-16"),
        (CHINESE, "utf-32"),
        (CHINESE, "utf-16-le"),
        (CHINESE, "utf-16-be"),
        (TRADITIONAL, "big5"),
        (FRENCH, "utf-8"),
        (FRENCH, "cp1252"),
        (ENGLISH, "ascii"),
        (ENGLISH, "utf-16-le"),
    ],
)
def test_text_comes_back(text: str, encoding: str, label: str | None) -> None:
    assert decode(text.encode(encoding), charset=label) == text


def test_declared_in_the_page() -> None:
    page = f'<html><head><meta charset="gb2312"></head><body><p>{CHINESE}</p></body></html>'
    assert "同比增长5.3%" in from_bytes(page.encode("gb18030"), "x", "x").text


def test_character_cut_at_the_end_is_left_out() -> None:
    assert decode(CHINESE.strip().encode()[:-1]) == CHINESE.strip()[:-1]


def test_one_bad_byte_does_not_change_the_rest() -> None:
    data = CHINESE.encode()
    assert decode(data[:60] + b"\xff" + data[60:]).replace("\ufffd", "") == CHINESE


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\x00", "empty"),
        (b"%PDF-1.7 x", "(?i)pdf"),
        (b"PK\x03\x04abc", "archive"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "picture"),
        (gzip.compress(b"words", mtime=0)[:12], "gzip"),
        (bytes(range(256)) * 9, "binary"),
        (b"\x00\x01\x02\x03" * 99, "no text"),
    ],
)
def test_no_text(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        from_bytes(data, "x", "x")


def test_text_of_a_file_is_the_file(tmp_path: Path) -> None:
    path = tmp_path / "trade.en.txt"
    path.write_bytes(b"\xef\xbb\xbfExports\x00 rose \xe2\x80\xae3%.\r\n\r\nImports fell.\r\n")
    release = open_release(path)
    assert release.text == "Exports\x00 rose \u202e3%.\r\n\r\nImports fell.\r\n"
    assert release.name == "trade.en"
    assert [release.text[b.start : b.end] for b in release.blocks] == ["Exports\x00 rose \u202e3%.", "Imports fell."]


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        open_release(tmp_path / "none.txt")
    with pytest.raises(SourceError, match="folder"):
        open_release(tmp_path)


def test_standard_input() -> None:
    assert open_release("-", stdin=b"Exports rose.").text == "Exports rose."

"""Texts in other languages than English and Chinese are known by name; no English or Chinese text is taken for one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tallystick.knowledge.loader import load_topics
from tallystick.model import LanguageError
from tallystick.releases import from_text, open_release
from tallystick.releases.foreign import foreign_language

KNOWN = load_topics("sources/writing")["languages"]


@pytest.mark.parametrize("code", KNOWN["yes"])
def test_a_language_is_known(code: str) -> None:
    found = foreign_language(KNOWN["yes"][code])
    assert found is not None
    assert found == (code, KNOWN["names"][code])


@pytest.mark.parametrize("text", [*KNOWN["no"]["en"], *KNOWN["no"]["zh"]])
def test_english_and_chinese_are_not_refused(text: str) -> None:
    assert foreign_language(text) is None


def test_a_text_in_another_language_is_refused_by_name_and_read_when_asked() -> None:
    german = KNOWN["yes"]["de"]
    with pytest.raises(LanguageError, match=r"note is in German; .*--lang en"):
        from_text(german, "note")
    assert from_text(german, "note", language="en").language == "en"


def test_without_the_detector_a_language_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    with pytest.raises(LanguageError, match=r"is not known; .*--lang en or zh.*pip install py3langid"):
        from_text(KNOWN["yes"]["de"], "note")
    assert from_text(KNOWN["yes"]["de"], "note", language="en").language == "en"
    assert [foreign_language(text) for text in ("Output rose by 3% from the year before.", KNOWN["no"]["zh"][0])] == [
        None,
        None,
    ]


def test_an_english_text_with_a_summary_in_french_is_english() -> None:
    english = "Output rose by 3% from the year before, and exports were up by 5%. " * 60
    assert from_text(f"{english}\n\n{KNOWN['yes']['fr']}", "note").language == "en"


def test_markup_is_no_language(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<html><body><p>{KNOWN['yes']['it']}</p></body></html>", encoding="utf-8")
    with pytest.raises(LanguageError, match="Italian"):
        open_release(page)

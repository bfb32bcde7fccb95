"""Plain text into blocks: kinds, sections, speakers, languages."""

from __future__ import annotations

from datetime import date

import pytest

from tallystick.model import Release
from tallystick.releases import from_text

BRIEFING = """ㄑ Newsroom ㄑ Transcripts

Harbour Office briefing on steady growth

The Harbour Office held a press conference in Bergen on Feb. 3 to present the year's results.  Feb. 7, 2022

Read in Chinese

Ann Oakes, chief statistician of the Harbour Office

Feb. 3, 2022

Ann Oakes:

Good morning.

I. Cargo grew for a second year. Here is how:

First, tonnage increased by 4.1%.

II. Trade widened.

Coastal Times:

How will you keep this up?

1  2  3  4  >
"""


def kinds(release: Release) -> list[tuple[str, str]]:
    return [(block.kind, release.text[block.start : block.end]) for block in release.blocks]


def test_briefing_parts() -> None:
    release = from_text(BRIEFING, "briefing")
    found = [kind for kind, _ in kinds(release)]
    assert found == [
        "furniture", "title", "paragraph", "furniture", "paragraph", "dateline", "turn",
        "paragraph", "paragraph", "paragraph", "heading", "turn", "paragraph", "furniture",
    ]  # fmt: skip


def test_briefing_metadata() -> None:
    release = from_text(BRIEFING, "briefing")
    assert release.title == "Harbour Office briefing on steady growth"
    assert (release.released, release.event, release.place) == (date(2022, 2, 7), date(2022, 2, 3), "Bergen")
    assert release.speakers[0].name == "Ann Oakes"
    assert release.speakers[0].role == "chief statistician of the Harbour Office"


def test_sections_and_speakers_are_carried() -> None:
    blocks = from_text(BRIEFING, "briefing").blocks
    first = next(b for b in blocks if BRIEFING[b.start :].startswith("First"))
    assert (first.section, first.speaker) == ("I. Cargo grew for a second year.", "Ann Oakes")
    assert blocks[-2].speaker == "Coastal Times"


def test_explicit_date_wins() -> None:
    assert from_text(BRIEFING, "briefing", released=date(2022, 5, 1)).released == date(2022, 5, 1)


def test_wrapped_lines_are_one_block() -> None:
    text = (
        "Output of the yards rose in the second quarter by more than anyone had thought, the office\n"
        "said on Monday, and orders were higher than in any quarter since the count began. Prices,\n"
        "which had fallen, rose again.\n"
        "Imports, by contrast, fell for the third month in a row, because the stores were full and\n"
        "because fewer ships called at the southern ports than in the same quarter a year earlier,\n"
        "while coastal trade held up.\n"
    )
    assert [text[b.start : b.end].split()[0] for b in from_text(text, "x").blocks] == ["Output", "Imports,"]


def test_lines_of_paragraphs_stay_apart() -> None:
    text = "Exports rose by 3 per cent in the month under review.\nImports fell by 2 per cent in the same month.\n"
    assert len(from_text(text, "x").blocks) == 2


def test_number_cut_at_its_point_is_one_block() -> None:
    text = "In the year under review spending was estimated to be 6.\n1% higher than planned at first.\n"
    assert len(from_text(text, "x").blocks) == 1


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("### 外贸稳步增长", "heading"),
        ("一、过去一年的回顾", "heading"),
        ("（二）推动外贸稳定增长。", "heading"),
        ("- one of several points made", "item"),
        ("| Steel | 120 | 130 |", "row"),
        ("Steel\t120\t130", "row"),
        ("[查看原文](https://news.example/2023/07/17/a.html)", "furniture"),
        ("Copyright 2024 Harbour Office", "furniture"),
        ("- 12 -", "furniture"),
        ("26 July 2023", "dateline"),
        ("来源：海港日报", "dateline"),
        ("Source: monthly survey of ports.", "dateline"),
    ],
)
def test_kind_of_a_line(line: str, kind: str) -> None:
    text = f"Opening words of the release stand here.\n\n{line}\n\nMore words follow, and they end here.\n"
    words = line.lstrip("#- ") if kind in ("heading", "item") else line
    assert {t: k for k, t in kinds(from_text(text, "x"))}[words] == kind


def test_chinese_turns_and_event() -> None:
    text = "外贸发布会\n\n海港局今天（7月17日）举行发布会。\n\n李明：\n\n上半年出口增长3%。\n\n答：进口下降。\n\n李明：谢谢。\n\nhttps://news.example/2023/07/17/a.html\n"
    release = from_text(text, "x")
    assert release.language == "zh"
    assert (release.released, release.event) == (date(2023, 7, 17), date(2023, 7, 17))
    assert [b.speaker for b in release.blocks if b.kind == "turn"] == ["李明", "答", "李明"]


def test_capitals_give_the_word() -> None:
    text = "CHAIR OAKES. Good day.\n\nTOM MCLEAN. Why?\n\nCHAIR OAKES. They fell.\n\nTOM MCLEAN. Thanks.\n"
    release = from_text(text, "x")
    assert [s.name for s in release.speakers] == ["Chair Oakes", "Tom McLean"]


def test_labels_are_no_speakers() -> None:
    release = from_text(
        "Key Points:\n\nExports rose.\n\nKey Points:\n\nImports fell.\n\n单位：亿元\n\n单位：亿元\n", "x"
    )
    assert release.speakers == ()


def test_mixed_languages_and_a_wrong_language() -> None:
    text = "Exports rose by 3 per cent in July.\n\n七月份出口同比增长百分之三，进口下降。\n"
    assert [b.language for b in from_text(text, "x", language="zh").blocks] == ["en", "zh"]


def test_header_is_furniture_and_tells() -> None:
    text = "title: Trade in July\npublisher: Harbour Office\ndate: 2023-08-01\n\nExports rose by 3 per cent.\n"
    release = from_text(text, "x")
    assert [b.kind for b in release.blocks] == ["furniture"] * 3 + ["paragraph"]
    assert (release.title, release.publisher, release.released) == ("Trade in July", "Harbour Office", date(2023, 8, 1))
    assert release.text == text


def test_stored_tags_lie_in_no_block() -> None:
    text = "### 新闻\n\n<p><strong>海港网</strong>：出口增长3%。</p><p>进口下降2%。</p>\n"
    parts = kinds(from_text(text, "x"))
    assert [kind for kind, _ in parts] == ["title", "paragraph", "paragraph"]
    assert parts[-1][1] == "进口下降2%。"


SPACED = """The board of the harbour met on Tuesday and heard that the tonnage landed at the

eastern quay had risen by 4 per cent since the spring, while the western quay stood

idle.

Dues were left as they were. The board will look at them anew when the figures of the

summer are known, and no sooner than that, as the chairman said.
"""


def test_a_blank_line_behind_each_line_parts_nothing() -> None:
    parts = kinds(from_text(SPACED, "x"))
    assert [kind for kind, _ in parts] == ["paragraph", "paragraph"]
    assert parts[1][1].startswith("Dues were left")


def test_blank_lines_part_paragraphs_that_are_whole() -> None:
    whole = SPACED.replace("the\n\n", "the ").replace("stood\n\n", "stood ")
    assert len(from_text(whole + "\nA third one.\n", "x").blocks) == 3


def test_words_on_lines_of_their_own_go_on_with_a_sentence() -> None:
    text = (
        "In its meeting of Tuesday the board chose to lower\nthe quay due\nby 20 cents, and dues in all will fall to\n"
        "4.5%\nin June.\n\nquay\nshed\n"
    )
    parts = [words for _, words in kinds(from_text(text, "x"))]
    assert parts == [text[: text.index("\n\nquay")], "quay", "shed"]

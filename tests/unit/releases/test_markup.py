"""HTML and Markdown to plain text with hints."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from tallystick.model import Release
from tallystick.releases import from_bytes, from_text

PAGE = """<html><head><title>Trade in July - Harbour Office</title><meta name="PubDate" content="2023-08-01 10:00">
<style>p {color: red}</style></head><body><nav><a href="/">Home</a></nav><div class="breadcrumb">Home &gt; News</div>
<h1>Trade in July</h1><p>Exports <b>rose</b>&nbsp;by 3%.<br>Imports fell.</p>
<table><tr><th>Port</th><th>Tonnes</th></tr><tr><td><p>Bergen</p></td><td>120</td></tr></table>
<h2>Outlook</h2><ul><li>calm<li>stormy</ul><p style="display: none">no</p><script>var x = 1</script>
<footer>Phone 123</footer></body></html>"""


def kinds(release: Release) -> list[tuple[str, str]]:
    return [(block.kind, release.text[block.start : block.end]) for block in release.blocks]


def test_page() -> None:
    release = from_bytes(PAGE.encode(), "trade", "trade.html", media_type="text/html")
    assert kinds(release) == [
        ("furniture", "Home"),
        ("furniture", "Home > News"),
        ("title", "Trade in July"),
        ("paragraph", "Exports rose by 3%."),
        ("paragraph", "Imports fell."),
        ("table", "Port\tTonnes"),
        ("table", "Bergen\t120"),
        ("heading", "Outlook"),
        ("item", "calm"),
        ("item", "stormy"),
        ("furniture", "Phone 123"),
    ]
    assert (release.title, release.released) == ("Trade in July", date(2023, 8, 1))
    assert release.blocks[-2].section == "Outlook"


def test_html_is_told_without_a_name() -> None:
    assert from_bytes(PAGE.encode(), "x", "-").title == "Trade in July"


def test_layout_tables_are_no_rows() -> None:
    page = "<table><tr><td><h1>Trade</h1><p>Exports rose.</p><p>Imports fell.</p></td></tr></table>"
    release = from_text(page, "x", media_type="text/html")
    assert [kind for kind, _ in kinds(release)] == ["title", "paragraph", "paragraph"]


@pytest.mark.parametrize("unit", ["<div>", "<div><b>", "<ul><li>", "<table><tr><td>", "<p><font>"])
def test_deep_nesting_takes_linear_time(unit: str) -> None:
    taken = []
    for depth in (5_000, 20_000):
        start = process_time()
        release = from_text(unit * depth + "Exports rose by 5%.", "x", media_type="text/html")
        taken.append(process_time() - start)
        assert release.text == "Exports rose by 5%."
    assert taken[1] < max(taken[0] * 12, 1.5)


def test_markdown() -> None:
    text = (
        "---\ntitle: T\ndate: 2023-07-17\n---\n# Trade\n\nExports **rose**\nby [3%](x.html).\n\n- cars\n- 2) ships\n\n"
        "## Rows\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[Read more](https://x.example)\n"
    )
    release = from_text(text, "x", media_type="text/markdown")
    assert kinds(release) == [
        ("title", "Trade"),
        ("paragraph", "Exports rose by 3%."),
        ("item", "cars"),
        ("item", "2) ships"),
        ("heading", "Rows"),
        ("table", "a\tb"),
        ("table", "1\t2"),
        ("furniture", "Read more"),
    ]
    assert release.released == date(2023, 7, 17)


def test_markdown_with_stored_tags() -> None:
    release = from_text(
        "### 新闻\n<p><strong>海港网</strong>：出口增长3%。</p><p>进口下降。</p>\n", "x", media_type="text/markdown"
    )
    assert kinds(release) == [("title", "新闻"), ("paragraph", "海港网：出口增长3%。"), ("paragraph", "进口下降。")]


def test_markdown_leaves_no_word_out() -> None:
    text = (
        "**增长：**出口3.1%。\n\n1. first 4%\n2. second 5%\n\n   more 6%\n\n• bullet 7%\n• bullet 8%\n\n"
        "[1]: 9.5%\n\n    indented by 10.2%\n\n> quoted 11%\n\n```\nSteel 12 13\nCars 14 15\n```\n\n"
        "![picture](a.png) and <b>12.5%</b> &lt; 13% \\*14%\\*\n\n<!-- 15%\n"
    )
    release = from_text(text, "x", media_type="text/markdown")
    assert [words for _, words in kinds(release)] == [
        "增长：出口3.1%。", "1. first 4%", "2. second 5%", "more 6%", "bullet 7%", "bullet 8%", "[1]: 9.5%",
        "indented by 10.2%", "quoted 11%", "Steel 12 13", "Cars 14 15", "and 12.5% < 13% *14%*", "<!-- 15%",
    ]  # fmt: skip


def test_a_heading_below_the_first_line_is_no_title() -> None:
    release = from_text("Exports rose by 3%.\n\n## Outlook\n\nCalm.\n", "x", media_type="text/markdown")
    assert [kind for kind, _ in kinds(release)][1:] == ["heading", "paragraph"]


HOSTILE = (
    "[", "![", "[a](", "*a_ ", "**", "`a``", "<a ", "<!--", "> ", "- ", "1. ", "|", "a|", "<p>", "\n- a\n", "\n> a\n",
)  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_markdown_takes_linear_time(unit: str) -> None:
    taken = []
    for length in (5_000, 20_000):
        start = process_time()
        release = from_text(unit * (length // len(unit)) + " Exports rose by 5%.", "x", media_type="text/markdown")
        taken.append(process_time() - start)
        assert "5%" in release.text
    assert taken[1] < max(taken[0] * 12, 1.5)


def test_short_rows_under_a_wide_head_are_not_filled_up() -> None:
    start = process_time()
    from_text("a|" * 2000 + "\n" + "-|" * 2000 + "\n" + "x|\n" * 2000, "x", media_type="text/markdown")
    assert process_time() - start < 5

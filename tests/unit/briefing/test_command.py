"""The command writes a briefing whole or not at all, proves edited drafts, and says what to do where it cannot."""

import csv
import json
import zipfile
from pathlib import Path

import docx
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.commands import run
from tests.unit.briefing.test_proving import RELEASE

HISTORY = """series,area,period,value,unit,measure,vintage
industry.value_added,CN,2018,6.2,%,growth,2019-02-28
industry.value_added,CN,2019,5.7,%,growth,2020-02-28
industry.value_added,CN,2020,2.8,%,growth,2021-02-28
industry.value_added,CN,2020,2.4,%,growth,2021-12-17
industry.revenue,CN,2021,19.1,%,growth,2022-01-20
industry.revenue,CN,2021,19.4,%,growth,2022-01-27
"""
TABLE = """<html><head><title>China: output of industrial products in 2021</title></head><body><article>
<h1>China: output of industrial products in 2021</h1><p>Beijing, January 17, 2022</p>
<p>The output of industrial products in China grew in 2021.</p>
<table><caption>Output of major industrial products, 2021</caption>
<tr><th>Product</th><th>Output</th><th>Growth on a year earlier (%)</th></tr>
<tr><td>Microcomputers (10,000 sets)</td><td>46,692</td><td>22.3</td></tr>
<tr><td>Crude steel (10,000 tonnes)</td><td>103,279</td><td>-3.0</td></tr>
<tr><td>Raw coal (10,000 tonnes)</td><td>407,000</td><td>4.7</td></tr>
</table></article></body></html>
"""
VIEW = """
[[section]]
heading = { en = "Problems", zh = "问题" }
[[section.item]]
by = "the <b>ministry</b>"
en = "The profits of industrial enterprises increased by {industry.profits.growth 2021}, too little of it inland."
zh = "工业企业利润增长{industry.profits.growth 2021}，但内陆地区偏少。"
"""
SET = [
    "SHA256SUMS", "briefing.en.docx", "briefing.en.html", "briefing.en.txt", "briefing.zh.docx", "briefing.zh.html",
    "briefing.zh.txt",
    "charts/01-industry.value_added.growth.en.svg", "charts/01-industry.value_added.growth.zh.svg", "evidence.csv",
    "evidence.json", "scorecard.csv", "scorecard.en.html", "scorecard.zh.html",
]  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("brief")
    for name, text in (("release.txt", RELEASE), ("table.html", TABLE), ("history.csv", HISTORY)):
        (folder / name).write_text(text)
    ledger = str(folder / "l.db")
    words = ("--ledger", ledger, "--reader", "fast")
    assert run("keep", str(folder / "release.txt"), str(folder / "table.html"), *words).returncode == 0
    assert run("import", str(folder / "history.csv"), "--publisher", "NBS", "--ledger", ledger).returncode == 0
    return ledger


@pytest.fixture(scope="module")
def written(book: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written") / "out"
    assert run(*template(book), "-o", str(folder)).returncode == 0
    return folder


def template(book: str) -> tuple[str, ...]:
    words = ("brief", "--template", "five-groups", "--year", "2021", "--released", "2022-02-28")
    return (*words, "--ledger", book, "--reader", "fast")


def names_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def lit(page: str) -> dict[int, str]:
    """Number of each figure's link on a page → the words that are lit in the quote where it leads."""
    tree = LexborHTMLParser(page)
    found: dict[int, str] = {}
    for link in tree.css("a.figure"):
        row = tree.css_first(str(link.attributes["href"]))
        assert row is not None
        assert row.css_first(f'a.back[href="#{link.attributes["id"]}"]') is not None
        note = row.parent
        assert note is not None
        for mark in note.css("mark"):
            numbers = mark.css_first("sup")
            assert numbers is not None
            found |= {int(number): mark.text(deep=False) for number in numbers.text().split(",")}
    assert len({link.attributes["href"] for link in tree.css("a.figure")}) == len(found)
    return found


def test_a_briefing_is_written_edited_and_proven(book: str, tmp_path: Path) -> None:
    plan, folder = tmp_path / "outline.toml", tmp_path / "out"
    assert run("brief", "--new", str(plan), "--year", "2021").returncode == 0
    assert run("brief", "--new", str(plan), "--year", "2021").returncode == 2
    plan.write_text(plan.read_text() + VIEW)
    words = ("brief", str(plan), "--ledger", book, "--reader", "fast", "--released", "2022-02-28")
    done = run(*words, "-o", str(folder))
    assert done.returncode == 0, done.stderr
    told = json.loads((folder / "evidence.json").read_text())
    assert f"{len(told)} figures in each language" in done.stdout
    assert len(told) > 10
    assert "not told: the ledger holds no sure value of innovation.rd_intensity" in done.stderr
    assert names_in(folder) == SET
    text, page = folder / "briefing.en.txt", LexborHTMLParser((folder / "briefing.en.html").read_text())
    assert text.read_text().endswith("too little of it inland. (view of the <b>ministry</b>)\n")
    assert [one.text() for one in page.css("p.view .by")] == [" (view of the <b>ministry</b>)"]
    often = next(row for row in told if len(row["sentences_en"]) > 1)
    places = [one.attributes["id"] for one in page.css(f'a.figure[href="#e{often["number"]}"]')]
    assert places[:2] == [f"f{often['number']}", f"f{often['number']}-2"]
    assert run(*words, "--prove", str(text)).returncode == 0
    text.write_text(text.read_text().replace("9.6%", "9.8%"))
    held = run(*words, "--prove", str(text))
    assert held.returncode == 1
    assert "2021: the text says 9.8%, the ledger 9.6%" in held.stdout
    held = run(*words, "-o", str(folder))
    assert held.returncode == 2
    assert "briefing.en.txt was changed since it was written" in held.stderr
    assert "9.6%" not in text.read_text()
    (folder / "notes.txt").write_text("a stranger's")
    (folder / "charts" / "old.svg").write_text("a stranger's")
    assert run(*words, "-o", str(folder), "--force", "--desk-copy").returncode == 0
    assert names_in(folder) == sorted([*SET, "notes.txt", "charts/old.svg"])
    assert "9.6%" in text.read_text()
    untold = LexborHTMLParser((folder / "briefing.zh.html").read_text()).css_first(".not-told")
    assert untold is not None
    assert "账本中没有innovation.rd_intensity在2021的可靠数值" in untold.text()
    assert "the ledger holds" not in untold.text()


def test_each_figure_leads_to_words_that_hold_its_digits(written: Path) -> None:
    folder = written
    rows = list(csv.DictReader((folder / "evidence.csv").read_text().splitlines()))
    known = {int(row["number"]): row for row in rows}
    assert len(known) > 10
    for language in ("en", "zh"):
        page = (folder / f"briefing.{language}.html").read_text()
        shown = lit(page)
        assert shown.keys() == known.keys()
        for number, told in shown.items():
            digits = "".join(one for one in known[number]["quote"] if one.isdigit())
            assert digits
            assert digits in "".join(one for one in told if one.isdigit())
            assert known[number][f"figure_{language}"] in (folder / f"briefing.{language}.txt").read_text()
        assert page.count("<svg") == 1
        assert "innovation.rd_intensity" not in page
        assert "<script" not in page
    assert {row["sentence"] for row in rows} >= {"industry.revenue, 2021: 19.4 % (growth)"}
    revised = [row for row in json.loads((folder / "evidence.json").read_text()) if row["revised_from"]]
    assert [(row["indicator"], row["revised_from"], row["verdict"]) for row in revised] == [
        ("industry.revenue", ["19.1"], "proven")
    ]


def test_a_word_file_comes_back_until_a_figure_or_a_note_is_changed(book: str, written: Path, tmp_path: Path) -> None:
    english, chinese = (written / f"briefing.{language}.docx" for language in ("en", "zh"))
    done = run(*template(book), "--prove", str(english), "--prove", str(chinese))
    assert done.returncode == 0, done.stdout
    styles = [one.style.name for one in docx.Document(str(english)).paragraphs if one.style]
    assert styles[:4] == ["Title", "Date", "Body Text", "Heading 1"]
    parts, edited = parts_of(english), tmp_path / "edited.docx"
    for part, before, after in (
        ("word/document.xml", "9.6%", "9.7%"),
        ("word/endnotes.xml", "“In 2021, the added", "“In 2021, the lost"),
    ):
        assert before.encode() in parts[part]
        parts[part] = parts[part].replace(before.encode(), after.encode(), 1)
    with zipfile.ZipFile(edited, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    held = run(*template(book), "--prove", str(edited))
    assert held.returncode == 1
    assert "the text says 9.7%" in held.stdout
    assert "this endnote is not as" in held.stdout


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--template", "five-groups", "-o", "x"], "give it, like --year 2021"),
        (["-o", "x"], "give a file, or --template"),
        (["--template", "five-groups", "--year", "2021"], "-o FOLDER"),
        (["--template", "five-groups", "--year", "soon", "-o", "x"], "write it like 2021"),
        (["--template", "five-groups", "--year", "1999", "-o", "x"], "nothing of it is kept"),
        (["no-such.toml", "-o", "x"], "cannot read no-such.toml"),
    ],
)
def test_what_cannot_be_written_is_told_with_what_to_do(book: str, words: list[str], told: str) -> None:
    done = run("brief", *words, "--ledger", book)
    assert done.returncode == 2
    assert told in done.stderr
    assert not Path("x").exists()

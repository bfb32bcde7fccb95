"""The scorecard of a ledger with a history: by the API, as the command tells it, and as its page and rows."""

import csv
import io
import json
from pathlib import Path

import pytest

import tallystick
from tallystick.knowledge.lights import shipped_text
from tallystick.ledger import Ledger
from tests.commands import run
from tests.unit.ledger.build import release, said

NBS = "National Bureau of Statistics of China"
GROWTH = ["15.7", "13.9", "10.0", "9.7", "8.3", "6.1", "6.0", "6.6", "6.2", "5.7", "2.8", "9.6"]
PMI = ["51.3", "50.6", "51.9", "51.1", "51.0", "50.9", "50.4", "50.1", "49.6", "49.2", "50.1", "50.3", "50.0"]
HEADS = ("series", "area", "period", "value", "unit", "measure", "source", "vintage")


def rows() -> list[tuple[str, ...]]:
    told = [
        *(("value added of industry above designated size", str(2010 + k), one, "%", "growth")
          for k, one in enumerate(GROWTH)),
        *(("industrial capacity utilization rate", str(2019 + k), one, "%", "level")
          for k, one in enumerate(("76.6", "74.5", "77.5"))),
        *(("manufacturing PMI", f"{2020 + (11 + k) // 12}-{(11 + k) % 12 + 1:02}", one, "%", "level")
          for k, one in enumerate(PMI)),
        ("5G base stations", "2020", "718000", "1", "level"),
        ("5G base stations", "2021", "1425000", "1", "level"),
    ]  # fmt: skip
    return [HEADS, *((name, "CN", *rest, NBS, "2022-01-20") for name, *rest in told)]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("monitor")
    file, ledger = folder / "series.csv", folder / "l.db"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows())
    with Ledger(ledger) as made:
        made.import_series(file)
        plan = said("6", "2021", subject="value added of industry above designated size", area="CN", status="target",
                    qualifier=">")  # fmt: skip
        made.keep(release("plan", "2021-03-05", plan, publisher="State Council"))
    return str(ledger)


def test_the_scorecard_of_a_year(book: str) -> None:
    with Ledger(book, read_only=True) as ledger:
        told = tallystick.scorecard(ledger, "2021")
        before = tallystick.scorecard(ledger, "2021", as_of="2021-06-01")
    cards = {card.indicator: card for card in told.cards}
    first = cards["industry.value_added"]
    assert first.place
    assert first.target
    assert first.year
    assert (first.light.colour, first.light.rule, first.target.verdict) == ("green", "target", "kept")
    assert (first.place.rank, first.place.of, str(first.year.by)) == (5, 12, "6.8")
    assert first.place.last_higher
    assert first.place.last_higher.period == "2013"
    few = cards["industry.capacity_utilization"].light
    assert few.why
    assert (few.colour, few.why.values) == ("grey", {"n": "2", "needed": "8", "years": "10"})
    other = cards["pmi.manufacturing"].light.why
    assert other
    assert (other.key, other.values["last"]) == ("light none of period", "2021-12")
    stations = cards["telecom.base_stations_5g"]
    assert stations.year
    assert (stations.light.colour, f"{stations.year.by:.1f}") == ("green", "98.5")
    assert all(card.value is None for card in before.cards), "nothing of it was published by then"
    assert sum(told.counts().values()) == len(told.cards)


def test_the_command_in_each_form(book: str, tmp_path: Path) -> None:
    text = run("monitor", "--ledger", book, COLUMNS="200")
    assert text.returncode == 0, text.stderr
    lines = " ".join(text.stdout.split())
    for words in (
        "Scorecard: China",
        "● green",
        "5th highest of 12 since 2010",
        "at least",
        "met",
        "2 values in the 10",
    ):
        assert words in lines, words
    assert "could be red within rounding" in lines, "an index of 50.0 may be one of 49.95, and lower than before"
    [first, *_] = list(csv.DictReader(io.StringIO(run("monitor", "--ledger", book, "--format", "csv").stdout)))
    assert (first["value"], first["rank"], first["light"], first["target_verdict"]) == ("9.6", "5", "green", "kept")
    told = json.loads(run("monitor", "--period", "2021", "--ledger", book, "--format", "json", "--names", "zh").stdout)
    assert (told[0]["year_earlier_by"], told[0]["name"]) == (6.8, "规模以上工业增加值")
    page = tmp_path / "scorecard.html"
    assert run("monitor", "--ledger", book, "--format", "html", "--names", "zh", "-o", page).returncode == 0
    for words in (
        '<span class="light green"><svg',
        "绿灯",
        "在舍入误差内可能为红灯",
        '<svg class="spark"',
        "完成当期目标",
    ):
        assert words in page.read_text(encoding="utf-8"), words


def test_rules_and_groups_of_ones_own(book: str, tmp_path: Path) -> None:
    lights, groups = tmp_path / "lights.toml", tmp_path / "groups.toml"
    assert run("monitor", "--new-lights", lights).returncode == 0
    assert lights.read_text(encoding="utf-8") == shipped_text()
    assert run("monitor", "--new-lights", lights).returncode == 2
    lights.write_text(shipped_text().replace("no worse than 50", "no worse than 51"), encoding="utf-8")
    groups.write_text('[[group]]\nname = "g"\nen = "Mine"\nzh = "自选"\nindicators = ["pmi.manufacturing"]\n')
    done = run("monitor", "--ledger", book, "--groups", groups, "--lights", lights, "--format", "csv")
    [only] = list(csv.DictReader(io.StringIO(done.stdout)))
    assert (only["group"], only["light"]) == ("g", "amber")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--period", "soon"], 2, "write it like 2021"),
        (["--as-of", "soon"], 2, "write it like 2022-02-28"),
        (["--groups", "no.toml"], 2, "cannot read no.toml"),
        (["--lights", "no.toml"], 2, "cannot read no.toml"),
        (["--area", "US"], 0, "no value of these indicators in US"),
    ],
)
def test_what_cannot_be_told_says_what_to_do(book: str, words: list[str], code: int, told: str) -> None:
    done = run("monitor", *words, "--ledger", book)
    assert (done.returncode, told in done.stderr) == (code, True), done.stderr

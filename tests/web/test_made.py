"""What was compiled or adjusted here, on the desk: how each figure was made, beside what was published, told apart."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import msgspec
import pyarrow
import pytest
from starlette.testclient import TestClient

from tallystick.adjusting import Model
from tallystick.compiling.compiled import parcel
from tallystick.compiling.kept import original_of, rows_of
from tallystick.compiling.making import Compiled
from tallystick.compiling.making import compile as compiled
from tallystick.compiling.recipes.loading import load
from tallystick.ledger import Ledger
from tallystick.web.made_view import bridge, made_of, runs, shares, to_date
from tallystick.web.series_data import adjusted_of, observed_of
from tallystick.web.series_view import short_name
from tests.unit.adjusting.book_of import steel
from tests.unit.compiling.test_compile import DAY, RECIPE, returns
from tests.web.building import client_of
from tests.web.test_chinese import english

COAL = {"column": "industry", "name": "branch <b>", "parts": {"coal & “more”": ["06", "07"]}}
TOLD = {**RECIPE, "title": "Industry <script>", "threshold": 4, "newest": 13, "partition": [COAL, {"column": "region"}]}
NAME = "output.crude_steel.level"


@pytest.fixture(scope="module")
def made() -> Compiled:
    return compiled(TOLD, returns())


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, made: Compiled) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("made")
    with steel(folder, folder / "l.db") as ledger:
        ledger.keep_many([parcel(made, DAY)])
        yield ledger


@pytest.fixture(scope="module")
def client(book: Ledger) -> TestClient:
    return client_of(book)


@pytest.fixture(scope="module")
def release(book: Ledger) -> str:
    return next(one.release_id for one in book.releases() if one.name == "industry-trial")


@pytest.fixture(scope="module")
def adjusted(book: Ledger) -> str:
    return next(one.release_id for one in book.releases() if one.name.startswith("adjusted-"))


def test_every_figure_of_a_compiled_release_stands_in_its_tables(
    client: TestClient, book: Ledger, release: str, made: Compiled
) -> None:
    first, second = (client.get(f"/releases/{release}?part={part}&lang=en").text for part in (0, 1))
    places = {int(place) for place in re.findall(r'id="figure-(\d+)"', first + second)}
    figures = {one.start for one in book.reading(release)}
    assert figures < places
    assert len(places - figures) == sum(len(row.suppressed) for row in made) > 0
    assert len(set(re.findall(r'id="row-(\d+)"', first + second))) == len(made) > 100
    last = max(figures)
    assert f'id="figure-{last}"' in client.get(f"/releases/{release}?at={last}&lang=en").text
    assert 'class="figure holds"' in first
    for words in (
        "SHA-256",
        made.returns,
        "Business revenue",
        "sum of “turnover”",
        "fewer than 4",
        '<table class="bridge">',
    ):
        assert words.lower() in first.lower(), words
    for page in (first, second):
        assert "<script>" not in page.partition("<main")[2]
        assert "<b>" not in page.replace("<b>branch", "").partition("<table")[2].partition("</thead>")[0]


def test_the_page_of_a_figure_says_what_stands_behind_it(
    client: TestClient, book: Ledger, release: str, made: Compiled
) -> None:
    told = made_of(book, book.release(release))
    assert told
    row = next(one for one in told.rows if bridge(one) and not one.suppressed)
    cell = row.cell("growth")
    assert cell
    page = client.get(f"/releases/{release}/made/{cell.start}?lang=en").text
    how = row.how
    for words in (
        f"{how.responding} of {how.returns} returns",
        f"{how.both} enterprises in both periods",
        f"{how.entrants} came, {how.exits} left",
        f"{how.enterprises} in this period",
        "what makes up its growth",
        "/series/industry.revenue.growth",
        f"/share/figure/{release}:{cell.start}",
        "recipe.toml",
    ):
        assert words in page, words
    assert not re.search(r'class="amount">[+−]?\d+ ?(pp|%)<', page), "a figure lost a digit that was printed"
    steps = bridge(row)
    assert [step.name for step in steps] == ["both_periods", "entry", "exit", "growth"]
    assert sum(step.value for step in steps[:3]) == steps[3].value
    assert all(0 <= step.start <= 100 and step.start + step.width <= 101 for step in steps)
    hidden = next(one for row in told.rows for one in row.cells if one.value is None)
    assert "kept secret" in client.get(f"/releases/{release}/made/{hidden.start}?lang=en").text
    assert client.get(f"/releases/{release}/made/1").status_code == 404
    finding = client.get(f"/findings?release={release}&lang=zh").text
    assert "两期均在" in finding


def test_what_parts_contribute_is_drawn_and_leads_to_them(client: TestClient, book: Ledger, release: str) -> None:
    kept = made_of(book, book.release(release))
    assert kept is not None
    whole = [row for row in kept.rows if not row.how.part and row.value("growth") is not None]
    told = [(row, share) for row in whole for share in shares(kept, row)]
    proven = 0
    for row, share in told:
        values = [bar.value for _, bar in share.parts]
        assert values == sorted(values, reverse=True)
        assert all(bar.start >= -0.1 and bar.start + bar.width <= 100.7 for _, bar in share.parts)
        period, partition = row.how.period, share.partition
        every = [one for one in kept.rows if (one.how.partition, one.how.period) == (partition, period)]
        if not any("points" in one.suppressed for one in every if one.how.indicator == row.how.indicator):
            proven += sum(values) == row.value("growth")
    assert proven > 5
    row, share = told[-1]
    cell = row.cell("growth")
    assert cell is not None
    page = client.get(f"/releases/{release}/made/{cell.start}?lang=en").text
    assert "what its parts contribute" in page
    assert "Its level is: sum of “turnover”" in page
    points = [part.cell("points") for part, _ in share.parts]
    assert all(one and f'/releases/{release}/made/{one.start}"' in page for one in points)
    assert not shares(kept, share.parts[0][0])


def test_the_year_to_date_stands_apart_from_single_periods() -> None:
    revenue = {"id": "industry.revenue", "numerator": "turnover", "span": "both"}
    told = compiled({"name": "both", "threshold": 1, "indicator": [revenue], "newest": 3}, returns(8, 5))
    release = parcel(told, DAY)
    original = original_of(release.original)
    assert original
    found = runs(rows_of(release.reading.release.text, original))
    assert [[row.how.period for row in run] for run in found] == [
        ["2022-03", "2022-04", "2022-05"], ["2022-Q1", "2022-01/2022-04", "2022-01/2022-05"]
    ]  # fmt: skip
    assert [to_date(run) for run in found] == [False, True]


def test_january_and_february_together_are_no_year_to_date() -> None:
    """As China's statistics tell them: the first period of a year is of two months, in a run of single ones."""
    revenue = {"id": "industry.revenue", "numerator": "turnover", "span": "both"}
    recipe = {"name": "both", "threshold": 1, "cumulative": ["turnover"], "indicator": [revenue]}
    table = pyarrow.table({
        "unit": ["a"] * 4, "industry": ["06"] * 4, "turnover": [2.0, 3, 5, 7],
        "period": [f"2024年1—{month}月" for month in (2, 3, 4, 5)],
    })  # fmt: skip
    release = parcel(compiled(recipe, table), DAY)
    original = original_of(release.original)
    assert original
    found = runs(rows_of(release.reading.release.text, original))
    assert [[row.how.period for row in run] for run in found] == [
        ["2024-01/2024-02", "2024-03", "2024-04", "2024-05"], ["2024-Q1", "2024-01/2024-04", "2024-01/2024-05"]
    ]  # fmt: skip
    assert [to_date(run) for run in found] == [False, True]


def test_the_recipe_is_a_file_that_makes_it_again(client: TestClient, release: str, adjusted: str) -> None:
    answer = client.get(f"/releases/{release}/recipe.toml")
    assert load(tomllib.loads(answer.text)) == load(TOLD)
    assert client.get(f"/releases/{adjusted}/recipe.toml").status_code == 404
    model = msgspec.json.decode(client.get(f"/releases/{adjusted}/model.json").content, type=Model)
    assert model.checked().arima == "(0 1 1)(0 1 1)"
    assert client.get(f"/releases/{release}/model.json").status_code == 404


def test_an_adjusted_release_tells_its_model_and_course(client: TestClient, book: Ledger, adjusted: str) -> None:
    page = client.get(f"/releases/{adjusted}?lang=en").text
    for words in ("log (0 1 1)(0 1 1), X11", "Nothing that is tested speaks against", "nobody published", "AICC"):
        assert words in page, words
    assert page.count('<figure class="chart"') == 1
    last = max(one.start for one in book.reading(adjusted))
    assert f'id="figure-{last}"' in page, "the newest stand first"
    first = min(one.start for one in book.reading(adjusted))
    assert f'id="figure-{first}"' in client.get(f"/releases/{adjusted}?at={first}").text
    drawn = client.get(f"/releases/{adjusted}/course.vl.json?lang=en").text
    assert '"strokeDash": {' in drawn
    assert "seasonally adjusted, computed here" in page.partition("<svg")[2].partition("</figure>")[0]
    moved = client.get(f"/releases/{adjusted}/made/{last}", follow_redirects=False)
    assert moved.headers["location"].endswith(f"#figure-{last}")


def test_the_adjusted_line_stands_beside_the_series_and_is_marked(client: TestClient, book: Ledger) -> None:
    keys = {one.adjustment: one.key for one in book.series_list(measure="level") if "steel" in one.key}
    own = keys["not adjusted"]
    every = [one.key for one in book.series_list()]
    assert set(adjusted_of(own, every)) == {"adjusted", "trend", "factors"}
    assert all(observed_of(key, every) == own for key in adjusted_of(own, every).values())
    page = client.get(f"/series/{own}?lang=en").text
    assert "published by nobody" in page
    assert "computed=adjusted" in page
    assert "seasonally adjusted, computed here" in page.partition("<svg")[2].partition("</figure>")[0]
    for asked, there in (("none", ()), ("adjusted", ("adjusted",)), ("trend", ("adjusted", "trend"))):
        spec = client.get(f"/series/{own}/vintages.vl.json?computed={asked}").text
        words = {"adjusted": "seasonally adjusted, computed here", "trend": "trend, computed here"}
        assert {name for name, told in words.items() if told in spec} == set(there), asked
    assert "computed here" not in client.get(f"/series/{own}/vintages.vl.json").text, "files hold what was published"
    assert client.get(f"/series/{own}/data.csv?computed=trend").text == client.get(f"/series/{own}/data.csv").text
    other = client.get(f"/series/{keys['seasonally adjusted, compiled']}?lang=en").text
    assert "Computed here, published by nobody" in other
    both = client.get("/series/compare", params={"a": own, "b": keys["seasonally adjusted, compiled"], "lang": "en"})
    assert "seasonally adjusted, computed here" in both.text


def test_a_point_of_returns_leads_to_how_it_was_made(client: TestClient, book: Ledger, release: str) -> None:
    key = next(one.key for one in book.series_list(indicator="industry.revenue", measure="growth"))
    page = client.get(f"/series/{key}?lang=en").text
    places = re.findall(rf"/releases/{release}/made/(\d+)", page)
    assert places
    assert all(client.get(f"/releases/{release}/made/{place}").status_code == 200 for place in places[:2])


def test_programs_are_told_how_figures_were_made(
    client: TestClient, book: Ledger, release: str, adjusted: str, made: Compiled
) -> None:
    address: str | None = f"/api/v1/releases/{release}/made?limit=500"
    items: list[dict[str, Any]] = []
    while address:
        answer = client.get(address).json()
        assert (answer["made_of"], answer["source"], answer["recipe"]["threshold"]) == ("returns", made.returns, 4)
        items, address = items + answer["items"], answer["next"]
    shown = {one["observation"]: one["value"] for one in items if not one["suppressed"]}
    assert shown == {one.id: pytest.approx(float(one.value)) for one in book.reading(release)}  # type: ignore[arg-type]
    assert items[0]["responding"] == made.rows[0].responding
    rows = list(csv.DictReader(io.StringIO(client.get(f"/api/v1/releases/{release}/made?format=csv&limit=9").text)))
    assert [row["observation"] for row in rows] == [one["observation"] for one in items[:9]]
    of_series = client.get(f"/api/v1/releases/{adjusted}/made").json()
    assert (of_series["made_of"], of_series["recipe"]["model"]["transform"]) == ("series", "log")
    assert client.get(f"/api/v1/releases/{adjusted}x/made").status_code == 404
    figure = next(one for one in items if one["column"] == "growth" and one["value"])
    cited = client.get(f"/cite/figure/{figure['observation']}?lang=en").text
    assert f"{figure['responding']} of {figure['returns']} answered" in cited
    assert made.returns[:16] in json.loads(client.get(f"/cite/figure/{figure['observation']}?form=csl").text)[0]["note"]


def test_all_of_it_is_chinese(client: TestClient, book: Ledger, release: str, adjusted: str) -> None:
    starts = [one.start for one in book.reading(release)]
    figure = next(iter(book.reading(adjusted))).id
    pages = [f"/releases/{release}", f"/releases/{adjusted}"]
    pages += [f"/releases/{release}/made/{starts[0]}", f"/releases/{release}/made/{starts[-1]}", "/scorecard"]
    pages += [f"/share/figure/{release}:{starts[0]}", f"/share/figure/{figure}"]
    client.get("/?lang=zh")
    found = {page: sorted(english(client.get(page).text)) for page in pages}
    client.get("/?lang=en")
    assert not {page: words for page, words in found.items() if words}
    names = {info.key: english(short_name(info, "zh")) for info in book.series_list()}
    assert not {key: words for key, words in names.items() if words}

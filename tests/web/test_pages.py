"""Pages as documents: what stands on them, in both languages, with and without filters."""

from __future__ import annotations

import csv
import html
import io
import re
from decimal import Decimal
from urllib.parse import quote

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]  # ships no types
from starlette.testclient import TestClient

from tallystick.ledger import Ledger
from tests.web.building import SLIP, client_of, csrf_of, keep_text


def release_of(client: TestClient, name: str) -> str:
    rows = client.get("/api/v1/releases?limit=1000").json()["items"]
    return str(next(row["release"] for row in rows if row["release"].startswith(name)))


def test_the_front_page_follows_the_order_of_a_briefing(client: TestClient) -> None:
    page = client.get("/").text
    groups = ["Industrial growth", "Supply chains", "Structure", "Information and communication"]
    places = [page.index(f">{group}") for group in groups]
    assert places == sorted(places)
    assert page.count('<th scope="row">') > 8
    assert page.count('class="tile"') == 6, "the headline"
    assert '<svg class="spark"' in page


def test_the_language_chosen_stays(client: TestClient) -> None:
    client.get("/?lang=zh")
    assert "经济运行概览" in client.get("/").text


def test_a_release_shows_its_text_and_its_cards(client: TestClient) -> None:
    page = client.get(f"/releases/{release_of(client, 'industry-2021')}").text
    assert 'class="figure' in page
    assert "9.6%" in page
    assert 'id="card-' in page
    assert "/src/" not in page, "the place of a file on the server is nobody's business"
    about = page.partition('<p class="about">')[2].partition("</p>")[0]
    assert "industry-2021-" not in about, "ids are details"
    assert "industry-2021-" in page.partition("<summary>Details</summary>")[2].partition("</details>")[0]


def test_a_long_release_comes_in_parts(ledger: Ledger) -> None:
    lines = [
        f"In {year}, the output of looms increased by {year % 7}.{n}%.\n"
        for year in range(1990, 2020)
        for n in range(10)
    ]
    release = keep_text(ledger, "Looms\n\n" + "\n".join(lines))
    client = client_of(ledger)
    first = client.get(f"/releases/{release}").text
    last = ledger.reading(release).observations[-1]
    assert "part 1 of 2" in first
    assert f'id="figure-{last.start}"' not in first
    assert f'id="figure-{last.start}"' in client.get(f"/releases/{release}?at={last.start}").text
    assert f'id="figure-{last.start}"' in client.get(f"/releases/{release}?whole=1").text
    assert len(first) < 300_000


def test_a_series_has_files_beside_its_charts(client: TestClient) -> None:
    rows = client.get("/api/v1/series").json()["items"]
    key = next(row["key"] for row in rows if row["key"].startswith("us.industrial_production"))
    page = client.get(f"/series/{key}").text
    assert "<svg" in page
    assert "vintages.svg" in page
    assert client.get(f"/series/{key}/vintages.svg").headers["content-type"] == "image/svg+xml"
    specification = client.get(f"/series/{key}/vintages.vl.json").json()
    assert "vega-lite" in specification["$schema"]
    data = client.get(f"/series/{key}/data.json").json()
    assert data["metadata"]["citation"]
    assert len(data["vintages"]) == specification["data"]["values"].__len__()
    assert client.get(f"/series/{key}/data.csv").text.startswith("series,indicator")
    assert client.get(f"/series/{key}/rates.svg").status_code == 404
    assert client.get(f"/series/{key}/vintages.png").content[:4] == b"\x89PNG"
    assert client.get(f"/series/{key}/vintages.vl.json?narrow=1").json()["width"] < 300
    assert specification["layer"][1]["encoding"]["y"]["title"] == "points, 2012 = 100"


def test_a_series_is_seen_as_it_stood_on_a_day(client: TestClient, samples: Ledger) -> None:
    key = next(info.key for info in samples.series_list() if info.indicator == "us.industrial_production")
    days = sorted({point.first_published for point in samples.vintages(key, status=None)})
    day = days[3]
    stood = {(point.period, point.observation) for point in samples.series(key, as_of=day, status=None)}
    page = client.get(f"/series/{key}?as_of={day}").text
    assert days[4] not in page.partition('<section id="vintages">')[2]
    rows = client.get(f"/series/{key}/vintages.vl.json?as_of={day}").json()["data"]["values"]
    assert {row["published"] for row in rows} == set(days[:4])
    told = client.get(f"/series/{key}/data.json?as_of={day}").json()
    assert {(row["period"], row["observation"]) for row in told["vintages"] if not row["superseded_by"]} == stood
    assert f"as of {day}" in told["metadata"]["citation"]
    assert "Nothing was published by" in client.get(f"/series/{key}?as_of=1999-01-01").text
    assert client.get(f"/series/{key}?as_of=2016-02-30").status_code == 400


def test_a_table_of_vintages_sorts_by_its_heads(client: TestClient, samples: Ledger) -> None:
    key = next(info.key for info in samples.series_list() if info.indicator == "us.industrial_production")
    page = client.get(f"/series/{key}?sort=value").text.partition('<section id="vintages">')[2]
    values = [Decimal(part.partition('"')[0]) for part in page.split('<td class="amount" data-key="')[1:]]
    assert len(values) == len(samples.vintages(key, status=None))
    assert values == sorted(values)
    assert 'aria-sort="ascending"' in page
    assert "?sort=-value#vintages" in page


def test_chosen_vintages_stand_side_by_side(client: TestClient, samples: Ledger) -> None:
    key = next(info.key for info in samples.series_list() if info.indicator == "us.industrial_production")
    every = sorted({point.first_published for point in samples.vintages(key, status=None)})
    days = [every[1], every[4]]
    chosen = "&".join(f"v={day}" for day in days)
    head, *rows = csv.reader(io.StringIO(client.get(f"/series/{key}/vintages.csv?{chosen}").text))
    assert head[2:] == [f"us.industrial_production.index_{day.replace('-', '')}" for day in days]
    for column, day in enumerate(days, start=2):
        stood = {point.period: point.value for point in samples.series(key, as_of=day, status=None)}
        assert {row[0]: Decimal(row[column]) for row in rows if row[column]} == stood
    book = load_workbook(io.BytesIO(client.get(f"/series/{key}/vintages.xlsx?{chosen}").content))
    assert book.sheetnames == ["Vintages", "Sources", "Notes"]
    assert [cell.value for cell in book["Vintages"][1]] == head
    quotes = {row[10] for row in book["Sources"].iter_rows(min_row=2, values_only=True)}
    assert quotes == {point.quote for day in days for point in samples.series(key, as_of=day, status=None)}
    assert len(next(csv.reader(io.StringIO(client.get(f"/series/{key}/vintages.csv").text)))) == 2 + len(every)
    overlaid = client.get(f"/series/{key}/vintages.vl.json?{chosen}").json()["layer"][0]["data"]["values"]
    assert {row["as of"] for row in overlaid} == set(days)


def test_two_series_stand_in_one_chart(client: TestClient, samples: Ledger) -> None:
    keys = {
        info.key: info
        for info in samples.series_list()
        if info.indicator in ("us.industrial_production", "industry.value_added")
    }
    ours = next(key for key in keys if key.startswith("us."))
    month, quarter = (
        next(key for key in keys if f"frequency={one};accumulation=single" in key and ".growth" in key)
        for one in ("month", "quarter")
    )
    picker = client.get("/series/compare", params={"a": ours, "words": "工业增加值"}).text
    assert not re.search(r"\b31 (Mar|Dec) \d{4}", client.get("/series/compare").text), "months, quarters, years"
    assert quote(month, safe="") in picker
    both = {"a": ours, "b": month}
    assert "the axis of its colour" in client.get("/series/compare", params=both).text
    spec = client.get("/series/compare.vl.json", params=both).json()
    assert spec["resolve"]["scale"]["y"] == "independent"
    assert "share the axis" in client.get("/series/compare", params={"a": quarter, "b": month}).text
    assert "resolve" not in client.get("/series/compare.vl.json", params={"a": quarter, "b": month}).json()
    assert client.get("/series/compare.png", params=both).content[:4] == b"\x89PNG"
    head, *rows = csv.reader(io.StringIO(client.get("/series/compare.csv", params=both).text))
    assert head == ["period", ours, month]
    assert len(rows) >= keys[month].periods
    assert client.get("/series/compare.svg", params={"a": ours}).status_code == 404
    assert client.get("/series/compare", params={"a": "no;such=1", "b": month}).status_code == 404


def test_a_series_tells_its_sources_and_why_rates_differ(client: TestClient, samples: Ledger) -> None:
    key = next(info.key for info in samples.series_list() if info.key.startswith("industry.profits.growth"))
    page = client.get(f"/series/{key}?lang=en").text
    assert "like-for-like: the sample" in page
    assert "Its level:" in page
    assert "National Bureau of Statistics of China" in page.partition("<h2>Sources</h2>")[2]
    assert "对应水平值" in client.get(f"/series/{key}?lang=zh").text


def test_every_point_of_a_chart_leads_to_its_quote(client: TestClient) -> None:
    rows = client.get("/api/v1/series").json()["items"]
    key = next(row["key"] for row in rows if row["key"].startswith("us.industrial_production"))
    points = client.get(f"/series/{key}/vintages.vl.json").json()["data"]["values"]
    page = client.get(f"/series/{key}").text
    assert all(f'href="{point["href"].replace("&", "&amp;")}"' in page for point in points)
    landing = client.get(points[0]["href"].partition("#")[0])
    assert f'id="{points[0]["href"].partition("#")[2]}"' in landing.text


def test_a_short_name_leads_to_its_series(client: TestClient) -> None:
    assert client.get("/series/us.industrial_production.index", follow_redirects=False).status_code == 303
    assert client.get("/series/no.such.thing").status_code == 404


def test_findings_by_filters(client: TestClient) -> None:
    every = client.get("/findings").text
    contradictions = client.get("/findings?verdict=contradicts").text
    assert contradictions.count('href="/findings/') < every.count('href="/findings/')
    assert "7.1%" in contradictions
    verdicts = re.findall(r'class="verdict" href="/findings/\d+">([^<]+)<', every)
    number = contradictions.count('class="contradicts"')
    assert all("contradicts" in one for one in verdicts[:number]), "contradictions come first"
    assert number
    assert not [one for one in verdicts[number:] if "contradicts" in one]
    everything = [int(key) for page in range(1, 40) for key in _found(client.get(f"/findings?page={page}").text)]
    assert len(everything) == len(set(everything)), "no page shows what another has"
    assert "No finding fits" in client.get("/findings?until=1990-01-01").text


def _found(page: str) -> list[str]:
    return re.findall(r'class="verdict" href="/findings/(\d+)"', page)


_SORTS = r'href="(/\w+\?[^"]*sort=-?\w+)"'
LISTS = ("/releases", "/findings", "/series", "/search?q=industrial+robots")


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_sorted_counted_and_saved_as_it_is_shown(client: TestClient, path: str) -> None:
    page = client.get(path).text
    sorts = re.findall(_SORTS, page)
    assert len(sorts) >= 3
    assert " of " in page.partition('class="tools list">')[2].partition("<")[0], "how many of how many"
    for address in sorts:
        there = html.unescape(address)
        shown = client.get(there)
        assert shown.status_code == 200
        back = html.unescape(next(a for a in re.findall(_SORTS, shown.text) if a not in sorts))
        if "<table" in page:
            first, last = (_names(client.get(one).text) for one in (there, back))
            assert sorted(first) == sorted(last)
            assert first != last
    name, value, number = next(
        (name, value, int(number))
        for name, choices in re.findall(r'<select name="(\w+)">(.*?)</select>', page)
        for value, number in re.findall(r'value="([^"]+)">[^<]*\((\d+)\)', choices)
    )
    narrowed = f"{path}{'&' if '?' in path else '?'}{name}={value}"
    found = client.get(narrowed).text
    assert f"{number} of " in found.partition('class="tools list">')[2][:20], "the number that the choice promised"
    csv_file, xlsx_file = (html.unescape(link) for link in re.findall(r'href="(/lists/[^"]+)"', found))
    rows = list(csv.reader(io.StringIO(client.get(csv_file).content.decode("utf-8-sig"))))
    assert len(rows) == number + 1
    sheet = load_workbook(io.BytesIO(client.get(xlsx_file).content)).active
    assert [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)] == [
        [str(cell) for cell in row] for row in rows
    ]
    assert rows[0] != next(csv.reader(io.StringIO(client.get(f"{csv_file}&lang=zh").content.decode("utf-8-sig"))))


def _names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="([^"]+)"', page)


def test_no_cell_of_a_list_is_a_formula(ledger: Ledger) -> None:
    keep_text(ledger, "=HYPERLINK(1)\n\nIn 2021, the output of looms rose by 9.6%.\n")
    client = client_of(ledger)
    assert "'=HYPERLINK(1)" in client.get("/lists/releases.csv").text
    book = load_workbook(io.BytesIO(client.get("/lists/releases.xlsx").content))
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
    for path in ("/lists/people.csv", "/lists/releases.pdf", "/lists/releases"):
        assert client.get(path).status_code == 404


def test_a_note_is_kept_and_taken_back(ledger: Ledger) -> None:
    release = keep_text(ledger, SLIP)
    client = client_of(ledger)
    before = ledger.reading(release)
    number = client.get("/api/v1/findings?verdict=contradicts").json()["items"][0]["finding"]
    csrf = csrf_of(client, f"/findings/{number}")
    incomplete = client.post(f"/findings/{number}/notes", data={"csrf": csrf, "outcome": "accepted", "reason": " "})
    assert incomplete.status_code == 422
    told = {"csrf": csrf, "outcome": "explained", "reason": "like-for-like sample <b>"}
    client.post(f"/findings/{number}/notes", data=told)
    page = client.get(f"/findings/{number}").text
    assert "like-for-like sample &lt;b&gt;" in page
    assert client.get("/api/v1/findings?state=noted").json()["items"][0]["finding"] == number
    note = page.partition('name="note" value="')[2].partition('"')[0]
    client.post(f"/findings/{number}/notes/undo", data={"csrf": csrf, "note": note})
    assert "taken back by desk" in client.get(f"/findings/{number}").text
    assert client.get("/api/v1/findings?state=noted").json()["items"] == []
    assert ledger.reading(release) == before, "a note never changes a figure"
    assert [row["action"] for row in _audit(client)][:2] == ["took a note back", "noted a decision"]


def _audit(client: TestClient) -> list[dict[str, str]]:
    body = client.get("/audit").text.partition("<tbody>")[2].partition("</tbody>")[0]
    cells = [row.split("<td>") for row in body.split("<tr>")[1:]]
    return [{"who": cell[2].partition("</td>")[0], "action": cell[3].partition("</td>")[0]} for cell in cells]


def test_a_draft_is_checked_and_not_kept(ledger: Ledger) -> None:
    client = client_of(ledger)
    before = len(ledger.releases())
    page = client.post("/check", data={"csrf": csrf_of(client), "text": SLIP})
    assert page.status_code == 200
    assert 'class="problems"' in page.text
    assert "7.1%" in page.text
    assert len(ledger.releases()) == before


def test_a_checked_draft_can_be_kept(ledger: Ledger) -> None:
    client = client_of(ledger)
    page = client.post("/check", data={"csrf": csrf_of(client), "text": SLIP, "released": "2022-03-01"}).text
    fields = {
        name: page.partition(f'name="{name}" value="')[2].partition('"')[0]
        for name in ("csrf", "original", "name", "media type", "released")
    }
    landed = client.post("/check/keep", data=fields)
    assert landed.url.path.startswith("/releases/looms-in-2021-")
    assert ledger.releases()[-1].released == "2022-03-01" or any(r.released == "2022-03-01" for r in ledger.releases())


def test_a_long_pair_stands_paragraph_beside_paragraph_in_parts(ledger: Ledger) -> None:
    text, told = [], []
    for n in range(1, 200):
        text.append(
            f"In 2021, the output of looms of mill {n} increased by {n + 2}.6% over the previous year."
            + " So it was." * 20
        )
        told.append(f"2021年，第{n}厂织机产量同比增长{n + (3 if n == 150 else 2)}.6%。" + "确是如此。" * 20)
    first = keep_text(ledger, "Looms in 2021\n\n" + "\n\n".join(text) + "\n")
    second = keep_text(ledger, "2021年织机产量\n\n" + "\n\n".join(told) + "\n")
    client = client_of(ledger)
    page = client.get(f"/releases/{first}/beside/{second}?lang=zh").text
    assert "成了" in page or "不是同一数的舍入" in page or "仅差一个数字" in page  # what differs is told in Chinese
    (row,) = [row for row in page.split('class="pair-row"')[1:-1] if "第7厂" in row]
    assert row.count(">9.6%<sup>✓") == 2
    number = re.search(r'href="\?part=(\d+)#o-\d+', page)
    assert number
    assert "152.6%" in client.get(f"/releases/{first}/beside/{second}?part={number[1]}").text
    assert client.get(f"/releases/{first}/beside/{second}?part=99999").status_code == 200


def test_a_draft_against_its_translation(ledger: Ledger) -> None:
    client = client_of(ledger)
    english = "In 2021, output of looms rose by 9.6%, exports rose by 3.2% and profits fell by 4.5%."
    chinese = "2021年,织机产量增长9.6%，出口增长2.3%，利润下降4.5%。"
    told = {"csrf": csrf_of(client), "text": chinese, "translation": english}
    page = client.post("/check", data=told).text
    assert 'class="beside"' in page
    assert "≠" in page
    assert page.index("1 figure differs") < page.index("Figures that differ") < page.index('class="text"')
    assert page.count("Figures that differ") == 1
    assert page.index('class="text"') < page.index('<textarea name="text"') < page.index('class="beside"')


def test_the_other_text_is_kept_when_one_is_refused(ledger: Ledger) -> None:
    client = client_of(ledger)
    told = {"csrf": csrf_of(client), "text": "Output of looms rose by 9.6% <b>."}
    paper = ("report.pdf", b"%PDF-1.7", "application/pdf")
    refused = client.post("/check", data=told, files={"translation file": paper})
    assert refused.status_code == 422
    assert "Output of looms rose by 9.6% &lt;b&gt;." in refused.text


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"text": "  "}, "Paste a text"),
        ({"address": "file:///etc/passwd"}, "an address begins with"),
        ({"address": "http://127.0.0.1:1/"}, "127.0.0.1"),
        ({"address": "http://169.254.169.254/latest"}, "169.254.169.254"),
    ],
)
def test_what_cannot_be_checked_is_said(ledger: Ledger, fields: dict[str, str], problem: str) -> None:
    client = client_of(ledger)
    page = client.post("/check", data={"csrf": csrf_of(client), **fields})
    assert page.status_code == 422
    assert problem in page.text


def test_search_in_both_languages(client: TestClient) -> None:
    assert "<mark>robots</mark>" in client.get("/search?q=industrial+robots").text
    chinese = client.get("/search?q=%E4%BA%A7%E8%83%BD%E5%88%A9%E7%94%A8%E7%8E%87").text
    assert "75.1%" in chinese
    nowhere = client.get("/search?q=zeppelin").text
    assert "No sentence holds" in nowhere
    assert 'href="/series"' in nowhere.partition("No sentence holds")[2].partition("</section>")[0], "a way on"
    partly = client.get("/search?q=zeppelin+robots").text
    assert 'href="/search?q=robots"' in partly
    nearby = client.get("/search?q=zeppelin+capacity+utilization").text
    assert "/series?words=industry.capacity_utilization" in nearby
    assert "<mark>profits</mark>" in client.get("/search?q=profit").text
    unkept = client.get("/search?q=pork").text
    assert "nothing of it is kept" in unkept
    assert "猪肉" in unkept
    traditional = client.get("/search?q=%E7%94%A2%E8%83%BD%E5%88%A9%E7%94%A8%E7%8E%87").text
    assert "75.1%" in traditional
    assert "industrial capacity utilization rate" in traditional, "the indicator, by its name in the other language"
    assert 'href="/search?q=capacity%20utilization"' in client.get("/search?q=capacity+utilzation").text
    typed = client.get("/search/suggest?q=capacity+util").text
    assert typed.startswith('<li><a href="/series?words=industry.capacity_utilization">')
    assert client.get("/search/suggest?q=%00%3Cqq%3E").text == ""
    words = client.get("/series?words=%E5%B7%A5%E6%A5%AD%E6%A9%9F%E5%99%A8%E4%BA%BA").text
    assert "output of industrial robots" in words


def test_the_feed_is_atom(client: TestClient) -> None:
    from xml.etree import ElementTree as Tree

    answer = client.get("/feed.atom")
    root = Tree.fromstring(answer.content)
    atom = "{http://www.w3.org/2005/Atom}"
    titles = [entry.findtext(f"{atom}title") or "" for entry in root.findall(f"{atom}entry")]
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert any("contradicts" in title for title in titles)
    assert any("How industry fared" in title for title in titles)


def test_what_is_not_there_is_a_page_that_says_so(client: TestClient) -> None:
    for path in ("/releases/none-00000000", "/findings/1", "/series/none;unit=1", "/jobs/1", "/nowhere"):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert "Not here" in answer.text, path


def test_pages_follow_the_ledger(ledger: Ledger) -> None:
    client = client_of(ledger)
    told = "In 2021, the output of industrial robots increased by {} over the previous year.\n"
    keep_text(ledger, "Robots in January\n\n" + told.format("44.9%"), "2022-01-17")
    assert "+44.9%" in client.get("/").text
    keep_text(ledger, "Robots in September\n\n" + told.format("67.9%"), "2022-09-15")
    page = client.get("/").text
    assert "+67.9%" in page
    assert "+44.9%" not in page
    assert "Robots in September" in client.get("/releases").text


def test_a_zero_byte_is_no_name(client: TestClient) -> None:
    for path in ("/releases/%00", "/series/%00;a=b", "/api/v1/series/%00"):
        assert client.get(path).status_code == 404, path
    assert client.get("/releases?words=%00").status_code == 200


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_api_is_told_to_people(client: TestClient, language: str) -> None:
    page = client.get(f"/api?lang={language}").text
    document = client.get("/api/v1/openapi.json").json()
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            section = page.partition(f'id="{told["operationId"]}"')[2].partition("</section>")[0]
            assert f"{method.upper()} {path}" in section
            assert all(f"<code>{one['name']}</code>" in section for one in told.get("parameters", ()))
            assert all(f"<dt>{status}</dt>" in section for status in told["responses"])
            example = html.unescape(section.partition("<pre")[2].partition("<code>")[2].partition("</code>")[0])
            address = re.findall(r"'(http://localhost/[^']*)'", example)[0]
            if method == "get":
                assert client.get(address).status_code == (404 if address.endswith("/made") else 200), address
            elif path == "/api/v1/check":  # what keeps is not tried on samples that others look at
                sent = re.findall(r"-d '([^']*)'", example)[0]
                answer = client.post(address, content=sent, headers={"Content-Type": "application/json"})
                assert answer.status_code == 200, answer.text

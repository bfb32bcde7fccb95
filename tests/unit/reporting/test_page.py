"""The annotated page: whole, self-contained, and safe whatever the release says."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from tallystick.model import Block, Finding, Observation, Reading, Release, Unread
from tallystick.reporting.annotate import annotate
from tallystick.reporting.page import render

HOSTILE = "<script>alert(1)</script> & \u202eevil\u202c {{ 7*7 }} javascript:alert(1) </style> \x07"


def release_of(text: str) -> Release:
    return Release(
        "draft-1", "draft", "draft.txt", "0" * 64, text, "en", (Block("paragraph", 0, len(text)),), title=text[:80]
    )


def observation_at(release: Release, words: str, **fields: Any) -> Observation:
    start = release.text.index(words)
    known: dict[str, Any] = {
        "value": Decimal("9.6"),
        "lower": Decimal("9.55"),
        "upper": Decimal("9.65"),
        "unit": "%",
        "measure": "growth",
        "subject": "output of looms",
        "sentence": release.text,
    }
    return Observation(
        release=release.id,
        id=f"{release.id}:{start}",
        text=words,
        start=start,
        end=start + len(words),
        digits=words.strip("%"),
        lower_open=False,
        upper_open=True,
        **{**known, **fields},
    )


@pytest.fixture
def reading() -> Reading:
    release = release_of("Output of looms rose by 9.6% in 2021, after 2.8% in 2020; see table 4.")
    observations = (observation_at(release, "9.6%"), observation_at(release, "2.8%", value=Decimal("2.8")))
    four = release.text.index("4.")
    return Reading(release, observations, (Unread(four, four + 1, "4", "numbering"),))


def finding_on(reading: Reading, verdict: str, **fields: Any) -> Finding:
    return Finding(
        verdict=verdict,
        kind="check",
        identity="growth.change",
        statement="9.6% less 6.8 points gives 2.8%.",
        figures=tuple(o.id for o in reading),
        quotes=tuple(o.text for o in reading),
        **fields,
    )


def test_passages_keep_every_character(reading: Reading) -> None:
    (passage,) = annotate(reading)
    assert "".join(segment.text for segment in passage.segments) == reading.release.text


def test_worst_verdict_marks_the_figure(reading: Reading) -> None:
    findings = [finding_on(reading, "holds"), finding_on(reading, "explained")]
    assert [card.verdict for card in annotate(reading, findings)[0].cards] == ["explained", "explained"]
    assert [card.verdict for card in annotate(reading)[0].cards] == ["read", "read"]


def test_each_figure_has_an_anchor_its_card_and_a_finding_that_names_it(reading: Reading) -> None:
    page = render(reading, [finding_on(reading, "contradicts")])
    for observation in reading:
        assert page.count(f'id="figure-{observation.start}"') == 1
        assert page.count(f'id="card-{observation.start}"') == 1
    assert 'data-figures="figure-24 figure-44"' in page
    assert "contradicts" in page


def test_chinese_page_has_no_english_labels(reading: Reading) -> None:
    page = render(reading, [finding_on(reading, "holds")], "zh")
    assert "相符" in page
    assert "Annotated release" not in page


def test_page_asks_no_other_host(reading: Reading) -> None:
    assert not re.search(r"""(?:src|href)=["'](?!#)""", render(reading, []))


def test_hostile_text_stays_text() -> None:
    release = release_of(f"{HOSTILE} rose by 9.6% {HOSTILE}")
    figure = observation_at(release, "9.6%", subject=HOSTILE, speaker=HOSTILE, base=HOSTILE, unit=HOSTILE)
    unread = (Unread(len(HOSTILE), len(HOSTILE) + 1, HOSTILE, "not understood"),)
    reading = Reading(release, (figure,), unread)
    page = render(
        reading, [finding_on(reading, "contradicts", reason=HOSTILE, formula=HOSTILE, citation=HOSTILE)], "en"
    )
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "\x07" not in page
    assert page.count("</style>") == 1
    assert "{{ 7*7 }}" in page


@pytest.mark.parametrize(("released", "marked"), [(None, True), (date(2022, 1, 20), False)])
def test_an_undated_text_says_so_and_its_periods_are_marked(
    reading: Reading, released: date | None, marked: bool
) -> None:
    figures = tuple(msgspec.structs.replace(o, period="2021") for o in reading.observations)
    release = msgspec.structs.replace(reading.release, released=released)
    page = render(msgspec.structs.replace(reading, release=release, observations=figures), ())
    assert ("tells no day of release" in page) is marked
    assert ('<span class="when">2021 ?' in page) is marked

"""Only sure figures contradict; an unsure one that does not fit is told with the reason."""

from __future__ import annotations

import msgspec
import pytest

import tallystick
from tallystick.model import Reading

# In each the numbers do not fit: parts and their balance, levels and their growth.
TEXTS = (
    (
        "In 2021, exports were 120 billion dollars and imports were 80 billion dollars. "
        "The trade surplus was 55 billion dollars in 2021."
    ),
    "Exports were 100 billion dollars in 2020. In 2021, exports were 120 billion dollars, up by 35% from 2020.",
)


def told(text: str, confidence: dict[int, float]) -> Reading:
    reading = tallystick.read_text(text, released="2022-01-20", language="en", reader="fast")
    figures = tuple(
        msgspec.structs.replace(o, confidence=confidence.get(n)) for n, o in enumerate(reading.observations)
    )
    return msgspec.structs.replace(reading, observations=figures)


def verdicts(reading: Reading) -> list[str]:
    return [f.verdict for f in tallystick.check(reading).findings if f.kind == "check"]


@pytest.mark.parametrize("text", TEXTS)
def test_an_unsure_figure_contradicts_nothing(text: str) -> None:
    sure = told(text, {})
    before = verdicts(sure)
    reading = told(text, dict.fromkeys(range(len(sure)), 0.3)).judged_by(0.7)
    report = tallystick.check(reading)
    assert "contradicts" in before
    assert not report.contradicts
    (finding,) = [f for f in report.findings if f.verdict == "cannot check"]
    assert "confidence 0.30" in finding.reason
    assert not finding.repairs


@pytest.mark.parametrize("text", TEXTS)
def test_the_level_decides(text: str) -> None:
    reading = told(text, {0: 0.6})
    assert tallystick.check(reading, sure=0.5).contradicts
    assert not tallystick.check(reading, sure=0.8).contradicts
    assert tallystick.check(reading, sure=0.8).to_dict()["observations"][0]["sure"] is False


def test_a_contradiction_of_sure_figures_stands_beside_an_unsure_one() -> None:
    text = TEXTS[0] + " In a note the trade surplus was 71 billion dollars in 2021."
    reading = told(text, {3: 0.2}).judged_by(0.7)
    found = [f for f in tallystick.check(reading).findings if f.verdict == "contradicts"]
    unsure = reading.observations[3].id
    assert found
    assert all(unsure not in f.figures for f in found)


def test_a_sure_level_is_from_0_to_1() -> None:
    with pytest.raises(tallystick.TallystickError, match="from 0 to 1"):
        tallystick.check(told(TEXTS[0], {}), sure=7)

"""The finding on a claim, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from tallystick.model import Finding, Observation, Reading
from tallystick.model.finding import VERDICTS, Assertion
from tallystick.model.message import Message
from tallystick.reconciling.history.testing import Answer
from tallystick.reconciling.wording import measured, said, told

Test = Callable[[Assertion, Observation, Reading], Answer | None]
"""What some values tell of a claim about a figure of a reading; None where they tell nothing."""


def finding_on(claim: Assertion, words: str, figures: Sequence[Observation], tested: Sequence[Answer]) -> Finding:
    """One finding on a claim that speaks of some figures: what is worst of any of them counts."""
    worst = min(tested, key=lambda one: VERDICTS.index(one.verdict))
    figure = figures[tested.index(worst)] if len(figures) == len(tested) else figures[0]
    statement = Message("claim of figure", {"words": words, "what": measured(figure), "said": said(figure)})
    cited = [one for one in worst.cited if one.figure]
    return Finding(
        verdict=worst.verdict,
        kind="claim",
        identity=claim.kind,
        figures=(*dict.fromkeys([*(one.id for one in figures), *(one.figure for one in cited)]),),
        quotes=(words, figure.text, *(one.quote for one in worst.cited)),
        citation=worst.cited[0].source if worst.cited and worst.verdict == "contradicts" else "",
        claim=claim,
        **told(statement, worst.reasons),
    )


def answered(claims: Iterable[Finding], readings: Iterable[Reading], test: Test) -> Iterator[Finding]:
    """What a test says of claims that the text leaves open; silent unless it says something of all their figures."""
    releases = {reading.release.id: (reading, {o.id: o for o in reading.observations}) for reading in readings}
    for finding in claims:
        if finding.claim is None or not _is_open(finding):
            continue
        reading, figures = releases[finding.claim.release]
        about = [figures[name] for name in finding.figures if name in figures]
        answers = [found for o in about if (found := test(finding.claim, o, reading))]
        if about and len(answers) == len(about):
            words = reading.release.text[finding.claim.start : finding.claim.end]
            yield finding_on(finding.claim, words, about, answers)


def settled(findings: Sequence[Finding], more: Sequence[Finding]) -> list[Finding]:
    """Findings with those of the same claims in their places, where these tell more."""
    better = {_place(one): one for one in more if one.claim}
    kept = [better.pop(_place(one), one) if one.claim and _is_open(one) else one for one in findings]
    own = {_place(one) for one in findings if one.claim}
    return [*kept, *(one for one in more if not one.claim or _place(one) not in own)]


def _is_open(finding: Finding) -> bool:
    return finding.verdict == "cannot check"


def _place(finding: Finding) -> tuple[str, int, int, str]:
    claim = finding.claim
    return (claim.release, claim.start, claim.end, claim.kind) if claim else ("", 0, 0, "")

"""Do a release's figures agree, and what do they imply? Ties, proofs and explanations.

For the command line, the report page and the ledger::

    from tallystick.reconciling import Report, check, load_series

    report = check(reading)                                  # one release
    report = check([english, chinese])                       # several: a translation, an earlier release
    report = check(reading, against=[load_series("miit.csv")])

    report.findings       # tuple[Finding, ...]: contradictions first, implied figures last
    report.observations   # tuple[Observation, ...] of all readings, in the order given
    report.series         # tuple[Series, ...] that joined as evidence; their rows are observations too,
                          # whose ids (`file.csv#12`) may stand in a finding's `figures`
    report.summary        # {"contradicts": 0, "cannot check": 1, ..., "implied": 7}; with tables also how many
                          # "figures in prose" there are and how many are "proven by tables"; then how many stand in
                          # a tie and how many in none, and why
    report.contradicts    # True → exit code 1
    report.to_dict()      # the JSON of `tallystick check --format json --implied`; to_dict("zh"): told in Chinese
    report.to_markdown()  # the same for people, implied figures only with implied=True

A `Finding` is `tallystick.model.Finding`; only verdict `contradicts` fails a run. `load_series` raises
`SeriesError` with advice; `check` itself raises nothing for whatever figures a release holds.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tallystick.published import Series, load_series
    from tallystick.reconciling.checking import check
    from tallystick.reconciling.report import Report

__all__ = ["Report", "Series", "check", "load_series"]

# Public name → where it lives: who asks one part of this room does not wait for all of it.
_HOMES = {
    "Report": "tallystick.reconciling.report",
    "Series": "tallystick.published",
    "check": "tallystick.reconciling.checking",
    "load_series": "tallystick.published",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)

"""One job, done in a process of its own: pages stay quick, and cancelling is ending the process.

Started as `python -m tallystick.web.work NUMBER` with the ledger's address on standard input.
"""

from __future__ import annotations

import sys

import msgspec

from tallystick.ledger import Ledger
from tallystick.model import TallystickError
from tallystick.web import drafts, jobs
from tallystick.web.jobs import Outcome, Progress, Request, Upload

LARGEST_PAGE = 4 * 1024 * 1024
"""Characters of an annotated text that a job keeps for its owner to look at."""


def run(ledger: Ledger, number: int) -> None:
    """Do a running job to its end, telling after each file how far it is."""
    request = jobs.request_of(ledger.store, number)
    if request is None:
        return
    progress = Progress(total=len(request.files))
    for upload in request.files:
        told = msgspec.structs.replace(progress, stage=upload.name)
        if not jobs.report(ledger.store, number, told):
            return
        outcome, page = _one(ledger, upload, request)
        done = (*progress.outcomes, outcome)
        progress = msgspec.structs.replace(progress, done=len(done), outcomes=done, page=page)
    jobs.report(ledger.store, number, progress)
    jobs.finish(ledger.store, number, failed=all(outcome.problem for outcome in progress.outcomes))


def _one(ledger: Ledger, upload: Upload, request: Request) -> tuple[Outcome, str]:
    from tallystick.web.pages.check import checked_fragment

    try:
        checked = drafts.examine(ledger, drafts.uploaded(upload.name, upload.data))
        kept = drafts.keep(ledger, checked) if request.keep else None
    except TallystickError as error:
        return Outcome(name=upload.name, problem=str(error)), ""
    counts: dict[str, int] = {}
    for finding in checked.findings:
        if finding.kind == "check":
            counts[finding.verdict] = counts.get(finding.verdict, 0) + 1
    outcome = Outcome(
        name=upload.name,
        release=kept.release_id if kept else "",
        outcome=kept.outcome if kept else "",
        figures=len(checked.reading),
        counts=counts,
    )
    if kept or len(request.files) > 1:
        return outcome, ""
    page = checked_fragment(checked, request.language)
    return outcome, page if len(page) <= LARGEST_PAGE else ""


def main() -> None:
    """Run the job named on the command line."""
    with Ledger(sys.stdin.readline().strip(), create=False) as ledger:
        run(ledger, int(sys.argv[1]))


if __name__ == "__main__":
    main()

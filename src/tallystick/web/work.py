"""One job, done in a process of its own: pages stay quick, and cancelling is ending the process."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import msgspec

from tallystick.ledger import Ledger
from tallystick.ledger.embargoes import Embargo
from tallystick.model import LedgerBusyError, TallystickError
from tallystick.web import checking, drafts, jobs, kept_drafts, people
from tallystick.web.draft_records import Asker, DraftError
from tallystick.web.drafts import Draft, Sent, Viewer
from tallystick.web.jobs import Outcome, Progress
from tallystick.web.uploads import Request, ToProve, Uploads


def do(address: str, uploads: Path, number: int) -> None:
    """Do a running job of the ledger at an address to its end."""
    with Ledger(address, create=False) as ledger:
        run(ledger, Uploads(uploads), number)


def run(ledger: Ledger, uploads: Uploads, number: int) -> None:
    """Do a running job to its end, telling after each file how far it is."""
    found = jobs.get(ledger.store, number)
    request = uploads.get(found.files) if found and found.state == "running" else None
    if found is None or request is None:
        return
    if request.to_prove:
        _prove(ledger, uploads, number, request.to_prove)
        return
    progress = msgspec.structs.replace(found.progress, done=0, total=len(request.files), outcomes=())
    for sent in request.files:
        told = msgspec.structs.replace(progress, stage=jobs.name_of(sent))
        if not jobs.report(ledger.store, number, told):
            return
        outcome, page = _one(ledger, sent, request, found.person)
        if page:
            uploads.put_page(found.files, page)
        done = (*progress.outcomes, outcome)
        progress = msgspec.structs.replace(progress, done=len(done), outcomes=done)
    _end(ledger, uploads, number, progress)


def _prove(ledger: Ledger, uploads: Uploads, number: int, told: ToProve) -> None:
    """Prove a version of a briefing that took too long for somebody to wait for."""
    from tallystick.web import briefing_work, kept_briefings

    try:
        proof = briefing_work.prove_in(ledger, told.asked, told.groups)
    except TallystickError as error:
        jobs.fail(ledger.store, uploads, number, str(error))
        return
    kept_briefings.tell(ledger.store, told.briefing, told.version, proof)
    jobs.finish(ledger.store, uploads, number, failed=False)


def _end(ledger: Ledger, uploads: Uploads, number: int, progress: Progress) -> None:
    if jobs.report(ledger.store, number, progress):
        jobs.finish(ledger.store, uploads, number, failed=all(one.problem for one in progress.outcomes))


def _one(ledger: Ledger, sent: Sent, request: Request, owner: int | None) -> tuple[Outcome, str]:
    name = jobs.name_of(sent)
    draft = Draft(
        original=sent,
        translation=request.translation,
        released=request.released,
        spoken=request.spoken,
        publisher=request.publisher,
        observations=request.observations,
        read_by=request.read_by,
    )
    try:
        against = ledger if request.sees_all and not request.keep else ledger.for_readers()
        checked = drafts.examine(against, draft)
        kept = drafts.keep(ledger, checked, _embargo(ledger, request, owner)) if request.keep else None
    except TallystickError as error:
        return Outcome(name=name, problem=str(error)), ""
    counts: dict[str, int] = {}
    for finding in checked.findings:
        if finding.counts_as == finding.verdict:
            counts[finding.verdict] = counts.get(finding.verdict, 0) + 1
    outcome = Outcome(
        name=name,
        release=kept.release_id if kept else "",
        outcome=kept.outcome if kept else "",
        figures=len(checked.reading),
        counts=counts,
    )
    if kept or len(request.files) > 1:
        return outcome, ""
    made = checking.result(checked, _viewer(request), request.released)
    if request.draft:
        with suppress(DraftError):  # deleted meanwhile, or no longer theirs: the page shows what came of it
            asker = Asker(people.by_key(ledger.store, owner), owner is None)
            kept_drafts.add_version(ledger.store, asker, request.draft, draft, made.title, made.verdicts)
    return outcome, made.main


def _embargo(ledger: Ledger, request: Request, owner: int | None) -> Embargo | None:
    person = people.by_key(ledger.store, owner)
    return Embargo(request.embargo, person.name if person else "desk") if request.embargo else None


def keep_draft(address: str, number: int) -> None:
    """Keep a draft whose embargo has passed: its newest version becomes a release; why it could not is told with it."""
    with Ledger(address, create=False) as ledger:
        owner, version = kept_drafts.owner_of(ledger.store, number)
        draft = kept_drafts.sent_of(ledger.store, number, version)
        if draft is None:
            return
        release, problem = "", ""
        try:
            dated = msgspec.structs.replace(draft, released=draft.released or date.today())
            release = drafts.take(ledger, dated).release_id
        except LedgerBusyError:
            return  # it is tried again
        except TallystickError as error:
            problem = str(error)
        with ledger.store.writing() as connection:
            kept_drafts.became(connection, number, release=release, problem=problem)
            people.note(connection, owner, "kept" if release else "draft not kept", release or str(number))


def _viewer(request: Request) -> Viewer:
    return Viewer(request.language, saves=request.saves, keeps=request.keeps, draft=request.draft)

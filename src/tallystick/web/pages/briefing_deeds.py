"""What is done with a briefing: saved, proven, written anew, signed, sent, put under an embargo, deleted."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tallystick.ledger.embargoes import EmbargoError
from tallystick.model import LedgerBusyError, LedgerError, TallystickError
from tallystick.processes.lost import TookTooLongError
from tallystick.web import briefing_work, kept_briefings, leaving, pool
from tallystick.web.asking import asker_of
from tallystick.web.briefing_records import Briefing, BriefingError, SavedMeanwhileError, Version, Words
from tallystick.web.guard import Visit, problem_of
from tallystick.web.kept_briefings import LONGEST_TEXT
from tallystick.web.pages.briefing_pages import Said, page_of, part_of
from tallystick.web.pages.briefings import HERE, PATIENT, asked_of, found, must_work, proof_of, written_of
from tallystick.web.rendering import language_of, word
from tallystick.web.returning import embargo_of

MOST_LEFT_OUT = 400


def save(visit: Visit) -> Response:
    """Save the words as the next version; who edited one that is no longer the newest gets both back."""
    one, version = _open(visit)
    words = _words(visit, version)
    return _saved(visit, one, words, visit.text("note", 300))


def check(visit: Visit) -> Response:
    """Prove words without saving them: the page again or, for its script, the proof alone."""
    one, version = _open(visit)
    words = _words(visit, version)
    try:
        made = pool.run(
            briefing_work.prove, visit.desk.address, asked_of(one, words), visit.desk.groups, seconds=PATIENT
        )
    except TookTooLongError as error:
        return _again(visit, one, words, Said(problem=_later(error), status=422, base=_base(visit, one)))
    except LedgerError as error:
        raise problem_of(error) from None
    if visit.text("part", 10) == "proof":
        return part_of(visit, words, made)
    return page_of(visit, one, version, words, made, Said(base=_base(visit, one), note=visit.text("note", 300)))


def anew(visit: Visit) -> Response:
    """Write both texts anew, from the outline as it was edited and the ledger as it stands: the next version."""
    one, version = _open(visit)
    outline = visit.text("outline", LONGEST_TEXT + 1).replace("\r\n", "\n")
    words = Words(en=version.words.en, zh=version.words.zh, outline=outline)
    try:
        written = written_of(visit, outline, one.unsure, one.given)
    except LedgerBusyError as error:
        raise problem_of(error) from None
    except TallystickError as error:
        return _again(visit, one, words, Said(problem=str(error), status=422, base=_base(visit, one)))
    return _saved(visit, one, written.words, word("written anew", language_of(visit.request)))


def sign(visit: Visit) -> Response:
    """Put one's name under the newest version."""
    one, version = _open(visit)
    asker = asker_of(visit)
    store = visit.desk.ledger.store
    try:
        if leaving.needs_another(store) and asker.person and version.person == asker.key:
            raise BriefingError("you saved this version", "let another editor sign it, or edit one that they saved")
        leaving.sign(store, asker, one.number, _base(visit, one), visit.text("name", 200))
    except BriefingError as error:
        return _again(visit, one, version.words, Said(problem=str(error), status=409))
    return RedirectResponse(f"{HERE}/{one.number}", 303)


def send(visit: Visit) -> Response:
    """Prove the newest version anew for the ledger as it stands; where all holds it is frozen and out."""
    one, version = _open(visit)
    desk = visit.desk
    try:
        parcel = pool.run(
            briefing_work.parcel, desk.address, asked_of(one, version.words), desk.groups, seconds=PATIENT
        )
        kept_briefings.tell(desk.ledger.store, one.number, version.number, parcel.proof)
        leaving.send(desk.ledger.store, asker_of(visit), one.number, _base(visit, one), parcel)
    except BriefingError as error:
        return _again(visit, one, version.words, Said(problem=str(error), status=409))
    except TookTooLongError as error:
        return _again(visit, one, version.words, Said(problem=_later(error), status=422))
    except LedgerError as error:
        raise problem_of(error) from None
    return RedirectResponse(f"{HERE}/{one.number}", 303)


def settle(visit: Visit) -> Response:
    """Put it under an embargo, or lift that."""
    must_work(visit)
    one = found(visit)
    try:
        kept_briefings.settle(visit.desk.ledger.store, asker_of(visit), one.number, embargo_of(visit))
    except (BriefingError, EmbargoError) as error:
        raise HTTPException(422, str(error)) from None
    return RedirectResponse(f"{HERE}/{one.number}", 303)


def remove(visit: Visit) -> Response:
    """Forget one that was not sent."""
    must_work(visit)
    try:
        kept_briefings.remove(visit.desk.ledger.store, asker_of(visit), found(visit).number)
    except BriefingError as error:
        raise HTTPException(409, str(error)) from None
    return RedirectResponse(HERE, 303)


def _open(visit: Visit) -> tuple[Briefing, Version]:
    """The briefing of the address with its newest version, if the visitor may work on it and it was not sent."""
    must_work(visit)
    one = found(visit)
    if one.sent_at:
        raise HTTPException(409, "this briefing was sent: it is not changed any more; make a new one")
    version = kept_briefings.version(visit.desk.ledger.store, one.number, one.versions)
    if version is None:
        raise HTTPException(404, "there is no such briefing")
    return one, version


def _words(visit: Visit, version: Version) -> Words:
    """The words of the form, beside the outline of the version; a text that is too long is refused when it is saved."""
    told = {each: visit.text(each, LONGEST_TEXT + 1).replace("\r\n", "\n").replace("\r", "\n") for each in ("en", "zh")}
    if max(map(len, told.values())) > LONGEST_TEXT:
        raise HTTPException(
            413, f"a text of a briefing has at most {LONGEST_TEXT} characters; make two briefings of it"
        )
    left = tuple(sorted(name[5:] for name in visit.form if name.startswith("left ") and len(name) < 300))
    return Words(outline=version.words.outline, left_out=left[:MOST_LEFT_OUT], **told)


def _later(error: TookTooLongError) -> str:
    return f"{error.problem}; try again in a moment"


def _base(visit: Visit, one: Briefing) -> int:
    told = visit.text("base", 5)
    return int(told) if told.isascii() and told.isdigit() else one.versions


def _saved(visit: Visit, one: Briefing, words: Words, note: str) -> Response:
    store, base = visit.desk.ledger.store, _base(visit, one)
    try:
        kept_briefings.add_version(store, asker_of(visit), one.number, base, words, note)
    except SavedMeanwhileError as error:
        newest = found(visit)
        theirs = kept_briefings.version(store, one.number, newest.versions)
        said = Said(problem=str(error), status=409, base=newest.versions, theirs=theirs, note=note)
        return _again(visit, newest, words, said)
    except BriefingError as error:
        return _again(visit, one, words, Said(problem=str(error), status=409, base=base, note=note))
    return RedirectResponse(f"{HERE}/{one.number}", 303)


def _again(visit: Visit, one: Briefing, words: Words, said: Said) -> Response:
    """The page with the words as they were sent, and why nothing was done."""
    version = kept_briefings.version(visit.desk.ledger.store, one.number, one.versions)
    assert version is not None
    made = proof_of(visit, one, version) if words == version.words else None
    return page_of(visit, one, version, words, made, said)

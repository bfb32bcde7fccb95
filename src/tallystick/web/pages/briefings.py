"""Briefings: the list, one that is worked on with its proof beside the words, and one that was sent."""

from __future__ import annotations

from datetime import date

from msgspec import json
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tallystick.briefing import outline_text
from tallystick.knowledge.briefing_groups import Groups, briefing_groups
from tallystick.model import LedgerBusyError, LedgerError, TallystickError
from tallystick.processes.lost import TookTooLongError
from tallystick.web import briefing_work, jobs, kept_briefings, pool
from tallystick.web.asking import asker_of, saves
from tallystick.web.briefing_records import Asked, Briefing, Proof, Version, Words
from tallystick.web.briefing_work import Written
from tallystick.web.draft_records import DraftError
from tallystick.web.guard import Visit, problem_of
from tallystick.web.jobs import TooManyError
from tallystick.web.kept_briefings import LONGEST_TEXT, New
from tallystick.web.rendering import fragment, language_of, respond, word
from tallystick.web.uploads import Request, ToProve

HERE = "/briefings"
PATIENT = 60.0
"""Seconds that writing and proving may take for an editor who waits."""

FIELDS = ("period", "area", "given", "outline")


def works(visit: Visit) -> bool:
    """Whether the visitor works on briefings: editors, on a desk where something can be private."""
    return visit.may_edit and saves(visit)


def briefings_list(visit: Visit) -> Response:
    """The briefings that the visitor may see; editors find there how to make one."""
    return list_with(visit)


def list_with(visit: Visit, problem: str = "", status: int = 200) -> Response:
    """The list, with what was sent to make one and why it was refused."""
    language, mine = language_of(visit.request), works(visit)
    rows = kept_briefings.latest(visit.desk.ledger.store, works=mine)
    told = {name: visit.text(name, LONGEST_TEXT) for name in FIELDS}
    main = fragment(
        language,
        "briefings.html.j2",
        rows=rows,
        works=mine,
        csrf=visit.csrf,
        problem=problem,
        told=told,
        unsure=visit.text("unsure", 3) == "yes",
        last_year=date.today().year - 1,
        today=date.today().isoformat(),
    )
    return respond(visit, word("briefings", language), main, here=HERE, status=status)


def given_back(visit: Visit, error: HTTPException) -> Response:
    """What was sent with a form that was refused: nothing of it is lost."""
    language = language_of(visit.request)
    names = ("en", "zh", "outline", "note")
    told = {name: words for name in names if (words := visit.text(name, LONGEST_TEXT + 1).replace("\r\n", "\n"))}
    main = fragment(language, "briefing_back.html.j2", problem=error.detail, told=told, here=visit.request.url.path)
    response = respond(visit, word("briefing", language), main, here=HERE, status=error.status_code)
    response.headers.update(error.headers or {})
    return response


def create(visit: Visit) -> Response:
    """A briefing from the template or an outline: both drafts are written from the ledger."""
    must_work(visit)
    language = language_of(visit.request)
    try:
        outline = _outline(visit)
        given = _day(visit)
        unsure = visit.text("unsure", 3) == "yes"
        written = written_of(visit, outline, unsure, given)
        told = New(period=written.period, area=written.area, given=given, unsure=unsure)
        number = kept_briefings.save(visit.desk.ledger.store, asker_of(visit), told, written.words)
        if written.proof:
            kept_briefings.tell(visit.desk.ledger.store, number, 1, written.proof)
    except LedgerBusyError as error:
        raise problem_of(error) from None
    except TallystickError as error:
        return list_with(visit, str(error), 422)
    except UnicodeDecodeError:
        return list_with(visit, word("outline is no text", language), 422)
    return RedirectResponse(f"{HERE}/{number}", 303)


def written_of(visit: Visit, outline: str, unsure: bool, given: str) -> Written:
    """Both drafts with their proof; without it where that takes too long: the page asks for it then."""
    asked = (visit.desk.address, outline, visit.desk.groups, unsure)
    try:
        return pool.run(briefing_work.write, *asked, given, seconds=PATIENT)
    except TookTooLongError:
        return pool.run(briefing_work.write, *asked, seconds=PATIENT)


def _outline(visit: Visit) -> str:
    """The outline that was uploaded or pasted, else the template for a period and an area."""
    for _, data, _ in visit.form.get("file files", [])[:1]:
        return bytes(data).decode("utf-8")[: LONGEST_TEXT + 1].replace("\x00", "")
    if told := visit.text("outline", LONGEST_TEXT + 1).strip():
        return told.replace("\r\n", "\n") + "\n"
    period = visit.text("period", 20).strip()
    if not period:
        raise DraftError("a template tells of a period", "give it, like 2021, 2021-Q3 or 2021-01/2021-09")
    area = visit.text("area", 10).strip() or "CN"
    return _of_groups(outline_text(period, _code(area)), visit.desk.groups)


def _of_groups(text: str, groups: Groups) -> str:
    """The template with the groups of this desk, where they are not those that ship."""
    if groups.group == briefing_groups().group:
        return text
    head = text.partition("[[section]]\ngroup")[0]
    return head + "\n".join(f"[[section]]\ngroup = {json.encode(one.name).decode()}\n" for one in groups.group)


def _code(area: str) -> str:
    """A code of an area: what a name may not do is end the text that it stands in."""
    if not area.replace("-", "").isalnum() or not area.isascii():
        raise DraftError(f"no area has the code “{area}”", "areas are ISO 3166 codes, like CN, CN-GD, EU")
    return area


def _day(visit: Visit) -> str:
    told = visit.text("given", 10).strip()
    try:
        return (date.fromisoformat(told) if told else date.today()).isoformat()
    except ValueError:
        raise DraftError(f"no day is “{told}”", "write the day like 2022-02-28") from None


def must_work(visit: Visit) -> None:
    """403 where the visitor does not work on briefings."""
    if not saves(visit):
        raise HTTPException(403, word("open to all saves nothing", language_of(visit.request)))
    if not visit.may_edit:
        raise HTTPException(403, "this needs the role of an editor")


def found(visit: Visit) -> Briefing:
    """The briefing of the address; for those who may not see it there is none."""
    number = visit.request.path_params["number"]
    one = kept_briefings.get(visit.desk.ledger.store, number, works=works(visit))
    if one is None:
        raise HTTPException(404, "there is no such briefing")
    return one


def asked_of(one: Briefing, words: Words) -> Asked:
    """What is to be proven of a briefing."""
    return Asked(words=words, given=one.given, unsure=one.unsure)


def proof_of(visit: Visit, one: Briefing, version: Version) -> Proof | None:
    """The proof of a version for the ledger as it stands; None while it is made, then it is asked for again."""
    stamp = visit.desk.stamp()
    if version.proof and (version.proof.stamp == stamp or one.sent_at):
        return version.proof
    desk, asked = visit.desk, asked_of(one, version.words)
    to_prove = ToProve(briefing=one.number, version=version.number, asked=asked, groups=desk.groups)
    if _is_in_background(visit, to_prove):
        return None
    key = (one.number, version.number, stamp)
    try:
        proof = desk.proofs.get(key, lambda: pool.start(briefing_work.prove, desk.address, asked, desk.groups))
    except TookTooLongError:
        _in_background(visit, to_prove)
        return None
    except LedgerError as error:
        raise problem_of(error) from None
    if proof:
        kept_briefings.tell(desk.ledger.store, one.number, version.number, proof)
    return proof


def _is_in_background(visit: Visit, to_prove: ToProve) -> bool:
    """Whether a job that is open proves just this."""
    uploads = visit.desk.uploads
    open_ones = (uploads.get(job.files) for job in jobs.latest(visit.desk.ledger.store, None) if job.state in jobs.OPEN)
    return any(request and request.to_prove == to_prove for request in open_ones)


def _in_background(visit: Visit, to_prove: ToProve) -> None:
    """Let a job prove what took too long for the processes that others wait for."""
    request = Request(files=(), to_prove=to_prove, language=language_of(visit.request))
    try:
        jobs.add(visit.desk.ledger.store, visit.desk.uploads, request, visit.person)
    except TooManyError as error:
        raise HTTPException(429, str(error), {"Retry-After": "30"}) from None

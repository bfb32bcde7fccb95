"""Long work, listed in the ledger's database: it waits its turn, tells how far it is, and outlives a restart.

What was sent lies in `uploads`; `worker` does the work. A job runs once: it is begun anew only when the desk that
ran it ended, and then once only.
"""

from __future__ import annotations

from datetime import datetime
from math import ceil
from statistics import median
from typing import Any

import msgspec
from sqlalchemy import RowMapping, func, insert, select, text, update

from tallystick.ledger.desk_schema import job, person
from tallystick.ledger.keeping import now
from tallystick.ledger.store import Store
from tallystick.model import TallystickError
from tallystick.web import people
from tallystick.web.drafts import Sent
from tallystick.web.people import Person
from tallystick.web.uploads import Request, Uploads

KIND = "check"
OPEN = ("waiting", "running")
MOST_OPEN = 5
"""Jobs that one person may have waiting and running."""

PAGES_KEPT = 10
"""Newest jobs of each person whose pages are kept."""

LOOKED_AT = 9
"""Jobs done last that tell how long one takes."""

MOST_TRIES = 2


class TooManyError(TallystickError):
    """A person has enough jobs open."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file: where it was kept, its counts by verdict, or the problem."""

    name: str
    release: str = ""
    outcome: str = ""
    figures: int = 0
    counts: dict[str, int] = {}
    problem: str = ""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a job is; `problem` says why it failed, `tries` how often it was begun."""

    done: int = 0
    total: int = 0
    stage: str = ""
    outcomes: tuple[Outcome, ...] = ()
    problem: str = ""
    tries: int = 0


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A job as it is shown; `files` names what was sent and what came of it in `uploads`."""

    number: int
    person: int | None
    owner: str
    state: str
    progress: Progress
    files: str
    created_at: str
    started_at: str | None
    finished_at: str | None


def add(store: Store, uploads: Uploads, request: Request, who: Person | None) -> int:
    """Put a job in the queue; its number. TooManyError or NoRoomError when it cannot wait there."""
    owner = who.key if who else None
    mine = _is_of(owner)
    with store.reading() as connection:
        waiting = connection.execute(select(func.count()).where(mine, job.c.state.in_(OPEN))).scalar_one()
    if waiting >= MOST_OPEN:
        raise TooManyError(f"{waiting} jobs are open already", "wait for one to end, or cancel one")
    files = uploads.put(request)
    row = {
        "person": owner,
        "kind": KIND,
        "state": "waiting",
        "request": files,
        "result": _told(Progress(total=len(request.files))),
        "created_at": now(),
    }
    try:
        with store.writing() as connection:
            number = int(connection.execute(insert(job).returning(job.c.key), row).scalar_one())
            people.note(connection, owner, "job started", str(number), files=len(request.files))
    except BaseException:
        uploads.drop(files)
        raise
    return number


def name_of(sent: Sent) -> str:
    """What a file is called in a list: its name, or the address it comes from."""
    return sent.data.decode("utf-8", "replace")[:200] if sent.kind == "address" else sent.name


class Wait(msgspec.Struct, frozen=True):
    """How long a job has run, how long it may take still (seconds; 0 where nobody knows), how many come before it."""

    past: int
    left: int
    ahead: int


def wait_for(store: Store, one: Job, moment: str) -> Wait:
    """What there is to wait for, at an ISO moment: told by what of the job is done, else by the jobs done last."""
    done, total = one.progress.done, max(one.progress.total, 1)
    past = _seconds(one.started_at, moment) if one.state == "running" else 0.0
    with store.reading() as connection:
        before = select(func.count()).where(job.c.state.in_(OPEN), job.c.key < one.number)
        ahead = int(connection.execute(before).scalar_one()) if one.state == "waiting" else 0
        over = select(job.c.started_at, job.c.finished_at, job.c.result).where(job.c.state == "done")
        rows = connection.execute(over.order_by(job.c.key.desc()).limit(LOOKED_AT)).all() if not done else []
    each = [_seconds(begun, end) / max(msgspec.json.decode(told, type=Progress).total, 1) for begun, end, told in rows]
    usual = past / done if done else median(each) if each else 0.0
    return Wait(round(past), max(1, ceil(usual * total - past)) if usual else 0, ahead)


def _seconds(begun: str | None, end: str | None) -> float:
    told = [datetime.fromisoformat(moment) for moment in (begun, end) if moment]
    return max(0.0, (told[1] - told[0]).total_seconds()) if len(told) == 2 else 0.0


def get(store: Store, number: int) -> Job | None:
    """One job."""
    with store.reading() as connection:
        row = connection.execute(_JOBS.where(job.c.key == number)).mappings().first()
    return _job(row) if row else None


def latest(store: Store, who: Person | None, limit: int = 50) -> list[Job]:
    """The newest jobs; of one person if told."""
    query = _JOBS.order_by(job.c.key.desc()).limit(limit)
    if who is not None:
        query = query.where(job.c.person == who.key)
    with store.reading() as connection:
        return [_job(row) for row in connection.execute(query).mappings()]


def cancel(store: Store, uploads: Uploads, number: int, who: Person | None) -> None:
    """Stop a job; one that is over stays as it is."""
    with store.writing() as connection:
        query = update(job).where(job.c.key == number, job.c.state.in_(OPEN))
        stopped = connection.execute(query.values(state="cancelled", finished_at=now())).rowcount
        if stopped:
            people.note(connection, who.key if who else None, "job cancelled", str(number))
    if stopped and (found := get(store, number)):
        uploads.done(found.files)


def take_next(store: Store, uploads: Uploads) -> int | None:
    """Mark the next job as running: of those who wait, the one whose person had no turn for longest."""
    with store.writing() as connection:
        query = text(
            "SELECT j.key, j.result FROM job j WHERE j.state = 'waiting' AND j.request LIKE :owner ORDER BY COALESCE("
            "(SELECT max(d.started_at) FROM job d WHERE COALESCE(d.person, 0) = COALESCE(j.person, 0)), ''), j.key"
            " LIMIT 1"
        )
        row = connection.execute(query, {"owner": f"{uploads.owner}:%"}).first()
        if row is None:
            return None
        progress = msgspec.json.decode(row.result, type=Progress)
        begun = {"started_at": now(), "result": _told(msgspec.structs.replace(progress, tries=progress.tries + 1))}
        mine = update(job).where(job.c.key == row.key, job.c.state == "waiting")
        return int(row.key) if connection.execute(mine.values(state="running", **begun)).rowcount else None


def waiting(store: Store, uploads: Uploads) -> bool:
    """Whether anything waits: a look that writes nothing."""
    mine = (job.c.state == "waiting") & job.c.request.startswith(f"{uploads.owner}:")
    with store.reading() as connection:
        return connection.execute(select(job.c.key).where(mine).limit(1)).scalar() is not None


def take_up(store: Store, uploads: Uploads) -> None:
    """After a restart: what ran waits again, once; what can never run is said to have failed."""
    with store.reading() as connection:
        left = [_job(row) for row in connection.execute(_JOBS.where(job.c.state.in_(OPEN))).mappings()]
    for one in left:
        if ":" not in one.files:
            fail(store, uploads, one.number, "it was sent to an earlier version of the desk: send it again")
        elif one.files.startswith(f"{uploads.owner}:"):
            _take_up(store, uploads, one)
    tidy(store, uploads)


def tidy(store: Store, uploads: Uploads) -> None:
    """Forget what was sent an hour ago and belongs to no job."""
    with store.reading() as connection:
        uploads.tidy(set(connection.scalars(select(job.c.request))))


def _take_up(store: Store, uploads: Uploads, one: Job) -> None:
    if uploads.get(one.files) is None:
        fail(store, uploads, one.number, "what was sent is gone: send it again")
    elif one.state == "running" and one.progress.tries >= MOST_TRIES:
        fail(store, uploads, one.number, "the desk ended while it ran, more than once")
    elif one.state == "running":
        put_back(store, one.number)


def put_back(store: Store, number: int) -> None:
    """Let a running job wait again. Keeping twice changes nothing, so starting over is safe."""
    with store.writing() as connection:
        mine = update(job).where(job.c.key == number, job.c.state == "running")
        connection.execute(mine.values(state="waiting"))


def report(store: Store, number: int, progress: Progress) -> bool:
    """Tell how far a job is; False when it was cancelled meanwhile."""
    with store.writing() as connection:
        mine = update(job).where(job.c.key == number, job.c.state == "running").values(result=_told(progress))
        return bool(connection.execute(mine).rowcount)


def finish(store: Store, uploads: Uploads, number: int, *, failed: bool) -> None:
    """The end of a job that was not cancelled; what was sent is forgotten, and old pages with it."""
    _end(store, uploads, number, "failed" if failed else "done", None)


def fail(store: Store, uploads: Uploads, number: int, problem: str) -> None:
    """The end of a job that could not be done, with the reason."""
    _end(store, uploads, number, "failed", problem)


def _end(store: Store, uploads: Uploads, number: int, state: str, problem: str | None) -> None:
    found = get(store, number)
    if found is None:
        return
    ended: dict[str, Any] = {"state": state, "finished_at": now()}
    if problem is not None:
        ended["result"] = _told(msgspec.structs.replace(found.progress, problem=problem))
    with store.writing() as connection:
        connection.execute(update(job).where(job.c.key == number, job.c.state.in_(OPEN)).values(**ended))
        old = select(job.c.request).where(_is_of(found.person), job.c.state.not_in(OPEN), job.c.request != "")
        rows = connection.scalars(old.order_by(job.c.key.desc()).offset(PAGES_KEPT)).all()
        connection.execute(update(job).where(job.c.request.in_(rows)).values(request=""))
    uploads.done(found.files)
    for files in rows:
        uploads.drop(files)


_JOBS = select(job, person.c.name.label("owner")).join(person, person.c.key == job.c.person, isouter=True)


def _is_of(key: int | None) -> Any:
    return job.c.person.is_(None) if key is None else job.c.person == key


def _told(progress: Progress) -> str:
    return msgspec.json.encode(progress).decode()


def _job(row: RowMapping) -> Job:
    return Job(
        number=row["key"],
        person=row["person"],
        owner=row["owner"] or "",
        state=row["state"],
        progress=msgspec.json.decode(row["result"], type=Progress),
        files=row["request"],
        created_at=row["created_at"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
    )

"""Long work, kept in the ledger's database: it waits its turn, tells how far it is, and outlives a restart."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from typing import Any

import msgspec
from sqlalchemy import RowMapping, insert, select, update

from tallystick.ledger.desk_schema import job
from tallystick.ledger.keeping import now
from tallystick.ledger.store import Store
from tallystick.web import people
from tallystick.web.people import Person

KIND = "check"
OPEN = ("waiting", "running")


class Upload(msgspec.Struct, frozen=True):
    """A file that was sent."""

    name: str
    data: bytes


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What a job is to do: check files, and keep them when asked."""

    files: tuple[Upload, ...]
    keep: bool = False
    language: str = "en"


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file: where it was kept, its counts by verdict, or the problem."""

    name: str
    release: str = ""
    outcome: str = ""
    figures: int = 0
    counts: dict[str, int] = {}
    problem: str = ""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a job is; `page` is the annotated text when one file was only checked."""

    done: int = 0
    total: int = 0
    stage: str = ""
    outcomes: tuple[Outcome, ...] = ()
    page: str = ""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A job as its owner sees it."""

    number: int
    person: int | None
    state: str
    progress: Progress
    created_at: str
    started_at: str | None
    finished_at: str | None


def add(store: Store, request: Request, person: Person | None) -> int:
    """Put a job in the queue; its number."""
    owner = person.key if person else None
    row = {
        "person": owner,
        "kind": KIND,
        "state": "waiting",
        "request": _packed(request),
        "result": msgspec.json.encode(Progress(total=len(request.files))).decode(),
        "created_at": now(),
    }
    with store.writing() as connection:
        number = int(connection.execute(insert(job).returning(job.c.key), row).scalar_one())
        people.note(connection, owner, "job started", str(number), files=len(request.files))
    return number


def get(store: Store, number: int) -> Job | None:
    """One job."""
    columns = [column for column in job.c if column.name != "request"]
    with store.reading() as connection:
        row = connection.execute(select(*columns).where(job.c.key == number)).mappings().first()
    return _job(row) if row else None


def latest(store: Store, person: Person | None, limit: int = 50) -> list[Job]:
    """The newest jobs; of one person if told."""
    columns = [column for column in job.c if column.name != "request"]
    query = select(*columns).order_by(job.c.key.desc()).limit(limit)
    if person is not None:
        query = query.where(job.c.person == person.key)
    with store.reading() as connection:
        return [_job(row) for row in connection.execute(query).mappings()]


def cancel(store: Store, number: int, person: Person | None) -> None:
    """Stop a job that is not over."""
    with store.writing() as connection:
        query = update(job).where(job.c.key == number, job.c.state.in_(OPEN))
        connection.execute(query.values(state="cancelled", finished_at=now(), request=""))
        people.note(connection, person.key if person else None, "job cancelled", str(number))


def take_next(store: Store) -> int | None:
    """Mark the oldest waiting job as running; None when nothing waits."""
    with store.writing() as connection:
        query = select(job.c.key).where(job.c.state == "waiting").order_by(job.c.created_at).limit(1)
        number = connection.execute(query).scalar()
        if number is None:
            return None
        mine = update(job).where(job.c.key == number, job.c.state == "waiting")
        return int(number) if connection.execute(mine.values(state="running", started_at=now())).rowcount else None


def waiting(store: Store) -> bool:
    """Whether anything waits: a look that writes nothing."""
    with store.reading() as connection:
        return connection.execute(select(job.c.key).where(job.c.state == "waiting").limit(1)).scalar() is not None


def requeue(store: Store) -> None:
    """After a restart: what was running waits again. Keeping twice changes nothing, so starting over is safe."""
    with store.writing() as connection:
        connection.execute(update(job).where(job.c.state == "running").values(state="waiting", started_at=None))


def request_of(store: Store, number: int) -> Request | None:
    """What a running job is to do; None once it was cancelled."""
    with store.reading() as connection:
        query = select(job.c.request).where(job.c.key == number, job.c.state == "running")
        packed = connection.execute(query).scalar()
    return _unpacked(packed) if packed else None


def report(store: Store, number: int, progress: Progress) -> bool:
    """Tell how far a job is; False when it was cancelled meanwhile."""
    told = msgspec.json.encode(progress).decode()
    with store.writing() as connection:
        mine = update(job).where(job.c.key == number, job.c.state == "running").values(result=told)
        return bool(connection.execute(mine).rowcount)


def finish(store: Store, number: int, *, failed: bool) -> None:
    """The end of a job that was not cancelled; what was sent is forgotten."""
    ended: dict[str, Any] = {"state": "failed" if failed else "done", "finished_at": now(), "request": ""}
    with store.writing() as connection:
        connection.execute(update(job).where(job.c.key == number, job.c.state == "running").values(**ended))


def _packed(request: Request) -> str:
    return b64encode(zlib.compress(msgspec.msgpack.encode(request), 3)).decode()


def _unpacked(packed: str) -> Request:
    return msgspec.msgpack.decode(zlib.decompress(b64decode(packed)), type=Request)


def _job(row: RowMapping) -> Job:
    return Job(
        number=row["key"],
        person=row["person"],
        state=row["state"],
        progress=msgspec.json.decode(row["result"], type=Progress),
        created_at=row["created_at"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
    )

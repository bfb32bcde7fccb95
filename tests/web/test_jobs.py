"""Long work: in the background, with progress, cancelled, and taken up again after a restart."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tallystick.ledger import Ledger
from tallystick.web import jobs, work
from tallystick.web.desk import AT_ONCE
from tallystick.web.jobs import Request, Upload
from tallystick.web.worker import Worker
from tests.web.building import SLIP, client_of, csrf_of


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "jobs.db")


def files(number: int) -> tuple[Upload, ...]:
    return tuple(Upload(f"looms-{n}.txt", SLIP.replace("Looms", f"Looms {n}").encode()) for n in range(number))


def until(book: Ledger, number: int, *states: str, seconds: float = 30) -> jobs.Job:
    end = time.monotonic() + seconds
    while (found := jobs.get(book.store, number)) and found.state not in states:
        assert time.monotonic() < end, f"job {number} is {found.state}, not {states}"
        time.sleep(0.05)
    assert found
    return found


def start(book: Ledger, request: Request) -> int:
    number = jobs.add(book.store, request, None)
    assert jobs.take_next(book.store) == number
    return number


def test_files_are_checked_and_kept(book: Ledger) -> None:
    number = start(book, Request(files=(*files(2), Upload("broken.pdf", b"%PDF-1.7")), keep=True))
    work.run(book, number)
    done = jobs.get(book.store, number)
    assert done
    assert done.state == "done"
    assert (done.progress.done, done.progress.total) == (3, 3)
    assert [outcome.outcome for outcome in done.progress.outcomes] == ["kept", "kept", ""]
    assert done.progress.outcomes[0].counts["contradicts"] == 1
    assert "cannot be read" in done.progress.outcomes[2].problem
    assert len(book.releases()) == 2


def test_one_large_draft_is_shown_and_not_kept(book: Ledger) -> None:
    client = client_of(book)
    large = SLIP + "\n\n" + "Nothing is said of looms here. " * (AT_ONCE // 30)
    told = {"csrf": csrf_of(client)}
    landed = client.post("/check", data=told, files={"file": ("large.txt", large.encode())}, follow_redirects=False)
    assert landed.status_code == 303
    number = int(landed.headers["location"].rpartition("/")[2])
    assert client.get(landed.headers["location"]).headers["refresh"] == "2"
    assert jobs.take_next(book.store) == number
    work.run(book, number)
    page = client.get(f"/jobs/{number}")
    assert 'class="problems"' in page.text
    assert "refresh" not in page.headers
    assert len(book.releases()) == 0


def test_a_job_starts_over_after_a_restart_and_keeps_nothing_twice(book: Ledger) -> None:
    number = start(book, Request(files=files(3), keep=True))
    first = Request(files=files(1), keep=True)
    work._one(book, first.files[0], first)  # the server died after the first file
    worker = Worker(book.store)
    worker.start()
    done = until(book, number, "done")
    worker.stop()
    assert [outcome.outcome for outcome in done.progress.outcomes] == ["already kept", "kept", "kept"]
    assert len(book.releases()) == 3


def test_a_running_job_can_be_cancelled(book: Ledger) -> None:
    worker = Worker(book.store)
    worker.start()
    slow = Upload("slow.txt", (SLIP * 60_000).encode())
    number = jobs.add(book.store, Request(files=(slow, slow), keep=True), None)
    until(book, number, "running")
    client = client_of(book)
    client.post(f"/jobs/{number}/cancel", data={"csrf": csrf_of(client)})
    assert until(book, number, "cancelled").finished_at
    after = jobs.add(book.store, Request(files=files(1), keep=True), None)
    until(book, after, "done")  # the next job has its turn at once
    worker.stop()
    assert len(book.releases()) == 1


def test_what_was_sent_is_forgotten_at_the_end(book: Ledger) -> None:
    number = start(book, Request(files=files(1)))
    work.run(book, number)
    assert jobs.request_of(book.store, number) is None
    assert b"looms-0" not in _column(book, number, "request")


def _column(book: Ledger, number: int, name: str) -> bytes:
    from sqlalchemy import text

    with book.store.reading() as connection:
        return str(connection.execute(text(f"SELECT {name} FROM job WHERE key = {number}")).scalar()).encode()


def test_jobs_are_seen_by_their_owner_only(guarded: TestClient, ledger: Ledger) -> None:
    from tallystick.web import people
    from tests.web.building import sign_in

    owner = next(person for person in people.people(ledger.store) if person.name == "editor")
    number = jobs.add(ledger.store, Request(files=files(1)), owner)
    sign_in(guarded, "reader")
    assert guarded.get(f"/jobs/{number}").status_code == 404
    sign_in(guarded, "editor")
    assert guarded.get(f"/jobs/{number}").status_code == 200

"""The worker outlives whatever befalls a job: no file handles, a child that will not end, a desk that is killed."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tallystick.ledger import Ledger
from tallystick.processes import alone
from tallystick.web import jobs, work
from tallystick.web.drafts import Sent
from tallystick.web.uploads import Request, Uploads
from tallystick.web.worker import Worker
from tests.web.building import SLIP, client_of, csrf_of

SLOW = Sent("file", "slow.txt", (SLIP * 60_000).encode())


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "jobs.db")


@pytest.fixture
def uploads(book: Ledger) -> Uploads:
    return Uploads.beside(book.store)


def files(number: int) -> tuple[Sent, ...]:
    return tuple(Sent("file", f"looms-{n}.txt", SLIP.replace("Looms", f"Looms {n}").encode()) for n in range(number))


def add(book: Ledger, uploads: Uploads, *sent: Sent) -> int:
    return jobs.add(book.store, uploads, Request(files=sent or files(1), keep=True), None)


def until(book: Ledger, number: int, *states: str, seconds: float = 60) -> jobs.Job:
    end = time.monotonic() + seconds
    while (found := jobs.get(book.store, number)) and found.state not in states:
        assert time.monotonic() < end, f"job {number} is {found.state}, not {states}"
        time.sleep(0.05)
    assert found
    return found


def eventually(holds: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.1)
    return holds()


@contextmanager
def working(book: Ledger, uploads: Uploads, longest: float = 600) -> Iterator[None]:
    worker = Worker(book.store, uploads, longest=longest)
    worker.start()
    try:
        yield
    finally:
        worker.stop()


@contextmanager
def no_file_handles() -> Iterator[None]:
    """Every handle this process may have is taken."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, 512), hard))
    taken = []
    try:
        while True:
            taken.append(os.dup(0))
    except OSError:
        pass
    try:
        yield
    finally:
        for handle in taken:
            os.close(handle)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def children(of: int) -> list[int]:
    """The processes that a process started, without the one by which Python looks after its semaphores."""
    found = []
    for task in Path(f"/proc/{of}/task").iterdir():
        found += [int(word) for word in (task / "children").read_text().split()]
    return [one for one in found if b"resource_tracker" not in Path(f"/proc/{one}/cmdline").read_bytes()]


def alive(process: int) -> bool:
    try:
        return "(zombie)" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


def test_a_running_job_can_be_cancelled(book: Ledger, uploads: Uploads) -> None:
    with working(book, uploads):
        number = add(book, uploads, SLOW)
        until(book, number, "running")
        client = client_of(book)
        client.post(f"/jobs/{number}/cancel", data={"csrf": csrf_of(client)})
        assert until(book, number, "cancelled").finished_at
        until(book, add(book, uploads), "done")  # the next job has its turn at once
    assert len(book.releases()) == 1


def test_a_job_without_end_is_ended_and_says_so(book: Ledger, uploads: Uploads) -> None:
    with working(book, uploads, longest=3):
        number = add(book, uploads, SLOW)
        assert "longer than" in until(book, number, "failed").progress.problem
    assert "longer than" in client_of(book).get(f"/jobs/{number}").text


def test_a_stopped_desk_lets_its_job_wait_for_the_next_start(book: Ledger, uploads: Uploads) -> None:
    number = add(book, uploads, SLOW)
    before = set(children(os.getpid()))
    with working(book, uploads):
        until(book, number, "running")
        assert eventually(lambda: len(set(children(os.getpid())) - before) > 0)
        begun = set(children(os.getpid())) - before
    assert until(book, number, "waiting").finished_at is None
    assert eventually(lambda: not any(map(alive, begun)))


def test_no_file_handles_fail_one_job_and_not_the_queue(book: Ledger, uploads: Uploads) -> None:
    number = add(book, uploads)
    assert jobs.take_next(book.store, uploads) == number
    worker = Worker(book.store, uploads)
    with no_file_handles():
        worker._do(number)
    later = add(book, uploads)
    worker.start()
    try:
        until(book, later, "done")
        assert "could not be done" in until(book, number, "failed", "waiting", "done").progress.problem
    finally:
        worker.stop()


def test_the_queue_outlives_a_time_without_file_handles(book: Ledger, uploads: Uploads) -> None:
    with working(book, uploads):
        until(book, add(book, uploads), "done")
        with no_file_handles():
            time.sleep(2)
        until(book, add(book, uploads), "done")


def test_a_job_whose_process_is_killed_fails_with_its_reason(book: Ledger, uploads: Uploads) -> None:
    before = set(children(os.getpid()))
    with working(book, uploads):
        number = add(book, uploads, SLOW)
        until(book, number, "running")
        assert eventually(lambda: len(set(children(os.getpid())) - before) > 0)
        for one in set(children(os.getpid())) - before:
            os.kill(one, signal.SIGKILL)
        assert "exit code -9" in until(book, number, "failed").progress.problem


def ignores_the_end(ready: Path) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    ready.touch()
    time.sleep(60)


def test_a_process_that_ignores_its_end_is_ended_by_force(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(alone, "ASKED_SECONDS", 1.0)
    begun = alone.start_alone(ignores_the_end, tmp_path / "ready")
    assert eventually((tmp_path / "ready").exists, seconds=40)
    alone.end(begun)
    assert begun.exitcode == -signal.SIGKILL


DESK = """
import sys, time
from pathlib import Path
from tallystick.ledger import Ledger
from tallystick.web.uploads import Uploads
from tallystick.web.worker import Worker
if __name__ == "__main__":
    with Ledger(sys.argv[1]) as book:
        Worker(book.store, Uploads.beside(book.store)).start()
        time.sleep(120)
"""


def test_a_killed_desk_leaves_no_worker_and_its_job_is_begun_once_more_only(
    book: Ledger, uploads: Uploads, tmp_path: Path
) -> None:
    program = tmp_path / "desk.py"
    program.write_text(DESK)
    number = add(book, uploads, SLOW)
    for state in ("running", "failed"):
        with subprocess.Popen([sys.executable, str(program), str(book.store.path)]) as desk:
            until(book, number, "running")
            assert eventually(lambda: len(children(desk.pid)) > 0)
            left = children(desk.pid)
            time.sleep(1)
            desk.kill()
        assert eventually(lambda: not any(map(alive, left))), "the worker lives on"  # noqa: B023
        jobs.take_up(book.store, uploads)
        if state == "running":
            assert until(book, number, "waiting").progress.tries == 1
    assert "more than once" in until(book, number, "failed").progress.problem


def test_a_job_starts_over_after_a_restart_and_keeps_nothing_twice(book: Ledger, uploads: Uploads) -> None:
    number = add(book, uploads, *files(3))
    assert jobs.take_next(book.store, uploads) == number
    first = Request(files=files(1), keep=True)
    work._one(book, first.files[0], first, None)  # the server died after the first file
    with working(book, uploads):
        done = until(book, number, "done")
    assert [outcome.outcome for outcome in done.progress.outcomes] == ["already kept", "kept", "kept"]
    assert len(book.releases()) == 3


def test_of_two_desks_over_one_ledger_one_works(book: Ledger, uploads: Uploads) -> None:
    with working(book, uploads), working(book, uploads):
        numbers = [add(book, uploads, *files(2)) for _ in range(3)]
        assert [until(book, number, "done").progress.tries for number in numbers] == [1, 1, 1]

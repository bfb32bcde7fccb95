"""Work on many texts: only what is lost is lost, it is named with the reason, and the rest comes in order."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from tallystick.model import PeriodError, SourceError, TallystickError
from tallystick.processes.lost import CrashedError, LostError, TookTooLongError, TooMuchMemoryError
from tallystick.processes.many import in_order
from tallystick.processes.workers import Workers
from tests.unit.processes.hostile import upper

PLAIN = [f"text {number}" for number in range(40)]


def with_hostile(*hostile: str) -> list[str]:
    """The plain texts with hostile ones among them."""
    texts = list(PLAIN)
    for place, one in enumerate(hostile):
        texts.insert(7 * place + 1, one)
    return texts


@pytest.mark.parametrize("jobs", [1, 3])
def test_texts_that_crash_loop_or_eat_memory_are_named_and_the_rest_is_done_in_order(jobs: int) -> None:
    texts = with_hostile("crash", "loop", "eat", "crash")
    with Workers(jobs, timeout=5, memory=100) as workers:
        found = list(in_order(upper, texts, workers))
    assert [one for one in found if isinstance(one, str)] == [text.upper() for text in PLAIN]
    lost = {text: str(one) for text, one in zip(texts, found, strict=True) if not isinstance(one, str)}
    assert lost["crash"].startswith("crashed (SIGSEGV)")
    assert lost["loop"].startswith("took longer than 5 s")
    assert lost["eat"].startswith("needed more than 100 MB")
    assert len(lost) == 3


def test_errors_and_faults_come_in_the_place_of_results() -> None:
    texts = ["a", "refuse", "fault", "time out", "leave", "b"]
    for executor in (None, ThreadPoolExecutor(2), Workers(2, timeout=30)):
        found = list(in_order(upper, texts, executor))
        assert (found[0], found[-1]) == ("A", "B")
        assert isinstance(found[1], SourceError)
        assert found[1].advice == "give a text"
        assert "fault in tallystick: KeyError: 'of a table'" in str(found[2])
        assert "a socket's" in str(found[3]), "a time-out of the work's own is not the process's"
        assert "SystemExit" in str(found[4])
        if executor is not None:
            executor.shutdown()


@pytest.mark.parametrize("number", range(3))
def test_a_crash_at_once_is_told_of_its_own_text(number: int) -> None:
    with Workers(2) as workers:
        found = list(in_order(upper, ["crash"] * 3 + ["fine"], workers))
    assert [type(one) for one in found] == [CrashedError] * 3 + [str]


def test_futures_raise_what_became_of_their_work() -> None:
    with Workers(1, timeout=5, memory=100) as workers:
        for text, kind in (("crash", CrashedError), ("loop", TookTooLongError), ("eat", TooMuchMemoryError)):
            with pytest.raises(kind):
                workers.submit(upper, text).result()
        assert workers.submit(upper, "fine").result() == "FINE"
    with pytest.raises(RuntimeError, match="after shutdown"):
        workers.submit(upper, "fine")


def slow_start() -> None:
    time.sleep(4)


def test_preparing_takes_nothing_from_the_time_of_a_text() -> None:
    with Workers(1, timeout=3, prepare=slow_start) as workers:
        assert workers.submit(upper, "fine").result() == "FINE"


def fail() -> None:
    raise SourceError("no weights", "install them")


def test_what_cannot_be_prepared_is_said_for_every_text() -> None:
    with Workers(1, prepare=fail) as workers:
        assert [str(one) for one in in_order(upper, ["a", "b"], workers)] == ["no weights; install them"] * 2


def test_a_limit_below_what_a_process_holds_is_said() -> None:
    with Workers(1, memory=1) as workers:
        (found,) = in_order(upper, ["a"], workers)
    assert "before its first text, more than 1 MB" in str(found)


def test_an_error_that_leads_out_ends_the_processes_at_once() -> None:
    def interrupted() -> None:
        with Workers(2) as workers:
            for text in ("loop", "loop", "loop"):
                workers.submit(upper, text)
            time.sleep(1)
            raise ZeroDivisionError

    before = set(multiprocessing.active_children())
    begun = time.monotonic()
    with pytest.raises(ZeroDivisionError):
        interrupted()
    assert time.monotonic() - begun < 20
    assert not set(multiprocessing.active_children()) - before


def test_texts_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def endless() -> Iterator[str]:
        while True:
            taken.append(len(taken))
            yield f"text {len(taken)}"

    with ThreadPoolExecutor(2) as executor:
        found = in_order(upper, endless(), executor, ahead=5)
        assert [next(found) for _ in range(3)] == ["TEXT 1", "TEXT 2", "TEXT 3"]
        assert len(taken) <= 8
        found.close()  # type: ignore[attr-defined]


def test_an_executor_that_breaks_loses_no_more_than_it_must() -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor:
        found = list(in_order(upper, ["fine", "crash", "fine"], executor, ahead=1))
    assert found[0] == "FINE"
    assert all(isinstance(one, LostError) and "BrokenProcessPool" in str(one) for one in found[1:])


class Remote(Executor):
    """An executor as clusters have them: nothing but `submit`."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        future: Future[object] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def test_any_executor_carries_the_work() -> None:
    assert list(in_order(upper, PLAIN, Remote())) == [text.upper() for text in PLAIN]


def test_errors_cross_processes_whole() -> None:
    import pickle

    for kind in (TallystickError, SourceError, PeriodError, LostError):
        error = pickle.loads(pickle.dumps(kind("what is wrong", "what to do")))
        assert (type(error), error.problem, error.advice) == (kind, "what is wrong", "what to do")


def test_processes_end_with_who_started_them(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = (
        "import os, time\n"
        "from tallystick.processes.workers import Workers\n"
        "if __name__ == '__main__':\n"
        "    workers = Workers(1)\n"
        "    print(workers.submit(os.getpid).result(), flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    script = tmp_path / "starts.py"
    script.write_text(code)
    done = subprocess.run([sys.executable, str(script)], capture_output=True, check=False)
    worker = int(done.stdout)
    end = time.monotonic() + 10
    while Path(f"/proc/{worker}").exists() and time.monotonic() < end:
        time.sleep(0.1)
    assert not Path(f"/proc/{worker}").exists()
    assert os.getpid() != worker

"""A small pool of processes for work on strangers' texts: whatever a text does, pages stay quick.

Pebble keeps the pool: a process that takes too long or dies is ended, if need be by force, and another is started.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from tallystick.model import TallystickError

T = TypeVar("T")

PROCESSES = 2
SECONDS = 10.0
"""Seconds that a check may take while its sender waits."""

ASKED_SECONDS = 5.0
"""Seconds that a process has to end when it is asked to."""

_SPAWN = multiprocessing.get_context("spawn")
_lock = threading.Lock()
_kept: list[ProcessPool] = []


class TookTooLongError(TallystickError):
    """Work was ended because its time was over."""


class UnableError(TallystickError):
    """Work could not be begun or ended by itself, for no fault of the text's."""


def run(work: Callable[..., T], *given: Any, seconds: float = SECONDS) -> T:
    """Do work in a process of the pool and wait for it; TookTooLongError when it takes more than so many seconds."""
    try:
        future: Future[T] = _pool().schedule(work, args=given, timeout=seconds)
        return future.result(timeout=4 * seconds)  # in the queue too; a pool that broke answers nobody
    except FutureTimeout:
        raise TookTooLongError(f"this takes longer than {seconds:g} seconds", "send it in parts") from None
    except (ProcessExpired, OSError, RuntimeError) as error:
        _forget()
        raise UnableError(f"the check could not be done ({error})", "try again in a moment") from None


def start_alone(work: Callable[..., None], *given: Any) -> SpawnProcess:
    """Start work in a process of its own; OSError when none can be started."""
    started = _SPAWN.Process(target=_alone, args=(work, given), daemon=True)
    started.start()
    return started


def end(process: SpawnProcess) -> None:
    """End a process: asked first, then by force."""
    process.terminate()
    process.join(ASKED_SECONDS)
    if process.is_alive():
        process.kill()
        process.join()


def _alone(work: Callable[..., None], given: tuple[Any, ...]) -> None:
    end_with_parent()
    work(*given)


def end_with_parent() -> None:
    """Make this process end when the one that started it does, however that ended."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        assert parent
        wait([parent.sentinel])
        os._exit(1)

    if parent is not None:
        threading.Thread(target=watch, name="end with parent", daemon=True).start()


def _pool() -> ProcessPool:
    with _lock:
        if not _kept:
            _kept.append(ProcessPool(max_workers=PROCESSES, max_tasks=500, initializer=end_with_parent, context=_SPAWN))
        return _kept[0]


def _forget() -> None:
    """Let go of the pool; the next work gets a new one."""
    with _lock:
        gone, _kept[:] = [*_kept], []
    for pool in gone:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


atexit.register(_forget)

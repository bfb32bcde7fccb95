"""The desk's processes for checks that somebody waits for: whatever a text does, pages stay quick."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from tallystick.model import TallystickError
from tallystick.pipeline import prepare
from tallystick.processes.lost import CrashedError, TookTooLongError
from tallystick.processes.workers import Workers

T = TypeVar("T")

PROCESSES = 2
SECONDS = 10.0
"""Seconds that a check may take while its sender waits."""

WARMING_SECONDS = 120.0
"""Seconds that a process may take to be ready: the first one, and each that follows one that was ended."""

_lock = threading.Lock()
_kept: list[Workers] = []


class UnableError(TallystickError):
    """Work could not be begun or ended by itself, for no fault of the text's."""


def run(work: Callable[..., T], *given: Any, seconds: float | None = None) -> T:
    """Do work in one of the processes and wait for it; TookTooLongError when it takes more than so many seconds.

    Without a number of its own, work has SECONDS as they are then.
    """
    seconds = SECONDS if seconds is None else seconds
    try:
        waiting = 4 * seconds + WARMING_SECONDS  # in the queue too, and until a process is ready to read
        return _workers().submit_within(seconds, work, *given).result(timeout=waiting)
    except (TimeoutError, TookTooLongError):
        raise TookTooLongError(f"this takes longer than {seconds:g} seconds", "send it in parts") from None
    except CrashedError as error:
        raise UnableError(f"the check could not be done ({error.problem})", "try again in a moment") from None


def start(work: Callable[..., T], *given: Any, seconds: float | None = None) -> Future[T]:
    """Let work be done in one of the processes, to be asked for later: its future raises what `run` would meet."""
    return _workers().submit_within(SECONDS if seconds is None else seconds, work, *given)


def begin(work: Callable[..., Any], *given: Any) -> None:
    """Let each process do a piece of work that nobody waits for: what it loads is there for the first who asks."""
    for _ in range(PROCESSES):
        _workers().submit_within(WARMING_SECONDS, work, *given)


def _workers() -> Workers:
    with _lock:
        if not _kept:
            _kept.append(Workers(PROCESSES, prepare=prepare))  # the reader is loaded before a work's time begins
        return _kept[0]


@atexit.register
def _end() -> None:
    for workers in _kept:
        workers.shutdown(cancel_futures=True)

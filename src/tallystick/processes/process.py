"""One process that does one work after the other and is replaced when it dies or has to be ended.

Pebble starts, watches and ends it. There is one process to each of Pebble's pools, so that whatever becomes of it is
told of the very work it was doing.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, wait
from typing import Any

from pebble import ProcessExpired, ProcessPool

from tallystick.model import TallystickError
from tallystick.processes import memory
from tallystick.processes.alone import SPAWN, end_with_parent
from tallystick.processes.lost import CrashedError, TookTooLongError, TooMuchMemoryError

Work = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
_MOST_WORKS = 500  # after which a fresh process follows, whatever the old one has gathered
_LOOK_SECONDS = 0.5


class Process:
    """A process of one's own; `prepare` is called in it before anything else, then memory is limited to megabytes."""

    def __init__(self, prepare: Callable[[], object] | None = None, megabytes: int | None = None) -> None:
        self._prepare, self._megabytes = prepare, megabytes
        self._pool: ProcessPool | None = None
        self._works = 0
        self._closed = False

    def do(self, work: Work, seconds: float | None) -> Any:
        """What the work gives or raises; TookTooLongError, TooMuchMemoryError, CrashedError where it gives nothing."""
        if self._works == _MOST_WORKS:
            self.end()
        if self._pool is None:
            self._begin()
        self._works += 1
        return self._told(_do, work, seconds)

    def close(self) -> None:
        """End the process for good; what it does is given up. May be called from another thread."""
        self._closed = True
        self.end()

    def end(self) -> None:
        """End the process, whatever it does; the next work gets a new one."""
        pool, self._pool, self._works = self._pool, None, 0
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def _begin(self) -> None:
        self._pool = ProcessPool(max_workers=1, initializer=_begin, context=SPAWN)
        try:
            self._told(_do, (_make_ready, (self._prepare, self._megabytes), {}), None)
        except TallystickError:
            self.end()
            raise

    def _told(self, do: Callable[[Work], bytes | None], work: Work, seconds: float | None) -> Any:
        pool = self._pool
        try:
            if pool is None:
                raise CancelledError
            told = self._awaited(pool.schedule(do, args=(work,), timeout=seconds))
        except TimeoutError:
            self.end()
            raise TookTooLongError.of(seconds or 0) from None
        except (ProcessExpired, CancelledError, RuntimeError, OSError) as error:  # a broken pool is a RuntimeError
            self.end()
            raise CrashedError.of(getattr(error, "exitcode", None)) from None
        if told is None:
            self.end()
            raise TooMuchMemoryError.of(self._megabytes)
        value, raised = pickle.loads(told)  # noqa: S301  our own process wrote it
        if raised is not None:
            raise raised
        return value

    def _awaited(self, future: Future[bytes | None]) -> bytes | None:
        while not wait([future], timeout=_LOOK_SECONDS).done:
            if self._closed:  # a pool that is stopped answers nobody
                raise CancelledError
        return future.result()


def _begin() -> None:
    end_with_parent()
    # As many processes as were asked for share the cores; libraries in them start no threads beside.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _make_ready(prepare: Callable[[], object] | None, megabytes: int | None) -> None:
    if prepare is not None:
        prepare()
    if megabytes is not None:
        memory.limit(megabytes)


def _do(work: Work) -> bytes | None:
    """In the process: what the work gives and what it raises, one of them None; None where memory ran out."""
    called, given, named = work
    try:
        try:
            return pickle.dumps((called(*given, **named), None))
        except MemoryError:
            raise
        except Exception as error:
            return pickle.dumps((None, error))
    except MemoryError:
        return None

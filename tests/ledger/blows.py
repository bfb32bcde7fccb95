"""Work on a ledger in a process of its own, killed after so many of its steps, whatever the machine's pace."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from multiprocessing import get_context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Work = Callable[[Callable[[], None]], None]
"""What is done; it is given what to call after each of its steps."""

_OPENING = 0.1  # seconds, about what opening a ledger takes


def killed(work: Work, steps: int, share: float) -> None:
    """Begin the work; kill it after so many steps and a share of the time that the step before had taken.

    On the busiest machine it is killed within the step that follows: when that is done, the work waits for the blow.
    """
    context = get_context("fork")
    heard, told = context.Pipe(duplex=False)
    process = context.Process(target=_telling, args=(work, steps, told))
    process.start()
    told.close()
    taken = _OPENING
    for _ in range(steps):
        begun = time.perf_counter()
        heard.recv_bytes()
        taken = time.perf_counter() - begun
    time.sleep(share * taken)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    heard.close()


def _telling(work: Work, steps: int, told: Connection) -> None:
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        told.send_bytes(b".")
        if done > steps:
            signal.pause()

    work(step)

"""A process of its own for a piece of work, which ends when it is told to or when its parent does."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from typing import Any

SPAWN = multiprocessing.get_context("spawn")
ASKED_SECONDS = 5.0
"""Seconds that a process has to end when it is asked to."""


def start_alone(work: Callable[..., None], *given: Any) -> SpawnProcess:
    """Start work in a process of its own; OSError when none can be started."""
    started = SPAWN.Process(target=_alone, args=(work, given), daemon=True)
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

"""From `--jobs`, `--timeout` and `--memory` to what carries the work."""

from __future__ import annotations

from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from tallystick.pipeline import prepare


def workers(
    jobs: int, timeout: float | None, memory: int | None, reader: str = "auto"
) -> AbstractContextManager[Executor | None]:
    """Processes that may die, ready to read; None, which is this process, where nothing is asked for."""
    if jobs == 1 and timeout is None and memory is None:
        return nullcontext()
    from tallystick.processes.workers import Workers

    return Workers(jobs, timeout=timeout, memory=memory, prepare=partial(prepare, reader))

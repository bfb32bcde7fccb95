"""Many texts: `read_many` in one process and carried by several executors, the same texts and the same results.

Dask is measured where it is installed beside (`pip install distributed`); it is too heavy for the locks.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib.util import find_spec
from multiprocessing import get_context

import tallystick
from benchmarks.reading import CORPUS
from benchmarks.table import Row
from tallystick.pipeline import prepare
from tallystick.processes.workers import Workers

TITLE = "Many texts, 40 releases by the fast reader"
_TEXTS = 40
_JOBS = 2


def rows() -> Iterator[Row]:
    """Texts a second by each executor, started and warm."""
    paths = [str(path) for path in sorted((CORPUS / "en").glob("*.txt"))[:_TEXTS]]
    first: list[int] = []
    for name, made in _executors().items():
        with made() as executor:
            if executor is not None:
                for future in [executor.submit(prepare, "fast") for _ in range(2 * _JOBS)]:
                    future.result()
            begun = time.perf_counter()
            found = [_figures(one) for one in tallystick.read_many(paths, executor=executor, reader="fast")]
            taken = time.perf_counter() - begun
        first = first or found
        yield Row(name, f"{len(paths) / taken:.3g} texts/s", "same results", found == first)


def _figures(found: tallystick.Reading | tallystick.TallystickError) -> int:
    return len(found) if isinstance(found, tallystick.Reading) else -1


def _executors() -> dict[str, Callable[[], AbstractContextManager[Executor | None]]]:
    spawn = get_context("spawn")
    executors: dict[str, Callable[[], AbstractContextManager[Executor | None]]] = {
        "in this process": nullcontext,
        "Workers(1)": lambda: Workers(1),
        f"Workers({_JOBS}, timeout, memory)": lambda: Workers(_JOBS, timeout=60, memory=1000),
        f"ProcessPoolExecutor({_JOBS})": lambda: ProcessPoolExecutor(_JOBS, mp_context=spawn),
    }
    if find_spec("distributed"):
        executors[f"Dask, {_JOBS} local workers"] = _dask
    return executors


@contextmanager
def _dask() -> Iterator[Executor]:
    """The recipe of docs/how-to.md on a cluster of this machine."""
    from distributed import Client, LocalCluster

    with LocalCluster(_JOBS, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        yield client.get_executor(pure=False)

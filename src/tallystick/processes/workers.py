"""So many processes as an executor: work in them may crash, take for ever or eat memory, and only it is lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, ParamSpec, TypeVar

from tallystick.processes import memory as memory_limit
from tallystick.processes.process import Process, Work

P = ParamSpec("P")
T = TypeVar("T")
_Task = tuple["Future[Any]", float | None, Work]


class Workers(Executor):
    """An executor of `jobs` processes; each does one work at a time and is replaced when it is lost.

    `timeout` is in seconds a work, `memory` in megabytes a process (Linux only), all that it loads included. `prepare`
    is called once in each process before its first work, outside the timeout. A future raises TookTooLongError,
    TooMuchMemoryError or CrashedError when its work was lost. As with every executor that starts processes, a script
    that uses it keeps its own start under `if __name__ == "__main__":`.

    >>> with Workers(1, timeout=60) as workers:
    ...     workers.submit(divmod, 17, 5).result()
    (3, 2)
    """

    def __init__(
        self,
        jobs: int = 1,
        *,
        timeout: float | None = None,
        memory: int | None = None,
        prepare: Callable[[], object] | None = None,
    ) -> None:
        if jobs < 1:
            raise ValueError("at least one process is needed")
        if memory is not None:
            memory_limit.require_limits()
        self._timeout = timeout
        self._processes = [Process(prepare, memory) for _ in range(jobs)]
        self._threads: list[Thread] = []
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._lock = Lock()
        self._shut = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a function called in one of the processes."""
        return self.submit_within(self._timeout, fn, *args, **kwargs)

    def submit_within(
        self, seconds: float | None, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """The same with a timeout of its own."""
        future: Future[T] = Future()
        with self._lock:
            if self._shut:
                raise RuntimeError("no work is taken after shutdown")
            self._tasks.put((future, seconds, (fn, args, kwargs)))
            if len(self._threads) < len(self._processes):
                process = self._processes[len(self._threads)]
                self._threads.append(Thread(target=self._serve, args=(process,), name="worker", daemon=True))
                self._threads[-1].start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more work and end the processes: when what was given is done, or with `cancel_futures` at once."""
        with self._lock:
            self._shut = True
            if cancel_futures:
                self._cancel()
            for _ in self._threads:
                self._tasks.put(None)
        if cancel_futures:
            for process in self._processes:
                process.close()
        if wait:
            for thread in self._threads:
                thread.join()

    def __exit__(self, kind: type[BaseException] | None, *told: object) -> None:
        """Wait for what was given to be done; where an error leads out, end it at once."""
        self.shutdown(cancel_futures=kind is not None)

    def _cancel(self) -> None:
        while True:
            try:
                task = self._tasks.get_nowait()
            except Empty:
                return
            if task is not None:
                task[0].cancel()

    def _serve(self, process: Process) -> None:
        """In a thread beside each process: hand it one work after the other."""
        while (task := self._tasks.get()) is not None:
            future, seconds, work = task
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = process.do(work, seconds)
            except BaseException as error:  # whatever it is, it belongs to who waits for the result
                future.set_exception(error)
            else:
                future.set_result(result)
        process.end()

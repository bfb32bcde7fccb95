"""Does the jobs while the server runs: one at a time, each in a process that can be ended."""

from __future__ import annotations

import logging
import time
from multiprocessing.context import SpawnProcess
from threading import Event, Thread

from filelock import FileLock, Timeout

from tallystick.ledger.store import Store
from tallystick.model import TallystickError
from tallystick.processes import alone
from tallystick.web import jobs, kept_drafts, work
from tallystick.web.uploads import Uploads

LOOK_SECONDS = 0.5
DUE_SECONDS = 2.0
LONGEST_SECONDS = 1800.0
_log = logging.getLogger(__name__)


class Worker:
    """A thread that takes jobs from the queue; `start` and `stop` go with the server.

    Of several desks over one folder of uploads one works; the next takes over when it ends.
    """

    def __init__(self, store: Store, uploads: Uploads, *, longest: float = LONGEST_SECONDS) -> None:
        self._store, self._uploads, self._longest = store, uploads, longest
        self._stopping = Event()
        self._thread = Thread(target=self._watch, name="jobs", daemon=True)
        self._lock = FileLock(uploads.root / "lock", thread_local=False)
        self._next_due = 0.0
        self._unsaid: list[tuple[int, str]] = []

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """End a running job's process; the job waits for the next start."""
        self._stopping.set()
        self._thread.join(timeout=15)

    def _watch(self) -> None:
        while not self._stopping.wait(LOOK_SECONDS):
            try:
                self._look()
            except Exception as error:  # whatever it is, the next look may do better; later jobs must not wait for ever
                _log.warning("jobs: %s", error)
        self._lock.release(force=True)

    def _look(self) -> None:
        if not self._lock.is_locked:
            _ = self._uploads.owner  # makes the folder
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                return  # another desk does the work
            jobs.take_up(self._store, self._uploads)
        self._keep_due()
        while self._unsaid:
            jobs.fail(self._store, self._uploads, *self._unsaid[0])
            self._unsaid.pop(0)
        number = jobs.take_next(self._store, self._uploads) if jobs.waiting(self._store, self._uploads) else None
        if number is not None:
            self._do(number)

    def _keep_due(self) -> None:
        """Keep the drafts whose embargo has passed, each in a process of its own; one that takes too long is left."""
        if time.monotonic() < self._next_due:
            return
        self._next_due = time.monotonic() + DUE_SECONDS
        for number in kept_drafts.due(self._store):
            process = alone.start_alone(work.keep_draft, self._store.url.render_as_string(hide_password=False), number)
            deadline = time.monotonic() + self._longest
            while process.is_alive() and not self._stopping.is_set() and time.monotonic() < deadline:
                process.join(LOOK_SECONDS)
            if process.is_alive():
                alone.end(process)
            if self._stopping.is_set():
                return
            if process.exitcode:
                with self._store.writing() as connection:
                    kept_drafts.became(connection, number, problem="its process ended before it was kept")

    def _do(self, number: int) -> None:
        """Do a job that is marked as running, and have it marked as failed when it could not be done."""
        address = self._store.url.render_as_string(hide_password=False)
        try:
            process = alone.start_alone(work.do, address, self._uploads.root, number)
        except Exception as error:  # no memory, no file handles: whatever it is, the job has an end
            _log.warning("job %s: %s", number, error)
            self._unsaid.append((number, f"it could not be done: {error}"))
            return
        problem = self._watched(number, process)
        if process.is_alive():
            alone.end(process)
        if problem:
            self._unsaid.append((number, problem))

    def _watched(self, number: int, process: SpawnProcess) -> str:
        """Wait until a job's process has ended or has to; what to say of the job, if it failed."""
        deadline = time.monotonic() + self._longest
        while process.is_alive():
            process.join(LOOK_SECONDS)
            if self._stopping.is_set():
                jobs.put_back(self._store, number)
                return ""
            if self._cancelled(number):
                return ""
            if time.monotonic() > deadline:
                return f"it took longer than {self._longest / 60:g} minutes"
        return f"its process ended before it was done (exit code {process.exitcode})" if process.exitcode else ""

    def _cancelled(self, number: int) -> bool:
        try:
            found = jobs.get(self._store, number)
        except TallystickError:
            return False  # the ledger did not answer: the next look will tell
        return found is None or found.state == "cancelled"

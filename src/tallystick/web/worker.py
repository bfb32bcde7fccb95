"""Watches the queue while the server runs: one job at a time, each in a process that can be ended."""

from __future__ import annotations

import logging
import subprocess
import sys
from threading import Event, Thread

from tallystick.ledger.store import Store
from tallystick.model import TallystickError
from tallystick.web import jobs

LOOK_SECONDS = 0.5
LONGEST_SECONDS = 3600
_log = logging.getLogger(__name__)


class Worker:
    """A thread that takes jobs from the queue; `start` and `stop` go with the server."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stopping = Event()
        self._thread = Thread(target=self._watch, name="jobs", daemon=True)

    def start(self) -> None:
        """Take up what an earlier server left, then watch."""
        jobs.requeue(self._store)
        self._thread.start()

    def stop(self) -> None:
        """End a running job's process; it waits for the next start."""
        self._stopping.set()
        self._thread.join(timeout=10)

    def _watch(self) -> None:
        while not self._stopping.wait(LOOK_SECONDS):
            try:
                number = jobs.take_next(self._store) if jobs.waiting(self._store) else None
                if number is not None:
                    self._do(number)
            except TallystickError as error:
                _log.warning("jobs: %s", error)

    def _do(self, number: int) -> None:
        address = self._store.url.render_as_string(hide_password=False)
        command = [sys.executable, "-m", "tallystick.web.work", str(number)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603  our own module, a number
        assert process.stdin
        process.stdin.write(address.encode() + b"\n")
        process.stdin.close()
        waited = 0.0
        while process.poll() is None:
            cancelled = (found := jobs.get(self._store, number)) is None or found.state == "cancelled"
            if cancelled or self._stopping.wait(LOOK_SECONDS) or waited > LONGEST_SECONDS:
                process.terminate()
                process.wait(timeout=10)
                break
            waited += LOOK_SECONDS
        if process.returncode and not self._stopping.is_set():
            jobs.finish(self._store, number, failed=True)

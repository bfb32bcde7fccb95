"""A PostgreSQL server of one's own, from Debian's package, for as long as it is needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOME = Path("/usr/lib/postgresql")


class Server:
    """A cluster in a folder, spoken to through a socket in it; it may be stopped and started again."""

    def __init__(self, folder: Path, programs: Path, *, forced_to_disk: bool = True) -> None:
        self.folder, self.programs = folder, programs
        self.settings = "" if forced_to_disk else "-c fsync=off -c full_page_writes=off -c autovacuum=off"
        self.url = f"postgresql://postgres@/postgres?host={folder}"

    def make(self) -> None:
        """Make the cluster."""
        self._run("initdb", "-D", "data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "-N")

    def start(self) -> None:
        """Start and wait until it answers."""
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=50 {self.settings}"
        self._run("pg_ctl", "-D", "data", "-l", "log", "-w", "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop; `immediate` is what a crash does."""
        self._run("pg_ctl", "-D", "data", "-m", mode, "-w", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        # PostgreSQL refuses to run as root; Debian's package brings a user for it.
        user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        subprocess.run(
            [str(self.programs / program), *arguments],
            cwd=self.folder,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
            **user,  # type: ignore[call-overload]
        )


def programs() -> Path | None:
    """The folder of the newest server installed; None where there is none."""
    found = sorted(HOME.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def running_server(*, forced_to_disk: bool = True) -> Iterator[Server | None]:
    """A server that is gone afterwards; None where none is installed. Forced to disk it outlives a loss of power."""
    place = programs()
    if place is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="tallystick-pg-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        server = Server(folder, place, forced_to_disk=forced_to_disk)
        server.make()
        server.start()
        yield server
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            server.stop("immediate")
        shutil.rmtree(folder)


@contextmanager
def temporary_server() -> Iterator[str | None]:
    """The URL of a running server; None where none is installed."""
    with running_server() as server:
        yield server.url if server else None

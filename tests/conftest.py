"""What all tests share: a line at the end where the labelled texts are missing, and rows made by hand."""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, event, inspect

from tallystick.ledger import migrations
from tallystick.web import people, pool
from tests import gate

# What is built upon reading is tested on figures by rules, in every process; tests of the accurate reader ask for it.
os.environ["TALLYSTICK_READER"] = "fast"

# Processes that tests start find the package compiled, whatever this machine is set to: else each compiles it anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Tests run side by side on machines that do other things too: what is slow for a moment is not wrong.
# Every run tries the same examples, so that a change is judged by itself; TALLYSTICK_CHANCE=1 tries others each time.
settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=not os.environ.get("TALLYSTICK_CHANCE"),
)
settings.load_profile("house")


_STEPS: dict[str, list[tuple[str, Any]]] = {}
"""What the first new ledger of a process told its database to be made, by kind of database."""


@pytest.fixture(scope="session", autouse=True)
def _new_ledgers_are_made_soon() -> Iterator[None]:
    """All steps to a new ledger are taken by Alembic once a process; the next new ones are told the same statements."""
    taken = migrations.migrate

    def migrate(connection: Connection, to: str = "head") -> None:
        if to != "head" or inspect(connection).has_table("alembic_version"):
            taken(connection, to)
        elif connection.dialect.name in _STEPS:
            cursor = connection.connection.cursor()
            for statement, values in _STEPS[connection.dialect.name]:
                cursor.execute(statement, values)
            cursor.close()
        else:
            _STEPS[connection.dialect.name] = _told(connection, lambda: taken(connection))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(migrations, "migrate", migrate)
        yield


@pytest.fixture(scope="session", autouse=True)
def _passwords_are_hashed_soon() -> Iterator[None]:
    """Hashes of the same kind that cost little: what is slow for who guesses is slow for every test that signs in."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(people, "_hasher", lambda: hasher)
        yield


@pytest.fixture(scope="session", autouse=True)
def _checks_may_take_long() -> Iterator[None]:
    """On a busy machine a page's check takes longer than its reader would wait: it is no less right for that."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pool, "SECONDS", 120.0)
        yield


def _told(connection: Connection, work: Callable[[], None]) -> list[tuple[str, Any]]:
    """What a connection is told to do meanwhile, with its values; what it is asked only is left out."""
    said: list[tuple[str, Any]] = []

    def listen(_: object, __: object, statement: str, values: Any, *___: object) -> None:
        asks = statement.lstrip().startswith("SELECT") or ("PRAGMA" in statement and "=" not in statement)
        if not asks:
            said.append((statement, values))

    event.listen(connection, "before_cursor_execute", listen)
    try:
        work()
    finally:
        event.remove(connection, "before_cursor_execute", listen)
    return said


SECONDS = Path(__file__).with_name("seconds.json")
"""About how many seconds each file takes that takes some; `TALLYSTICK_SECONDS=write make test` measures anew."""


def pytest_configure() -> None:
    """Tests that are told to end leave as from Ctrl-C: servers they started are stopped, their folders taken away."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_xdist_auto_num_workers() -> int:
    """Half as many processes again as there are cores: tests wait too, for browsers, databases and clocks."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + cores // 2


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is collected stays to the end: Python does not look through it for what could be thrown away."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where files are spread over processes the longest come first, so none is left to run alone at the end."""
    if hasattr(config, "workerinput"):
        seconds = json.loads(SECONDS.read_text(encoding="utf-8"))
        items.sort(key=lambda item: -seconds.get(item.nodeid.partition("::")[0], 0))


def _write_seconds(reporter: pytest.TerminalReporter) -> None:
    taken: dict[str, float] = {}
    for report in (one for some in reporter.stats.values() for one in some if isinstance(one, pytest.TestReport)):
        name = report.nodeid.partition("::")[0]
        taken[name] = taken.get(name, 0.0) + report.duration
    told = {name: round(taken[name]) for name in sorted(taken, key=lambda name: -taken[name]) if taken[name] >= 2}
    SECONDS.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that the gate had nothing to measure."""
    if os.environ.get("TALLYSTICK_SECONDS") == "write":
        _write_seconds(terminalreporter)
    if not gate.available():
        terminalreporter.section("THE GATE DID NOT RUN", sep="!", red=True, bold=True)
        terminalreporter.line(f"No labelled texts at {gate.LABELLED}: the quality of reading was NOT measured here.")
        terminalreporter.line("Set TALLYSTICK_SHARED to the folder that holds corpus/labelled and score.py.")

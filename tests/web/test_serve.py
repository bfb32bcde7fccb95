"""The commands `serve` and `user` as people start them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.commands import run


def test_the_demonstration_opens_by_one_command_and_leaves_nothing_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tallystick", "serve", "--demo", "--port", "0"]
    settings = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=settings) as process:
        assert process.stdout
        said = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert address, said
        with urllib.request.urlopen(address[0], timeout=20) as answer:
            assert "How the economy stands" in answer.read().decode()
        process.terminate()
        assert process.wait(timeout=20) in (0, -15)
    assert not list(tmp_path.iterdir())


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path, taken: str) -> None:
    refused = run("serve", "--ledger", tmp_path / "typo.db", "--port", taken)
    assert refused.returncode == 2
    assert "there is no ledger" in refused.stderr
    assert not (tmp_path / "typo.db").exists()


def test_a_port_in_use_is_told_in_a_line(small: Path, taken: str) -> None:
    refused = run("serve", "--ledger", small, "--port", taken)
    assert refused.returncode == 2
    assert f"cannot listen at 127.0.0.1, port {taken}: Address already in use; take another" in refused.stderr


def test_a_desk_without_accounts_is_not_opened_to_a_network(small: Path, taken: str) -> None:
    refused = run("serve", "--ledger", small, "--host", "0.0.0.0", "--port", taken)
    assert refused.returncode == 2
    assert "no accounts" in refused.stderr
    assert "tallystick user add" in refused.stderr


def test_people_are_made_and_changed_by_command(tmp_path: Path) -> None:
    book = ("--ledger", str(tmp_path / "l.db"))
    assert run("user", "add", "ana", "--role", "editor", *book, stdin=b"correct horse battery\n").returncode == 0
    assert run("user", "list", *book).stdout.splitlines()[1].split()[:3] == ["ana", "editor", "open"]
    assert run("user", "role", "ana", "reader", *book).returncode == 0
    assert run("user", "close", "ana", *book).returncode == 0
    assert run("user", "list", *book).stdout.splitlines()[1].split()[:3] == ["ana", "reader", "closed"]
    short = run("user", "add", "bo", *book, stdin=b"short\n")
    assert short.returncode == 2
    assert "10 to" in short.stderr

"""The commands `serve` and `user` as people start them."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

from tallystick.ledger import Ledger

TALLYSTICK = [sys.executable, "-m", "tallystick"]


def run(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([*TALLYSTICK, *words], input=given, capture_output=True, text=True, timeout=60, check=False)


def test_the_demonstration_opens_by_one_command() -> None:
    with subprocess.Popen(
        [*TALLYSTICK, "serve", "--demo", "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        said = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert address, said
        with urllib.request.urlopen(address[0], timeout=20) as answer:
            assert "How the economy stands" in answer.read().decode()
        process.terminate()
        assert process.wait(timeout=20) in (0, -15)


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    refused = run("serve", "--ledger", str(tmp_path / "typo.db"), "--port", "0")
    assert refused.returncode == 2
    assert "there is no ledger" in refused.stderr
    assert not (tmp_path / "typo.db").exists()


def test_a_port_in_use_is_told_in_a_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = run("serve", "--demo", "--port", port)
    assert refused.returncode == 2
    assert f"cannot listen at 127.0.0.1, port {port}: Address already in use; take another" in refused.stderr


def test_a_desk_without_accounts_is_not_opened_to_a_network(tmp_path: Path) -> None:
    Ledger(tmp_path / "l.db").close()
    refused = run("serve", "--ledger", str(tmp_path / "l.db"), "--host", "0.0.0.0", "--port", "0")
    assert refused.returncode == 2
    assert "no accounts" in refused.stderr
    assert "tallystick user add" in refused.stderr


def test_people_are_made_and_changed_by_command(tmp_path: Path) -> None:
    book = ("--ledger", str(tmp_path / "l.db"))
    assert run("user", "add", "ana", "--role", "editor", *book, given="correct horse battery\n").returncode == 0
    assert "ana\teditor\topen" in run("user", "list", *book).stdout
    assert run("user", "role", "ana", "reader", *book).returncode == 0
    assert run("user", "close", "ana", *book).returncode == 0
    assert "ana\treader\tclosed" in run("user", "list", *book).stdout
    short = run("user", "add", "bo", *book, given="short\n")
    assert short.returncode == 2
    assert "10 to" in short.stderr

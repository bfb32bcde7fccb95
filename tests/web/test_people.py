"""Accounts: what is kept of secrets, and what is written into the audit log."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tallystick.ledger import Ledger
from tallystick.web import people, sessions, tokens
from tallystick.web.people import AccountError
from tests.web.building import PASSWORD


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "people.db")


def test_no_secret_stands_in_the_database(book: Ledger) -> None:
    made = people.add_person(book.store, "Ana", "editor", PASSWORD)
    signed = sessions.sign_in(book.store, "Ana", PASSWORD)
    assert signed
    token = tokens.make(book.store, made, "notebook")
    book.close()
    with sqlite3.connect(book.store.path) as raw:
        dump = "\n".join(raw.iterdump())
    assert PASSWORD not in dump
    assert signed[1] not in dump
    assert token not in dump
    assert "$argon2id$" in dump


@pytest.mark.parametrize(
    ("name", "role", "password", "problem"),
    [
        ("", "reader", PASSWORD, "1 to 100"),
        ("Ana", "owner", PASSWORD, "no role"),
        ("Ana", "reader", "short", "10 to"),
        ("Ana", "reader", "x" * 2000, "10 to"),
    ],
)
def test_what_makes_no_account(book: Ledger, name: str, role: str, password: str, problem: str) -> None:
    with pytest.raises(AccountError, match=problem):
        people.add_person(book.store, name, role, password)


def test_a_name_is_one_persons(book: Ledger) -> None:
    people.add_person(book.store, "Ana", "reader", PASSWORD)
    with pytest.raises(AccountError, match="there is someone"):
        people.add_person(book.store, " Ana ", "editor", PASSWORD)


def test_a_new_password_ends_sessions(book: Ledger) -> None:
    people.add_person(book.store, "Ana", "reader", PASSWORD)
    signed = sessions.sign_in(book.store, "Ana", PASSWORD)
    assert signed
    assert sessions.of_secret(book.store, signed[1])
    people.set_password(book.store, "Ana", "another long word")
    assert sessions.of_secret(book.store, signed[1]) is None
    assert sessions.sign_in(book.store, "Ana", PASSWORD) is None
    assert sessions.sign_in(book.store, "Ana", "another long word")


def test_what_is_done_is_written_down(book: Ledger) -> None:
    made = people.add_person(book.store, "Ana", "reader", PASSWORD)
    sessions.sign_in(book.store, "Ana", "not this one")
    sessions.sign_in(book.store, "Ana", PASSWORD)
    tokens.make(book.store, made, "notebook")
    people.set_role(book.store, "Ana", "editor")
    actions = [row["action"] for row in people.audit_log(book.store, limit=10)]
    assert actions == ["role changed", "token made", "signed in", "sign-in refused", "account made"]


def test_an_expired_token_is_no_token(book: Ledger) -> None:
    made = people.add_person(book.store, "Ana", "reader", PASSWORD)
    token = tokens.make(book.store, made, "short", days=-1)
    assert tokens.of_secret(book.store, token) is None
    assert tokens.of_secret(book.store, tokens.make(book.store, made, "long", days=1))

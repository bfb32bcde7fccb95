"""Work that does what hostile texts do to a reader: it crashes, takes for ever, eats memory."""

from __future__ import annotations

import os
import signal

from tallystick.model import SourceError


def upper(text: str) -> str:
    """Capital letters, but for texts that name what is to happen."""
    if text in HOSTILE:
        HOSTILE[text]()
    return text.upper()


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def loop() -> None:
    while True:
        pass


def eat() -> None:
    held = []
    while True:
        held.append(bytearray(10**6))


def leave() -> None:
    raise SystemExit(3)


def refuse() -> None:
    raise SourceError("not a text", "give a text")


def be_faulty() -> None:
    raise KeyError("of a table")


def time_out() -> None:
    raise TimeoutError("a socket's")


HOSTILE = {
    "crash": crash,
    "loop": loop,
    "eat": eat,
    "leave": leave,
    "refuse": refuse,
    "fault": be_faulty,
    "time out": time_out,
}

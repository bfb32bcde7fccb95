"""How a command ends that is told to: as from Ctrl-C, so that what it put aside for a while is taken away."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def in_order() -> Iterator[None]:
    """Meanwhile SIGTERM leads out like Ctrl-C, and then ends the process as it would have; a second one does at once.

    A signal that Python does not know ends a process where it stands: temporary folders stay for ever, programs that
    it started run on.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    told = False

    def leave(*_: object) -> None:
        nonlocal told
        told = True
        signal.signal(signal.SIGTERM, before)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        if told:
            signal.raise_signal(signal.SIGTERM)

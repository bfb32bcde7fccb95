"""How much memory a process may hold; the system sees to it (docs/decisions/processes.md)."""

from __future__ import annotations

import sys
from pathlib import Path

from tallystick.model import TallystickError
from tallystick.processes.lost import TooMuchMemoryError


def require_limits() -> None:
    """TallystickError where the system cannot hold a process to a limit."""
    if sys.platform != "linux":
        raise TallystickError("memory can be limited on Linux only", "leave the limit out")


def limit(megabytes: int) -> None:
    """Hold this process to so much memory, all that it holds already included: more is a MemoryError.

    Raises TooMuchMemoryError when it holds more already.
    """
    import resource

    most = megabytes << 20
    held = _held()
    if held > most:
        raise TooMuchMemoryError(
            f"a process holds {-(-held >> 20)} MB before its first text, more than {megabytes} MB", "allow more memory"
        )
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _held() -> int:
    """Bytes of data that this process holds, as the system counts them against the limit."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("VmData:"))

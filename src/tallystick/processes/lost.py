"""Why work on a text gave nothing."""

from __future__ import annotations

import signal

from tallystick.model import TallystickError


class LostError(TallystickError):
    """The process that worked on a text was lost, and its result with it."""


class CrashedError(LostError):
    """The process ended before its work was done."""

    @classmethod
    def of(cls, exit_code: int | None) -> CrashedError:
        """From how the process ended: the number of a signal below zero, or a code of its own.

        >>> str(CrashedError.of(-11))
        'crashed (SIGSEGV); please report it with the text'
        """
        how = "" if exit_code is None else f" ({_signal(-exit_code) if exit_code < 0 else f'exit code {exit_code}'})"
        return cls(f"crashed{how}", "please report it with the text")


class TookTooLongError(LostError):
    """The work was ended because its time was over."""

    @classmethod
    def of(cls, seconds: float) -> TookTooLongError:
        """From the seconds that the work was given."""
        return cls(f"took longer than {seconds:g} s", "allow more time, or give it in parts")


class TooMuchMemoryError(LostError):
    """The work needed more memory than it may have."""

    @classmethod
    def of(cls, megabytes: int | None) -> TooMuchMemoryError:
        """From the memory that the process was given; None for all there is."""
        told = f"{megabytes} MB" if megabytes else "there is memory"
        return cls(f"needed more than {told}", "allow more memory, or give it in parts")


class FaultError(TallystickError):
    """A fault of the program's own, met in one text."""

    @classmethod
    def of(cls, error: BaseException) -> FaultError:
        """From the error that the work raised."""
        return cls(f"fault in tallystick: {type(error).__name__}: {error}", "please report it with the file")


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"

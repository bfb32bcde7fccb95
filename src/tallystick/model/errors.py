"""The errors a user meets: each says what went wrong and what to do next."""

from __future__ import annotations


class TallystickError(Exception):
    """Base of every error that is meant for the user.

    `advice` is one sentence that names the next thing to do.

    >>> str(TallystickError("no such file: a.txt", "check the path"))
    'no such file: a.txt; check the path'
    """

    def __init__(self, problem: str, advice: str = "") -> None:
        super().__init__(f"{problem}; {advice}" if advice else problem)
        self.problem = problem
        self.advice = advice

    def __reduce__(self) -> tuple[type[TallystickError], tuple[str, str]]:
        """An error crosses from process to process as it is."""
        return type(self), (self.problem, self.advice)


class SourceError(TallystickError):
    """A source could not be opened or is not a text that can be read."""


class LanguageError(SourceError):
    """A text is in a language that is not read."""


class AddressError(SourceError):
    """An address may not or could not be fetched."""


class PeriodError(TallystickError, ValueError):
    """A text is not a period of the reading standard."""


class KnowledgeError(TallystickError):
    """A knowledge file is broken; names the file and the entry."""


class SeriesError(TallystickError):
    """A series file lacks columns or holds values that cannot be used."""


class ReturnsError(TallystickError):
    """A table of returns lacks columns or holds rows that cannot be used; names the column and the row."""


class RecipeError(TallystickError):
    """A recipe for compiling is broken; names the entry."""


class LedgerError(TallystickError):
    """The ledger cannot be opened, is of another version, or refuses a write."""


class LedgerBusyError(LedgerError):
    """Another program writes to the ledger; the same may be tried again in a moment."""

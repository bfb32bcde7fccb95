"""The rules by which an indicator's light is green, amber or red: the file that ships, or one of the user's."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from tallystick.model import KnowledgeError

SHIPPED = "rules.toml"
KINDS = ("growth", "share", "rate", "amount")
REFERENCES = ("median", "best quarter", "worst quarter", "the period before", "a year earlier")
OF_HISTORY = {"worst quarter": Decimal("0.25"), "median": Decimal("0.5"), "best quarter": Decimal("0.75")}
"""References taken from the values of the years before → the part of them that is worse."""

FREQUENCIES = ("month", "quarter", "half", "year")
_TEST = re.compile(r"(no )?(better|worse) than (.+)|target (met|missed)")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,9})?")
_ADVICE = "begin with the file that `tallystick monitor --new-lights FILE` writes"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words in both languages."""

    en: str
    zh: str

    def told(self, language: str) -> str:
        """Those of `en` or `zh`."""
        return self.zh if language == "zh" else self.en


class RuleWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What each colour of a rule says."""

    green: Words
    amber: Words
    red: Words


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value with its past, the light it has and what else that could be within rounding (None: not told)."""

    value: str
    light: str
    history: tuple[str, ...] = ()
    better: str = "higher"
    target: str = ""
    bound: str = ""
    could_be: tuple[str, ...] | None = None


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which figures a rule fits, what must hold for each colour, and its words. The shipped file tells the rest."""

    name: str
    words: RuleWords
    green: tuple[str, ...]
    red: tuple[str, ...]
    of: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    targets: bool = False
    years: int = 10
    fewest: dict[str, int] = {}
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[Example, ...] = ()

    def fits(self, kind: str, indicator: str, *, target: bool) -> bool:
        """Whether it speaks of a kind of figure of an indicator; `target` that one was met or missed."""
        named = not self.indicators or any(f"{indicator}.".startswith(f"{first}.") for first in self.indicators)
        return named and (not self.of or kind in self.of) and (target or not self.targets)

    def tests(self) -> tuple[str, ...]:
        """All that it asks."""
        return (*self.green, *self.red)

    def references(self) -> tuple[str, ...]:
        """What values are held against, each once."""
        return tuple(dict.fromkeys(asked.reference for test in self.tests() if (asked := parsed(test)).reference))


class Asked(msgspec.Struct, frozen=True):
    """A test taken apart: `negated` of `better` or `worse` than a reference, or whether a target was met or missed."""

    what: str
    reference: str = ""
    negated: bool = False


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: tuple[Rule, ...]


@cache
def parsed(test: str) -> Asked:
    """A test's parts; KnowledgeError for words that are none.

    >>> parsed("no worse than median"), parsed("target met").what
    (Asked(what='worse', reference='median', negated=True), 'met')
    """
    found = _TEST.fullmatch(test)
    reference = found[3] if found else ""
    if not found or (reference and reference not in REFERENCES and not _NUMBER.fullmatch(reference)):
        advice = f"write “no worse than” one of {', '.join(REFERENCES)}, or a number"
        raise KnowledgeError(f"no test of a light: {test!r}", advice)
    return Asked(found[4]) if found[4] else Asked(found[2], reference, bool(found[1]))


def shipped_text() -> str:
    """The file that ships, to be copied and changed."""
    return files("tallystick.knowledge").joinpath("lights", SHIPPED).read_text(encoding="utf-8")


@cache
def light_rules(path: Path | None = None) -> tuple[Rule, ...]:
    """The rules of a file, or those that ship; KnowledgeError names what is wrong in it.

    >>> [rule.name for rule in light_rules()][:2]
    ['target', 'purchasing managers']
    """
    name = str(path) if path else f"lights/{SHIPPED}"
    try:
        told = tomllib.loads(path.read_bytes().decode("utf-8") if path else shipped_text())
        rules = msgspec.convert(told, _File).rule
    except OSError as error:
        raise KnowledgeError(f"cannot read {name}: {error.strerror}", _ADVICE) from None
    except (ValueError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{name} is no file of lights: {error}", _ADVICE) from None
    for problem, advice in (found for rule in rules for found in _problems(rule)):
        raise KnowledgeError(f"{name}: {problem}", advice)
    return rules


def _problems(rule: Rule) -> Iterator[tuple[str, str]]:
    for test in rule.tests():
        if parsed(test).what in ("met", "missed") and not rule.targets:
            yield f"rule {rule.name!r} asks for a target", "write `targets = true`"
    if unknown := [kind for kind in rule.of if kind not in KINDS]:
        yield f"rule {rule.name!r} is of {', '.join(unknown)}", f"figures are of {', '.join(KINDS)}"
    if unknown := [name for name in rule.fewest if name not in FREQUENCIES]:
        yield f"rule {rule.name!r} names {', '.join(unknown)}", f"`fewest` is by {', '.join(FREQUENCIES)}"
    if not rule.green or not rule.red:
        yield f"rule {rule.name!r} never gives a colour", "name tests for `green` and for `red`"
    if not 1 <= rule.years <= 100:
        yield f"rule {rule.name!r} looks back {rule.years} years", "give `years` from 1 to 100"

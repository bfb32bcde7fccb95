"""Which indicators say how the economy stands, and in which order: a file that ships, or one of the user's."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from tallystick.knowledge.indicators import catalogue
from tallystick.model import KnowledgeError

SHIPPED = "five-groups.toml"


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a briefing: its names, its indicators in order, and groups of the catalogue whose others follow."""

    name: str
    en: str
    zh: str
    indicators: tuple[str, ...] = ()
    rest: tuple[str, ...] = msgspec.field(default=(), name="and")

    def title(self, language: str) -> str:
        """The group's name in `en` or `zh`."""
        return self.zh if language == "zh" else self.en


class Groups(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The indicators of a headline, and the groups in their order."""

    headline: tuple[str, ...] = ()
    group: tuple[Group, ...] = ()


def arranged(groups: Groups, kept: Iterable[str]) -> list[tuple[str, list[str]]]:
    """The name of each group with the indicators kept of it, in order; behind them the catalogue's other groups.

    `kept` are ids in the order in which those that no group names are told.

    >>> [told for told in arranged(briefing_groups(), ["telecom.revenue", "output.containers"]) if told[1]]
    [('industrial growth', ['output.containers']), ('ict', ['telecom.revenue'])]
    """
    known, here = catalogue(), dict.fromkeys(kept)
    named = {indicator for group in groups.group for indicator in group.indicators}
    rest: dict[str, list[str]] = {}
    for name in here:
        if name not in named:
            rest.setdefault(known[name].group or "other", []).append(name)
    made = []
    for group in groups.group:
        more = [name for other in group.rest for name in rest.pop(other, [])]
        made.append((group.name, [name for name in group.indicators if name in here] + more))
    return [*made, *sorted(rest.items())]


def shipped_text() -> str:
    """The file that ships, to be copied and changed."""
    return files("tallystick.knowledge").joinpath("briefing", SHIPPED).read_text(encoding="utf-8")


def briefing_groups(path: Path | None = None) -> Groups:
    """The groups of a file, or those that ship; KnowledgeError names what is wrong in it.

    >>> groups = briefing_groups()
    >>> groups.headline[0], [group.title("en") for group in groups.group][:2]
    ('industry.value_added', ['Industrial growth', 'Supply chains'])
    """
    name = str(path) if path else SHIPPED
    try:
        told = tomllib.loads(path.read_bytes().decode("utf-8") if path else shipped_text())
        groups = msgspec.convert(told, Groups)
    except OSError as error:
        raise KnowledgeError(f"cannot read {name}: {error.strerror}", "name a file of groups") from None
    except (ValueError, msgspec.ValidationError) as error:
        advice = "begin with the file that `tallystick groups` prints"
        raise KnowledgeError(f"{name} is no file of groups: {error}", advice) from None
    _refuse_unknown(name, groups, catalogue())
    return groups


def _refuse_unknown(name: str, groups: Groups, known: Mapping[str, Any]) -> None:
    told = [*groups.headline, *(indicator for group in groups.group for indicator in group.indicators)]
    if unknown := [indicator for indicator in told if indicator not in known]:
        near = get_close_matches(unknown[0], known, n=3, cutoff=0.5)
        advice = f"do you mean {' or '.join(near)}?" if near else "`tallystick find WORDS` shows the ids of indicators"
        raise KnowledgeError(f"{name}: no indicator {', '.join(unknown)} in the catalogue", advice)
    names = [group.name for group in groups.group]
    if twice := {group for group in names if names.count(group) > 1}:
        raise KnowledgeError(f"{name}: two groups are called {', '.join(sorted(twice))}", "give each its own name")

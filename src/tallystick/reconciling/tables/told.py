"""What a sentence tells of its figures: by the reader's subject, by the words beside each, and by those around."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tallystick.model import Observation
from tallystick.reconciling.linking import cautions
from tallystick.reconciling.tables.words import NOTHING, Tokens, is_time, knowledge, tokens
from tallystick.reconciling.tying import tells_its_period

AROUND = 600  # characters between sentences of one passage
_STOP = re.compile(r"[,;，；。：:]|\.\s|\bwhile\b|\band\b|[）)]")
_CLAUSE = re.compile(r"[;；。]|\.\s|\bwhile\b|\bwhereas\b")
_OWN_TIME = re.compile(
    r"\s*(?:\(?(?:in|at the end of|during|for|as of)\s+[^,;.()]{0,24}?\d{4}|（?\d{4}年|in [A-Z][a-z]+\b"
    r"|a year (?:ago|earlier))"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of running text and the tokens that may name what it is of.

    `subject` is what was read, `near` stands between the figure before and the next stop behind, `clause` since the
    last stop of a clause, `sentence` anywhere in it; `around` are the sentences before, section and title.
    `earlier` are periods that a figure behind "from" may be of; `may_be_of` years told beside it or, where none is, in
    its sentence, if no time stands right behind it. `is_bound` tells that words before it make it a bound of others.
    """

    figure: Observation
    subject: Tokens
    near: Tokens
    beside: str
    sentence: Tokens
    around: Tokens
    earlier: tuple[str, ...] = ()
    may_be_of: Tokens = NOTHING
    is_bound: bool = False

    @property
    def is_untimed(self) -> bool:
        """Whether no words of the sentence gave the figure its time, as far as the reader tells."""
        figure = self.figure
        if not figure.period:
            return True
        return not tells_its_period(figure) and not any(is_time(token) for token in self.sentence)

    @property
    def here(self) -> Tokens:
        """All that the sentence and the reader tell."""
        return self.subject | self.sentence


def told(figures: Iterable[Observation], titles: Mapping[str, str]) -> Iterator[list[Told]]:
    """The figures of running text, sentence by sentence; `titles` are those of the releases."""
    sentences: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for figure in figures:
        sentences[figure.release, figure.sentence].append(figure)
    before: list[Observation] = []
    for (release, sentence), group in sentences.items():
        first = group[0]
        recent = [one for one in before if one.release == release and 0 <= first.start - one.start < AROUND]
        around = tokens(f"{first.section}\n{titles.get(release, '')}")
        around = around.union(*(tokens(one.sentence) for one in recent))
        yield list(_of_sentence(sentence, group, around))
        before = [*recent, first][-2:]


def _of_sentence(sentence: str, group: list[Observation], around: Tokens) -> Iterator[Told]:
    whole = tokens(sentence)
    is_a_move = any(word in f" {sentence.lower()} " for word in (" from ", "由", "从"))
    years = frozenset(word for word in whole if len(word) == 4 and is_time(word)) if not is_a_move else NOTHING
    place, inherited = 0, ""
    earlier: tuple[str, ...] = ()
    for figure in group:
        at = sentence.find(figure.text, place)
        if at < 0:
            yield Told(figure, tokens(figure.subject), NOTHING, "", whole, around)
            continue
        before = _CLAUSE.split(sentence[place:at])[-1]
        behind = sentence[at + len(figure.text) :]
        beside = f"{before} {_STOP.split(behind.lstrip('()（） '), maxsplit=1)[0]}"
        if not _says_what(before):
            beside = f"{inherited} {beside}"
        moves = before.rstrip().lower().endswith(cautions("moved_from"))
        timed = _OWN_TIME.match(behind) is not None
        untimed = moves and not timed
        near = tokens(beside)
        other = NOTHING if timed else (near & years or years)
        subject, past = tokens(figure.subject), earlier if untimed else ()
        yield Told(figure, subject, near, beside, whole, around, past, other, is_bound=_leads_to_a_bound(before))
        if moves and not untimed:
            earlier = (*earlier, figure.period)
        inherited, place = (before if _says_what(before) else inherited), at + len(figure.text)


def _leads_to_a_bound(before: str) -> bool:
    """Whether words make the figure behind them a bound: `deficits over or equal to`."""
    return before.rstrip().lower().endswith(_bounds())


@cache
def _bounds() -> tuple[str, ...]:
    known = knowledge()["bounds"]
    english = (f" {words}" for way in known["en"].values() for words in way)
    return (*english, *(words for way in known["zh"].values() for words in way))


def _says_what(words: str) -> bool:
    return not all(is_time(token) for token in tokens(words))

"""Where a word stands in a list: in brackets, told `respectively`, after a turn, beside the figure before."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.reading.candidates.content import forms
from tallystick.reading.candidates.sight import Sight
from tallystick.reading.candidates.spoken import Spoken
from tallystick.reading.printed.en.vocabulary import word_set

_TURNS = word_set("choosing", "turns")
_JOINS = (",", "and", "&", "or", ";", "both")
_BESIDE = 3  # words from the figure before that are beside it
_INSIDE = 4  # words from a bracket to the figure in it
_NEAR = 4


class Listed:
    """One figure of a sentence in its list, told for each word of the sentence."""

    def __init__(self, sight: Sight, spoken: Spoken) -> None:
        self.sight = sight
        self.tree, self.kinds = sight.tree, sight.sentence.kinds
        self.bracket = self._bracket(sight.at)
        self.turns = [w for w in range(len(self.tree)) if self.tree.lows[w] in _TURNS]
        self.place = self._place() if "respectively" in self.tree.lows else (0, 0)
        self.last = sight.sentence.words_of(sight.sentence.items[spoken.item]) if spoken.same else range(0)
        self.before = forms(spoken.before)
        self.shape = self._shape() if spoken.same else "-"
        between = range(self.last.stop, sight.at)
        self.nouns = min(sum(self.tree.tags[w].startswith("NN") and not self.kinds[w] for w in between), 3)
        self.heads: dict[int, list[str]] = {}

    def of(self, head: int, form: str) -> Iterator[str]:
        """What the list tells of the word `form`, whose phrase has this head."""
        if head not in self.heads:
            self.heads[head] = list(self._of(head))
        yield from self.heads[head]
        if self.shape != "-":
            shape = f"shape:{self.shape}:{self._by_last(head)}:{form in self.before}"
            yield from (shape, f"{shape}:{self.nouns}")

    def _of(self, head: int) -> Iterator[str]:
        sight = self.sight
        low, high = (sight.figure.stop, head) if head >= sight.at else (head, sight.at)
        yield from (f"turn:{self.tree.lows[w]}:{'LR'[head >= sight.at]}" for w in self.turns if low <= w < high)
        if self.bracket >= 0:
            yield f"bracket:{self._by_bracket(head)}"
        if self.place[1]:
            yield f"respectively:{self._by_place(head)}"

    def _bracket(self, at: int) -> int:
        """The bracket that opens right before a word, or -1."""
        for word in range(at - 1, max(at - 1 - _INSIDE, -1), -1):
            if self.tree.lows[word] in "()[]":
                return word if self.tree.lows[word] in "([" else -1
        return -1

    def _by_bracket(self, head: int) -> str:
        """Whether a phrase stands right before the figure's bracket, before that of another, or elsewhere."""
        if head > self.bracket:
            return "in" if head < self.sight.at else "behind"
        if head == self.bracket - 1:
            return "named"
        opens = self.tree.lows[head + 1] == "(" and "Q" in self.kinds[head + 1 : head + 2 + _INSIDE]
        listed = "Q" in self.kinds[head : self.bracket]
        return f"{'other' if opens else 'far'}:{listed}:{self.tree.deps[head]}"

    def _place(self) -> tuple[int, int]:
        """The place of the figure among those joined to it, and how many they are."""
        sentence = self.sight.sentence
        runs: list[list[int]] = []
        for k in sentence.quantities:
            item = sentence.items[k]
            joined = runs and all(
                self.tree.lows[w] in _JOINS or self.kinds[w]
                for w in self.tree.between(sentence.items[runs[-1][-1]].end, item.start)
            )
            if joined:
                runs[-1].append(k)
            else:
                runs.append([k])
        run = next((run for run in runs if self.sight.k in run), [])
        return (run.index(self.sight.k), len(run)) if len(run) > 1 else (0, 0)

    def _by_place(self, head: int) -> str:
        """Whether a phrase has the figure's place among phrases joined to it, as many as the figures."""
        tree = self.tree
        first, place = head, 0
        while tree.deps[first] == "conj" and place < _INSIDE:
            first, place = tree.heads[first], place + 1
        count, last = 1, first
        while count <= _INSIDE:
            following = next((c for c in tree.children[last] if tree.deps[c] == "conj"), None)
            if following is None:
                break
            count, last = count + 1, following
        if count != self.place[1]:
            return "other-list" if count > 1 else "none"
        return "same-place" if place == self.place[0] else "other-place"

    def _shape(self) -> str:
        """On which side of the figure before stood words of its subject, right beside it."""
        last = self.last
        left = self._any_said(range(max(last.start - _BESIDE, 0), last.start))
        right = self._any_said(range(last.stop, min(last.stop + _BESIDE, self.sight.at)))
        return f"{'l' if left else ''}{'r' if right else ''}"

    def _said(self, word: int) -> bool:
        return self.tree.lows[word].removesuffix("'s").rstrip("s") in self.before

    def _any_said(self, words: range) -> bool:
        return any(map(self._said, words))

    def _by_last(self, head: int) -> str:
        """Where a phrase stands to the figure before and to this one, and how near."""
        at, last = self.sight.at, self.last
        if head >= at:
            return f"R:{min(head - self.sight.figure.stop, _NEAR)}:behind"
        gap = f"L:{min(at - head, _NEAR)}"
        if head < last.start:
            return f"{gap}:{'beside' if last.start - head <= _BESIDE else 'before'}"
        return f"{gap}:{'next' if head - last.stop < _BESIDE else 'between'}"

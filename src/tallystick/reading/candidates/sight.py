"""The sentence as seen from one quantity: how each phrase stands to it in the tree and in the row of words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from tallystick.reading.candidates.phrases import full
from tallystick.reading.candidates.rendering import render
from tallystick.reading.parse.tree import Tree
from tallystick.reading.sentence import Sentence

_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "attr", "oprd")
_CARRIED = ("prep", "agent", "advcl", "xcomp", "acomp")
_MOST_BELOW = 30  # words of what hangs on a verb
_LEAD = 12  # words in which a lead ends


class Sight:
    """The sentence as seen from one quantity."""

    def __init__(self, sentence: Sentence, k: int) -> None:
        self.sentence, self.k = sentence, k
        self.tree: Tree = sentence.tree
        item = sentence.items[k]
        self.figure = sentence.words_of(item)
        self.at = self.figure.start if self.figure else 0
        self.top = self.tree.top(self.figure) if self.figure else 0
        self.ups = [self.top, *self.tree.above(self.top)]
        self.verbs = [w for w in self.ups if self.tree.tags[w].startswith("V") or self.tree.tags[w] == "MD"]

    def word_at(self, start: int) -> int:
        """The word of the tree that holds a place of the text."""
        return max(bisect_right(self.tree.starts, start) - 1, 0)

    def name(self, word: int) -> str:
        """A word of a way through the tree: a preposition itself, any other by its relation."""
        return self.tree.lows[word] if self.tree.deps[word] == "prep" else self.tree.deps[word]

    def clauses(self) -> Iterator[list[int]]:
        """The subject of a verb with what else the verb carries; the counted thing with what is said of it."""
        for verb in self.verbs[:2]:
            subject = [w for c in self._under(verb, _SUBJECTS) for w in full(self.tree, self.sentence.kinds, c)]
            objects = [c for c in self._under(verb, _OBJECTS) if c not in self.ups]
            carried = self._under(verb, _CARRIED)
            yield from self._with_each(subject, carried)
            rest = [w for c in (*objects, *carried) for w in self._below(c)]
            if subject and rest:
                yield sorted({*subject, verb, *rest})
                yield sorted({*subject, *rest})
            yield from self._with_object(verb, subject, objects)
            yield from self._holder(verb, rest)

    def _under(self, verb: int, deps: tuple[str, ...]) -> list[int]:
        return [c for c in self.tree.children[verb] if self.tree.deps[c] in deps and not self.sentence.kinds[c]]

    def _with_each(self, subject: list[int], carried: list[int]) -> Iterator[list[int]]:
        for head in carried:
            words = self._below(head)
            if words:
                yield sorted({*subject, *words})

    def _with_object(self, verb: int, subject: list[int], objects: list[int]) -> Iterator[list[int]]:
        words = [w for c in objects for w in full(self.tree, self.sentence.kinds, c)]
        if words:
            yield sorted({verb, *words})
            if subject:
                yield sorted({*subject, *words})

    def _holder(self, verb: int, rest: list[int]) -> Iterator[list[int]]:
        kinds, tags = self.sentence.kinds, self.tree.tags
        holder = next((w for w in self.ups if not kinds[w] and tags[w].startswith("NN")), None)
        if holder is not None:
            yield sorted({*full(self.tree, kinds, holder), verb, *rest})

    def _below(self, word: int) -> list[int]:
        tree, kinds = self.tree, self.sentence.kinds
        found: list[int] = []
        open_words = [word]
        while open_words and len(found) < _MOST_BELOW:
            at = open_words.pop()
            if kinds[at] or at in self.figure:
                continue
            found.append(at)
            open_words += [c for c in tree.children[at] if tree.deps[c] not in ("relcl", "punct", "advcl", "ccomp")]
        return sorted(found) if len(found) > 1 else []

    def lead(self) -> str:
        """What the sentence opens with before its first comma or colon, but a time: `In Europe, …`, `East Asia: …`."""
        tree, kinds = self.tree, self.sentence.kinds
        for word in range(min(len(tree), _LEAD)):
            if tree.lows[word] in (",", ":") and word < self.at:
                return render(self.sentence, [w for w in range(word) if not kinds[w]]) if not any(kinds[:word]) else ""
        return ""

    def since(self, item: int) -> Iterator[str]:
        """What stands between the figure before and this one."""
        between = self.sentence.items[item + 1 : self.k]
        lows = [x.low if x.kind in "wp" else x.kind for x in between]
        yield f"since:{min(len(between), 8)}"
        if len(between) <= 3:
            yield f"since:{' '.join(lows)}"
        words = self.tree.between(self.sentence.items[item].end, self.sentence.items[self.k].start)
        nouns = sum(self.tree.tags[w].startswith("NN") and not self.sentence.kinds[w] for w in words)
        yield f"since-nouns:{min(nouns, 4)}"
        verbs = sum(self.tree.tags[w].startswith("V") for w in words)
        yield f"since-verbs:{min(verbs, 2)}:{min(nouns, 2)}"
        for low in lows:
            if low in (",", "and", "to", "from", "compared with", "compared to", "(", ";", "while", "or", "with"):
                yield f"since~{low}"

    def opening(self) -> Iterator[str]:
        """How the sentence opens, and whether its own subject is a pronoun."""
        yield f"opens:{self.tree.lows[0] if len(self.tree) else ''}"
        if self.verbs:
            for child in self.tree.children[self.verbs[0]]:
                if self.tree.deps[child] in ("nsubj", "nsubjpass"):
                    pronoun = self.tree.tags[child] in ("PRP", "DT", "WDT", "EX")
                    yield f"subject-is:{self.tree.lows[child] if pronoun else 'noun'}"
                    break
            else:
                yield "subject-is:none"
        else:
            yield "no-verb"
        yield f"figures-before:{min(sum(n < self.k for n in self.sentence.quantities), 2)}"

"""The sentence as seen from one quantity: how each phrase stands to it in the tree and in the row of words."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.reading.candidates.phrases import Phrase, full
from tallystick.reading.candidates.rendering import render
from tallystick.reading.parse.tree import Tree
from tallystick.reading.printed.en.vocabulary import word_set
from tallystick.reading.sentence import Sentence

_DEMONSTRATIVE = word_set("choosing", "demonstrative")
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

    def of_phrase(self, phrase: Phrase) -> Iterator[str]:
        """How a noun phrase stands to the figure."""
        tree, head = self.tree, phrase.head
        side = "R" if head > self.at else "L"
        dep = tree.deps[head]
        yield f"width:{phrase.width}"
        yield f"dep:{dep}:{side}"
        yield f"width:{phrase.width}:{dep}:{side}"
        yield from self._in_tree(phrase, side)
        yield from self._in_row(phrase, side)
        if tree.lows[phrase.words[0]] in _DEMONSTRATIVE:
            yield "demonstrative"
        if any(self.sentence.kinds[child] for child in tree.children[head]):
            yield "has-number"
        if phrase.words[0] == 0:
            yield "starts-sentence"

    def _in_tree(self, phrase: Phrase, side: str) -> Iterator[str]:
        tree, head = self.tree, phrase.head
        downs = [head, *tree.above(head)]
        meet = next((w for w in downs if w in self.ups), None)
        if meet is not None:
            way = [self._name(w) for w in self.ups[: self.ups.index(meet)]]
            back = [self._name(w) for w in downs[: downs.index(meet)]]
            last = "<".join(reversed(back[-3:]))
            yield f"path:{'>'.join(way[:4])}^{last}"
            yield f"back:{last}:{side}"
            yield f"steps:{min(len(way), 5)}:{min(len(back), 5)}"
            if head in self.ups:
                yield f"holds-figure:{phrase.width}"
        for n, verb in enumerate(self.verbs[:3]):
            if tree.heads[head] == verb and tree.deps[head] in (*_SUBJECTS, "dobj", "attr"):
                yield f"{tree.deps[head]}-of-verb{n}:{phrase.width}"

    def _in_row(self, phrase: Phrase, side: str) -> Iterator[str]:
        tree = self.tree
        gap = (phrase.words[0] - self.figure.stop) if side == "R" else (self.at - phrase.words[-1])
        yield f"gap:{side}:{min(max(gap, 0), 9)}"
        low, high = (self.figure.stop, phrase.head) if side == "R" else (phrase.head, self.at)
        kinds = self.sentence.kinds[low:high]
        numbers = sum(a == "Q" != b for a, b in zip(kinds, ["", *kinds], strict=False))
        yield f"numbers:{side}:{min(numbers, 3)}"
        marks = sum(tree.lows[w] in (",", ";", ":", "(", ")") for w in range(low, high))
        yield f"marks:{side}:{min(marks, 3)}"

    def _name(self, word: int) -> str:
        return self.tree.lows[word] if self.tree.deps[word] == "prep" else self.tree.deps[word]

    def clauses(self) -> Iterator[tuple[list[int], list[str]]]:
        """The subject of a verb with what else the verb carries; the counted thing with what is said of it."""
        for n, verb in enumerate(self.verbs[:2]):
            subject = [w for c in self._under(verb, _SUBJECTS) for w in full(self.tree, self.sentence.kinds, c)]
            objects = [c for c in self._under(verb, _OBJECTS) if c not in self.ups]
            carried = self._under(verb, _CARRIED)
            yield from self._with_each(n, subject, carried)
            rest = [w for c in (*objects, *carried) for w in self._below(c)]
            if subject and rest:
                yield sorted({*subject, verb, *rest}), [f"clause{n}"]
                yield sorted({*subject, *rest}), [f"clause-no-verb{n}"]
            yield from self._with_object(n, verb, subject, objects)
            yield from self._holder(n, verb, rest)

    def _under(self, verb: int, deps: tuple[str, ...]) -> list[int]:
        return [c for c in self.tree.children[verb] if self.tree.deps[c] in deps and not self.sentence.kinds[c]]

    def _with_each(self, n: int, subject: list[int], carried: list[int]) -> Iterator[tuple[list[int], list[str]]]:
        for head in carried:
            words = self._below(head)
            low, side = self.tree.lows[head], "L" if head < self.at else "R"
            if words and subject:
                yield sorted({*subject, *words}), [f"with-prep{n}", f"with-prep{n}:{low}", f"with-prep{n}:{side}"]
            elif words:
                yield words, [f"prep{n}:{low}"]

    def _with_object(
        self, n: int, verb: int, subject: list[int], objects: list[int]
    ) -> Iterator[tuple[list[int], list[str]]]:
        words = [w for c in objects for w in full(self.tree, self.sentence.kinds, c)]
        if words:
            yield sorted({verb, *words}), [f"verb-object{n}"]
            if subject:
                yield sorted({*subject, *words}), [f"subject-object{n}"]

    def _holder(self, n: int, verb: int, rest: list[int]) -> Iterator[tuple[list[int], list[str]]]:
        kinds, tags = self.sentence.kinds, self.tree.tags
        holder = next((w for w in self.ups if not kinds[w] and tags[w].startswith("NN")), None)
        if holder is not None:
            words = {*full(self.tree, kinds, holder), verb, *rest}
            yield sorted(words), [f"holder-clause{n}" if rest else f"holder-verb{n}"]

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

"""Each content word that may belong to the subject of a quantity, with the names of what speaks for it."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.reading.candidates.content import Word, content, forms
from tallystick.reading.candidates.lists import Listed
from tallystick.reading.candidates.sight import Sight
from tallystick.reading.candidates.spoken import Spoken
from tallystick.reading.candidates.unit_classes import unit_class

_BEFORE_HEAD = frozenset({"compound", "amod", "nmod", "poss", "case", "punct", "nummod", "advmod", "quantmod", "det"})
_MARKS = (",", ";", ":", "(", ")")
_FAR = 12  # words from the figure that are told apart
_MANY = 6  # words of a subject by rules that takes in much
_CROSSED = ("path:", "side:", "verb", "in:", "word:", "dep:")
Forms = dict[str, list[str]]


def belonging(sight: Sight, spoken: Spoken, measure: str) -> Forms:
    """Of each content word of the sentence, and of what was said before, what speaks for it as part of the subject."""
    sources = sources_of(sight, spoken)
    told = {name: forms(text) for name, text in sources.items()}
    own = nearest(sight)
    kind = unit_class(sight.sentence.items[sight.k].quantity)
    shared = _Shared(sight, spoken, measure, len(told["rules"]))
    listed = Listed(sight, spoken)
    # how many words of what was said the sentence has too, and how many it has not
    overlap = {n: f"{min(len(ws & own.keys()), 3)}:{min(len(ws - own.keys()), 3)}" for n, ws in told.items()}
    found: Forms = {}
    for form in dict.fromkeys([*own, *(word.form for text in sources.values() for word in content(text))]):
        held = [name for name, words in told.items() if form in words]
        at = own.get(form)
        first = [f"word:{form}", "in:" + "+".join([*held, *(["own"] if at is not None else [])])]
        names = [*first, *(name for source in held for name in shared.of_source(source))]
        names += [f"overlap:{source}:{spoken.same}:{overlap[source]}:{at is not None}" for source in held]
        if at is not None:
            word = sight.word_at(at.start)
            names += shared.of_word(word)
            side = "L" if at.start < sight.sentence.items[sight.k].start else "R"
            names += [f"{first[1]}:{side}", f"{first[1]}:{names[-1]}"]
            names += [*listed.of(shared.head_of(word), form), *shared.words(shared.head_of(word))]
        crossed = [f"{measure}|{name}" for name in names if name.startswith(_CROSSED)]
        found[form] = [*dict.fromkeys([*names, *crossed, f"{kind}|{first[0]}", f"{kind}|{first[1]}", "any"])]
    return found


def sources_of(sight: Sight, spoken: Spoken) -> dict[str, str]:
    """What was said elsewhere than in the sentence, and what the rules propose."""
    rules = sight.sentence.proposed.get(sight.k)
    return {
        "before": spoken.before,
        "heading": spoken.heading,
        "last": " ".join(spoken.earlier),
        "topic": spoken.topic,
        "rules": rules.subject if rules is not None else "",
    }


def nearest(sight: Sight) -> dict[str, Word]:
    """The content words of the sentence, each where it stands nearest to the figure; starts and ends in the text."""
    sentence = sight.sentence
    item = sentence.items[sight.k]
    found: dict[str, Word] = {}
    gaps: dict[str, int] = {}
    for form, a, b in content(sentence.text[sentence.start : sentence.end]):
        word = Word(form, a + sentence.start, b + sentence.start)
        gap = max(item.start - word.end, word.start - item.end)
        if not sentence.kinds[sight.word_at(word.start)] and gap <= gaps.get(form, gap):
            found[form], gaps[form] = word, gap
    return found


class _Shared:
    """What speaks for the words of one figure, made once for words that share it."""

    def __init__(self, sight: Sight, spoken: Spoken, measure: str, by_rules: int) -> None:
        self.sight = sight
        self.heads: dict[int, list[str]] = {}
        self.around: dict[int, list[str]] = {}
        where = "same" if spoken.same else "earlier"
        rules = sight.sentence.proposed.get(sight.k)
        agreed = rules is not None and rules.measure == measure
        opening = list(sight.since(spoken.item) if spoken.same else sight.opening()) if spoken.before else []
        self.sources = {
            "before": [f"before:{where}:{spoken.measure}>{measure}", *(f"before:{where}:{name}" for name in opening)],
            "rules": [f"rules:{agreed}:{measure}:{by_rules > _MANY}"],
        }

    def of_source(self, source: str) -> list[str]:
        """What a word has from where it was said."""
        return self.sources.get(source, [])

    def of_word(self, word: int) -> list[str]:
        """How a word of the sentence stands to the figure: by itself, and by the head of its phrase."""
        tree = self.sight.tree
        head = self.head_of(word)
        if head not in self.heads:
            self.heads[head] = [*self._row(head), *self._way(head)]
        place = "head" if head == word else "before"
        return [f"tag:{tree.tags[word]}", f"dep:{tree.deps[word]}:{place}", *self.heads[head]]

    def head_of(self, word: int) -> int:
        """The head of the phrase that a word stands in."""
        tree = self.sight.tree
        while tree.deps[word] in _BEFORE_HEAD and tree.heads[word] > word:
            word = tree.heads[word]
        return word

    def words(self, head: int) -> list[str]:
        """The head of a phrase, and what it does to the word above it."""
        if head not in self.around:
            self.around[head] = list(self._words(head))
        return self.around[head]

    def _words(self, head: int) -> Iterator[str]:
        tree = self.sight.tree
        above = tree.heads[head]
        verb = tree.heads[above] if tree.deps[head] == "pobj" else above
        yield f"does:{tree.deps[head]}:{tree.lows[verb]}"
        yield f"head:{tree.lows[head]}"
        on_way = "way" if verb in self.sight.ups else "off"
        yield f"does:{on_way}:{tree.deps[head]}:{tree.tags[verb][:1]}"

    def _row(self, head: int) -> Iterator[str]:
        """Where the head of a phrase stands in the row of words."""
        sight = self.sight
        tree, kinds = sight.tree, sight.sentence.kinds
        side = "R" if head >= sight.at else "L"
        gap = head - sight.figure.stop + 1 if side == "R" else sight.at - head
        low, high = (sight.figure.stop, head) if side == "R" else (head, sight.at)
        between = kinds[low:high]
        numbers = sum(a == "Q" != b for a, b in zip(between, ["", *between], strict=False))
        marks = "".join(tree.lows[w] for w in range(low, high) if tree.lows[w] in _MARKS)
        yield f"side:{side}"
        yield f"gap:{side}:{min(gap, _FAR)}"
        yield f"between:{side}:{min(numbers, 3)}:{marks[:3]}"
        if any(kinds[child] == "Q" for child in tree.children[head]):
            yield f"has-number:{head in sight.ups}"
        above = tree.lows[tree.heads[head]] if tree.deps[head] == "pobj" else tree.deps[head]
        yield f"under:{above}:{side}"

    def _way(self, head: int) -> Iterator[str]:
        """The way through the tree from the figure to the head of a phrase."""
        sight = self.sight
        tree = sight.tree
        side = "R" if head >= sight.at else "L"
        downs = [head, *tree.above(head)]
        meet = next((w for w in downs if w in sight.ups), None)
        if meet is None:
            return
        up = sight.ups[: sight.ups.index(meet)]
        way = [sight.name(w) for w in up]
        back = [sight.name(w) for w in downs[: downs.index(meet)]]
        last = "<".join(reversed(back[-3:]))
        yield f"verb{min(sum(v in sight.verbs for v in up), 3)}:{tree.tags[meet][:1]}:{last}:{side}"
        yield f"path:{'>'.join(way[:4])}^{last}"
        yield f"path:{'>'.join(way[-2:])}^{'<'.join(reversed(back[:6]))}"
        yield f"steps:{min(len(way), 5)}:{min(len(back), 5)}:{side}"

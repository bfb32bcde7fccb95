"""What is measured: the noun phrase before the verb, behind the figure, or carried over from what was said before."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tallystick.reading.en.measures import Measure, of_whole
from tallystick.reading.en.scanner import DECOY, MARK, QUANTITY, TIME, WORDS, Item
from tallystick.reading.en.sites import Site

Span = tuple[int, int]  # items from … up to


class Subject(msgspec.Struct, frozen=True):
    """Where a subject's words stand, and whether it leans on what was said before (`they`, `their rate`)."""

    spans: tuple[Span, ...] = ()
    leans: bool = False
    rule: str = ""


NOTHING = Subject()
_LONGEST = 40  # items of a phrase looked through
_PRONOUNS = frozenset({"it", "they", "this", "these", "that", "those", "which", "who", "there", "we", "he", "she", "i", "you", "their", "its", "whom", "what", "one", "both", "each"})
_HARD = frozenset({";", ":", "—", "–", "…", "|", "•", '"', "“", "”"})
_CUTS = frozenset({"while", "whereas", "whilst", "but", "however", "although", "though", "because", "when", "where", "if", "so that", "so", "thus", "thereby", "yet", "despite", "which", "who", "that", "said", "of which", "among which", "as", "with", "of whom", "after", "before", "since", "until", "unless", "due to", "owing to", "thanks to", "reflecting", "driven by", "led by", "resulting in", "result in", "mainly", "primarily", "partly", "including", "in addition", "following", "to", "by", "than"})  # fmt: skip
_LEADING = frozenset({"the", "a", "an", "also", "and", "but", "or", "in", "at", "for", "on", "by", "with", "its", "their", "our", "this", "that", "these", "then", "of", "to", "from", "both", "as", "total of", "a total of", "there", "we", "it", "they", "i", "he", "she", "you", "about", "&", "s", "among them", "first", "second", "third", "fourth", "fifth", "finally", "meanwhile", "however", "overall", "moreover", "furthermore", "additionally", "similarly", "currently", "today", "now", "still", "another", "is", "are", "was", "were", "has", "have", "had", "will", "would", "be", "been", "being", "only", "just", "over", "more than", "who", "which", "'s", "’s", "some", "an additional", "an estimated", "new", "within", "during", "so", "therefore", "such", "one", "other"})  # fmt: skip
_TRAILING = frozenset({"the", "a", "an", "and", "in", "at", "of", "by", "for", "to", "with", "from", "on", "is", "are", "was", "were", "be", "been", "also", "has", "have", "had", "will", "would", "or", "per", "than", "as", "respectively", "that", "which", "it", "its", "their", "set", "expected", "projected", "forecast", "estimated", "already", "could", "can", "may", "should", "over", "about", "only", "each", "just", "still", "likely", "both", "all", "further", "now", "not", "slightly", "steadily", "during", "total of", "a total of", "more than", "between", "even", "who", "this", "respectively", "among", "around", "an", "compared with", "compared to", "there", "we", "up", "down"})  # fmt: skip
_PAST = frozenset({"rose", "fell", "grew", "was", "were", "is", "are", "saw", "stood", "went", "came", "made", "became", "held", "ran", "has", "have", "had", "will", "would", "can", "could", "may", "might", "should", "must", "shall", "do", "does", "did", "shrank", "sank", "lost", "kept", "spent", "paid", "gave", "took", "brought", "hit", "remains", "remain", "stands", "reaches", "rises", "falls", "shows", "accounts for", "grows", "represents", "includes", "made up", "makes up", "stood at"})  # fmt: skip


def subject_of(items: Sequence[Item], site: Site, measure: Measure) -> Subject:
    """The subject of a quantity by its place; NOTHING where the sentence has none."""
    return (
        _part_with_predicate(items, site, measure)
        or _named_behind_move(items, site, measure)
        or _things_behind(items, site, measure)
        or _of_phrase_before(items, site, measure)
        or _before_verb(items, site, measure)
    )


def _part_with_predicate(items: Sequence[Item], site: Site, measure: Measure) -> Subject | None:
    """`95% of businesses had broadband`: the whole and what is said of it. `One in three people …` likewise."""
    if measure.code not in ("share", "contribution") or site.governor >= 0 and site.preposition not in ("in", "with", "for") and _has_np_before(items, site):
        return None
    whole = of_whole(items, site) or (site.at + 1 if site.quantity.form == "part" and site.at + 1 < len(items) and items[site.at + 1].kind == WORDS else 0)
    if not whole:
        return None
    start = max(site.at - 1, 0)
    if site.governor < 0 and not _has_np_before(items, site):
        return Subject(((whole, _clause_end(items, whole)),), rule="a part of a whole and what is said of it")
    return None if start < 0 else None


def _has_np_before(items: Sequence[Item], site: Site) -> bool:
    k = site.governor if site.governor >= 0 else site.before + 1
    start, stop = phrase_before(items, k)
    return stop > start and items[start].low not in ("there",)


def _named_behind_move(items: Sequence[Item], site: Site, measure: Measure) -> Subject | None:
    """`an increase of 5% in exports`, `a 9% rise in output`, `growth rate was 2.9% for …`, `2 percent inflation`."""
    if measure.code in ("rank", "streak"):
        return None
    k = site.at + 1
    if measure.cue > site.at and not measure.compared and items[measure.cue].tags & {"noun", "kind:growth"}:
        cue = items[measure.cue]
        k = measure.cue + 1
        if "kind:growth" in cue.tags and not cue.tags & {"up", "down"}:
            return Subject(((measure.cue, _phrase_end(items, measure.cue)),), rule="the rate named behind")
    elif site.governor < 0 or "noun" not in items[site.governor].tags or items[site.governor].low in ("up", "down"):
        if not (measure.code in ("growth", "average_growth", "level") and site.quantity.is_rate and k < len(items) and items[k].low == "for"):
            return None
    while k < len(items) and items[k].kind == TIME:
        k += 1
    if k + 1 < len(items) and items[k].low in ("in", "for", "of", "to", "on") and items[k + 1].kind in (WORDS, DECOY) and items[k].low != "to":
        end = _phrase_end(items, k + 1)
        if end > k + 1:
            extra = _before_noun(items, site) if items[k].low == "for" else ()
            return Subject(((k + 1, end), *extra), rule="named behind the rise or fall")
    return None


def _before_noun(items: Sequence[Item], site: Site) -> tuple[Span, ...]:
    span = phrase_before(items, site.governor) if site.governor >= 0 else (0, 0)
    return (span,) if span[1] > span[0] else ()


def _things_behind(items: Sequence[Item], site: Site, measure: Measure) -> Subject | None:
    """`more than 40,000 enterprises that …`, `1 trillion yuan of bonds`: what is counted stands behind."""
    if measure.code in ("rank", "streak", "share", "contribution", "growth", "average_growth", "multiple", "gap") and not site.quantity.bare:
        return None
    if site.quantity.is_rate or site.quantity.unit in ("pp", "bp", "rank", "times", "point"):
        return None
    k = site.at + 1
    if measure.compared:
        cue = items[measure.cue]
        if cue.low in ("more", "fewer", "additional", "extra", "less") and site.quantity.bare and measure.cue + 1 < len(items) and "than" not in items[measure.cue + 1].low:
            k = measure.cue + 1
        elif k == measure.cue:
            return None
    if k < len(items) and items[k].kind == MARK and items[k].low == ")":
        return None
    if site.quantity.bare:
        while k < len(items) and items[k].low in ("of", "the", "more", "additional", "new", "a", "or more", "out of") and items[k].low != "of":
            k += 1
    elif not (k < len(items) and items[k].low in ("of", "in", "worth of", "for", "on")) or (k + 1 < len(items) and items[k + 1].kind == TIME):
        return None
    elif items[k].low != "of" and _has_np_before(items, site):
        return None
    if k < len(items) and items[k].low == "of":
        k += 1
    elif k < len(items) and site.quantity.bare and (items[k].kind != WORDS or items[k].low in _NO_THINGS):
        return None
    end = _clause_end(items, k) if site.quantity.bare or site.governor < 0 else _phrase_end(items, k)
    if not _has_content(items, k, end):
        return None
    return Subject(((k, end),), rule="what is counted, behind the number")


_EMPTY = frozenset({"versus", "yoy", "mom", "qoq", "adverb", "tone", "kind:average", "kind:annual", "auxiliary"})
_GENERIC = frozenset({"goal", "goals", "target", "objective", "longer run", "run", "longer", "symmetric", "committee", "peak", "trough", "poor", "expectations", "above", "below", "higher than", "lower than", "recorded", "notable", "main", "largest", "highest", "lowest", "seen", "reading", "estimates", "revised deficit", "equivalent", "revision", "figures", "total", "amount", "figure", "number", "year", "two", "three", "month", "rate", "growth rate", "total amount", "value", "level", "result", "latter", "former", "rest", "others", "remainder", "increase", "decrease", "rise", "fall", "reduction", "growth", "average", "high", "low", "record", "drop", "decline", "pace", "of", "trend", "year on", "percentage", "share", "proportion", "contribution", "further", "month on", "same", "period", "previous", "estimate", "revised"})  # fmt: skip


_NO_THINGS = frozenset({"to", "from", "on", "in", "by", "at", "for", "compared with", "compared to", "than", "up", "down", "and", "or", "is", "was", "were", "are", "with", "over", "as", "since", "against", "during", "between", "while", "which", "respectively", "that"})


def _has_content(items: Sequence[Item], a: int, b: int) -> bool:
    return any(item.kind in (WORDS, DECOY) and item.low not in _TRAILING and item.low not in _LEADING and item.low not in _GENERIC and not item.tags & _EMPTY for item in items[a:b])


def _of_phrase_before(items: Sequence[Item], site: Site, measure: Measure) -> Subject | None:
    """`a deficit of £5bn`, `annual investment of 8 billion dollars`: the noun before `of`; a list's head likewise."""
    if site.preposition != "of" or measure.code in ("growth", "change", "contribution", "average_growth") or measure.echo:
        return None
    span = phrase_before(items, site.before + 1)
    return Subject((span,), _leans(items, span), "the noun before `of`") if _has_content(items, *span) else None


def _before_verb(items: Sequence[Item], site: Site, measure: Measure) -> Subject:
    """The noun phrase before the verb that governs."""
    k = site.governor if site.governor >= 0 else site.before + 1
    if measure.compared and site.governor < 0:
        k = site.before + 1
    span = phrase_before(items, k)
    steps = 0
    while steps < 3 and not _has_content(items, *span) and span[0] > 0:
        previous = _verb_before(items, span[0])
        if previous < 0:
            break
        span = phrase_before(items, previous)
        steps += 1
    if _has_content(items, *span):
        return Subject((span,), _leans(items, span), "the noun phrase before the verb")
    return NOTHING


def _verb_before(items: Sequence[Item], k: int) -> int:
    """The finite verb just left of `k`, so that its own subject can be taken; -1 across a clause's border."""
    j = k - 1
    if j >= 0 and items[j].kind == WORDS and items[j].low in ("and", "or"):
        j -= 1
    if j >= 0 and items[j].kind == WORDS and (items[j].tags & {"verb", "auxiliary"}) and items[j].low not in _PRONOUNS:
        return j
    return -1


def _leans(items: Sequence[Item], span: Span) -> bool:
    before = items[span[0] - 1].low if span[0] else ""
    return before in ("their", "its") or items[span[0]].low in ("their", "its") or before in ("of which", "of whom", "among which")


def phrase_before(items: Sequence[Item], k: int) -> Span:
    """The noun phrase that ends before item `k`, times and brackets inside it passed over."""
    end = k
    while end > 0 and _is_filler(items[end - 1]):
        end -= 1
    end = _before_remark(items, end, k)
    start, joint, comma, j = end, -1, -1, end - 1
    low_limit = max(end - _LONGEST, 0)
    depth = 0
    reason = "start"
    while j >= low_limit:
        item = items[j]
        if item.kind == MARK:
            if item.low in ")]":
                depth += 1
            elif item.low in "([":
                if depth == 0:
                    reason = "mark"
                    break
                depth -= 1
            elif depth == 0 and item.low in _HARD:
                reason = "mark"
                break
            elif depth == 0 and item.low == ",":
                if end - j == 1:
                    end = j
                else:
                    comma = j if not _list_goes_on(items, j, end, low_limit) else comma
                    if comma == j:
                        reason = "comma"
                        break
        elif depth == 0 and _is_border(items, j, end):
            reason = "border"
            break
        elif depth == 0 and item.kind == QUANTITY:
            reason = "border"
            break
        elif depth == 0 and item.low in ("and", "but", "or") and reason != "mark":
            joint = j
        start = j
        j -= 1
    if reason == "border" and joint >= 0 and start <= joint < end and (items[start - 1].kind == QUANTITY or _only_light(items, start, joint)):
        start = joint + 1
    return _trimmed(items, start, end)


def _before_remark(items: Sequence[Item], end: int, k: int) -> int:
    """`The volume, once scarce, doubled`: where the phrase ends before a remark inserted between commas."""
    if end >= k or items[end].low != ",":
        return end
    if any(item.low in ("which", "who", "that") for item in items[end:k]):
        return end
    for j in range(end - 1, max(end - 10, 0), -1):
        item = items[j]
        if item.kind == MARK and item.low == ",":
            return j if j and items[j - 1].kind == WORDS else end
        if item.kind in (QUANTITY, MARK) or item.low in ("and", "&"):
            break
    return end


def _only_light(items: Sequence[Item], a: int, b: int) -> bool:
    return not _has_content(items, a, b)


_NOUNS_OF_STATUS = frozenset({"target", "targets", "goal", "goals", "objective", "objectives", "outlook", "projection", "projections", "forecast", "forecasts", "quota", "ambition", "mandate", "project", "budget estimate", "aim"})


def _is_filler(item: Item) -> bool:
    return item.kind == TIME or (item.kind == WORDS and (bool(item.tags & {"auxiliary", "adverb"}) or (bool(item.tags & {"forecast", "target"}) and "noun" not in item.tags and item.low not in _NOUNS_OF_STATUS) or item.low in _TRAILING)) or (item.kind == MARK and item.low in ",*")


def _is_border(items: Sequence[Item], j: int, end: int) -> bool:
    """Whether item `j` ends a noun phrase to its right: a finite verb, or a word that opens a clause."""
    item = items[j]
    if item.kind != WORDS:
        return False
    low = item.low
    if low in _CUTS:
        return not (low == "to" and j > 0 and items[j - 1].tags & {"contribution"}) and not (low in ("to", "by", "with", "as") and _noun_goes_on(items, j))
    if low in _PAST or "auxiliary" in item.tags or low in ("we", "i", "they", "it", "there"):
        return True
    before = items[j - 1] if j else None
    if "verb" in item.tags and low.endswith("ing") and "noun" not in item.tags:
        return not (before is not None and before.kind == WORDS and (before.low in ("the", "a", "an", "of", "for", "and", "in", "on", "its", "their", "'s", "’s") or "tone" in before.tags))
    if "verb" in item.tags and low.endswith("ed"):
        return not (before is not None and (before.low in ("the", "a", "an", "of", "newly", "and", "for", "in", "its", "total", "annual", "its") or before.kind == MARK)) and end - j > 1
    return False


def _noun_goes_on(items: Sequence[Item], j: int) -> bool:
    """`loans to small enterprises`, `sales by retailers`: a preposition inside a noun phrase, not an infinitive or an agent's number."""
    if j == 0 or j + 1 >= len(items):
        return False
    before, behind = items[j - 1], items[j + 1]
    if before.kind != WORDS or behind.kind != WORDS:
        return False
    if items[j].low == "to":
        return "verb" not in behind.tags and not before.tags & {"verb"} and not behind.low.startswith(("be ", "be"))
    if items[j].low == "by":
        return not before.tags & {"verb"}
    return items[j].low == "with" and not before.tags & {"verb"} and j > 1 and items[j - 1].low not in (",",)


_OPENING = frozenset({"in", "during", "at", "for", "by", "on", "following", "with", "as", "after", "from", "since", "despite", "among", "while", "however", "meanwhile", "additionally", "also", "according", "compared with", "looking", "overall", "when", "over", "under", "to", "of", "between", "because", "given", "through", "moreover", "instead", "this", "which", "including", "excluding", "thus", "first", "second", "third", "finally", "in addition", "consistent", "last", "next", "today", "now", "currently", "of which", "if", "although", "though"})  # fmt: skip


def _list_goes_on(items: Sequence[Item], comma: int, end: int, limit: int) -> bool:
    """Whether the phrase goes on to the left of a comma: a list that `and` closes further right."""
    right = items[comma + 1 : end]
    if not right or right[0].low in ("which", "who", "that", "of which"):
        return False
    if not any(item.low in ("and", "&", "or", "as well as") for item in right):
        return False
    a = comma - 1
    while a >= limit and not (items[a].kind == MARK and items[a].low in ",;:.") and items[a].kind != QUANTITY and not _is_border(items, a, end):
        a -= 1
    left = items[a + 1 : comma]
    if not left or left[0].kind == TIME or (left[0].low in _OPENING and (a < 0 or items[a].kind == MARK)) or (a >= 0 and items[a].kind == QUANTITY):
        return False
    return not any(item.kind in (TIME, QUANTITY) for item in left)


def _phrase_end(items: Sequence[Item], k: int) -> int:
    """Where the noun phrase that starts at item `k` ends: before verbs, times, numbers and marks."""
    j, depth = k, 0
    while j < len(items) and j < k + _LONGEST:
        item = items[j]
        if item.kind == MARK:
            if item.low in "([":
                depth += 1
            elif item.low in ")]" and depth:
                depth -= 1
            elif depth == 0 and not (item.low == "," and _list_behind(items, j, k)) and item.low not in "'’\"“”*&/":
                break
        elif depth == 0 and (item.kind in (QUANTITY, TIME) or _ends_phrase(items, j, k)):
            break
        j += 1
    return _trimmed(items, k, j)[1] if j > k else k


_STOPPERS = frozenset({"while", "whereas", "but", "which", "that", "who", "when", "where", "because", "compared with", "compared to", "than", "from", "by", "over", "as", "since", "after", "before", "with", "on", "due to", "against", "respectively", "following", "to", "at", "including", "driven by", "reflecting", "resulting in", "through", "so", "if", "between", "in comparison with", "relative to", "this", "these", "it", "we", "up", "down", "despite", "during", "and then"})  # fmt: skip


def _ends_phrase(items: Sequence[Item], j: int, start: int) -> bool:
    item = items[j]
    if item.kind != WORDS or j == start:
        return False
    if item.low in _STOPPERS or "auxiliary" in item.tags or item.tags & {"yoy", "mom", "qoq"}:
        return not (item.low in ("to", "on", "with", "by") and _noun_goes_on(items, j))
    if item.low in _PAST:
        return True
    return item.low in ("in", "and", "for", "of") and j + 1 < len(items) and items[j + 1].kind in (TIME, QUANTITY)


def _list_behind(items: Sequence[Item], comma: int, start: int) -> bool:
    """Whether a comma only parts the members of a list closed by `and` (`mining, gas and water`)."""
    for item in items[comma + 1 : comma + 8]:
        if item.low in ("and", "&", "or"):
            return comma > start
        if (item.kind == MARK and item.low != ",") or item.kind in (QUANTITY, TIME) or "auxiliary" in item.tags or item.low in _STOPPERS:
            return False
    return False


_BREAKERS = frozenset({"while", "whereas", "but", "although", "compared with", "compared to", "which is", "in comparison with", "due to", "relative to", "respectively", "because"})


def _clause_end(items: Sequence[Item], k: int) -> int:
    """Where the clause from item `k` on ends; its verb belongs to what is counted (`people who …`, `jobs created`)."""
    j, depth = k, 0
    while j < len(items) and j < k + _LONGEST:
        item = items[j]
        if item.kind == MARK:
            if item.low in "([":
                depth += 1
            elif item.low in ")]":
                if not depth:
                    break
                depth -= 1
            elif depth == 0 and item.low == "," and j + 1 < len(items) and items[j + 1].low == "and" and not any(i.low == "," for i in items[k:j]):
                break
            elif depth == 0 and not (item.low == "," and _list_behind(items, j, k)) and item.low not in "'’\"“”-*&/":
                break
        elif depth == 0 and (item.kind in (QUANTITY, TIME) or item.low in _BREAKERS):
            break
        elif depth == 0 and item.low in ("and", "or", "in", "from", "to", "by") and j + 1 < len(items) and items[j + 1].kind in (QUANTITY, TIME):
            break
        j += 1
    return _trimmed(items, k, j)[1]


def _trimmed(items: Sequence[Item], a: int, b: int) -> Span:
    """Without articles, openers, prepositions and times at either end."""
    while a < b and ((items[a].kind == WORDS and (items[a].low in _LEADING or items[a].tags & {"above", "below", "about"} and items[a].low not in ("under",))) or items[a].kind in (TIME,) or (items[a].kind == MARK and items[a].low not in "(")):
        a += 1
    while b > a and ((items[b - 1].kind == WORDS and (items[b - 1].low in _TRAILING or items[b - 1].tags & {"above", "below", "about", "versus", "yoy"})) or items[b - 1].kind in (TIME,) or (items[b - 1].kind == MARK and items[b - 1].low not in ")")):
        b -= 1
    return a, b


def words_of(text: str, items: Sequence[Item], span: Span) -> str:
    """The words of a span without its numbers, times, auxiliaries and marks at odd places."""
    a, b = span
    pieces: list[str] = []
    depth = 0
    for item in items[a:b]:
        if item.kind == MARK:
            if item.low in "([":
                depth += 1
            elif item.low in ")]":
                depth = max(depth - 1, 0)
            if item.low in "()":
                pieces.append(item.low)
            elif item.low in ",&/" and pieces:
                pieces.append(item.low)
            continue
        if item.kind in (QUANTITY, TIME) or (item.kind == WORDS and item.tags & {"auxiliary"} and item.low not in ("having",)):
            continue
        pieces.append(" ".join(text[item.start : item.end].split()))
    return _joined(pieces)


def _joined(pieces: Sequence[str]) -> str:
    joined = " ".join(pieces)
    for before, after in ((" ,", ","), ("( ", "("), (" )", ")"), ("()", ""), (" 's", "'s"), (" ’s", "’s"), (" / ", "/"), ("  ", " ")):
        joined = joined.replace(before, after)
    return joined.strip(" ,&/")

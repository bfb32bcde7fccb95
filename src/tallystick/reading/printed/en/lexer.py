"""Text → tokens: one pass of one pattern that never steps back."""

from __future__ import annotations

import re

from tallystick.reading.printed.en.quantities.unit_words import ONE, Worth, plain, unit_words
from tallystick.reading.printed.en.vocabulary import vocabulary

# Kinds of token.
WORD, NUMBER, ORDINAL, SLASHED, SIGN, PERCENT, PUNCT, OPAQUE, VULGAR = "w", "n", "o", "s", "c", "%", "p", "u", "v"
DASHES = frozenset("-–−－")
_HYPHENS = "\u2010\u2011"  # a hyphen, and one that breaks no line: read as the plain one

_BEFORE_DIGITS = r"(?=\s?[-−–－+]?\s?\(?\.?\d)"
_BEFORE_AMOUNT = (
    r"(?=\s?[-−–]?\d[\d,.]{0,12}\s?(?:(?:million|billion|trillion|thousand)\b|(?:bn|mn|m|b|trn)\b)|\d{1,3},\d{3}(?!\d))"
)


def _anchor() -> re.Pattern[str]:
    """What a sentence must hold to be read at all: a digit, a vulgar fraction, or a word that can be a number."""
    known = vocabulary()
    words = {*known.cardinals, *known.scales, *known.ordinals, *known.fractions, *known.fold, *known.multiples}
    words |= {f"{stem}fold" for stem in (*known.cardinals, "hundred", "thousand", "million")}
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_first.setdefault(word[0], []).append(word[1:])
    branches = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(by_first.items()))
    return re.compile(rf"[0-9½¼¾⅓⅔⅛⅜⅝⅞]|\b(?=[{''.join(by_first)}])(?:{branches})\b", re.IGNORECASE)


ANCHOR = _anchor()


_FOLDED = frozenset({*vocabulary().cardinals, *vocabulary().scales})


def _sign_pattern() -> str:
    """The signs of money: in letters only before digits; those with another meaning only before amounts."""
    signs = sorted({*unit_words().signs, *_spaced_signs()}, key=lambda sign: (-len(sign), sign))
    marks = [sign for sign in signs if not sign[-1].isalnum() and sign[-1] != "."]
    letters = [sign for sign in signs if sign not in marks]
    marks += [sign.lower() for sign in marks if len(sign) > 2 and sign[0].isalpha() and sign[-1] == "$"]
    marks.sort(key=len, reverse=True)
    firsts = "".join(sorted({re.escape(sign[0]) for sign in (*marks, *letters, *unit_words().amount_signs)}))
    return (
        f"(?=[{firsts}])(?:{'|'.join(map(_spelt, marks))}"
        f"|(?:{'|'.join(map(_spelt, letters))}){_BEFORE_DIGITS}"
        f"|(?:{'|'.join(unit_words().amount_signs)}){_BEFORE_AMOUNT})"
    )


def _spaced_signs() -> list[str]:
    return [f"{sign[:-1]} $" for sign in unit_words().signs if len(sign) > 2 and sign[-1] == "$" and sign[0].isalpha()]


def _spelt(sign: str) -> str:
    return re.escape(sign).replace("\\ ", r"\s")


_POINT_NUMBERS = (
    r"\d{1,3},\d{1,2}(?=\s?%)|"
    r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:\.\d+)?(?!\.?\d)|\d+(?:[.·]\d+)*"
    r"|(?<![\w.)\]])\.\d{1,3}(?![\d.])"
)
_COMMA_NUMBERS = (
    r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?:,\d+)?(?![\d.]?\d)|\d{1,3}(?:,\d{3}){2,}(?!\d)|\d+,\d+(?![\d,])"
    r"|\d+(?:[.·]\d+)*"
)


def _tokens(numbers: str) -> re.Pattern[str]:
    return re.compile(
        r"(?P<u>\]\([^\s()]{1,2000}(?:\s{1,3}\"[^\"\n]{0,400}\"\s?)?\)?|https?://[^\s)\]]+|www\.[^\s)\]]+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}|\d{1,2}:\d\d(?::\d\d)?\b)"
        rf"|(?P<c>{_sign_pattern()})"
        r"|(?P<s>\d{1,4}/\d{1,4}(?:/\d{1,4})?(?![\d/,.]?\d))"
        r"|(?P<o>\d{1,3}(?:st|nd|rd|th)\b)"
        rf"|(?P<n>{numbers})"
        r"|(?P<v>[½¼¾⅓⅔⅛⅜⅝⅞])"
        r"|(?P<w>(?:[A-Z]\.){2,}|\b(?:[a-z]\.){2,}|°[CF]\b|[^\W\d_]+[²³]?(?:['’](?:s|t|re|ve|d|ll|m)?\b)?)"
        r"|(?P<pct>%|％|‰|℃)"
        r"|(?P<p>\.{3}|…|[.,;:()\[\]\-\u2010\u2011—–−－/~≈<>≤≥+±&|\"“”‘’'•·*])"
        r"|(?P<x>[^\s\w])"
    )


_WITH_POINT, _WITH_COMMA = _tokens(_POINT_NUMBERS), _tokens(_COMMA_NUMBERS)


class Token:
    """A piece of text: `low` is the word in lower case; `glue` says how it hangs on the token before.

    `printed` is the word as it is spelt; `title` is true for a word with a first capital only. A number's `low` has a
    decimal point, whatever mark the text prints.

    glue: "" for a blank between, "+" for nothing, "-" for a hyphen (hyphens inside words are no tokens, and `tenfold`
    is two)
    """

    __slots__ = ("end", "glue", "kind", "low", "printed", "start", "title")

    def __init__(
        self, kind: str, start: int, end: int, low: str, glue: str, printed: str = "", title: bool = False
    ) -> None:
        self.kind, self.start, self.end, self.low, self.glue, self.title = kind, start, end, low, glue, title
        self.printed = printed

    def __repr__(self) -> str:
        return f"{self.kind}:{self.low}"


_KIND = {"pct": PERCENT, "x": PUNCT}


def lex(text: str, start: int, end: int, *, decimal_comma: bool = False) -> list[Token]:
    """The tokens of `text[start:end]`, in order; `decimal_comma` tells that the text writes `1.250,5`.

    >>> lex("up 5.2% year-on-year", 0, 20)
    [w:up, n:5.2, %:%, w:year, w:on, w:year]
    >>> lex("€1.250,5", 0, 8, decimal_comma=True)
    [c:€, n:1,250.5]
    >>> lex("tenfold", 0, 7)
    [w:ten, w:fold]
    >>> lex("2% p.a.", 0, 7)
    [n:2, %:%, w:p.a.]
    """
    tokens: list[Token] = []
    before, glue_next = -1, ""
    for found in (_WITH_COMMA if decimal_comma else _WITH_POINT).finditer(text, start, end):
        kind = found.lastgroup or "x"
        a, b = found.span()
        glue = glue_next if a == before and glue_next else ("+" if a == before else "")
        before, glue_next = b, ""
        kind = _KIND.get(kind, kind)
        piece = found.group()
        if piece in _HYPHENS:
            piece = "-"
        if kind == PUNCT and piece in "-–" and tokens and _inside_word(text, a, b, end, tokens[-1]):
            glue_next = "-"
            continue
        if kind == WORD and piece[-4:] == "fold" and piece[:-4].lower() in _FOLDED:
            tokens.append(Token(WORD, a, b - 4, piece[:-4].lower(), glue, piece[:-4], piece[0].isupper()))
            tokens.append(Token(WORD, b - 4, b, "fold", "-", "fold"))
        elif kind == WORD:
            title = piece[0].isupper() and (b - a == 1 or piece[1:].islower())
            tokens.append(Token(kind, a, b, piece.lower(), glue, piece, title))
        else:
            comma = kind == NUMBER and (decimal_comma or piece[-3:-1].find(",") >= 0)
            tokens.append(Token(kind, a, b, _with_point(piece) if comma else piece, glue))
    return tokens


def _with_point(number: str) -> str:
    """A number of a text with decimal commas, as it would be written with a decimal point.

    >>> _with_point("1.250,5"), _with_point("12 345"), _with_point("1.127"), _with_point("2.5")
    ('1,250.5', '12,345', '1,127', '2.5')
    """
    if number.count(",") > 1:
        return number
    whole, comma, rest = number.partition(",")
    groups = re.split(r"[. \u00a0\u202f]", whole)
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]):
        whole = ",".join(groups)
    return f"{whole}.{rest}" if comma else whole


def sign_worth(token: Token) -> Worth:
    """The code or shared name of the money a sign stands for, and what one of it is worth (`MSEK`: a million)."""
    known, sign = unit_words(), plain(token.low)
    return known.signs.get(sign) or known.signs.get(sign.upper()) or (known.amount_signs[sign], ONE)


_JOINED = frozenset({WORD, NUMBER, ORDINAL, SLASHED, VULGAR, PERCENT, OPAQUE})
_COUNTED = frozenset({NUMBER, VULGAR, PERCENT})


def _inside_word(text: str, a: int, b: int, end: int, last: Token) -> bool:
    """Whether the hyphen at `a` only joins the parts of a word (`year-on-year`, `40-trillion`, `5- to 10-year`)."""
    if last.end != a or b >= end or last.kind not in _JOINED:
        return False
    after = text[b]
    if last.kind in _COUNTED and (after.isdigit() or after in "½¼¾⅓⅔⅛⅜⅝⅞"):
        return False
    if after.isspace():
        return text[a] != "–" and (last.kind == WORD or (last.kind == NUMBER and text[b + 1 : b + 4] in ("to ", "or ")))
    return after.isalnum()

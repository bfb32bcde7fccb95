"""Text → tokens: one pass of one pattern that never steps back."""

from __future__ import annotations

import re

# Kinds of token.
WORD, NUMBER, ORDINAL, SLASHED, SIGN, PERCENT, PUNCT, OPAQUE, VULGAR = "w", "n", "o", "s", "c", "%", "p", "u", "v"

# What a sentence must hold to be read at all: a digit, a vulgar fraction, or a word that can be a number.
ANCHOR = re.compile(
    r"[0-9½¼¾⅓⅔⅛⅜⅝⅞]|\b(?=[oetfsnhmbqdcl])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|million|billion|trillion|"
    r"half|hal(?:ved|ving|ve|ves)|third|quarter|fifth|tenth|first|second|fourth|sixth|seventh|eighth|ninth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirds|quarters|fifths|"
    r"doubl(?:ed|ing|e|es)|tripl(?:ed|ing|e|es)|trebl(?:ed|ing|e)|quadrupl(?:ed|ing|e)|quintupled?|twice|thrice|dozen|crore|lakh)\b",
    re.IGNORECASE,
)

_TOKEN = re.compile(
    r"(?P<u>\]\([^\s()]{1,2000}(?:\s{1,3}\"[^\"\n]{0,400}\"\s?)?\)?|https?://[^\s)\]]+|www\.[^\s)\]]+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}|\d{1,2}:\d\d(?::\d\d)?\b)"
    r"|(?P<c>(?:(?:US|HK|NT|NZ|U\.S\.|[SACR])\s?)?\$|[£€¥￥₹₩]|`(?=\d)|(?:RMB|USD|CNY|EUR|GBP|HKD|SGD|INR|JPY|AUD|CAD|CHF|KRW|SDR|Rs\.?)(?=\s?\d))"
    r"|(?P<s>\d{1,4}/\d{1,4}(?:/\d{1,4})?(?![\d/,.]\d))"
    r"|(?P<o>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<n>\d{1,3}(?:,\d{2,3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:\.\d+)?(?!\.?\d)|\d+(?:[.·]\d+)*)"
    r"|(?P<v>[½¼¾⅓⅔⅛⅜⅝⅞])"
    r"|(?P<w>(?:[A-Z]\.){2,}|°[CF]\b|[^\W\d_]+[²³]?(?:['’](?:s|t|re|ve|d|ll|m)?\b)?)"
    r"|(?P<pct>%|％|‰|℃)"
    r"|(?P<p>\.{3}|…|[.,;:()\[\]\-—–−/~≈<>≤≥+&|\"“”‘’'•·*])"
    r"|(?P<x>[^\s\w])"
)


class Token:
    """A piece of text: `low` is the word in lower case; `glue` says how it hangs on the token before.

    `title` is true for a word with a first capital only.

    glue: "" for a blank between, "+" for nothing, "-" for a hyphen (hyphens inside words are no tokens).
    """

    __slots__ = ("end", "glue", "kind", "low", "start", "title")

    def __init__(self, kind: str, start: int, end: int, low: str, glue: str, title: bool = False) -> None:
        self.kind, self.start, self.end, self.low, self.glue, self.title = kind, start, end, low, glue, title

    def __repr__(self) -> str:
        return f"{self.kind}:{self.low}"


_NO_TOKEN = Token(PUNCT, -1, -1, "", "")
_KIND = {"pct": PERCENT, "x": PUNCT}


def lex(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`, in order.

    >>> lex("up 5.2% year-on-year", 0, 20)
    [w:up, n:5.2, %:%, w:year, w:on, w:year]
    """
    tokens: list[Token] = []
    before, glue_next = -1, ""
    for found in _TOKEN.finditer(text, start, end):
        kind = found.lastgroup or "x"
        a, b = found.span()
        glue = glue_next if a == before and glue_next else ("+" if a == before else "")
        before, glue_next = b, ""
        kind = _KIND.get(kind, kind)
        piece = found.group()
        if kind == PUNCT and piece in "-–" and tokens and _inside_word(text, a, b, end, tokens[-1]):
            glue_next = "-"
            continue
        if kind == WORD:
            tokens.append(
                Token(kind, a, b, piece.lower(), glue, piece[0].isupper() and (b - a == 1 or piece[1:].islower()))
            )
        else:
            tokens.append(Token(kind, a, b, piece, glue))
    return tokens


def _inside_word(text: str, a: int, b: int, end: int, last: Token) -> bool:
    """Whether the hyphen at `a` only joins the parts of a word (`year-on-year`, `40-trillion`, `COVID-19`)."""
    if last.end != a or b >= end:
        return False
    after = text[b]
    if last.kind == NUMBER and after.isdigit():
        return False
    return after.isalnum() or (text[a] == "-" and last.kind == WORD and after.isspace())

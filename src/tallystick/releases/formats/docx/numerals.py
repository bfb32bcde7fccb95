"""Numbers as lists print them: letters, Roman, Chinese, enclosed."""

from __future__ import annotations

from collections.abc import Callable

from tallystick.model.ordinals import ordinal

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLAIN, _LEGAL = "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_LARGEST_ROMAN = 3999
_LARGEST_HAN = 9999


def roman(count: int) -> str:
    """`xiv` for 14."""
    if not 0 < count <= _LARGEST_ROMAN:
        return str(count)
    digits = ""
    for size, letters in _ROMAN:
        times, count = divmod(count, size)
        digits += letters * times
    return digits


def letter(count: int) -> str:
    """`c` for 3, `aa` for 27, `bb` for 28, as Word counts."""
    if not 0 < count <= 26 * 30:
        return str(count)
    times, place = divmod(count - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def han(count: int, digits: str = _PLAIN, tens: str = "十百千") -> str:
    """`十二` for 12, `一百零五` for 105.

    >>> han(12), han(20), han(105), han(12, _LEGAL, "拾佰仟")
    ('十二', '二十', '一百零五', '壹拾贰')
    """
    if not 0 < count <= _LARGEST_HAN:
        return str(count) if count else digits[0]
    words, nought = "", False
    for place in range(3, -1, -1):
        digit = count // 10**place % 10
        if digit:
            words += ("零" if nought and words else "") + digits[digit] + (tens[place - 1] if place else "")
        nought = not digit
    return words[1:] if words.startswith("一十") else words


def _from(first: str, last: int) -> Callable[[int], str]:
    """Counts by characters that follow one another from `first`, up to `last`."""
    return lambda count: chr(ord(first) + count - 1) if 0 < count <= last else str(count)


def _cycled(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if 0 < count <= len(signs) else str(count)


def _circled(count: int) -> str:
    return "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"[count - 1] if 0 < count <= 20 else str(count)


def _wide(count: int) -> str:
    return str(count).translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02}",
    "upperRoman": lambda count: roman(count).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda count: letter(count).upper(),
    "lowerLetter": letter,
    "ordinal": ordinal,
    "chineseCounting": han,
    "chineseCountingThousand": han,
    "taiwaneseCounting": han,
    "taiwaneseCountingThousand": han,
    "japaneseCounting": han,
    "koreanCounting": str,
    "chineseLegalSimplified": lambda count: han(count, _LEGAL, "拾佰仟"),
    "ideographLegalTraditional": lambda count: han(count, _LEGAL_TRADITIONAL, "拾佰仟"),
    "ideographDigital": lambda count: "".join(_PLAIN[int(digit)] for digit in str(abs(count))),
    "taiwaneseDigital": lambda count: "".join(_PLAIN[int(digit)] for digit in str(abs(count))),
    "ideographTraditional": _cycled(_STEMS),
    "ideographZodiac": _cycled(_BRANCHES),
    "ideographEnclosedCircle": _from("㊀", 10),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "numberInDash": lambda count: f"- {count} -",
    "none": lambda _: "",
}


def numeral(count: int, kind: str) -> str:
    """A count as a number format of Word prints it; plain digits for formats not known.

    >>> numeral(4, "upperRoman"), numeral(28, "lowerLetter"), numeral(3, "ideographTraditional"), numeral(7, "?")
    ('IV', 'bb', '丙', '7')
    """
    return _FORMATS.get(kind, str)(count)

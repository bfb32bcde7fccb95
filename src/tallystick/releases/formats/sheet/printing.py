"""Numbers as a sheet prints them by their formats: with the digits that are shown, not those that are stored."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from tallystick.releases.formats.sheet import codes
from tallystick.releases.formats.sheet.codes import COMMA, DIGIT, GENERAL, LITERAL, PERCENT, POINT, SLASH, Section
from tallystick.releases.formats.sheet.dates import DateSection

NOUGHTS = frozenset(("-", "–", "—", "‐", "−", "nil", "zero", "零"))  # how a format may print nought
_MINUS = frozenset("-–−(（△▲▼")
_EXACT = 1e15  # above, a float holds no fractions
_NEAR_TIE = 1e-6
BELOW_TIE, ABOVE_TIE = 0.5 - _NEAR_TIE, 0.5 + _NEAR_TIE
LARGE = 1e12
_CONTEXT = Context(prec=40, rounding=ROUND_HALF_UP)
_MOST_PLACES = 30
_SIGNIFICANT = 10  # digits of a number without a format, beside its point: what Excel shows


def general(number: float) -> str:
    """A number as it is printed where no format says how.

    >>> [general(number) for number in (0.1 + 0.2, 2734.12724005823, 1204.0, 1e-7, 123456789012.0)]
    ['0.3', '2734.12724', '1204', '0.0000001', '123456789012']
    """
    if number == int(number) and abs(number) < _EXACT:
        return str(int(number))
    places = _SIGNIFICANT - len(str(int(abs(number)))) if abs(number) >= 1 else _SIGNIFICANT
    if abs(number) < 0.001:
        return f"{Decimal(f'{number:.{_SIGNIFICANT // 2}g}'):f}"
    return f"{number:.{max(places, 0)}f}".rstrip("0").rstrip(".") if places > 0 else str(round(number))


def fixed(number: float, places: int) -> str:
    """A number of no sign with so many decimals, a tie rounded up as sheets do: by the digits they hold, 15.

    >>> fixed(1234.565, 2), fixed(0.285, 2), fixed(2.5, 0)
    ('1,234.57', '0.29', '3')
    """
    scaled = number * 10.0**places
    if scaled >= _EXACT or abs(scaled % 1 - 0.5) > _NEAR_TIE:
        return f"{number:,.{places}f}"
    rounded = Decimal(f"{number:.15g}").quantize(Decimal(1).scaleb(-places), context=_CONTEXT)
    return f"{rounded:,f}"


class Printer:
    """Prints numbers by one code.

    >>> Printer("#,##0").text(2734.127), Printer('0.0;-0.0;"-"').text(0), Printer("0.0%").text(0.0525)
    ('2,734', '0.0', '5.3%')
    >>> Printer("mmm yyyy").text(45078), Printer("#,##0,").text(1204500), Printer("0;[Red]0").text(-3)
    ('Jun 2023', '1,205', '-3')
    """

    def __init__(self, code: str, since_1904: bool = False) -> None:
        parts = codes.sections(code)
        self._numbers = [part for part in parts if not part.has(codes.TEXT)][:3] or [Section()]
        if len(self._numbers) == 1 and not self._numbers[0].tokens:
            self._numbers[0].tokens.append((GENERAL, ""))
        self._shown = [_shown(part) for part in self._numbers]
        self._since_1904 = since_1904
        self._conditional = any(part.holds for part in self._numbers)
        first = self._shown[0]
        self.is_date = isinstance(first, DateSection)
        self.tells_time = isinstance(first, DateSection) or first.may_tell_year
        # How numbers above nought, `LARGE` at most and near no tie, are printed where digits are all that is printed.
        plain = isinstance(first, NumberSection) and first.is_plain and not self._conditional
        self.plain = first.spec if plain and isinstance(first, NumberSection) else ""
        self.power = 10.0**first.places if isinstance(first, NumberSection) else 0.0

    def text(self, number: float) -> str:
        """What is printed for a number; nothing where the format hides it."""
        which = self._which(number)
        shown = self._shown[which]
        if isinstance(shown, DateSection):
            return shown.show(number, self._since_1904) or general(number)
        printed = shown.show(abs(number))
        if number == 0 and printed.casefold() in NOUGHTS:
            first = self._shown[0]
            return "0" if isinstance(first, DateSection) else first.show(0.0)
        if number < 0 and not (which and _MINUS & set(printed)) and any(char in "123456789" for char in printed):
            printed = "-" + printed
        return "-" + printed[2:] if printed.startswith("- ") else printed

    def _which(self, number: float) -> int:
        """The section for a number: by its conditions, or else by the sign."""
        count = len(self._numbers)
        if self._conditional:
            for i, part in enumerate(self._numbers):
                if part.holds is not None and part.holds(float(number)):
                    return i
            return next((i for i, part in enumerate(self._numbers) if part.holds is None), count - 1)
        if number < 0:
            return 1 if count > 1 else 0
        return 2 if number == 0 and count > 2 else 0


def _shown(part: Section) -> DateSection | NumberSection:
    return DateSection(part) if part.has(codes.DATE) else NumberSection(part)


class NumberSection:
    """A section that prints a number of no sign, or words alone."""

    def __init__(self, section: Section) -> None:
        tokens = section.tokens
        self.prints_number = section.has(DIGIT, GENERAL)
        self._is_general = section.has(GENERAL)
        self._factor = 100.0 ** sum(kind == PERCENT for kind, _ in tokens)
        self._denominator, self._exponent = 0, section.has(codes.EXPONENT)
        first, stop, end = _bounds(tokens)
        if section.has(SLASH) and self.prints_number and end > stop:
            self._denominator = _denominator(tokens[stop:end])
        inner = tokens[first:stop]
        point = next((i for i, (kind, _) in enumerate(inner) if kind == POINT), len(inner))
        whole, part = inner[:point], inner[point + 1 :]
        before = _commas(whole[::-1])
        self._scale = 1000.0 ** (before + _commas(tokens[stop:]))
        self._grouped = any(kind == COMMA for kind, _ in whole[: len(whole) - before])
        self._least_whole = sum(text == "0" for kind, text in whole if kind == DIGIT)
        decimals = [text for kind, text in part if kind == DIGIT][:_MOST_PLACES]
        self.places = len(decimals)
        self._least_places = max((i + 1 for i, text in enumerate(decimals) if text == "0"), default=0)
        self._inner = whole if any(kind == LITERAL for kind, _ in whole) else None
        self._head, self._tail = _literal(tokens[:first]), _literal(tokens[end:])
        bare = not (self._head or self._tail or self._inner or self._denominator or self._exponent)
        exact = self._factor == self._scale == self._least_whole == 1 and self._least_places == self.places
        self.is_plain = bare and exact and not self._is_general
        self.may_tell_year = not (self._grouped or self.places or self._exponent or self._denominator)
        self.spec = f"{',' if self._grouped else ''}.{self.places}f"

    def show(self, number: float) -> str:
        """The number with the words around it."""
        if not self.prints_number:
            return "" if not self._head and not self._tail else " ".join((self._head + self._tail).split())
        if self._factor != 1 or self._scale != 1:
            number = number * self._factor / self._scale
        printed = f"{self._head}{self._digits(number)}{self._tail}"
        return " ".join(printed.split()) if " " in printed else printed

    def _digits(self, number: float) -> str:
        if self._is_general:
            return general(number)
        if self._exponent:
            return f"{number:.{self.places}E}"
        if self._denominator:
            return _fraction(number, self._denominator)
        printed = fixed(number, self.places)
        if not self._grouped:
            printed = printed.replace(",", "")
        if self._least_places < self.places:
            whole, _, part = printed.partition(".")
            part = part[: self._least_places] + part[self._least_places :].rstrip("0")
            printed = f"{whole}.{part}" if part else whole
        return self._padded(printed) if self._least_whole != 1 or self._inner else printed

    def _padded(self, printed: str) -> str:
        """With as many digits before the point as the code asks for, and the signs it sets between them."""
        whole, point, part = printed.partition(".")
        if self._least_whole == 0 and whole == "0":
            whole = ""
        if self._grouped and len(whole) < self._least_whole:
            whole = f"{int(whole.replace(',', '') or 0):0{self._least_whole + (self._least_whole - 1) // 3},d}"
        whole = whole.zfill(self._least_whole)
        if self._inner:
            left = list(whole)
            filled: list[str] = []
            for kind, text in reversed(self._inner):
                if kind == DIGIT:
                    filled.append(left.pop() if left else "")
                elif kind == LITERAL and (left or text.strip()):
                    filled.append(text)
            whole = "".join((*left, *reversed(filled)))
        return whole + point + part


def _bounds(tokens: list[tuple[str, str]]) -> tuple[int, int, int]:
    """Where the digits of a section begin and stop, and where they end with a power or a denominator behind them."""
    power = next((i for i, (kind, _) in enumerate(tokens) if kind in (codes.EXPONENT, SLASH)), len(tokens))
    at = [i for i, (kind, _) in enumerate(tokens[:power]) if kind in (DIGIT, GENERAL)]
    if not at:
        return len(tokens), len(tokens), len(tokens)
    first, stop = at[0], at[-1] + 1
    if first and tokens[first - 1][0] == POINT:
        first -= 1
    figures = (i for i, (kind, text) in enumerate(tokens) if i > power and (kind == DIGIT or text.isdecimal()))
    return first, stop, max(figures, default=stop - 1) + 1


def _commas(tokens: list[tuple[str, str]]) -> int:
    """How many commas tokens begin with."""
    return next((i for i, (kind, _) in enumerate(tokens) if kind != COMMA), len(tokens))


def _literal(tokens: list[tuple[str, str]]) -> str:
    kinds = {PERCENT: "%", SLASH: "/"}
    return "".join(text if kind == LITERAL else kinds.get(kind, "") for kind, text in tokens)


def _denominator(tokens: list[tuple[str, str]]) -> int:
    """The denominator a code asks for, negative for the largest it allows."""
    figures = "".join(text for kind, text in tokens if kind in (LITERAL, DIGIT) and text.isdecimal())
    if figures.strip("0"):
        return min(int(figures[:4]), 1000)
    return 1 - int("1" + "0" * min(sum(kind == DIGIT for kind, _ in tokens) or 1, 3))


def _fraction(number: float, denominator: int) -> str:
    """A number as a whole and a fraction, as `3 1/2`."""
    exact = Fraction(number)
    if denominator > 0:
        near = Fraction(round(exact * denominator), denominator)
    else:
        near = exact.limit_denominator(-denominator)
    whole, rest = divmod(near, 1)
    if not rest:
        return str(whole)
    return f"{whole} {rest}" if whole else str(rest)


@lru_cache(maxsize=4096)
def printer(code: str, since_1904: bool = False) -> Printer:
    """The printer of a code, made once."""
    return Printer(code, since_1904)

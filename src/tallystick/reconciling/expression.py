"""The little language of identities: `new = old * (1 + growth / 100)`, compiled to a tape.

Names are roles; a role that stands for several figures is used as `sum(part)` or `prod(1 + part / 100)`.
The operations are + - * / and ^ with a whole number or a count as exponent; one = stands between two sides.
A tape is a list of operations in the order of evaluation that exact and columnar arithmetic both walk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from tallystick.model import KnowledgeError

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([a-z_]+)|([-+*/^()=]))")
_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Name:
    """A role."""

    role: str


@dataclass(frozen=True, slots=True)
class Binary:
    """Two values joined by + - * or /."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Power:
    """A value to a whole number, or to a named count."""

    base: Node
    exponent: int | str


@dataclass(frozen=True, slots=True)
class Fold:
    """The sum or product of a value over every figure of its roles."""

    sign: str
    body: Node


Node = Number | Name | Binary | Power | Fold


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed identity: `left` = `right`, and the roles in order of first use."""

    text: str
    left: Node
    right: Node
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tape:
    """Slots 0 … `roles`-1 are the figures, then the constants, then one slot per operation."""

    roles: int
    constants: tuple[Fraction, ...]
    operations: tuple[tuple[str, int, int], ...]
    left: int
    right: int

    @property
    def slots(self) -> int:
        """How many slots an evaluation needs."""
        return self.roles + len(self.constants) + len(self.operations)


class _Parser:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, text: str) -> None:
        self.text, self.position, self.depth = text, 0, 0
        self.tokens = self._tokens(text)
        self.roles: dict[str, None] = {}

    def _tokens(self, text: str) -> list[str]:
        tokens, at = [], 0
        while at < len(text.rstrip()):
            found = _TOKEN.match(text, at)
            if not found:
                raise self.problem(f"unknown sign at {text[at : at + 8]!r}")
            tokens.append(found[found.lastindex or 0])
            at = found.end()
        return tokens

    def problem(self, what: str) -> KnowledgeError:
        return KnowledgeError(f"broken formula {self.text!r}: {what}", "write it like new = old * (1 + growth / 100)")

    def peek(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        token = self.peek()
        if not token or (wanted and token != wanted):
            raise self.problem(f"expected {wanted or 'a value'} but found {token or 'the end'}")
        self.position += 1
        return token

    def formula(self) -> Formula:
        left = self.sum()
        if self.peek() != "=":
            raise self.problem("no = between two sides")
        self.take()
        right = self.sum()
        if self.peek():
            raise self.problem(f"{self.peek()!r} after the end")
        return Formula(self.text, left, right, tuple(self.roles))

    def sum(self) -> Node:
        node = self.product()
        while self.peek() in ("+", "-"):
            sign = self.take()
            node = Binary(sign, node, self.product())
        return node

    def product(self) -> Node:
        node = self.power()
        while self.peek() in ("*", "/"):
            sign = self.take()
            node = Binary(sign, node, self.power())
        return node

    def power(self) -> Node:
        node = self.atom()
        if self.peek() == "^":
            self.take()
            exponent = self.take()
            return Power(node, int(exponent) if exponent.isdigit() else exponent)
        return node

    def atom(self) -> Node:
        self.depth += 1
        if self.depth > _DEPTH:
            raise self.problem("nested too deep")
        word = self.take()
        node: Node
        if word == "(":
            node = self.sum()
            self.take(")")
        elif word in ("sum", "prod") and self.peek() == "(":
            self.take()
            node = Fold("+" if word == "sum" else "*", self.sum())
            self.take(")")
        elif word[0].isdigit():
            node = Number(Fraction(word))
        elif word[0].isalpha():
            self.roles[word] = None
            node = Name(word)
        else:
            raise self.problem(f"{word!r} is no value")
        self.depth -= 1
        return node


@lru_cache(maxsize=256)
def parse(text: str) -> Formula:
    """Read a formula; KnowledgeError says where it is broken.

    >>> parse("whole = sum(part)").roles
    ('whole', 'part')
    """
    return _Parser(text).formula()


def turns(node: Node, sizes: Mapping[str, int]) -> int:
    """How many figures a fold over this node runs through, when each role stands for so many."""
    match node:
        case Name(role):
            return sizes[role]
        case Binary(_, left, right):
            return max(turns(left, sizes), turns(right, sizes))
        case Power(body, _) | Fold(_, body):
            return turns(body, sizes)
    return 1


class _Compiler:
    def __init__(self, slots: Mapping[str, tuple[int, ...]], counts: Mapping[str, int]) -> None:
        self.slots, self.counts = slots, counts
        self.roles = sum(len(places) for places in slots.values())
        self.constants: list[Fraction] = []
        self.operations: list[tuple[str, int, int]] = []

    def walk(self, node: Node, each: int = 0) -> int:
        """The place of a node's value: figures ≥ 0, constants and operations coded below."""
        match node:
            case Number(value):
                self.constants.append(value)
                return -2 * len(self.constants)
            case Name(role):
                places = self.slots[role]
                return places[each] if len(places) > 1 else places[0]
            case Fold(sign, body):
                place = self.walk(body, 0)
                for turn in range(1, turns(body, {role: len(places) for role, places in self.slots.items()})):
                    place = self._emit(sign, place, self.walk(body, turn))
                return place
            case Power(base, exponent):
                raised = exponent if isinstance(exponent, int) else self.counts[exponent]
                return self._emit("^", self.walk(base, each), raised)
            case Binary(sign, left, right):
                first = self.walk(left, each)
                return self._emit(sign, first, self.walk(right, each))

    def _emit(self, operation: str, left: int, right: int) -> int:
        self.operations.append((operation, left, right))
        return -2 * len(self.operations) + 1

    def place(self, code: int) -> int:
        """From the coding of `walk` to a slot."""
        if code >= 0:
            return code
        if code % 2 == 0:
            return self.roles + -code // 2 - 1
        return self.roles + len(self.constants) + (1 - code) // 2 - 1


@lru_cache(maxsize=1024)
def compile_tape(text: str, shape: tuple[tuple[str, int], ...], counts: tuple[tuple[str, int], ...] = ()) -> Tape:
    """The tape of a formula where each role of `shape` stands for so many figures.

    `counts` gives the exponents that are named (`n` years). Slots follow the order of `shape`.
    """
    formula = parse(text)
    slots, start = {}, 0
    for role, number in shape:
        slots[role] = tuple(range(start, start + number))
        start += number
    compiler = _Compiler(slots, dict(counts))
    left, right = compiler.walk(formula.left), compiler.walk(formula.right)
    operations = tuple(
        (name, compiler.place(a), b if name == "^" else compiler.place(b)) for name, a, b in compiler.operations
    )
    constants = tuple(compiler.constants)
    return Tape(start, constants, operations, compiler.place(left), compiler.place(right))

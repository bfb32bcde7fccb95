"""Pages of lists, and filters from addresses: what does not fit a filter is left out."""

from __future__ import annotations

from typing import TypeVar
from urllib.parse import urlencode

import msgspec
from starlette.requests import Request

F = TypeVar("F", bound=msgspec.Struct)
SIZE = 40
LAST = 10_000
LONGEST = 200


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a list, counted from 1, with the addresses of its neighbours (empty where there is none)."""

    number: int
    size: int
    path: str
    query: tuple[tuple[str, str], ...]
    more: bool = False

    @property
    def skip(self) -> int:
        """How many entries stand before it."""
        return (self.number - 1) * self.size

    @property
    def before(self) -> str:
        """The address of the page before."""
        return self._address(self.number - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        """The address of the page after."""
        return self._address(self.number + 1) if self.more and self.number < LAST else ""

    def sorted_by(self, key: str, down_first: bool = False) -> str:
        """The address of the list sorted by a column, the other way round where it is so already."""
        now = dict(self.query).get("sort", "")
        first, second = (f"-{key}", key) if down_first else (key, f"-{key}")
        kept = [(name, value) for name, value in self.query if name != "sort" and value]
        return f"{self.path}?{urlencode([*kept, ('sort', second if now == first else first)])}"

    def file(self, form: str) -> str:
        """The address of the list as it is shown, as a file."""
        kept = [(name, value) for name, value in self.query if value]
        return f"/lists{self.path}.{form}{'?' if kept else ''}{urlencode(kept)}"

    def with_more(self, more: bool) -> Page:
        """The same page, told whether the list goes on."""
        return msgspec.structs.replace(self, more=more)

    def _address(self, number: int) -> str:
        return f"{self.path}?{urlencode([*self.query, ('page', str(number))])}"


def page_of(request: Request, size: int = SIZE) -> Page:
    """The page an address asks for."""
    asked = request.query_params.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 5 else 1
    kept = tuple((n, v[:LONGEST]) for n, v in request.query_params.multi_items() if n not in ("page", "lang"))[:20]
    return Page(number=min(max(number, 1), LAST), size=size, path=request.url.path, query=kept)


def filter_of(request: Request, kind: type[F]) -> F:
    """The filter an address asks for; all its fields are texts."""
    told = {name: request.query_params.get(name, "") for name in kind.__struct_fields__}
    return kind(**{name: value.replace("\x00", "").strip()[:LONGEST] for name, value in told.items()})

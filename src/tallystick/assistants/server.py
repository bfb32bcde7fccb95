"""The server of the tools: what each takes, and where its work is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from msgspec.json import encode
from pydantic import Field

from tallystick.assistants import answers, kept, reading
from tallystick.assistants.bounds import MOST, USUAL
from tallystick.assistants.reading import Handed, Part
from tallystick.assistants.sources import Shared, wanted
from tallystick.model import LedgerError, TallystickError
from tallystick.web import pool

T = TypeVar("T")

INSTRUCTIONS = """\
Tallystick reads the figures of official releases and news texts (English, Chinese), proves by exact arithmetic whether
they agree, and knows what was published before. Every answer quotes the words it rests on with their place; quote them
too. A verdict is arithmetic, not opinion: "contradicts" means the printed figures cannot all be right even with
rounding; "cannot check" means nothing was proved. Give `released`, the day of the text, whenever it is known.
"""

Text = Annotated[str, Field(description="The text itself, at most 128 KB. Give this, or `path`, or `address`.")]
Path = Annotated[str, Field(max_length=1000, description="A file inside the folder that the server shares, if any.")]
Address = Annotated[str, Field(max_length=2000, description="A public http(s) address, if the server fetches any.")]
Day = Annotated[str, Field(max_length=40, description="A day, like 2022-02-28.")]
Released = Annotated[str, Field(max_length=40, description="Day of the text, like 2022-02-28, where it tells none.")]
Language = Annotated[Literal["", "en", "zh"], Field(description="Language of the text, which else decides.")]
Names = Annotated[Literal["en", "zh"], Field(description="Language in which findings are told.")]
Skip = Annotated[int, Field(ge=0, le=1_000_000, description="Entries to leave out: `next_skip` of the answer before.")]
Limit = Annotated[int, Field(ge=1, le=MOST, description="Entries of the answer at most.")]
Observations = Annotated[
    list[dict[str, Any]] | None,
    Field(
        max_length=2000,
        description="Figures as you read them, each with text, sentence (or start and end), value, unit, measure, "
        "subject, and period, base, area, qualifier, status where they are told.",
    ),
]
Area = Annotated[str, Field(max_length=100, description="An area by code or name: CN, Japan.")]
READS_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


class Tools:
    """The tools over what a server shares; each answers within so many seconds, whatever a text does."""

    def __init__(self, shared: Shared, reader: str = "auto", seconds: float = pool.SECONDS) -> None:
        self._shared, self._reader, self._seconds = shared, reader, seconds

    def read(
        self,
        text: Text = "",
        path: Path = "",
        address: Address = "",
        released: Released = "",
        language: Language = "",
        unread: Annotated[bool, Field(description="Also list numbers that are no figures, with the reason.")] = False,
        skip: Skip = 0,
        limit: Limit = USUAL,
    ) -> answers.Read:
        """Read every figure of a text: value, unit, what it measures, when, where, with its words and their place."""
        one = self._source(text, path, address, released, language)
        return self._done(reading.read, one, self._reader, Part(skip, limit), unread)

    def check(
        self,
        text: Text = "",
        path: Path = "",
        address: Address = "",
        released: Released = "",
        language: Language = "",
        observations: Observations = None,
        read_by: Annotated[str, Field(max_length=100, description="Who read the `observations`.")] = "",
        names: Names = "en",
        implied: Annotated[bool, Field(description="Also tell what the figures imply and the text omits.")] = False,
        skip: Skip = 0,
        limit: Limit = USUAL,
    ) -> answers.Checked:
        """Check whether the figures of a text agree with each other and, where the server has a ledger, with all that
        was published up to its day: findings with their arithmetic and sentences, contradictions first. You may hand in
        the figures as you read them: each is held against the text, and those that do not stand there are refused."""
        one = self._source(text, path, address, released, language)
        handed = Handed(encode(observations) if observations else b"", read_by)
        return self._done(
            reading.check, one, handed, self._reader, Part(skip, limit), self._shared.ledger, names, implied
        )

    def compare(
        self,
        original: Text = "",
        translation: Text = "",
        original_path: Path = "",
        translation_path: Path = "",
        released: Released = "",
        skip: Skip = 0,
        limit: Limit = USUAL,
    ) -> answers.Compared:
        """Hold a translation (or another version) against its original, figure by figure: what differs and why, what is
        missing, what was added."""
        first = self._source(original, original_path, "", released, "")
        other = self._source(translation, translation_path, "", released, "")
        return self._done(reading.compare, first, other, "fast", Part(skip, limit))

    def claim(
        self,
        words: Annotated[str, Field(min_length=1, max_length=5000, description="One or a few sentences.")],
        area: Area = "",
        day: Annotated[str, Field(max_length=40, description="When it was said; empty: today.")] = "",
        names: Names = "en",
        skip: Skip = 0,
        limit: Limit = USUAL,
    ) -> answers.Claimed:
        """Is this claim right? The published value of each figure with its source and quote, what it was before and
        since, and the verdict."""
        return self._done(kept.claim, self._ledger(), words, area, day, self._reader, names, Part(skip, limit))

    def series(
        self,
        name: Annotated[
            str, Field(max_length=500, description="An indicator (gdp.real.growth) or a whole key; empty: list all.")
        ] = "",
        area: Area = "",
        as_of: Annotated[str, Field(max_length=40, description="The values as published by the end of this day.")] = "",
        known_at: Annotated[str, Field(max_length=40, description="Only what the ledger knew by this day.")] = "",
        vintages: Annotated[bool, Field(description="Every value that each period ever had.")] = False,
        skip: Skip = 0,
        limit: Limit = USUAL,
    ) -> answers.Series:
        """The values of a series, newest first, as they stood on a day, each with the words that said it."""
        part = Part(skip, limit)
        return self._done(kept.series, self._ledger(), name, area, as_of, known_at, vintages, part)

    def search(
        self,
        words: Annotated[str, Field(min_length=1, max_length=200, description="Words, or an indicator's name.")],
        skip: Skip = 0,
        limit: Limit = USUAL,
    ) -> answers.Found:
        """Find sentences with figures in kept releases, by their words or by the names of indicators (en, zh)."""
        return self._done(kept.search, self._ledger(), words, Part(skip, limit))

    def _source(self, *given: str) -> Any:
        with _told():
            return wanted(self._shared, *given)

    def _ledger(self) -> str:
        if self._shared.ledger is None:
            advice = "start the server with --ledger FILE; `read`, `check` and `compare` need none"
            raise ToolError(str(LedgerError("this server has no ledger", advice)))
        return self._shared.ledger

    def _done(self, work: Callable[..., T], *given: Any) -> T:
        with _told():
            return pool.run(work, *given, seconds=self._seconds)


class _told:  # noqa: N801  used like a function
    """Inside, what is meant for the user is told to the caller as an error of the tool."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: object) -> None:
        if isinstance(error, TallystickError):
            raise ToolError(str(error)) from None


def server_of(tools: Tools, version: str) -> MCPServer:
    """The server with all tools; it keeps nothing and changes nothing."""
    server = MCPServer(
        "tallystick", title="Tallystick", version=version, instructions=INSTRUCTIONS, log_level="WARNING"
    )
    for tool in (tools.read, tools.check, tools.compare, tools.claim, tools.series, tools.search):
        server.tool(annotations=READS_ONLY)(tool)
    return server

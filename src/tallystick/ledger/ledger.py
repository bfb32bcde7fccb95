"""The ledger's one class: each method a short call of the module that does the work."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import copy
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from tallystick.knowledge.indicators import Indicator
from tallystick.ledger import findings as kept_findings
from tallystick.ledger import lookup, recalling, search, selecting, series_counts, vintages
from tallystick.ledger.appending import Appending
from tallystick.ledger.asking import Asking
from tallystick.ledger.days import iso
from tallystick.ledger.deciding import Decisions
from tallystick.ledger.engines import WAIT_SECONDS
from tallystick.ledger.history import Readings
from tallystick.ledger.records import (
    Derived,
    Fault,
    Found,
    Info,
    KeptFinding,
    KeptRelease,
    Point,
    Records,
    Revision,
    SeriesInfo,
    Statement,
)
from tallystick.ledger.said import Row
from tallystick.ledger.store import Store
from tallystick.model import Finding, LedgerError, Reading

if TYPE_CHECKING:
    from tallystick.ledger.bundling import Bundle


class Ledger(Appending, Decisions, Readings, Asking):
    """Every figure ever kept. See the package's docstring for what it answers.

    >>> ledger = Ledger("/tmp/example.db")          # doctest: +SKIP
    >>> ledger.series("industry.value_added.growth", as_of="2022-03-01").to_polars()   # doctest: +SKIP
    """

    def __init__(
        self,
        url: str | Path = "tallystick.db",
        *,
        create: bool = True,
        read_only: bool = False,
        wait: float = WAIT_SECONDS,
        veiled: bool = False,
    ) -> None:
        self.store = Store(url, create=create, read_only=read_only, wait=wait, veiled=veiled)
        self._series: dict[str, int] = {}
        self.sure: float | None = None

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def asking(self, sure: float | None) -> Ledger:
        """The same ledger, whose questions take another confidence as sure where they name none; 0 takes all."""
        made = copy(self)
        made.sure = sure
        return made

    def for_readers(self) -> Ledger:
        """The same ledger as those see it who do not work on it: as if what is under embargo were not kept.

        `Ledger(url, veiled=True)` opens one so. Close the ledger it was made of.
        """
        made = copy(self)
        made.store = self.store.through_veil()
        return made

    def _level(self, sure: float | None) -> float | None:
        return self.sure if sure is None else sure

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()

    def releases(self, *, since: date | str | None = None, until: date | str | None = None) -> Records[KeptRelease]:
        """Kept releases in the order of publication; days are dates or ISO texts."""
        with self.store.reading() as connection:
            return recalling.releases(connection, since=iso(since), until=iso(until))

    def release(self, release_id: str) -> KeptRelease:
        """One kept release; LedgerError when it is not kept."""
        with self.store.reading() as connection:
            return recalling.release(connection, release_id)

    def original(self, release_id: str) -> bytes:
        """The archived bytes of a release."""
        with self.store.reading() as connection:
            return recalling.original(connection, release_id)

    def check_against(self, reading: Reading) -> tuple[Finding, ...]:
        """What everything kept up to the release's day says of its figures: said before, revised, contradicted."""
        from tallystick.ledger.comparing import check_against

        with self.store.reading() as connection:
            return check_against(connection, reading)

    def observations(
        self,
        *,
        release: str | None = None,
        indicator: str | None = None,
        measure: str | None = None,
        area: str | None = None,
        period: str | None = None,
        series: str | None = None,
        limit: int | None = None,
    ) -> Records[Statement]:
        """Figures as they were said, by publication."""
        with self.store.reading() as connection:
            return recalling.said(
                connection, limit, release=release, indicator=indicator, measure=measure, area=area, period=period,
                series=series,
            )  # fmt: skip

    def said_by_indicator(self, area: str, ended: date) -> dict[str, list[Statement]]:
        """Figures of an area by indicator, of periods that ended on a day or are not told; by publication."""
        with self.store.reading() as connection:
            return recalling.said_by_indicator(connection, area, ended.isoformat())

    def findings(self, *, release: str | None = None, verdict: str | None = None) -> Records[KeptFinding]:
        """Findings kept, of one release or with one verdict."""
        with self.store.reading() as connection:
            return kept_findings.kept_findings(connection, release=release, verdict=verdict)

    def series_list(
        self,
        *,
        indicator: str | None = None,
        measure: str | None = None,
        area: str | None = None,
        sure: float | None = None,
        indicators: Collection[str] = (),
    ) -> Records[SeriesInfo]:
        """The series kept (of `indicators`, if named); figures of less confidence than `sure` do not count."""
        with self.store.reading() as connection:
            wanted = {"indicator": indicator, "measure": measure, "area": area}
            return series_counts.series_list(connection, **wanted, sure=self._level(sure), indicators=indicators)

    def series(
        self,
        name: str,
        *,
        as_of: date | str | None = None,
        known_at: date | str | None = None,
        sure: float | None = None,
        **narrowed: str | None,
    ) -> Records[Point]:
        """One value a period: the one that stood on a day of publication, as known on a day (default: now).

        Figures of less confidence than `sure` are left out: None is the usual level, 0 leaves none out.
        """
        with self.store.reading() as connection:
            rows = self._said(connection, name, narrowed, known_at, sure)
            known = selecting.moment(iso(known_at))
            return Records(vintages.standing_points(connection, rows, iso(as_of), known_at=known))

    def vintages(
        self,
        name: str,
        *,
        period: str | None = None,
        ended_since: date | str | None = None,
        known_at: date | str | None = None,
        sure: float | None = None,
        **narrowed: str | None,
    ) -> Records[Point]:
        """Every value a series' periods ever had, with the days it stood; `sure` as in `series`.

        `period` asks for one period, `ended_since` for those that ended on a day or later.
        """
        with self.store.reading() as connection:
            rows = self._said(connection, name, narrowed, known_at, sure, period or "", iso(ended_since) or "")
            return Records(vintages.points(connection, rows, known_at=selecting.moment(iso(known_at))))

    def vintages_of(self, keys: Sequence[str], *, ended_since: date | str | None = None) -> Records[Point]:
        """`vintages` of several series, by their whole keys, asked for at once; one that is not kept has none."""
        with self.store.reading() as connection:
            numbers, since = selecting.numbers_of(connection, keys), iso(ended_since) or ""
            rows = selecting.statements(connection, numbers, since=since, sure=self.sure)
            return Records(vintages.points(connection, rows))

    def _said(
        self,
        connection: Connection,
        name: str,
        narrowed: dict[str, str | None],
        known_at: date | str | None,
        sure: float | None,
        period: str = "",
        since: str = "",
    ) -> Sequence[Row]:
        numbers = selecting.series_numbers(connection, name, _narrowed(narrowed))
        at, level = iso(known_at), self._level(sure)
        return selecting.statements(connection, numbers, known_at=at, period=period, since=since, sure=level)

    def revisions(
        self,
        *,
        series: str | None = None,
        since: date | str | None = None,
        doubtful: bool = False,
        sure: float | None = None,
    ) -> Records[Revision]:
        """What later releases changed, in the order it was changed; `doubtful` adds what may be no revision."""
        with self.store.reading() as connection:
            if series:
                numbers = selecting.series_numbers(connection, series, {})
                rows = selecting.statements(connection, numbers, sure=self._level(sure))
            else:
                rows = selecting.changed(connection, self._level(sure))
            found = vintages.revisions(vintages.points(connection, rows))
        wanted = (r for r in found if r.revised_on >= (iso(since) or "") and (doubtful or not r.doubt))
        return Records(sorted(wanted, key=lambda r: (r.revised_on, r.series, r.period)))

    def derived(
        self, indicator: str, *, area: str | None = None, as_of: date | str | None = None, sure: float | None = None
    ) -> Records[Derived]:
        """What follows from an indicator's standing values: months, averages, implied levels, contributions."""
        from tallystick.ledger.deriving import derive

        name, _ = selecting.split_name(indicator)
        return Records(derive(self.series(name, as_of=as_of, area=area, sure=sure)))

    def bundle(
        self,
        indicators: Sequence[str] = (),
        *,
        vintages: bool = False,
        as_of: date | str | None = None,
        observations: bool = False,
        sure: float | None = None,
    ) -> Bundle:
        """What `tallystick export` writes, for the writers of `tallystick.reporting.series_exports`."""
        from tallystick.ledger.bundling import bundle

        level = self._level(sure)
        with self.store.reading() as connection:
            return bundle(
                connection, indicators, every_vintage=vintages, as_of=iso(as_of), observations=observations, sure=level
            )

    def verify(self, *, seal: str = "") -> Records[Fault]:
        """Every fault found in the ledger; empty when all is well. `seal` is one noted earlier (`info().seal`)."""
        from tallystick.ledger.verifying import verify

        return Records(verify(self.store, seal))

    def backup(self, target: str | Path, *, force: bool = False) -> None:
        """Copy the whole ledger, as it is at this moment, into one SQLite file, which opens as a ledger."""
        from tallystick.ledger.backing_up import backup

        backup(self.store, Path(target), force=force)

    def info(self) -> Info:
        """What the ledger is and holds."""
        with self.store.reading() as connection:
            return recalling.info(connection, self.store)

    def find(self, words: str, *, limit: int = 20, skip: int = 0) -> Records[Found]:
        """Sentences that hold all the words, or whose figures' subjects do, last kept first."""
        with self.store.reading() as connection:
            return search.find(connection, words, limit=limit, skip=skip)

    def named(self, words: str, *, most: int = 12, begun: bool = False) -> list[Indicator]:
        """Kept indicators one of whose names, in either language, holds all the words; `begun`: or begins so."""
        with self.store.reading() as connection:
            return lookup.named(words, search.indicators(connection), most=most, begun=begun)

    def meant(self, words: str) -> list[str]:
        """What the words may have been meant for, where that finds something."""
        near = lookup.meant(words)
        return [one for one in near if self.named(one, most=1) or self.find(one, limit=1)]


def _narrowed(fields: dict[str, str | None]) -> dict[str, str | None]:
    unknown = set(fields) - set(selecting.FIELDS)
    if unknown:
        raise LedgerError(
            f"series are not told apart by {', '.join(sorted(unknown))}", "use " + ", ".join(selecting.FIELDS)
        )
    return {"status": "actual"} | fields

"""Templates of the desk: the words and macros of the reports, and the desk's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tallystick.compiling.kept import BRIDGE, DETAIL
from tallystick.knowledge.areas import area_name
from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.retelling import retold
from tallystick.knowledge.wording import sentence
from tallystick.ledger import SeriesInfo, embargoes
from tallystick.model.period_words import period_ending
from tallystick.reporting import page, show
from tallystick.reporting import words as report_words
from tallystick.web.guard import Visit

LANGUAGES = ("en", "zh")
LANGUAGE_COOKIE = "tallystick_language"


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("tallystick.web").joinpath("words.toml").read_text(encoding="utf-8"))


def word(key: str, language: str, fallback: str | None = None, **values: object) -> str:
    """A word of the desk, or else of the reports, in the language asked for.

    `fallback` is the key of another word, or a text, for a key that nobody has put into words.
    """
    known = _words().get(key)
    if known is None and fallback is not None and not report_words.has(key):
        known = _words().get(fallback)
        return known[language] if known else fallback
    if known is None:
        return report_words.word(key, language, **values)
    one = known.get(f"{language} one") if values.get("n") == 1 else None
    return (one or known[language]).format(**values)


@lru_cache(maxsize=len(LANGUAGES))
def templates(language: str) -> Environment:
    """The templates in one language, compiled once."""
    made = page.environment(language)
    assert made.loader
    made.loader = ChoiceLoader([PackageLoader("tallystick.web"), made.loader])
    made.filters["path"] = lambda text: quote(text, safe="=;.")
    made.globals.update(
        t=lambda key, fallback=None, **values: word(key, language, fallback, **values),
        languages=LANGUAGES,
        area_name=area_name,
        said=lambda text: retold(text, language),
        show_number=show.show_number,
        show_unit=show.show_unit,
        indicator_name=lambda known: name_of_indicator(known, language),
        show_day=lambda day: show.show_period(day[:10], language) if day else "",
        show_end=lambda day, frequency: show_end(day, frequency, language),
        show_moment=embargoes.shown,
        scope_words=lambda info: scope_words(info, language),
        figure_link=figure_link,
        held=lambda field, value: held(field, value, language),
        cited=lambda citation: sentence(citation, language),
        place_name=lambda place: retold(place, language),
        file_name=lambda source: PurePath(source).name,
    )
    return made


def fragment(language: str, template: str, **values: Any) -> str:
    """A part of a page."""
    return templates(language).get_template(template).render(**values)


def language_of(request: Request) -> str:
    """The language asked for, else chosen before, else of the browser."""
    asked = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE)
    if asked in LANGUAGES:
        return asked
    return "zh" if request.headers.get("accept-language", "").lower().startswith("zh") else "en"


def respond(
    visit: Visit,
    title: str,
    main: str,
    *,
    status: int = 200,
    here: str = "",
    scripts: tuple[str, ...] = ("desk.js",),
    head: str = "",
) -> Response:
    """A whole page around its main part, in the visitor's language; `head` is what previews of links are told."""
    request, language = visit.request, language_of(visit.request)
    body = fragment(
        language,
        "desk.html.j2",
        title=title,
        main=Markup(main),  # noqa: S704  rendered by our templates, which escape
        here=here,
        head=Markup(head),  # noqa: S704  the same
        scripts=scripts,
        visit=visit,
        switch={other: _switched(request, other) for other in LANGUAGES if other != language},
    )
    response = HTMLResponse(body, status_code=status)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, language, max_age=31_536_000, samesite="lax", httponly=True)
    return response


def name_of_indicator(known: str | None, language: str) -> str:
    """An indicator's name; its id where the catalogue does not know it."""
    indicator = catalogue().get(known or "")
    return indicator.name(language) if indicator else known or ""


def held(field: str, value: str, language: str) -> str:
    """What a field of a figure holds, in words: its measure, status, period or direction; subjects are the text's."""
    if field == "measure" and value:
        return show.show_measure(value, language)
    if field in ("status", "sign"):
        return word(value, language, value) if value else ""
    return show.show_period(value, language) if field in ("period", "base") and value else value


def scope_words(info: SeriesInfo, language: str) -> str:
    """What part of the returns a series compiled of them is of; empty for any other series."""
    if info.adjustment != DETAIL:
        return ""
    known = catalogue().get(info.indicator)
    own = info.scope.removeprefix(known.scope if known else "").removeprefix(", ")
    step = next((name for name in BRIDGE.values() if own.endswith(name)), "")
    part = own.removesuffix(step).removesuffix(", ")
    told = [f"“{part}”" if language == "zh" else part] if part else []
    return " · ".join(told + ([word(f"trait {step}", language)] if step else []))


def show_end(day: str, frequency: str, language: str) -> str:
    """A period of a frequency by the ISO day it ends on, at the end of a month by the month's name at least.

    >>> show_end("2021-12-31", "quarter", "en"), show_end("2021-06-30", "half", "en"), show_end("2021-11-30", "", "en")
    ('Q4 2021', 'H1 2021', 'Nov 2021')
    >>> show_end("2021-11-15", "", "en"), show_end("", "", "en")
    ('15 Nov 2021', '')
    """
    return show.show_period(ended(day[:10], frequency), language) if day else ""


def ended(day: str, frequency: str = "") -> str:
    """The period of a frequency (`month`, `quarter`, `half`, `year`, else a month) that ends on an ISO day.

    The day itself where no month ends on it.

    >>> ended("2021-12-31", "year"), ended("2021-02-28", "3 months"), ended("2021-02-27")
    ('2021', '2021-02', '2021-02-27')
    """
    named = day if " " in frequency else period_ending(day, frequency)
    return period_ending(day, "month") if named == day else named


def figure_link(observation: str) -> str:
    """The address of a figure in its release: the words that said it."""
    release, _, start = observation.rpartition(":")
    return f"/releases/{quote(release, safe='')}?at={start}#figure-{start}"


def _switched(request: Request, language: str) -> str:
    url = request.url.include_query_params(lang=language) if request.method == "GET" else request.url.replace(path="/")
    return f"{url.path}?{url.query}" if url.query else url.path

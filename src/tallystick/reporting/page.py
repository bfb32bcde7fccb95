"""The annotated release as one page that needs no other file, host or network."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.producers import publisher_in
from tallystick.knowledge.wording import sentence
from tallystick.model import Finding, Observation, Reading, Release, Repair, Unread, path_words
from tallystick.model.finding import UNTESTED, VERDICTS
from tallystick.model.message import Amount
from tallystick.model.source_names import source_name
from tallystick.reconciling.coverage import coverage
from tallystick.reconciling.shown import closing, handed_in, verdict_words
from tallystick.reconciling.tables.counts import by_tables
from tallystick.reconciling.wording import amount, in_language, reads
from tallystick.reporting import show
from tallystick.reporting.annotate import annotate
from tallystick.reporting.cleaning import visible
from tallystick.reporting.excerpt import Excerpts
from tallystick.reporting.left_out import left_out
from tallystick.reporting.page_images import PageImages
from tallystick.reporting.permalinks import to_words
from tallystick.reporting.pictures import EmbeddedPictures, Pictures
from tallystick.reporting.slips import told_difference
from tallystick.reporting.words import word

_CLASSES = {"cannot check": "cannot", "holds by rounding": "rounding", "implied": "implied-one", UNTESTED: "untested"}


def clean(text: object) -> object:
    """A text without control and direction-turning characters, shown as their visible stand-ins."""
    if isinstance(text, Markup) or not isinstance(text, str):  # markup is made of texts cleaned before
        return text
    return visible(text)


def environment(language: str) -> Environment:
    """Templates with everything they call; every text from a release is escaped and cleaned."""
    made = Environment(
        loader=PackageLoader("tallystick.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=clean,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["anchor"] = anchor
    made.globals.update(
        lang=language,
        t=lambda key, **values: word(key, language, **values),
        by=lambda publisher: publisher_in(publisher, language),
        own=lambda text: own_language(text, language),
        quoted=lambda text: own_words(text, language),
        rule=lambda identity: rule_name(identity, language),
        in_brackets=lambda text: word("in brackets", language, what=text),
        marks=show.MARKS,
        unsure_mark=show.UNSURE_MARK,
        settled_by=show.settled_by,
        slug=lambda verdict: _CLASSES.get(verdict, verdict),
        show_value=show.show_value,
        show_interval=show.show_interval,
        show_period=show.show_period,
        show_measure=show.show_measure,
        show_verdict=show.show_verdict,
        show_derived=lambda finding: show.show_derived(finding, language),
        in_words=lambda finding: in_language(finding, language),
        place=lambda figure: f"#{anchor(figure)}",
        finding_link=lambda finding: "",  # noqa: ARG005  a page alone has no other to lead to
        series_link=lambda observation: "",  # noqa: ARG005
        show_place=show.show_place,
        path_words=path_words,
        picture=lambda observation: "",  # noqa: ARG005
        excerpt=lambda observation: None,  # noqa: ARG005
        share_link=lambda figure: "",  # noqa: ARG005
        told_before=lambda finding: False,  # noqa: ARG005
        origin=lambda observation: "",  # noqa: ARG005
        page_link=lambda place, observation=None: "",  # noqa: ARG005
        may_edit=False,
        told=lambda link: told_difference(link, language),
        verdict_word=verdict_words,
    )
    return made


def anchor(figure: str) -> str:
    """The place on the page of a figure given by its id (`release:start`)."""
    return f"figure-{figure.rpartition(':')[2]}"


def asset(name: str) -> Markup:
    """A style sheet or script that ships with the project, to stand inside a page."""
    return Markup(files("tallystick.reporting").joinpath("assets", name).read_text(encoding="utf-8"))  # noqa: S704  our own file


def own_language(text: str, language: str) -> Markup:
    """The attribute that says that a text is in the other language than its page; empty where it is in the same.

    >>> own_language("Exports rose by 3.1%", "zh"), own_language("3.1%", "zh")
    (Markup(' lang="en"'), Markup(''))
    """
    if reads(text, language):
        return Markup()
    return Markup(' lang="en"') if language == "zh" else Markup(' lang="zh-Hans"')


def own_words(text: str, language: str) -> str:
    """Words of a text as they are; as a quote where the reader's language is another."""
    return text if reads(text, language) else f"“{text}”"


def rule_name(identity: str, language: str) -> str:
    """What a finding rests on, in words; the id of a rule that nobody has named.

    >>> rule_name("mean_growth", "zh")
    '年均增速'
    """
    return sentence(f"rule {identity}", language).removeprefix("rule ")


def name_in(language: str, reading: Reading) -> Any:
    """How a page names what an observation measures: by the catalogue, in its language, else in the text's words."""
    same = reading.release.language == language

    def name_of(observation: Observation) -> str:
        indicator = None if same else catalogue().get(observation.indicator or "")
        if indicator:
            return indicator.name(language)
        return own_words(observation.subject, language)

    return name_of


def render(reading: Reading, findings: Sequence[Finding], language: str = "en", document: bytes = b"") -> str:
    """The whole page as HTML; `findings` are those of a check of the same reading.

    `document` are the bytes the release was made from: where they have pages, each figure is shown on its page.
    """
    pictures = EmbeddedPictures(PageImages(document) if document and reading.release.pages else None)
    style, script = asset("report.css"), asset("report.js")
    return (
        environment(language)
        .get_template("report.html.j2")
        .render(
            **contents(reading, findings, language, pictures),
            style=style,
            script=script,
            style_hash=csp_hash(style),
            script_hash=csp_hash(script),
        )
    )


def contents(
    reading: Reading, findings: Sequence[Finding], language: str, pictures: Pictures | None = None
) -> dict[str, Any]:
    """What the templates of an annotated release show, by the names they use."""
    shown = pictures or EmbeddedPictures()
    quotes = {o.id: o.text for o in reading.observations}
    checks = [f for f in findings if f.counts_as == f.verdict]
    return {
        "title": reading.release.title or reading.release.name,
        "about": _about(reading.release, language),
        "undated": not reading.release.is_dated,
        "reader": show.show_reader(reading.reader, language),
        "n_unsure": len(reading.unsure),
        "n_figures": len(reading.observations),
        "n_unread": len(reading.unread),
        "summary": [(v, n) for v in VERDICTS if (n := sum(f.verdict == v for f in checks))],
        "handed_in": list(handed_in([reading], language)),
        "closing": list(closing(_coverage(reading, findings), language)),
        "problems": [f for f in checks if f.verdict == "contradicts"],
        "passages": annotate(reading, findings),
        "unread": _by_reason(reading.unread),
        "name_of": name_in(language, reading),
        "excerpt": Excerpts(reading.release).of,
        "left_out": left_out(reading.release, language),
        "picture": shown.of,
        "pictures": shown,
        "told_before": teller(),
        "origin": lambda o: to_words(reading.release.source, o.sentence, o.place),
        "repair_words": repair_teller(quotes, {o.id: o.unit for o in reading.observations}),
    }


def teller() -> Callable[[Finding], bool]:
    """Tells of each finding whether it stands on the page already: paper shows it once."""
    told: set[tuple[object, ...]] = set()

    def told_before(finding: Finding) -> bool:
        one = (finding.identity, finding.kind, tuple(finding.figures), finding.statement)
        known = one in told
        told.add(one)
        return known

    return told_before


def _coverage(reading: Reading, findings: Sequence[Finding]) -> dict[str, int]:
    return {**by_tables(reading.observations, findings), **coverage(reading.observations, findings)}


def _about(release: Release, language: str) -> str:
    days = [show.show_period(day.isoformat(), language) for day in (release.released,) if day]
    publisher = publisher_in(release.publisher, language)
    return " · ".join(part for part in (publisher, *days, source_name(release.source), release.id) if part)


def _by_reason(unread: Sequence[Unread]) -> list[tuple[str, list[Unread]]]:
    groups: dict[str, list[Unread]] = defaultdict(list)
    for item in unread:
        groups[item.reason].append(item)
    return sorted(groups.items(), key=lambda group: (group[0] != "not understood", group[0]))


def repair_teller(quotes: Mapping[str, str], units: Mapping[str, str]) -> Callable[[Repair, str], str]:
    """How pages tell a single repair: which quote, into which range; both maps are by figure."""

    def tell(repair: Repair, language: str) -> str:
        interval = amount(Amount(repair.allowed, units.get(repair.figure, "1")), language)
        said = word("repair", language, quote=quotes.get(repair.figure, repair.figure), interval=interval)
        if repair.edit:
            said += word(
                "repair edit", language, printed=repair.printed, edit=sentence(f"edit {repair.edit}", language)
            )
        return said + (word("likeliest", language) if repair.likeliest else "")

    return tell


def csp_hash(content: str) -> str:
    """The hash by which a content security policy lets one inline style or script pass."""
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()

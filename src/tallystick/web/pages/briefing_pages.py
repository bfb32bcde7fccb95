"""One briefing: worked on with its proof beside the words, what changed between versions, and as it left."""

from __future__ import annotations

from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.responses import Response

from tallystick.ledger.embargoes import for_field, now, passed, zone
from tallystick.web import kept_briefings, leaving
from tallystick.web.briefing_records import Briefing, Figure, Proof, Version, Words
from tallystick.web.changes import changes
from tallystick.web.guard import Visit
from tallystick.web.pages.briefings import HERE, found, must_work, proof_of, works
from tallystick.web.rendering import fragment, language_of, respond, word

LANGUAGES = ("en", "zh")
LONGEST_TITLE = 300


class Piece(NamedTuple):
    """Words of a text; those of a figure with it."""

    words: str
    figure: Figure | None = None


class Change(NamedTuple):
    """A figure in two versions, its words in either; empty where it is not there."""

    name: str
    language: str
    before: str
    after: str


class Said(NamedTuple):
    """Why the page is shown again: a problem, who saved meanwhile, and what they changed."""

    problem: str = ""
    status: int = 200
    base: int = 0
    theirs: Version | None = None
    note: str = ""


def briefing(visit: Visit) -> Response:
    """One that is worked on, as its newest version or the one asked for; one that was sent as it left."""
    one = found(visit)
    version = _version(visit, one, asked_version(visit, one))
    if one.sent_at:
        return _sent_page(visit, one, version)
    return page_of(visit, one, version, version.words, proof_of(visit, one, version))


def proof(visit: Visit) -> Response:
    """The proof of a version alone, for a page that waits for it."""
    must_work(visit)
    one = found(visit)
    version = _version(visit, one, asked_version(visit, one))
    made = proof_of(visit, one, version)
    return part_of(visit, version.words, made)


def part_of(visit: Visit, words: Words, made: Proof | None) -> Response:
    """A proof as a part of a page."""
    response = Response(proof_part(visit, words, made), media_type="text/html; charset=utf-8")
    response.headers["x-proof"] = "waiting" if made is None else "failing" if made.failing else "holds"
    return response


def proof_part(visit: Visit, words: Words, made: Proof | None) -> str:
    """What came of proving words, with each figure marked where it stands."""
    language = language_of(visit.request)
    texts = {each: pieces(words.told(each), made.of(each) if made else ()) for each in LANGUAGES}
    return fragment(language, "briefing_proof.html.j2", proof=made, texts=texts, words=words)


def page_of(
    visit: Visit, one: Briefing, version: Version, words: Words, made: Proof | None, said: Said | None = None
) -> Response:
    """The page of one that is worked on, with words that may not be saved yet."""
    language, store = language_of(visit.request), visit.desk.ledger.store
    title = _title(version.words, language)
    names, another = leaving.signatures(store, one.number), leaving.needs_another(store)
    said = said or Said()
    signed = leaving.is_signed(version, names, another=another)
    last = max((each.version for each in names if each.version < version.number), default=0)
    since = kept_briefings.version(store, one.number, last) if last else None
    newest = version.number == one.versions
    saved = words == version.words
    main = fragment(
        language,
        "briefing.html.j2",
        briefing=one,
        title=title,
        version=version,
        words=words,
        said_now=said,
        base=said.base or version.number,
        newest=newest,
        saved=saved,
        history=kept_briefings.versions(store, one.number),
        names=names,
        signed=signed,
        another=another,
        may_sign=newest and saved and not signed and not (another and version.person == _key(visit)),
        may_send=newest and saved and signed and made is not None and not made.failing,
        since=since,
        since_lines=_lines(since.words, version.words) if since and not signed else {},
        their_lines=_lines(words, said.theirs.words) if said.theirs else {},
        proof=made,
        part=proof_part(visit, words, made),
        embargo=for_field(one.embargo),
        zone=zone(),
        visit=visit,
    )
    scripts = ("desk.js", "briefing.js") if newest else ("desk.js",)
    return respond(visit, title, main, here=HERE, scripts=scripts, status=said.status)


def _title(words: Words, language: str) -> str:
    """The first line of a text, as the page is called."""
    told = words.told(language).strip().partition("\n")[0].strip()
    return told[:LONGEST_TITLE] or word("briefing", language)


def _key(visit: Visit) -> int | None:
    return visit.person.key if visit.person else None


def changed(visit: Visit) -> Response:
    """What changed between two versions: the words, and the figures by name."""
    must_work(visit)
    one = found(visit)
    language, last = language_of(visit.request), asked_version(visit, one, "to")
    first = min(asked_version(visit, one, "from"), last) if "from" in visit.request.query_params else max(last - 1, 1)
    before, after = (_version(visit, one, which) for which in (first, last))
    title = _title(after.words, language)
    proofs = [proof_of(visit, one, each) for each in (before, after)]
    main = fragment(
        language,
        "briefing_changes.html.j2",
        briefing=one,
        title=title,
        before=before,
        after=after,
        lines=_lines(before.words, after.words),
        outline=changes(before.words.outline, after.words.outline),
        figures=figures_changed(proofs[0], proofs[1], language) if proofs[0] and proofs[1] else None,
    )
    return respond(visit, word("what changed", language), main, here=HERE)


def figures_changed(before: Proof, after: Proof, language: str) -> list[Change]:
    """The figures that came, went or are told in other words, named in a language."""
    found_before, found_after = _told(before), _told(after)
    made = []
    for place in dict.fromkeys([*found_before, *found_after]):
        old, new = found_before.get(place), found_after.get(place)
        words = (old.words if old else "", new.words if new else "")
        if words[0] != words[1]:
            name = next(each.called(language) or each.words for each in (new, old) if each)
            made.append(Change(name, place[0], *words))
    return made


def _told(made: Proof) -> dict[tuple[str, str], Figure]:
    return {(one.language, one.key or f"? {one.words} {one.sentence}"): one for one in made.figures if one.start >= 0}


def _lines(before: Words, after: Words) -> dict[str, object]:
    return {each: lines for each in LANGUAGES if (lines := changes(before.told(each), after.told(each)))}


def _sent_page(visit: Visit, one: Briefing, version: Version) -> Response:
    language, store = language_of(visit.request), visit.desk.ledger.store
    made, title = version.proof, _title(version.words, language)
    main = fragment(
        language,
        "briefing_sent.html.j2",
        briefing=one,
        title=title,
        version=version,
        texts={each: pieces(version.words.told(each), made.of(each) if made else ()) for each in LANGUAGES},
        files=kept_briefings.file_names(store, one.number),
        names=leaving.signatures(store, one.number) if works(visit) else [],
        history=kept_briefings.versions(store, one.number) if works(visit) else [],
        hidden=not passed(one.embargo, now()),
        works=works(visit),
        embargo=for_field(one.embargo),
        zone=zone(),
        visit=visit,
    )
    return respond(visit, title, main, here=HERE)


def file(visit: Visit) -> Response:
    """A file that left, byte for byte."""
    one = found(visit)
    name = visit.request.path_params["name"]
    kept = kept_briefings.file(visit.desk.ledger.store, one.number, name)
    if kept is None:
        raise HTTPException(404, "there is no such file of this briefing")
    called = name.rpartition("/")[2]
    headers = {
        "content-disposition": f'attachment; filename="briefing-{one.number}-{called.removeprefix("briefing.")}"'
    }
    return Response(kept[0], media_type=kept[1], headers=headers)


def pieces(text: str, figures: tuple[Figure, ...]) -> list[list[Piece]]:
    """The paragraphs of a text, each in pieces with its figures apart.

    >>> figure = Figure(language="en", words="9%", start=6, end=8)
    >>> [[piece.words for piece in each] for each in pieces("Up by 9%\\n\\n.", (figure,))]
    [['Up by ', '9%'], ['.']]
    """
    made: list[list[Piece]] = []
    at, left = 0, sorted(figures, key=lambda one: one.start)
    for line in text.split("\n"):
        end, run = at + len(line), list[Piece]()
        place = at
        while left and left[0].start < end:
            one = left.pop(0)
            if place <= one.start and one.end <= end:
                run += [Piece(text[place : one.start]), Piece(text[one.start : one.end], one)]
                place = one.end
        run.append(Piece(text[place:end]))
        if line.strip():
            made.append([piece for piece in run if piece.words])
        at = end + 1
    return made


def asked_version(visit: Visit, one: Briefing, name: str = "version") -> int:
    """The version that an address asks for, else the newest; of one that was sent others are for those who work."""
    told = visit.request.query_params.get(name, "")
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 5 else one.versions
    return min(max(number, 1), one.versions) if works(visit) and not one.sent_at else one.versions


def _version(visit: Visit, one: Briefing, which: int) -> Version:
    version = kept_briefings.version(visit.desk.ledger.store, one.number, which)
    if version is None:
        raise HTTPException(404, "there is no such briefing")
    return version

"""Every page in Chinese: what it says itself is Chinese; words of releases stand as quotes, or say their language."""

from __future__ import annotations

import ast
import builtins
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser
from starlette.routing import Match, Route

from tallystick.knowledge.loader import load_topics
from tallystick.knowledge.retelling import retold
from tallystick.ledger import Ledger
from tallystick.web.app import routes
from tests.web.building import SLIP, add_people, client_of, csrf_of, keep_text, sign_in
from tests.web.test_drafts import fields_of

SOURCE = Path(__file__).parents[2] / "src" / "tallystick"
ALLOWED = {
    word for words in tomllib.loads((Path(__file__).parent / "latin.toml").read_text()).values() for word in words
}
ASIDE = "script, style, code, pre, q, cite, blockquote, datalist, textarea, [lang=en], [translate=no]"
SPOKEN = ("title", "aria-label", "aria-roledescription", "alt", "placeholder")
QUOTE = re.compile(r"“[^”]*”")
CODE = re.compile(r"tallystick(?: [a-z-]+)+|\S*(?:[A-Za-z]+[\d_./:=@]|[\d_./:=@-][A-Za-z])[\w./:=@?&%;-]*")
WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
FOR_PROGRAMS = (
    "/api/v1",
    "/lists/",
    "/feed",
    "/assets",
    ".json",
    ".csv",
    ".xlsx",
    ".png",
    "/health",
    "/cite/",
    "/original",
    "/page",
    "/suggest",
)


def english(page: str) -> set[str]:
    """The Latin words that a page says itself: no quotes, codes, capitals of units and bodies, or allowed ones."""
    tree = LexborHTMLParser(page)
    for node in tree.css(ASIDE):
        node.decompose()
    told = [node.attributes.get(name) or "" for node in tree.css("*") for name in SPOKEN]
    assert tree.root
    told += [node.text(deep=False) for node in tree.root.traverse(include_text=True) if node.tag == "-text"]
    whole = CODE.sub(" ", QUOTE.sub(" ", "\n".join(told)))
    return {
        word
        for word in WORD.findall(whole)
        if len(word) > 1 and word not in ALLOWED and not (word.isupper() and len(word) < 7)
    }


def addresses(samples: Ledger) -> Iterator[str]:
    """Pages of the samples, of every kind and in every state that an address can ask for."""
    releases = samples.releases()
    english_one = next(one for one in releases if one.name.startswith("industry-2023.en"))
    chinese_one = next(one for one in releases if one.name.startswith("industry-2023.zh"))
    slip = next(one for one in releases if one.name.startswith("slip"))
    table = next(one for one in releases if one.kind == "series file")
    series = samples.series_list()
    months = next(info for info in series if info.indicator == "us.industrial_production")
    yearly = next(info for info in series if info.indicator == "industry.profits" and info.measure == "growth")
    figure = samples.reading(english_one.release_id).observations[0]
    yield from ("/", "/releases", "/series", "/findings", "/check", "/drafts", "/claim", "/search", "/jobs", "/account")
    yield from ("/followed", "/followed/x-1:s1", f"/followed?release={chinese_one.release_id}&kind=target&open=x")
    yield from ("/releases/add", "/team", "/audit", "/sign-in", "/api", "/series/compare", "/scorecard", "/nowhere")
    yield from ("/briefings", "/briefings/9", "/briefings/9/changes", "/briefings/9/proof", "/briefings/9/files/x")
    yield from ("/?unsure=1", "/series?unsure=1&sort=name", "/findings?kind=implied", "/releases?words=none")
    yield from ("/search?q=exprots", "/search?q=robots", "/releases/x-1", "/series/x-1", "/findings/1", "/jobs/9")
    yield from ("/releases/x-1/made/1", "/releases/x-1/recipe.toml", "/releases/x-1/course.svg")
    yield from ("/drafts/9", "/figures/x-1:1", "/embed/figure/x-1:1", "/share/release/x-1", "/releases?sort=-figures")
    for claim in ("2021年工业机器人产量增长50%", "无"):
        yield f"/claim?text={quote(claim)}"
    for one in (english_one, chinese_one, slip, table):
        yield from (
            f"/releases/{one.release_id}",
            f"/releases/{one.release_id}/unsure",
            f"/share/release/{one.release_id}",
        )
    yield f"/releases/{chinese_one.release_id}/beside/{english_one.release_id}"
    yield f"/releases/{english_one.release_id}/unsure?figure={figure.start}"
    yield from (f"/{kind}/figure/{figure.id}{end}" for kind, end in (("share", ""), ("embed", ""), ("embed", ".svg")))
    yield from (f"/series/{months.key}{end}" for end in ("", "?as_of=1999-01-01", "?as_of=x", "/vintages.svg"))
    yield from (f"/series/{yearly.key}", f"/share/series/{yearly.key}", f"/embed/series/{yearly.key}/rates")
    pair = f"?a={quote(months.key)}&b={quote(yearly.key)}"
    yield from (
        f"/series/compare{pair}",
        f"/series/compare.svg{pair}",
        f"/series/compare?a={quote(months.key)}&words=zzz",
    )
    with samples.store.reading() as connection:
        keys = connection.exec_driver_sql("SELECT max(key) FROM finding GROUP BY identity").scalars().all()
    yield from (f"/findings/{key}" for key in keys)
    yield from (f"/{place}/finding/{keys[0]}{end}" for place, end in (("share", ""), ("embed", ""), ("embed", ".svg")))


def test_every_page_is_chinese_but_for_quotes_and_names(samples: Ledger) -> None:
    client = client_of(samples)
    client.get("/?lang=zh")
    found: dict[str, list[str]] = {}
    asked = []
    for address in addresses(samples):
        answer = client.get(address)
        assert answer.status_code in (200, 400, 404, 422), address
        asked.append(address.partition("?")[0])
        assert "<html" not in answer.text or '<html lang="zh-Hans">' in answer.text, address
        if words := english(answer.text):
            found[address] = sorted(words)
    assert not found, found
    pages = [route for route in routes() if isinstance(route, Route) and _is_page(route)]
    missed = [page.path for page in pages if not any(_leads(path, page) for path in asked)]
    assert not missed, "a page is not looked at: add its address"


def _is_page(route: Route) -> bool:
    return "GET" in (route.methods or ()) and not any(part in route.path for part in FOR_PROGRAMS)


def _leads(path: str, route: Route) -> bool:
    return route.matches({"type": "http", "method": "GET", "path": path, "headers": []})[0] is Match.FULL


def test_what_is_sent_is_answered_in_chinese(ledger: Ledger) -> None:
    client = client_of(ledger)
    client.get("/?lang=zh")
    csrf = csrf_of(client)
    kept = keep_text(ledger, "Trade\n\nIn 2021, exports of steel rose by 9.6%.\n")
    sent = {"csrf": csrf, "text": SLIP, "translation": "2021年，织机产量比上年增长9.8%，两年平均增长7.1%。"}
    checked = client.post("/check", data=sent)
    saved = client.post("/drafts", data=fields_of(checked.text), follow_redirects=False).headers["location"]
    broken = {"file": ("broken.pdf", b"%PDF-1.4 nothing")}
    answers = {
        "checked": checked,
        "nothing sent": client.post("/check", data={"csrf": csrf}),
        "broken file": client.post("/check", data={"csrf": csrf}, files=broken),
        "out of date": client.post("/check", data={"csrf": "old", "text": SLIP}),
        "stale form": client.post("/findings/1/notes", data={"csrf": "old"}),
        "draft": client.get(saved),
        "drafts": client.get("/drafts"),
        "bad moment": client.post(f"{saved}/settings", data={"csrf": csrf, "embargo": "soon"}),
        "looked at": client.post("/releases/add", data={"csrf": csrf, "text": SLIP}),
        "broken release": client.post("/releases/add", data={"csrf": csrf}, files=broken),
        "no reason": client.post(f"/releases/{kept}/decisions", data={"csrf": csrf, "what": "date", "day": "x"}),
    }
    add_people(ledger)
    answers["must sign in"] = client.get("/releases")
    answers["wrong password"] = client.post(
        "/sign-in", data={"csrf": csrf_of(client, "/sign-in"), "name": "a", "password": "b"}
    )
    sign_in(client, "reader")
    answers["not allowed"] = client.get("/audit")
    answers["account"] = client.get("/account")
    sign_in(client, "editor")
    answers |= {path: client.get(path) for path in ("/audit", "/team", "/account", "/drafts")}
    people = {"reader", "editor"}
    sent_back = {"soon"}
    found = {}
    for name, answer in answers.items():
        if words := english(answer.text) - people - sent_back:
            found[name] = sorted(words)
    assert not found, found


def test_an_empty_desk_is_chinese(tmp_path: Path) -> None:
    with Ledger(tmp_path / "empty.db") as empty:
        client = client_of(empty)
        for path in ("/?lang=zh", "/releases", "/series", "/findings", "/search?q=x", "/series/compare", "/scorecard"):
            assert not english(client.get(path).text), path


def test_every_word_has_both_languages() -> None:
    """And the same gaps: a number that one language tells is told by the other."""
    files = [SOURCE / part / "words.toml" for part in ("web", "reporting")]
    told = {
        f"{file.parent.name}: {key}": words for file in files for key, words in tomllib.loads(file.read_text()).items()
    }
    told |= {f"wording: {key}": words for topic in load_topics("wording").values() for key, words in topic.items()}
    for key, words in told.items():
        assert {"en", "zh"} <= words.keys(), key
        assert _gaps(words["en"]) == _gaps(words["zh"]), key


def _gaps(text: str) -> set[str]:
    return {gap.partition(":")[0] for gap in re.findall(r"\{([\w :]+)\}", text)}


def test_every_refusal_is_told_in_chinese() -> None:
    """Each error that a person may meet at the desk, as it stands in the source, its values put in."""
    untold = []
    desk = "".join(file.read_text(encoding="utf-8") for file in (SOURCE / "web").rglob("*.py"))
    for file in sorted(SOURCE.rglob("*.py")):
        part_of = file.relative_to(SOURCE).parts[0]
        met = part_of != "compiling" or f"tallystick.compiling.{file.stem} " in desk  # it reads back, and makes nothing
        if met and part_of not in ("cli", "assistants", "processes"):
            untold += [f"{file.relative_to(SOURCE)}: {part}" for part in _refusals(file) if retold(part, "zh") == part]
    assert not untold, "put these into knowledge/retold"


def _refusals(file: Path) -> Iterator[str]:
    """Problems and advice of the errors that a module raises; broken files of knowledge are no reader's affair."""
    written = file.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(written)) if RAISES.search(written) else ():
        name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        ours = name == "HTTPException" or (name.endswith("Error") and name not in NOT_OURS)
        if ours:
            for argument in node.args[name == "HTTPException" :][:2]:  # type: ignore[attr-defined]
                yield from (
                    part for part in _text(argument).split("; ") if WORD.search(part) and " " in part.strip("甲 ")
                )


RAISES = re.compile(r"(?:Error|HTTPException)\(")
NOT_OURS = {*dir(builtins), "KnowledgeError", "ModelError"}


def _text(argument: ast.expr) -> str:
    if isinstance(argument, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "甲" for part in argument.values)
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else ""


def test_a_gap_is_held_against_something_and_is_no_part_of_it(tmp_path: Path) -> None:
    with Ledger(tmp_path / "gaps.db") as ledger:
        keep_text(
            ledger, "投资情况\n\n上半年，设备工器具购置投资增速比固定资产投资增速高14.5个百分点。\n", "2025-07-18"
        )
        page = client_of(ledger).get("/series", headers={"accept-language": "zh"}).text
    main = LexborHTMLParser(page).css_first("main")
    told = " ".join(main.text().split()) if main else ""
    assert "对比 固定资产投资" in told
    assert "占 固定资产投资" not in told

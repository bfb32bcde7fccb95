"""The tools as programs meet them: the library's own client, over a process's standard streams and over HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import StdioServerParameters
from mcp.client import Client
from mcp_types import CallToolResult, TextContent

from tallystick.samples import sample
from tests.web.building import sample_ledger


def apart(talk: Callable[[], Awaitable[None]]) -> None:
    """Run in a thread of its own: the browser of other tests holds an event loop in this one."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(anyio.run, talk).result()


WRONG = "Trade\n\nIn 2021, exports were 60 billion yuan and imports 50 billion yuan; the surplus was 30 billion yuan.\n"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger of the samples, a file to share, and one outside of what is shared."""
    folder = tmp_path_factory.mktemp("shared")
    sample_ledger(folder / "own.db").close()
    (folder / "files").mkdir()
    (folder / "files" / "release.txt").write_text(WRONG, encoding="utf-8")
    (folder / "secret.txt").write_text("The secret rose by 5% in 2021.", encoding="utf-8")
    (folder / "files" / "link.txt").symlink_to(folder / "secret.txt")
    return folder


def words(*more: str) -> list[str]:
    return ["-m", "tallystick", "mcp", "--reader", "fast", "--timeout", "60", *more]


def told(result: CallToolResult) -> Any:
    assert not result.is_error, result.content
    (content,) = result.content
    assert isinstance(content, TextContent)
    assert json.loads(content.text) == result.structured_content
    return result.structured_content


def refused(result: CallToolResult) -> str:
    (content,) = result.content
    assert result.is_error
    assert isinstance(content, TextContent)
    return content.text


def test_over_standard_streams_everything_is_answered(shared: Path) -> None:
    ledger = ["--ledger", str(shared / "own.db"), "--files", str(shared / "files")]

    async def talk() -> None:
        async with Client(StdioServerParameters(command=sys.executable, args=words(*ledger))) as client:
            await listed(client)
            await reads(client)
            await checks(client)
            await looks_up(client)
            await refuses(client)

    apart(talk)


async def listed(client: Client) -> None:
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert set(tools) == {"read", "check", "compare", "claim", "series", "search"}
    for tool in tools.values():
        assert tool.description
        assert tool.output_schema
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint
        for name, schema in tool.input_schema["properties"].items():
            assert schema.get("description"), f"{tool.name}: {name}"


async def reads(client: Client) -> None:
    text = "\n".join(f"In {1950 + n}, sales rose by {n}.5%." for n in range(1, 60))
    first = told(await client.call_tool("read", {"text": text, "released": "2022-01-14", "limit": 25}))
    assert (first["total"], len(first["figures"]), first["next_skip"]) == (59, 25, 25)
    assert first["left_out"] == "25 of 59 figures are here; ask again with skip=25 for those behind them"
    rest = told(await client.call_tool("read", {"text": text, "released": "2022-01-14", "skip": 50}))
    assert (len(rest["figures"]), rest["next_skip"], rest["left_out"]) == (9, None, "")
    figure = rest["figures"][0]
    assert text[figure["start"] : figure["end"]] == figure["quote"] == "51.5%"
    assert (figure["line"], figure["period"], figure["value"], figure["unit"]) == (51, "2001", 51.5, "%")
    own = told(await client.call_tool("read", {"path": "release.txt"}))
    assert [one["value"] for one in own["figures"]] == [6e10, 5e10, 3e10]
    huge = "Sales rose by 3.5% in " + "the long and winding " * 40 + "road.\n"
    bounded = told(await client.call_tool("read", {"text": huge * 100, "limit": 200}))
    assert bounded["next_skip"] == len(bounded["figures"]) < bounded["total"] == 100
    assert len(json.dumps(bounded)) < 60_000


async def checks(client: Client) -> None:
    found = told(await client.call_tool("check", {"text": WRONG, "released": "2022-01-14"}))
    assert found["contradicts"]
    first = found["findings"][0]
    assert first["verdict"] == "contradicts"
    assert first["formula"]
    (quote,) = first["quotes"]
    assert WRONG[quote["start"] : quote["end"]] == quote["sentence"]
    assert quote["line"] == 3
    good = {"text": "60 billion yuan", "value": 6e10, "unit": "CNY", "measure": "level", "subject": "exports"}
    handed = [{**good, "period": "2020"}, {**good, "value": 7e10}]
    asked = {"text": WRONG, "released": "2022-01-14", "observations": handed, "read_by": "a model"}
    held = told(await client.call_tool("check", asked))
    assert (held["contradicts"], held["read_by"]) == (False, "handed in by a model")
    assert [(one["line"], one["quote"]) for one in held["refused"]] == [(2, "60 billion yuan")]
    assert [(one["field"], one["handed"], one["own"]) for one in held["differs"]] == [("period", "2020", "2021")]
    translated = {"original": sample("industry-2023.en.txt").read_text(encoding="utf-8")}
    translated["translation"] = sample("industry-2023.zh.txt").read_text(encoding="utf-8")
    held = told(await client.call_tool("compare", {**translated, "limit": 3}))
    assert held["is_pair"]
    assert held["links"][0]["verdict"] == ("differs" if held["summary"]["differs"] else "agrees")
    assert held["links"][0]["original"]["quote"] in translated["original"]


async def looks_up(client: Client) -> None:
    every = told(await client.call_tool("series", {"limit": 2}))
    assert len(every["series"]) == 2 < every["total"]
    one = told(await client.call_tool("series", {"name": every["series"][0]["key"], "as_of": "2099-01-01"}))
    assert one["points"][0]["quote"]
    assert one["points"][0]["start"] >= 0
    assert one["points"][0]["release"]
    before = told(await client.call_tool("series", {"name": every["series"][0]["key"], "as_of": "1999-01-01"}))
    assert before["points"] == []
    found = told(await client.call_tool("search", {"words": "robots", "limit": 1}))
    assert "robots" in found["sentences"][0]["sentence"].lower()
    assert found["next_skip"] == 1
    asked = {"words": "In 2021, the output of industrial robots grew by 44.9%.", "area": "China", "day": "2022-06-01"}
    reply = told(await client.call_tool("claim", asked))["replies"][0]
    assert reply["published_quote"]
    assert reply["release"]


async def refuses(client: Client) -> None:
    for path in ("../secret.txt", str(Path("/etc/passwd")), "link.txt"):
        assert "leads out of the shared folder" in refused(await client.call_tool("read", {"path": path}))
    assert "it has: link.txt, release.txt" in refused(await client.call_tool("read", {"path": "none.txt"}))
    assert "no path is" in refused(await client.call_tool("read", {"path": "a\0b"}))
    address = {"address": "http://127.0.0.1:1/"}
    assert "start the server with --addresses" in refused(await client.call_tool("check", address))
    assert "give `text` or a `path`" in refused(await client.call_tool("read", {}))
    assert "send it in parts" in refused(await client.call_tool("read", {"text": "x" * 200_000}))
    assert "write it like 2022-02-28" in refused(await client.call_tool("read", {"text": "Up 3%.", "released": "May"}))
    assert "no series" in refused(await client.call_tool("series", {"name": "no.such.thing"})).lower()
    assert "less than or equal to 200" in refused(await client.call_tool("search", {"words": "x", "limit": 9999}))


@pytest.fixture
def address() -> Iterator[str]:
    """The tools over HTTP in a process of their own, with addresses and without a ledger."""
    command = [sys.executable, *words("--http", "0", "--addresses")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        try:
            yield process.stderr.readline().split()[4]
        finally:
            process.terminate()


def test_over_http_on_this_machine_alone(address: str) -> None:
    async def talk() -> None:
        async with Client(address) as client:
            found = told(await client.call_tool("check", {"text": WRONG, "released": "2022-01-14"}))
            assert found["contradicts"]
            assert "--ledger" in refused(await client.call_tool("claim", {"words": "Sales rose 3%."}))
            private = await client.call_tool("read", {"address": "http://127.0.0.1:1/"})
            assert "private" in refused(private) or "not public" in refused(private)

    apart(talk)
    import httpx2

    assert httpx2.post(address, json={}, headers={"Host": "evil.example"}).status_code == 421
    assert httpx2.post(address, json={}, headers={"Origin": "https://evil.example"}).status_code == 403

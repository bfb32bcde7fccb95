"""Reading: throughput beside a bare lexer and two peers on the same text, memory, linearity, and start-up.

The texts are full-length government reports, English and Chinese, of the corpus beside the project.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from benchmarks.table import Row, rate, ratio, seconds

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
PEERS = ROOT / ".venv-bench" / "bin" / "python"
TITLE = "Reading, on one core"
REPORTS = {
    "en": (
        "en/china-state-council-2021-03-05-report-on-the-work-of-the-government-2021.txt",
        "en/china-state-council-2023-03-05-report-on-the-work-of-the-government-2023.txt",
        "pairs/statecouncil-2024-government-work-report.en.txt",
    ),
    "zh": tuple(f"pairs/statecouncil-{year}-government-work-report.zh.txt" for year in (2024, 2025, 2026)),
}
NAMES = {"en": "English", "zh": "Chinese"}
SEED = "labelled/seed.en.txt"
# The floor: one combined expression that takes every number, word and mark, and does nothing with them.
_LEXER = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)|(?P<unit>%|percent(?:age points)?|[万亿元吨个倍]+|[a-z]?illion)"
    r"|(?P<han>[\u4e00-\u9fff]+)|(?P<word>[^\W\d_]+)|(?P<blank>\s+)|(?P<mark>.)"
)
_COPIES = 16
_RUNS = 5


def rows() -> Iterator[Row]:
    """Every measurement of reading."""
    if not CORPUS.is_dir():
        raise SystemExit(f"no corpus at {CORPUS}: the texts to measure on are missing")
    yield from _language(
        "en",
        {
            "quantulum3": 25.0,
            "quantulum3 by paragraph": None,
            "recognizers-text": None,
            "recognizers-text without dates": None,
        },
        1e6,
    )
    yield from _accurate()
    yield from _language("zh", {"recognizers-text": 50.0, "recognizers-text without dates": None}, 0.7e6)
    yield Row("peak memory, three English reports, fast", f"{_peak('en'):.0f} MB")
    yield Row("peak memory, three English reports, accurate", f"{_peak('en', 'accurate'):.0f} MB")
    yield Row("peak memory, three Chinese reports", f"{_peak('zh'):.0f} MB")
    yield seconds("`tallystick --help`, whole process", _process("--help"), 0.3)
    seed = (str(CORPUS / SEED), "--released", "2022-02-28")
    fast = _process("read", *seed, "--reader", "fast")
    yield seconds("`tallystick read` of the seed, fast, whole process", fast, 0.5)
    accurate = _process("read", *seed, "--reader", "accurate")
    yield seconds("`tallystick read` of the seed, accurate, whole process", accurate, 2.5)
    yield seconds("`tallystick check` of the seed, whole process", _process("check", *seed), 1.2)
    pair = [str(CORPUS / f"pairs/statecouncil-2025-government-work-report.{side}.txt") for side in ("zh", "en")]
    yield seconds("`tallystick compare` of the two 2025 reports, whole process", _process("compare", *pair), 3.0)


def text_of(language: str) -> str:
    """The reports of a language in one text."""
    return "\n\n".join(_reports(language))


def _reports(language: str) -> list[str]:
    return [(CORPUS / name).read_text(encoding="utf-8") for name in REPORTS[language]]


def read_text(text: str, language: str, reader: str = "fast") -> int:
    """The whole way from text to observations; gives how many there are."""
    from tallystick.reading import read
    from tallystick.releases import from_text

    return len(read(from_text(text, "reports", released=date(2024, 3, 5), language=language), reader))


def _language(language: str, peers: dict[str, float | None], least: float) -> Iterator[Row]:
    text, name = text_of(language), NAMES[language]
    size = len(text.encode())
    figures = read_text(text, language)
    once = _best(lambda: read_text(text, language))
    many = _best(lambda: read_text("\n\n".join([text] * _COPIES), language), runs=2)
    lexer = _best(lambda: sum(1 for _ in _LEXER.finditer(text)))
    yield Row(f"{name}: three reports", f"{size / 1000:.0f} kB, {figures:,} figures")
    yield rate(f"{name}: text to observations", size / once, least)
    yield rate(f"{name}: bare combined-regex lexer (floor)", size / lexer)
    yield ratio(f"{name}: share of the floor's speed", lexer / once)
    yield ratio(f"{name}: time of {_COPIES} copies to one", many / once, at_most=18)
    for peer, wanted in peers.items():
        told = _peer(peer, language)
        part = "" if told["bytes"] >= size * 0.99 else f", first {told['bytes'] / 1000:.0f} kB"
        yield rate(f"{name}: {peer}{part}", told["bytes"] / told["seconds"])
        yield ratio(f"{name}: tallystick to {peer}", (size / once) / (told["bytes"] / told["seconds"]), at_least=wanted)


def _accurate() -> Iterator[Row]:
    """The reader with a parser, once its model is loaded."""
    text = text_of("en")
    read_text("Sales rose by 3% in 2021.", "en", "accurate")
    once = _best(lambda: read_text(text, "en", "accurate"), runs=3)
    many = _best(lambda: read_text("\n\n".join([text] * _COPIES), "en", "accurate"), runs=1)
    yield rate("English, accurate: text to observations", len(text.encode()) / once, 0.15e6)
    yield ratio(f"English, accurate: time of {_COPIES} copies to one", many / once, at_most=18)


def _best(work: Callable[[], object], runs: int = _RUNS) -> float:
    """The least processor time of some runs."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def _peer(peer: str, language: str) -> dict[str, float]:
    command = [str(PEERS), str(Path(__file__).with_name("peers.py")), peer, language]
    done = subprocess.run(command, input="\f".join(_reports(language)).encode(), capture_output=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _peak(language: str, reader: str = "fast") -> float:
    """The most memory, in MB, that a process held that read the reports of a language."""
    code = (
        "import resource; from benchmarks import reading as r; r.read_text(r.text_of(%r), %r, %r); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)"
    )
    command = [sys.executable, "-c", code % (language, language, reader)]
    return float(subprocess.run(command, capture_output=True, check=True, cwd=ROOT).stdout)


def _process(*arguments: str) -> float:
    """The least wall-clock time of the command as a whole process."""
    program = Path(sys.executable).with_name("tallystick")
    times = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        subprocess.run([str(program), *arguments], capture_output=True, check=False)
        times.append(time.perf_counter() - start)
    return min(times)

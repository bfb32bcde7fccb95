"""Reads standard input with a peer and prints how many bytes took how long; runs in `.venv-bench`.

usage: peers.py PEER en|zh < TEXT

A slow peer gets the paragraphs up to a limit of time; the bytes it got are told.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable

_LONGEST = 20.0  # seconds a peer may take; it has a first call to warm up before


def quantulum3(language: str) -> Callable[[str], object]:
    """All quantities, without the optional classifier."""
    from quantulum3 import parser

    return lambda text: parser.parse(text, lang=f"{language}_US")


def recognizers_units(language: str) -> Callable[[str], object]:
    """Numbers, percentages, currencies and dimensions, as its suite offers them one by one."""
    from recognizers_number import Culture, recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    culture = Culture.Chinese if language == "zh" else Culture.English
    readers = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension)
    return lambda text: [reader(text, culture) for reader in readers]


def recognizers_text(language: str) -> Callable[[str], object]:
    """The same and dates and periods: what reading a figure with its time needs."""
    from recognizers_date_time import Culture, recognize_datetime

    units, culture = recognizers_units(language), Culture.Chinese if language == "zh" else Culture.English
    return lambda text: (units(text), recognize_datetime(text, culture))


PEERS = {
    "quantulum3": quantulum3,
    "quantulum3 by paragraph": quantulum3,
    "recognizers-text": recognizers_text,
    "recognizers-text without dates": recognizers_units,
}
WHOLE = ("quantulum3",)  # gets a release in one call, as tallystick does; the others a paragraph
SEPARATOR = "\f"  # between releases


def main() -> None:
    """Measure one peer."""
    warnings.simplefilter("ignore")
    read = PEERS[sys.argv[1]](sys.argv[2])
    text = sys.stdin.buffer.read().decode()
    paragraphs = [line for line in text.split("\n") if line.strip()]
    read(paragraphs[0])
    start, size = time.process_time(), 0
    for part in text.split(SEPARATOR) if sys.argv[1] in WHOLE else paragraphs:
        read(part)
        size += len(part.encode()) + 1
        if time.process_time() - start > _LONGEST:
            break
    json.dump({"bytes": size, "seconds": time.process_time() - start}, sys.stdout)


if __name__ == "__main__":
    main()

"""The way of reading: each block by the reader of its language, then all figures assembled."""

from __future__ import annotations

from tallystick.model import Reader, Reading, Release
from tallystick.reading import en, zh
from tallystick.reading.area import area_of_release
from tallystick.reading.assemble import to_observation
from tallystick.reading.identity import identity
from tallystick.reading.recognized import as_recognized
from tallystick.reading.tables import read_tables


def read(release: Release, reader: str = "auto") -> Reading:
    """Read every figure of a release.

    `reader` chooses how English is read: `fast` by rules, `accurate` by a parser and learned choosers, which tell how
    sure each figure is, `auto` by what is preferred and installed (`identity.resolved`). Time is linear in the text.
    Numbers in furniture are listed as unread, reason `furniture`. Tables are read cell by cell.
    """
    area = area_of_release(release)
    observations, unread, by = [], [], Reader("fast")
    for language in ("en", "zh"):
        blocks = [block for block in release.blocks if block.language == language and block.kind != "table"]
        if not blocks:
            continue
        if language == "en":
            by = identity(reader)
            figures, left = en.read_blocks(release, blocks, by.name)
        else:
            figures, left = zh.read_blocks(release, blocks)
        observations += [to_observation(release, *placed, area) for placed in figures]
        unread += left
    found, no_figures = read_tables(release)
    every = [as_recognized(one, release.recognized) for one in (*observations, *found)]
    return Reading(
        release,
        tuple(sorted(every, key=lambda o: o.start)),
        tuple(sorted([*unread, *no_figures], key=lambda u: u.start)),
        by,
    )

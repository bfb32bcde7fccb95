"""The way of reading: each block by the reader of its language, then all figures assembled."""

from __future__ import annotations

from tallystick.model import Reading, Release
from tallystick.reading import en, zh
from tallystick.reading.area import area_of_release
from tallystick.reading.assemble import to_observation

READERS = {"en": en.read_blocks, "zh": zh.read_blocks}


def read(release: Release) -> Reading:
    """Read every figure of a release.

    Time is linear in the text. Numbers in furniture are listed as unread with the reason `furniture`.
    """
    area = area_of_release(release)
    observations, unread = [], []
    for language, read_blocks in READERS.items():
        blocks = [block for block in release.blocks if block.language == language]
        if not blocks:
            continue
        figures, left = read_blocks(release, blocks)
        observations += [to_observation(release, *placed, area) for placed in figures]
        unread += left
    return Reading(
        release,
        tuple(sorted(observations, key=lambda o: o.start)),
        tuple(sorted(unread, key=lambda u: u.start)),
    )

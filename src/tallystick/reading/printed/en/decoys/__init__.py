"""Numbers that are no figures.

`decoy` finds them by how they are printed, before they are read as amounts: `names`, `references`, `marks` of notes,
`phones`, `identifiers`. `refusals` finds them among quantities: `coverage`, lapses of time, counts of the text's own
parts. `list_numbers` are those a block opens with. Words and rules are data, in `knowledge/phrases/en/decoys.toml`.
"""

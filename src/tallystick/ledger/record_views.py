"""Which fields of a record notebooks show: those that a person asks for first; of other records all."""

SHOWN = {
    "KeptRelease": "published name title publisher language edition observations dated_by withdrawn_at",
    "SeriesInfo": "indicator measure unit area frequency accumulation comparison status periods last_period",
    "Point": "series period value value_to unit qualifier obs_status first_published superseded_on publisher quote",
    "Statement": "published publisher subject quote value unit measure area period status sentence",
    "Revision": "series area period before after by unit first_published revised_on doubt",
    "Found": "published publisher title section speaker sentence figures",
    "KeptFinding": "release verdict kind statement reason formula quotes",
}

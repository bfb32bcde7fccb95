"""How sure the rules are of a figure they read."""

from datetime import date

from tallystick.reading.choosing.sureness import sureness_of
from tests.unit.reading.zh.reading import figures

RELEASED = date(2024, 4, 20)


def test_every_figure_tells_its_confidence() -> None:
    text = "一季度，全县茶叶产量3万吨，同比增长4%，连续5年居全省第一。其中绿茶占62%。茶馆达到300家。"
    found = figures(text, RELEASED)
    assert len(found) > 4
    assert all(figure.confidence is not None and 0 < figure.confidence < 1 for figure in found)


def test_a_named_indicator_is_surer_than_a_loose_word() -> None:
    text = "一季度，全县规模以上茶企工业增加值同比增长4%。各有5家。"
    named, loose = (figure.confidence for figure in figures(text, RELEASED))
    assert named is not None
    assert loose is not None
    assert named > loose


def test_weights_are_of_grounds_that_readers_tell() -> None:
    shipped = sureness_of("zh")
    found = figures("一季度，全县茶叶产量3万吨，同比增长4%。", RELEASED)
    assert shipped.texts
    assert all(figure.confidence != shipped.calibration.confidence(()) for figure in found)

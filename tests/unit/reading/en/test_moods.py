"""What the verb of a figure says is meant or to come is no fact, with either reader; what was done is one."""

import pytest

import tallystick

ROBOTS = "the output of industrial robots"


@pytest.mark.parametrize("reader", ["fast", "accurate"])
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("In 2021, {} is to grow by 5%.", "target"),
        ("In 2021, {} should also grow by 5%.", "target"),
        ("In 2021, {} must grow by 5%.", "target"),
        ("In 2021, {} was to be raised by 5%.", "target"),
        ("In 2021, the ministry sought to raise {} by 5%.", "target"),
        ("In 2021, the target for {} was an increase of 5%.", "target"),
        ("In 2021, {} will increase by 5%.", "forecast"),
        ("In 2021, {} is expected to increase by 5%.", "forecast"),
        ("{} is set to reach 3.5 million tonnes in 2025.", "forecast"),
        ("In 2021, {} increased by 5%, more than planned.", "actual"),
        ("In 2021, the effect was to raise {} by 5%.", "actual"),
        ("{} was raised to 3.5 million tonnes in 2021.", "actual"),
        ("In 2021, the index of expected production and business activities stood at 52.", "actual"),
    ],
)
def test_the_verb_of_a_figure_tells_whether_it_is_done(text: str, status: str, reader: str) -> None:
    (figure,) = tallystick.read_text(text.format(ROBOTS), released="2022-02-28", reader=reader).observations
    assert figure.status == status


@pytest.mark.parametrize("reader", ["fast", "accurate"])
def test_what_follows_a_growth_is_of_its_subject_and_of_the_whole_that_is_printed(reader: str) -> None:
    text = "In 2021, the output of excavators increased by 9.6%, accounting for 28.6% of the growth of GDP."
    part = tallystick.read_text(text, released="2022-02-28", reader=reader).observations[1]
    assert (part.subject, part.base) == ("output of excavators", "growth of GDP")

"""A number of any length is read, or told as not read, without an error."""

from tallystick import read_text


def test_a_number_of_more_digits_than_decimals_keep_is_no_error() -> None:
    reading = read_text(f"Sales rose to {'123' * 20} units in 2023, up 4%.\n", released="2024-02-01", reader="accurate")
    assert any(figure.text == "4%" for figure in reading.observations)

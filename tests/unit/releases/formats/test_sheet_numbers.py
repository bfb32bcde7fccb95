"""Numbers as sheets print them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.releases.formats.sheet.printing import Printer, fixed, general

DAY = (date(2023, 6, 1) - date(1899, 12, 30)).days


@pytest.mark.parametrize(
    ("code", "number", "printed"),
    [
        ("General", 0.1 + 0.2, "0.3"),
        ("General", 2734.12724005823, "2734.12724"),
        ("General", -1204.0, "-1204"),
        ("", 12.5, "12.5"),
        ("0", 2.5, "3"),
        ("0.0", 0.25, "0.3"),
        ("0.00", 1.005, "1.01"),
        ("#,##0", 2734.127, "2,734"),
        ("#,##0.0", -2734.16, "-2,734.2"),
        ("#,##0,", 1204500, "1,205"),
        ('#,##0.0,,"m"', 1204500000, "1,204.5m"),
        ("0.0%", 0.0525, "5.3%"),
        ("0%", -0.145, "-15%"),
        ('_-* #,##0_-;\\-* #,##0_-;_-* "-"??_-;_-@_-', 1204.2, "1,204"),
        ('_-* #,##0_-;\\-* #,##0_-;_-* "-"??_-;_-@_-', -1204.2, "-1,204"),
        ('_-* #,##0_-;\\-* #,##0_-;_-* "-"??_-;_-@_-', 0, "0"),
        ('0.0;-0.0;"–"', 0, "0.0"),
        ('0.0;-0.0;".."', 0, ".."),
        ("0.0;-0.0;", 0, ""),
        (";;;", 5, ""),
        ("#,##0_);(#,##0)", -5, "(5)"),
        ("#,##0;[Red]#,##0", -5, "-5"),
        ("#,##0;▲#,##0", -5, "▲5"),
        ("[>=1000]#,##0;[<0]\\n\\o;0.00", 1500, "1,500"),
        ("[>=1000]#,##0;[<0]\\n\\o;0.00", 1.5, "1.50"),
        ("[$€-407] #,##0.00", 1234.5, "€ 1,234.50"),
        ('"$"#,##0.0', 12.25, "$12.3"),
        ('0.0"p"', 5.5, "5.5p"),
        ("0.0#", 2.5, "2.5"),
        ("#.##", 0.5, ".5"),
        ("000", 7, "007"),
        ("0,000", 7, "0,007"),
        ("000\\-0000", 5551234, "555-1234"),
        ("0.00E+00", 12345, "1.23E+04"),
        ("# ?/?", 3.5, "3 1/2"),
        ("# ?/8", 3.25, "3 1/4"),
        ("@", 12.5, "12.5"),
        ("mmm\\-yy", DAY, "Jun-2023"),
        ("d mmmm yyyy", DAY, "1 June 2023"),
        ("dd/mm/yyyy", DAY, "2023-06-01"),
        ("m/d/yy h:mm", DAY + 0.75, "2023-06-01 18:00"),
        ('yyyy"年"m"月"', DAY, "2023年6月"),
        ("[$-804]mmm", DAY, "6月"),
        ("yyyy", DAY, "2023"),
        ("h:mm AM/PM", 0.75, "6:00 PM"),
        ("[h]:mm", 1.5, "36:00"),
        ("mm:ss", 0.001, "01:26"),
        ("yyyy", -5, "-5"),
    ],
)
def test_printed(code: str, number: float, printed: str) -> None:
    assert Printer(code).text(number) == printed


def test_days_counted_from_1904() -> None:
    assert Printer("yyyy-mm-dd", since_1904=True).text(DAY - 1462) == "2023-06-01"


@given(st.floats(0, 1e9), st.integers(0, 6))
def test_fixed_is_near(number: float, places: int) -> None:
    assert abs(float(fixed(number, places).replace(",", "")) - number) <= 0.5000001 * 10.0**-places + number * 1e-14


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_general_is_near(number: float) -> None:
    assert abs(float(general(number)) - number) <= max(abs(number) * 1e-4, 1e-300)
    assert "e" not in general(number).lower()


@given(st.text('0#?.,%;"\\_*[]@yYmdhsEe+-/ aGeneral<>=1$(-年', max_size=24), st.floats(-1e12, 1e12))
def test_any_code_prints_something_or_nothing(code: str, number: float) -> None:
    printed = Printer(code).text(number)
    assert "\n" not in printed
    assert printed == " ".join(printed.split())

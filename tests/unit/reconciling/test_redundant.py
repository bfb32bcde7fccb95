from __future__ import annotations

from tallystick.reconciling.evidence import Quantity
from tallystick.reconciling.expression import compile_tape
from tallystick.reconciling.identity import identities
from tallystick.reconciling.redundant import SUM, grand_totals
from tallystick.reconciling.ties import Tie


def amount(series: str) -> Quantity:
    return Quantity("level", series, "", "2021", "CNY")


def total(whole: str, *parts: str) -> Tie:
    identity = next(i for i in identities() if i.id == "partition")
    tape = compile_tape(SUM, (("whole", 1), ("part", len(parts))))
    return Tie(identity, (("whole", (amount(whole),)), ("part", tuple(map(amount, parts)))), tape)


def test_a_table_of_rows_and_columns_gets_its_total() -> None:
    table = [total("r1", "a", "b"), total("r2", "c", "d"), total("c1", "a", "c"), total("c2", "b", "d")]
    extra = grand_totals(table)
    assert [[q.series for q in tie.role("part")] for tie in extra] == [["r1", "r2"], ["c1", "c2"]]
    assert extra[0].role("whole") == extra[1].role("whole")


def test_sums_that_make_no_table_get_none() -> None:
    assert grand_totals([total("r1", "a", "b"), total("r2", "c", "d")]) == []
    assert grand_totals([total("r1", "a", "b"), total("c1", "a", "c"), total("c2", "b", "d")]) == []

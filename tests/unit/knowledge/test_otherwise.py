"""Words around a figure that tell it otherwise: each rule finds its examples that fail, and none that holds."""

import pytest

from tallystick.knowledge.otherwise import Otherwise, otherwise


@pytest.mark.parametrize("rule", otherwise(), ids=lambda rule: rule.en)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_rule_finds_what_it_says(rule: Otherwise, language: str) -> None:
    for examples, found in ((rule.fails, True), (rule.holds, False)):
        before, _, rest = getattr(examples, language).partition("|")
        assert bool(rule.found(before, rest.partition("|")[2], language)) is found

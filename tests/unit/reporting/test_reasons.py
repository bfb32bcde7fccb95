"""Every reason for leaving a number unread has words for people, in both languages of the pages."""

from __future__ import annotations

import pytest

from tallystick.model.reading import REASONS
from tallystick.reporting import explanation
from tallystick.reporting.words import word


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_can_be_told(reason: str) -> None:
    assert explanation.REASONS[reason]
    assert word(reason, "en")
    assert word(reason, "zh")

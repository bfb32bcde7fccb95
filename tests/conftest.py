"""What all tests share: a line at the end where the labelled texts are missing, and rows made by hand."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import HealthCheck, settings

from tests import gate

# What is built upon reading is tested on figures by rules, in every process; tests of the accurate reader ask for it.
os.environ["TALLYSTICK_READER"] = "fast"

# Processes that tests start find the package compiled, whatever this machine is set to: else each compiles it anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Tests run side by side on machines that do other things too: what is slow for a moment is not wrong.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that the gate had nothing to measure."""
    if not gate.available():
        terminalreporter.section("THE GATE DID NOT RUN", sep="!", red=True, bold=True)
        terminalreporter.line(f"No labelled texts at {gate.LABELLED}: the quality of reading was NOT measured here.")
        terminalreporter.line("Set TALLYSTICK_SHARED to the folder that holds corpus/labelled and score.py.")

"""A new release against everything kept."""

from __future__ import annotations

from sqlalchemy import Connection

from tallystick.model import Finding, Reading


def check_against(connection: Connection, reading: Reading) -> tuple[Finding, ...]:
    """TODO"""
    return ()

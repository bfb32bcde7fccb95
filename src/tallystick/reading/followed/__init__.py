"""Statements of a release that are followed through: its problems, commitments, targets and milestones."""

from tallystick.reading.followed.finding import COMMITMENT, KINDS, MILESTONE, PROBLEM, TARGET, Said, said_in

__all__ = ["COMMITMENT", "KINDS", "MILESTONE", "PROBLEM", "TARGET", "Said", "said_in"]

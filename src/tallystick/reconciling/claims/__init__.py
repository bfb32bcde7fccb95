"""Claims about level, order and continuity: found in the text, and held against what the text itself says.

`claims_of(reading)` finds them with the figures they speak of; `check_claims(readings)` gives a finding for each.
"""

from tallystick.reconciling.claims.checking import check_claims
from tallystick.reconciling.claims.finder import Told, claims_of

__all__ = ["Told", "check_claims", "claims_of"]

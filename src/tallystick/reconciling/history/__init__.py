"""What was said today against the values of other years: order, streaks, levels, targets, by interval arithmetic.

Nothing here knows where the values come from: a ledger and a file of published series give them in one form.
"""

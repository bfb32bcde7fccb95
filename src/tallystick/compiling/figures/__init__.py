"""From sums to figures: exact, brought to known totals, rounded for print, few ones suppressed."""

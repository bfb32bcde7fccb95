"""Amounts as printed: signs, numbers in digits and words, units, ranges, folds, places in an order."""

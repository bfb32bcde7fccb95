"""The written methods, on arrays alone: edits, imputation, weights, growth, known totals, chained volumes."""

"""The rules: a fast first reading of English, whose figures are proposals to the choosers."""

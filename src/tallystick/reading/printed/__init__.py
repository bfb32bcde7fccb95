"""What is printed: numbers, signs, units, ranges and times of a sentence, before anything is said of their meaning."""

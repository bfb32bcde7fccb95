"""English print: tokens, quantities, times, and the numbers that are neither."""

"""Recipes: what is made of which returns, by which methods; as a file, checked, and written again."""

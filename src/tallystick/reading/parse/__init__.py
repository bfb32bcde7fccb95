"""Sentences parsed: words with their tags and what each hangs on."""

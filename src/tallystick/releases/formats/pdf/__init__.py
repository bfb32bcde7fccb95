"""PDF: characters of a page, its words and lines, what is no part of the text, its prose and its tables."""

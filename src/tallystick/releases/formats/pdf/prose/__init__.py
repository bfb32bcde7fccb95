"""The prose of a PDF: what belongs to the page and not to the text, columns, paragraphs, notes, and their order."""

"""What a source is called where others read it: addresses as they are, files without the folders of this machine."""

from __future__ import annotations

from pathlib import PurePath, PureWindowsPath
from urllib.parse import urlsplit


def is_address(source: str) -> bool:
    """Whether a source is an http(s) address that a browser can follow.

    >>> is_address("https://stats.example/a.html"), is_address("file:///home/ana/a.html"), is_address("a.html")
    (True, False, False)
    """
    try:
        parts = urlsplit(source)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not set(source) & set(' \t\r\n"<>')


def source_name(source: str) -> str:
    """A source as others may see it: an address as it is, of a file its name alone.

    >>> source_name("/home/ana/drafts/release.pdf"), source_name("https://stats.example/a.html")
    ('release.pdf', 'https://stats.example/a.html')
    >>> source_name("C:\\\\Users\\\\ana\\\\release.pdf"), source_name("in/a.pdf, in/b.xlsx")
    ('release.pdf', 'a.pdf, b.xlsx')
    """
    if is_address(source):
        return source
    return ", ".join(_file_name(part.strip()) for part in source.split(", ")) if source else ""


def _file_name(source: str) -> str:
    if is_address(source):
        return source
    return PureWindowsPath(source).name if "\\" in source else PurePath(source).name

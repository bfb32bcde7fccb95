"""Markdown: markdown-it-py makes a page of it, which is then read like any other page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from tallystick.releases.draft import Draft
from tallystick.releases.formats.html.page import draft_of_html
from tallystick.releases.frontmatter import front_matter
from tallystick.releases.lines import BREAKS

_DEEPEST = 12  # columns of indent and marks at the head of a line; what is nested deeper stands at this depth
_INDENT = re.compile(r"^[ ]{12,}", re.MULTILINE)
_MARK = r"[ ]{0,3}(?:>|[-*+](?=[ ])|\d{1,9}[.)](?=[ ]))"
_MARKS = re.compile(rf"^((?:{_MARK}){{6}})(?={_MARK})", re.MULTILINE)
_BULLET = re.compile(r"^([ ]{0,11})[•●▪■◆○·](?=[ ])", re.MULTILINE)  # bullets of releases that Markdown does not know
_HEAD_RULE = re.compile(r"^[ |:-]++$", re.MULTILINE)  # the line below a table's head
_FREE_CELLS = 20_000
_NO_MARK = "\u2060"  # shows nothing; what stands behind it is no mark
# What HTML leaves out up to its end, and where that is.
_LEFT_OUT = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}
_BREAKS = str.maketrans(dict.fromkeys(BREAKS, "\n") | {"\t": "    "})


def draft_of_markdown(markup: str) -> Draft:
    """The words of a Markdown text; soft line breaks within a paragraph become spaces.

    >>> draft = draft_of_markdown("# Trade\\n\\nExports **rose**\\nby [3%](x.html).\\n\\n- cars")
    >>> [(line.hint, draft.text[line.start:line.end]) for line in draft.lines]
    [('title', 'Trade'), ('paragraph', 'Exports rose by 3%.'), ('item', 'cars')]
    """
    given, body = front_matter(markup)
    words = _plain_depth(markup[body:])
    parser = _parser(tables=_has_sane_tables(words))
    tokens = parser.parse(words)
    _number_items(tokens)
    page = draft_of_html(parser.renderer.render(tokens, parser.options, {}))
    first = page.lines[:1]
    rest = [line._replace(hint="heading") if line.hint == "title" else line for line in page.lines[1:]]
    return Draft(page.text, [*first, *rest], 0, given)


def _number_items(tokens: Sequence[Token]) -> None:
    """Put the number of a list's item, as typed, before its words: HTML would only count."""
    for i, token in enumerate(tokens):
        if token.type == "list_item_open" and token.info and tokens[i + 2].type == "inline":
            number = Token("text", "", 0, content=f"{token.info}{token.markup} ")
            tokens[i + 2].children = [number, *(tokens[i + 2].children or ())]


def _plain_depth(markup: str) -> str:
    """The text with line ends of one kind, and nothing nested so deep that the parser would leave it out."""
    lines = markup.replace("\r\n", "\n").translate(_BREAKS)
    return _MARKS.sub(rf"\1 {_NO_MARK}", _INDENT.sub(" " * _DEEPEST, _BULLET.sub(r"\1-", lines)))


def _has_sane_tables(markup: str) -> bool:
    """Whether tables may be parsed: short rows are filled up to the head's width, which a hostile text makes costly."""
    widest = max((line.count("|") for line in _HEAD_RULE.findall(markup)), default=0)
    return widest * markup.count("\n") <= _FREE_CELLS + len(markup)


@cache
def _parser(*, tables: bool) -> MarkdownIt:
    """CommonMark with tables; indented paragraphs are no code, and `[1]: 5.2%` is no address to be left out."""
    parser = MarkdownIt("commonmark", renderer_cls=_Renderer).disable(["code", "reference"])
    return parser.enable("table") if tables else parser


class _Renderer(RendererHTML):
    """What is a page's own way in HTML, and not the release's."""

    def image(self, *_: object) -> str:
        """No words of the release."""
        return ""

    def fence(self, tokens: Sequence[Token], i: int, *_: object) -> str:
        """Lines that stay lines."""
        lines = (tokens[i].info, *tokens[i].content.split("\n"))
        return "".join(f"<div>{escapeHtml(line)}</div>" for line in lines)

    def html_block(self, tokens: Sequence[Token], i: int, *_: object) -> str:
        """Markup as it is; a comment that never ends is no markup."""
        content = tokens[i].content
        ends = [end for start, end in _LEFT_OUT.items() if content.lstrip().startswith(start)]
        return escapeHtml(content) if ends and ends[0] not in content else content

    def text(self, tokens: Sequence[Token], i: int, *_: object) -> str:
        """Words; stars are left of emphasis that CommonMark does not see beside Chinese punctuation."""
        return escapeHtml(tokens[i].content.replace("**", ""))

"""Tree → blocks of text, in the order of the page; nothing is judged here and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import define
from lxml import etree

from crawler.extraction.page.elements import flat_text

BLOCK_TAGS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend",
    "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LINE_TAGS = frozenset(("li", "tr", "dt", "dd"))
"""Neighbours of this kind under one parent stand on lines of one paragraph."""

_SPACE = re.compile(r"[\s\u200b\u2060\ufeff]+")
_LINE_SPACE = re.compile(r"[^\S\n]+")
_PARAGRAPH_BREAK = re.compile(r"\n(?: ?\n)+")


@define
class Block:
    """A run of text between two borders of block elements."""

    text: str
    """One paragraph; ``<br>`` is a line break in it."""
    node: etree._Element
    """The block element it stands in directly."""
    linked: int
    """How many of its characters stand in links."""
    marked: bool
    """Whether all of it is a heading, or set in bold."""

    @property
    def is_link(self) -> bool:
        """Whether it is nothing but links and what parts them."""
        return self.linked >= 0.8 * len(self.text)


def blocks_of(container: etree._Element) -> list[Block]:
    """All text of a container, paragraph by paragraph."""
    return list(_Walk(container))


class _Walk:
    """One pass over a container, without recursion: pages nest as deep as they like."""

    def __init__(self, container: etree._Element) -> None:
        self.container = container
        self.node = container
        self.parts: list[str] = []
        self.linked = self.links = self.bold = self.in_bold = self.in_pre = 0

    def __iter__(self) -> Iterator[Block]:
        walk = etree.iterwalk(self.container, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in BLOCK_TAGS:
                    yield from self.flush(element)
                    row = row_text(element) if tag == "tr" else None
                    if row is not None:
                        if row:
                            yield Block(row, element, 0, marked=False)
                        walk.skip_subtree()
                        continue
                self.enter(element)
            else:
                if tag in BLOCK_TAGS:
                    yield from self.flush(element.getparent())
                self.leave(element)
        yield from self.flush(self.container)

    def enter(self, element: etree._Element) -> None:
        if element.tag == "br":
            self.parts.append("\n")
        elif element.tag == "a":
            self.links += 1
        elif element.tag in ("b", "strong"):
            self.in_bold += 1
        elif element.tag == "pre":
            self.in_pre += 1
        self.add(element.text)

    def leave(self, element: etree._Element) -> None:
        if element.tag == "a":
            self.links -= 1
        elif element.tag in ("b", "strong"):
            self.in_bold -= 1
        elif element.tag == "pre":
            self.in_pre -= 1
        if element is not self.container:
            self.add(element.tail)

    def add(self, text: str | None) -> None:
        if not text:
            return
        piece = text
        if "  " in text or not text.isprintable():
            piece = (_LINE_SPACE if self.in_pre else _SPACE).sub(" ", text)
        if piece == " " and not self.parts:
            return
        self.parts.append(piece)
        size = len(piece.strip())
        self.linked += size if self.links else 0
        self.bold += size if self.in_bold else 0

    def flush(self, following: etree._Element | None) -> Iterator[Block]:
        if self.parts:
            texts = paragraphs("".join(self.parts))
            total = sum(map(len, texts))
            share = self.linked / max(total, 1)
            marked = self.node.tag in HEADINGS or self.bold >= 0.9 * total
            for text in texts:
                yield Block(text, self.node, round(share * len(text)), marked)
        self.parts, self.linked, self.bold = [], 0, 0
        self.node = self.container if following is None else following


def paragraphs(text: str) -> list[str]:
    """Text with ``\\n`` for each ``<br>`` → paragraphs: two breaks or more part them."""
    return [tidy for part in _PARAGRAPH_BREAK.split(text) if (tidy := _tidy_lines(part))]


def _tidy_lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def row_text(row: etree._Element) -> str | None:
    """The cells of a table row, parted by " | "; None where the table only lays out the page.

    Empty where the row repeats the table's head.
    """
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if not cells or any(_lays_out(cell, alone=len(cells) == 1) for cell in cells):
        return None
    if _repeats_head(row):
        return ""
    texts = (flat_text(cell) for cell in cells)
    return " | ".join(text for text in texts if text)


def _repeats_head(row: etree._Element) -> bool:
    """Whether a row of a table's foot is its head again, as sortable tables print it."""
    foot = row.getparent()
    if foot is None or foot.tag != "tfoot":
        return False
    table = foot.getparent()
    heads = [] if table is None else table.findall("thead/tr")
    return any(flat_text(head) == flat_text(row) for head in heads)


def _lays_out(cell: etree._Element, *, alone: bool) -> bool:
    """Whether a cell holds paragraphs: several blocks, or line breaks in a row of one cell."""
    inner = [child for child in cell.iterdescendants() if child.tag in BLOCK_TAGS]
    if alone and (inner or next(cell.iter("br"), None) is not None):
        return True
    return len(inner) > 1 or (bool(inner) and inner[0].tag not in ("p", "div"))


def join_blocks(blocks: Iterable[Block]) -> str:
    """Paragraphs parted by a blank line, items of a list and rows of a table by a line break."""
    text: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if not block.text:
            continue
        if previous is not None:
            text.append("\n" if _same_list(previous, block) else "\n\n")
        text.append(block.text)
        previous = block
    return "".join(text)


def _same_list(one: Block, other: Block) -> bool:
    tags = {one.node.tag, other.node.tag}
    if one.node is other.node or not tags <= LINE_TAGS:
        return False
    if tags == {"tr"}:
        tables = [next(block.node.iterancestors("table"), None) for block in (one, other)]
        return tables[0] is tables[1]
    return one.node.getparent() is other.node.getparent()

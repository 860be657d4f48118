"""What a post's body is made of: each block knows its HTML and the lines a reader sees."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Heading:
    """A heading inside the body."""

    text: str

    def html(self) -> str:
        return f"<h3>{escape(self.text)}</h3>"

    def lines(self) -> tuple[str, ...]:
        return (self.text,)


@dataclass(frozen=True)
class Items:
    """A list; every item is a line."""

    items: tuple[str, ...]
    ordered: bool = False

    def html(self) -> str:
        tag = "ol" if self.ordered else "ul"
        return f"<{tag}>\n" + "\n".join(f"<li>{escape(i)}</li>" for i in self.items) + f"\n</{tag}>"

    def lines(self) -> tuple[str, ...]:
        return self.items


@dataclass(frozen=True)
class Quote:
    """A block quote of one paragraph."""

    text: str

    def html(self) -> str:
        return f"<blockquote><p>{escape(self.text)}</p></blockquote>"

    def lines(self) -> tuple[str, ...]:
        return (self.text,)


@dataclass(frozen=True)
class Table:
    """A table with a header row; every cell is a line of its own here."""

    rows: tuple[tuple[str, ...], ...]

    def html(self) -> str:
        def row(cells: tuple[str, ...], tag: str) -> str:
            return "<tr>" + "".join(f"<{tag}>{escape(c)}</{tag}>" for c in cells) + "</tr>"

        body = "\n".join(row(r, "td") for r in self.rows[1:])
        head = row(self.rows[0], "th")
        return (
            f'<table class="wp-block-table">\n<thead>{head}</thead>\n<tbody>{body}</tbody></table>'
        )

    def lines(self) -> tuple[str, ...]:
        return tuple(cell for row in self.rows for cell in row)


@dataclass(frozen=True)
class Noted:
    """A paragraph with a footnote mark glued to the word before it; ``{note}`` says where."""

    text: str
    number: int = 1

    def html(self) -> str:
        n = self.number
        mark = f'<sup><a href="#_ftn{n}" id="_ftnref{n}" name="_ftnref{n}">[{n}]</a></sup>'
        if n % 2:
            mark = f'<sup id="fnref-{n}"><a class="footnote-ref" href="#fn-{n}">{n}</a></sup>'
        return f"<p>{escape(self.text).replace('{note}', mark)}</p>"

    def lines(self) -> tuple[str, ...]:
        return (self.text.replace("{note}", ""),)


@dataclass(frozen=True)
class Markup:
    """Anything else: its HTML, and by hand what of it belongs to the body."""

    source: str
    seen: tuple[str, ...] = ()

    def html(self) -> str:
        return self.source

    def lines(self) -> tuple[str, ...]:
        return self.seen


@dataclass(frozen=True)
class PageBreak:
    """``<!--nextpage-->``: the post goes on at ``…/2/``."""

    def html(self) -> str:
        return "<!--nextpage-->"

    def lines(self) -> tuple[str, ...]:
        return ()


Block = str | Heading | Items | Quote | Table | Noted | Markup | PageBreak
"""A plain string is a paragraph."""


def block_html(block: Block) -> str:
    """HTML of one block; plain strings are escaped."""
    return f"<p>{escape(block, quote=False)}</p>" if isinstance(block, str) else block.html()


def block_lines(block: Block) -> tuple[str, ...]:
    """What of the block a stored body must contain."""
    return (block,) if isinstance(block, str) else block.lines()


@dataclass(frozen=True)
class Markup:
    """HTML as it is typed; of what it says nothing is expected."""

    text: str

    def html(self) -> str:
        return self.text

    def lines(self) -> tuple[str, ...]:
        return ()

"""A post of a generated site: what an editor typed, before any theme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sites.blocks import Block, PageBreak, block_html, block_lines

DAMASCUS = ZoneInfo("Asia/Damascus")


@dataclass(frozen=True)
class Image:
    """The lead image."""

    path: str
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Pdf:
    """The link to the whole report as PDF, a paragraph of its own in the body."""

    path: str
    label: str = "View full Report"


@dataclass(frozen=True)
class Twin:
    """The same report in another language, linked by "Available In"."""

    language: str
    path: str
    """Path at the same host, or a whole URL."""


@dataclass(frozen=True)
class Comment:
    """A reader's comment: never part of a body."""

    author: str
    text: str


@dataclass(frozen=True)
class Category:
    """``slug`` may name the parent too: ``report/special-reports``."""

    name: str
    slug: str

    @property
    def parent(self) -> str:
        """Slug of the parent category, or empty."""
        return self.slug.rpartition("/")[0]


@dataclass(frozen=True)
class Post:
    """``published`` and ``modified`` are aware and in the site's zone, as an editor sees them."""

    id: int
    title: str
    blocks: tuple[Block, ...]
    published: datetime
    modified: datetime | None = None
    subtitle: str = ""
    slug: str = ""
    path: str = ""
    """Its own path where the site's permalink form does not hold, with slashes at both ends."""
    aliases: tuple[str, ...] = ()
    """Further paths that answer 200 with this post: old permalinks, a staging copy."""
    categories: tuple[Category, ...] = ()
    tags: tuple[str, ...] = ()
    author: str = "Editorial Desk"
    image: Image | None = None
    pdf: Pdf | None = None
    language: str = "en"
    twins: tuple[Twin, ...] = ()
    comments: tuple[Comment, ...] = ()
    protected: bool = False
    sticky: bool = False
    form: str = ""
    """Layout of this post where it is not the site's: ``classic``, ``cloud``, ``daily``."""
    notes: tuple[str, ...] = ()
    """Texts of the footnotes, at the end of the body."""

    @property
    def changed(self) -> datetime:
        """When it last changed: ``modified``, else ``published``."""
        return self.modified or self.published

    @property
    def name(self) -> str:
        """The slug, made of the title where none is given."""
        return self.slug or slug_of(self.title) or str(self.id)

    def pages(self) -> list[list[Block]]:
        """Blocks of each page; one page where nothing breaks it."""
        pages: list[list[Block]] = [[]]
        for block in self.blocks:
            if isinstance(block, PageBreak):
                pages.append([])
            else:
                pages[-1].append(block)
        return pages

    def lines(self) -> tuple[str, ...]:
        """Every line that a stored body must hold, in order."""
        return tuple(line for block in self.blocks for line in block_lines(block))

    def content(self) -> str:
        """HTML of all blocks, with ``<!--nextpage-->``: what REST gives."""
        return "\n".join(block_html(block) for block in self.blocks)


def slug_of(title: str) -> str:
    """ASCII slug as WordPress makes it, cut at eight words; empty for a title without ASCII."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower())[:8])


def utc_text(moment: datetime) -> str:
    """``2017-04-13T07:30:00+00:00``: how SEO plugins write a moment."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")


def local_text(moment: datetime) -> str:
    """With the site's offset: how ``<time datetime>`` has it."""
    return moment.isoformat(timespec="seconds")

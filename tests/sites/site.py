"""A generated site: its posts, its habits and its faults, and the addresses of its posts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime

from sites.answers import Answer
from sites.posts import Post

PERMALINKS = {
    "id": "/blog/{date:%Y/%m/%d}/{id}/",
    "slug": "/blog/{date:%Y/%m/%d}/{name}/",
    "arabic": "/{date:%Y/%m/%d}/{id}/",
    "daily": "/{date:%Y/%m/%d}/{name}/",
    "section": "/{section}/{name}/",
    "name": "/{name}/",
    "joomla": "/index.php/{section}/{id}-{name}",
}
"""Forms of a post's path below the site's prefix."""


@dataclass(frozen=True)
class Faults:
    """What the site does wrong; all off by default."""

    rest: str = ""
    """``html``: a page instead of JSON · ``off``: 404 · ``too_many``/``too_few``: false totals ·
    ``endless``: every page is full, whatever its number · ``error``: 500."""
    listing: str = ""
    """``endless``: every page number shows the last page and a next link · ``off``: 404."""
    feed: str = ""
    """``endless``: ``paged`` is ignored · ``summary``: excerpts only · ``broken``: cut XML ·
    ``off``: 404."""
    sitemap: str = ""
    """``broken``: cut XML · ``loop``: the index lists itself · ``html``: a page · ``off``: 404."""
    failing: dict[str, int] = field(default_factory=dict)
    """Path → how many times it answers 500 before it works; -1 for ever."""
    busy: dict[str, int] = field(default_factory=dict)
    """Path → how many times it answers 429 with ``Retry-After`` before it works."""
    retry_after: str = "1"
    """What ``Retry-After`` says: seconds or an HTTP date."""
    challenge: frozenset[str] = frozenset()
    """Paths that answer a browser check with status 403; ``*`` for all of them."""
    challenge_status: int = 403
    """Some checks come with 503 or 200."""
    soft_404: frozenset[str] = frozenset()
    """Paths of posts that answer 200 and "nothing was found"."""
    gone: dict[str, int] = field(default_factory=dict)
    """Path → 404 or 410."""
    disallow: tuple[str, ...] = ()
    """Lines of robots.txt."""
    robots: str = ""
    """``error``: 500 · ``off``: 404."""
    slow: dict[str, float] = field(default_factory=dict)
    """Path → seconds before it answers; ``*`` for all of them."""
    instead: dict[str, Answer] = field(default_factory=dict)
    """Path → what is answered there, whatever else the site would say."""
    container: str = ""
    """Name of the content container after a change of layout."""


@dataclass
class Site:
    """One WordPress or Joomla site. Posts may be changed between two crawls."""

    posts: list[Post]
    base: str = ""
    """Scheme and host that the site believes to be its own; the server sets it if empty."""
    prefix: str = ""
    """Path below which the site stands: ``/arabic``."""
    name: str = "Network for Rights Documentation"
    look: str = "newspaper"
    """``newspaper``, ``iraqinews`` or ``joomla``."""
    layout: str = "classic"
    """Of the newspaper look: ``classic``, ``cloud`` or ``daily``."""
    permalink: str = "id"
    """A key of ``PERMALINKS``."""
    html_lang: str = "en-US"
    per_page: int = 10
    """Posts on a listing page and in a feed."""
    pager: str = "core"
    """Next links of listings: ``core`` (``a.next.page-numbers``), ``block`` (block themes) or
    ``tagdiv`` (icons)."""
    switcher: str = "available"
    """Language switcher inside the content: ``available`` or ``wpml``."""
    metadata: bool = True
    """An SEO plugin writes JSON-LD, Open Graph and dates; core does not."""
    sitemap: str = "core"
    """``core`` (no lastmod), ``yoast`` (lastmod) or ``gzip`` (yoast, sub-sitemaps as .xml.gz)."""
    sitemap_size: int = 2000
    """URLs in a sub-sitemap."""
    validators: bool = False
    """Post pages send ETag and Last-Modified and answer 304; WordPress does not."""
    faults: Faults = field(default_factory=Faults)
    hits: Counter[str] = field(default_factory=Counter)
    """Requests by path and query, answered or refused."""

    def path_of(self, post: Post) -> str:
        """The permalink's path, with the prefix unless the post has a path of its own."""
        if post.path:
            return post.path
        section = post.categories[0].slug if post.categories else "news"
        return self.prefix + PERMALINKS[self.permalink].format(
            date=post.published, id=post.id, name=post.name, section=section
        )

    def url_of(self, post: Post) -> str:
        """The permalink."""
        return self.base + self.path_of(post)

    def absolute(self, path: str) -> str:
        """A path of this host as URL; whole URLs stay."""
        return path if path.startswith(("http:", "https:")) else self.base + path

    def newest(self) -> list[Post]:
        """All posts, newest first, the order of every list."""
        return sorted(self.posts, key=lambda p: (p.published, p.id), reverse=True)

    def listed(self) -> list[Post]:
        """Newest first, sticky ones first of all and again at their date."""
        newest = self.newest()
        return [p for p in newest if p.sticky] + newest

    def post(self, post_id: int) -> Post:
        """The post of that id; StopIteration where there is none."""
        return next(p for p in self.posts if p.id == post_id)

    def shown_at(self, place: int) -> str:
        """URL of the post that stands at a fixed place of the sidebars: links there are alive."""
        order = self.newest()
        return self.url_of(order[place % len(order)]) if order else f"{self.base}{self.prefix}/"

    def edit(self, post_id: int, modified: datetime, **changes: object) -> Post:
        """Change a post as an editor would; returns it as it is now."""
        old = self.post(post_id)
        new = replace(old, modified=modified, **changes)  # type: ignore[arg-type]
        self.posts[self.posts.index(old)] = new
        return new

    def neighbours(self, post: Post) -> tuple[Post | None, Post | None]:
        """The post before and the post after it in time."""
        order = self.newest()[::-1]
        at = order.index(post)
        before = order[at - 1] if at else None
        after = order[at + 1] if at + 1 < len(order) else None
        return before, after

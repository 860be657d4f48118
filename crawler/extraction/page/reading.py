"""A page read once for all its fields: outline, the article its JSON-LD tells of, headline."""

from __future__ import annotations

from attrs import frozen
from lxml.html import HtmlElement

from crawler.extraction.page.headline import Headline, claimed_titles, find_headline, site_names
from crawler.extraction.page.jsonld import Item, page_items
from crawler.extraction.page.outline import Outline, read_outline


@frozen(eq=False)
class Page:
    """What metadata, dates and kind of a page are told from."""

    outline: Outline
    items: tuple[Item, ...]
    """JSON-LD items about this very page, the article first; never those of related posts."""
    headline: Headline
    site: frozenset[str]
    """Folded names of the site."""

    @property
    def article(self) -> Item | None:
        """The first of ``items``."""
        return self.items[0] if self.items else None


def read_page(tree: HtmlElement, url: str) -> Page:
    """Read ``tree``, which is not changed, as the page at ``url``."""
    outline = read_outline(tree, url)
    names = site_names(outline)
    items = page_items(
        outline.graph,
        [url, outline.canonical(), outline.meta("og:url")],
        claimed_titles(outline, names),
    )
    headline = find_headline(outline, names, items[0] if items else None)
    return Page(outline, tuple(items), headline, frozenset(names))

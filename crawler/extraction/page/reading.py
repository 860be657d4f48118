"""A page read once for all that is told from it."""

from __future__ import annotations

from attrs import frozen
from lxml.html import HtmlElement

from crawler.extraction.page.addresses import may_be_own
from crawler.extraction.page.headline import Headline, claimed_titles, find_headline
from crawler.extraction.page.jsonld import Item, page_items
from crawler.extraction.page.outline import Outline, read_outline
from crawler.extraction.page.site import Site, read_site


@frozen(eq=False)
class Page:
    """What body, fields, dates and kind of a page are told from."""

    tree: HtmlElement
    """As it was parsed; nobody changes it."""
    outline: Outline
    items: tuple[Item, ...]
    """JSON-LD items about this very page, the article first; never those of related posts."""
    headline: Headline
    titles: tuple[str, ...]
    """All that the page shows as its title, with the site's name and without it."""
    site: Site

    @property
    def article(self) -> Item | None:
        """The first of ``items``."""
        return self.items[0] if self.items else None


def read_page(tree: HtmlElement, url: str) -> Page:
    """Read ``tree`` as the page at ``url``."""
    outline = read_outline(tree, url)
    site = read_site(outline)
    titles = claimed_titles(outline, site)
    stated = (outline.canonical, outline.meta("og:url"))
    addresses = [url, *(address for address in stated if may_be_own(address, url))]
    items = page_items(outline.graph, addresses, titles)
    headline = find_headline(outline, site, items[0] if items else None)
    return Page(tree, outline, tuple(items), headline, tuple(titles), site)

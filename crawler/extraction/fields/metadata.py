"""Fields of a report other than its body and its dates.

Each field has its rules in a stated order; the first that gives something counts. What the page
shows comes before what it tells machines where people correct the former (title, sections), and
after it where the latter is made for one thing only (canonical, author).
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from crawler.extraction.fields.bylines import find_author
from crawler.extraction.fields.categories import find_sections, find_tags
from crawler.extraction.fields.identity import find_post_id, find_shortlink
from crawler.extraction.fields.links import lead_image, pdf_links
from crawler.extraction.fields.more_pages import more_pages
from crawler.extraction.fields.subtitles import find_subtitle
from crawler.extraction.fields.translations import html_language, translations
from crawler.extraction.page.reading import Page
from crawler.items import Link


@frozen
class Metadata:
    """Fields of one page; empty where the page does not tell them."""

    title: str = ""
    """Headline as shown, one line, without the site's name."""
    title_from: str = ""
    """Which rule gave it: ``theme``, ``h1``, ``json-ld``, ``og:title`` or ``title``."""
    subtitle: str = ""
    """Line under the headline."""
    canonical: str = ""
    """``<link rel=canonical>``, absolute, without a fragment."""
    shortlink: str = ""
    """``<link rel=shortlink>``, absolute."""
    post_id: str = ""
    """The site's own id of the post, digits."""
    sections: tuple[str, ...] = ()
    """Categories, broadest first, without the front page and the report itself."""
    tags: tuple[str, ...] = ()
    """The post's tags."""
    author: str = ""
    """Byline; several names parted by ", "."""
    links: tuple[Link, ...] = ()
    """Lead image, then PDFs, then translations."""
    more_pages: tuple[str, ...] = ()
    """Absolute URLs of the other pages of a multi-page post, in their order."""
    html_language: str = ""
    """``<html lang>`` as written."""


def read_metadata(page: Page, subtitles: Sequence[str] = ()) -> Metadata:
    """Fields of a page; ``subtitles`` are the publisher's CSS selectors of that line."""
    outline = page.outline
    image = lead_image(outline)
    return Metadata(
        title=page.headline.text,
        title_from=page.headline.source,
        subtitle=find_subtitle(page, subtitles),
        canonical=outline.canonical,
        shortlink=find_shortlink(outline),
        post_id=find_post_id(page),
        sections=tuple(find_sections(page)),
        tags=tuple(find_tags(page)),
        author=find_author(page),
        links=(*([image] if image else []), *pdf_links(outline), *translations(outline)),
        more_pages=more_pages(outline),
        html_language=html_language(outline),
    )

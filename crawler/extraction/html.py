"""HTML text → the text of its report, and the parser that all else begins with."""

from __future__ import annotations

import lxml.html

from crawler.extraction.body.body import Body, read_body
from crawler.extraction.page.parse import parse
from crawler.extraction.page.reading import read_page
from crawler.publishers import ContentRules, publisher_of

__all__ = ["Body", "body_text", "extract_body", "parse"]


def body_text(html: str, url: str) -> str:
    """The body of a page: paragraphs parted by a blank line; empty where it holds none."""
    publisher = publisher_of(url)
    return extract_body(parse(html), url, publisher.content if publisher else None).text


def extract_body(tree: lxml.html.HtmlElement, url: str, rules: ContentRules | None) -> Body:
    """``read_body`` of a page that is not read yet, such as a further page of a post."""
    return read_body(read_page(tree, url), rules)

"""Bytes of a page → what it says: what is done with hostile input, so that a worker can do it.

What extraction needs is loaded by who does it: a crawl leaves it to its workers, and is so much
smaller and sooner begun.
"""

# ruff: noqa: PLC0415 -- see above

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from scrapy.http import HtmlResponse

from crawler.items import RawReport
from crawler.publishers import ContentRules


def read_page(
    body: bytes,
    content_type: str,
    *,
    url: str,
    publisher: str,
    rules: ContentRules | None,
    timezone: str,
    status: int,
    fetched_at: datetime,
    requested_urls: Sequence[str] = (),
    hint_published: date | datetime | None = None,
) -> RawReport:
    """``load_report`` of a page as it came, unpacked. Raises TooDeepError."""
    from crawler.extraction.page.parse import parse
    from crawler.loaders import load_report

    return load_report(
        parse(page_text(body, content_type)),
        url=url,
        publisher=publisher,
        rules=rules,
        timezone=timezone,
        status=status,
        fetched_at=fetched_at,
        requested_urls=requested_urls,
        hint_published=hint_published,
    )


def read_further_page(body: bytes, content_type: str, url: str, rules: ContentRules | None) -> str:
    """The text of a further page of a post. Raises TooDeepError."""
    from crawler.extraction.html import extract_body, parse

    return extract_body(parse(page_text(body, content_type)), url, rules).text


def page_text(body: bytes, content_type: str) -> str:
    """The page decoded, by what its header says, its byte order mark, its head or its bytes."""
    headers = {"Content-Type": content_type}
    return HtmlResponse("http://page/", body=body, headers=headers).text

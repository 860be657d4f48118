"""Bytes of a page → what it says: what is done with hostile input, so that a worker can do it.

What extraction needs is loaded by who does it: a crawl leaves it to its workers, and is so much
smaller and sooner begun.
"""

# ruff: noqa: PLC0415 -- see above

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from crawler.extraction.page.decoding import decode
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

    decoded = decode(body, content_type)
    report = load_report(
        parse(decoded.text),
        url=url,
        publisher=publisher,
        rules=rules,
        timezone=timezone,
        status=status,
        fetched_at=fetched_at,
        requested_urls=requested_urls,
        hint_published=hint_published,
    )
    report.problems = [*report.problems, *decoded.problems]
    return report


def read_further_page(body: bytes, content_type: str, url: str, rules: ContentRules | None) -> str:
    """The text of a further page of a post. Raises TooDeepError."""
    from crawler.extraction.html import extract_body, parse

    return extract_body(parse(decode(body, content_type).text), url, rules).text

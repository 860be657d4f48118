"""The reader of claims as a crawl hands it to a worker, which alone loads lexicons and rules."""

from __future__ import annotations

from datetime import date

from crawler.claim import Reading


def read_apart(
    title: str,
    subtitle: str,
    body: str,
    *,
    publisher: str,
    published: date | None,
    language: str,
) -> Reading:
    """``read_report``."""
    from pipelines.claims.reading import read_report  # noqa: PLC0415 -- see above

    return read_report(
        title, subtitle, body, publisher=publisher, published=published, language=language
    )

"""One page → ``RawReport``: every field by its rules, cleaned on the way in."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

from itemloaders import ItemLoader
from itemloaders.processors import Identity, MapCompose, TakeFirst
from lxml.html import HtmlElement

from crawler.characters import printable
from crawler.extraction.body.body import read_body
from crawler.extraction.dates.publication import PageDates, find_dates
from crawler.extraction.fields.metadata import Metadata, read_metadata
from crawler.extraction.kind.page_kind import page_kind
from crawler.extraction.page.addresses import resolve
from crawler.extraction.page.reading import read_page
from crawler.extraction.words.wording import one_line
from crawler.items import RawReport
from crawler.publishers import ContentRules


def filled(text: str) -> str | None:
    """None for an empty text, which ``MapCompose`` then leaves out."""
    return text or None


def clean_text(text: str) -> str:
    """Text of several paragraphs, printable and without blanks at its ends."""
    return printable(text).strip()


_line = MapCompose(html.unescape, one_line, filled)
_address = MapCompose(partial(resolve, base=""), filled)


class ReportLoader(ItemLoader):
    """Fills a ``RawReport``: lines are made one line, entities read, addresses kept only where they
    lead to a web page; of several values for one text the first that is not empty counts."""

    default_item_class = RawReport
    default_input_processor = _line
    default_output_processor = TakeFirst()

    publisher_in = Identity()
    url_in = canonical_in = shortlink_in = _address
    requested_urls_in = more_pages_in = _address
    body_in = MapCompose(clean_text)
    status_in = fetched_at_in = links_in = page_kind_in = Identity()
    requested_urls_out = sections_out = tags_out = Identity()
    links_out = more_pages_out = problems_out = Identity()

    def get_input_processor(self, field_name: str) -> Callable[..., object]:
        """As above; the fields of the item, which have none, are not asked, since that is slow."""
        found: Callable[..., object] = getattr(self, f"{field_name}_in", _line)
        return found

    def get_output_processor(self, field_name: str) -> Callable[..., object]:
        """Likewise."""
        found: Callable[..., object] = getattr(
            self, f"{field_name}_out", self.default_output_processor
        )
        return found


def load_report(
    tree: HtmlElement,
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
    """What the page at ``url`` says, whatever kind of page it is; ``tree`` is not changed.

    ``rules`` are the publisher's content rules, ``timezone`` its IANA zone, ``fetched_at`` an aware
    moment, ``requested_urls`` what redirected here, ``hint_published`` the day or the aware moment
    that the page's source gives. ``published`` becomes the moment in UTC where it is known, else
    the day. A page that is no report has its reason in ``page_kind``. Raises ZoneInfoNotFoundError
    for a zone that does not exist.
    """
    page = read_page(tree, url)
    metadata = read_metadata(page, rules.subtitles if rules else ())
    body = read_body(page, rules)
    dates = find_dates(page, timezone=timezone, fetched_at=fetched_at, hint=hint_published)
    kind = page_kind(page, body.text, metadata.title, status)
    loader = ReportLoader()
    loader.add_value("publisher", publisher)
    loader.add_value("url", url)
    loader.add_value("requested_urls", [asked for asked in requested_urls if asked != url])
    _add_metadata(loader, metadata)
    loader.add_value("body", body.text)
    loader.add_value("method", body.method)
    _add_dates(loader, dates)
    if page.headline.refused:
        told = f"title: {page.headline.refused} characters are no headline"
        loader.add_value("problems", told)
    loader.add_value("problems", list(page.outline.refused))
    if kind is not None:
        reason, detail = kind
        loader.add_value("page_kind", reason.value)
        loader.add_value("page_kind_detail", detail)
    report: RawReport = loader.load_item()
    report.status, report.fetched_at = status, fetched_at
    return report


def _add_metadata(loader: ReportLoader, metadata: Metadata) -> None:
    for name in (
        "title", "subtitle", "canonical", "shortlink", "post_id", "author", "html_language",
    ):  # fmt: skip
        loader.add_value(name, getattr(metadata, name) or None)
    for name in ("sections", "tags", "links", "more_pages"):
        loader.add_value(name, list(getattr(metadata, name)) or None)


def _add_dates(loader: ReportLoader, dates: PageDates) -> None:
    published = dates.published
    if published.at is not None:
        loader.add_value("published", iso(published.at))
    elif published.local is not None:
        loader.add_value("published", published.local.isoformat())
    if published.local is not None:
        loader.add_value("published_local", published.local.isoformat())
    loader.add_value("published_from", published.source)
    if dates.modified is not None:
        loader.add_value("modified", iso(dates.modified))
    loader.add_value("problems", list(dates.problems))


def iso(moment: datetime) -> str:
    """A moment in UTC as people read it: ``2017-04-13T09:12:00Z``."""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"

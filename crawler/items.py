"""What flows through a crawl, each stage with a type of its own.

``Discovered`` → (fetch) → ``RawReport`` → validate, normalize → ``Report`` → rows.
A page that gives no report becomes an ``Outcome`` instead, at whichever stage that is found.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from attrs import Factory, define, frozen

from crawler.claim import Reading


class State(StrEnum):
    """State of a URL; the same words are the CHECK constraint of ``pages.state``."""

    PENDING = "pending"
    STORED = "stored"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    NOT_REPORT = "not_report"
    EXCLUDED = "excluded"
    NOT_ALLOWED = "not_allowed"
    GONE = "gone"
    FAILED = "failed"


class Reason(StrEnum):
    """Why a URL is in its state. docs/schema.md explains each; a test holds the two together."""

    OUTSIDE_DATES = "outside_dates"
    RETRY_LATER = "retry_later"
    ALIAS = "alias"
    OFF_SITE = "off_site"
    EXCLUDED_HOST = "excluded_host"
    EXCLUDED_PATH = "excluded_path"
    NOT_REPORT_URL = "not_report_url"
    TRAP = "trap"
    ROBOTS = "robots"
    LOGIN_PAGE = "login_page"
    PASSWORD_FORM = "password_form"  # noqa: S105 -- the name of a reason, not a secret
    CHALLENGE_PAGE = "challenge_page"
    EMPTY_PAGE = "empty_page"
    SOFT_404 = "soft_404"
    LISTING_PAGE = "listing_page"
    NOT_HTML = "not_html"
    NO_TITLE = "no_title"
    SHRUNK = "shrunk"
    LAYOUT = "layout"
    HTTP_STATUS = "http_status"
    NETWORK = "network"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    INCOMPLETE = "incomplete"
    UNREADABLE = "unreadable"
    NOT_IN_ARCHIVE = "not_in_archive"
    BUG = "bug"


@frozen
class Discovered:
    """A URL that a source of the publisher names as one of its pages."""

    url: str
    """As the source gives it, made absolute, without its fragment."""
    key: str
    """``Publisher.page_key`` of the URL: equal for addresses that are surely the same page."""
    via: str
    """Kind of the source: one of a seed's, or ``archive`` or ``wayback``."""
    modified: datetime | None = None
    """When the source says the page last changed, UTC."""
    published: date | None = None
    """The publisher's local day of publication, where the source or the URL tells it."""
    excluded: Reason | None = None
    """Why it is not to be fetched; None where it is."""


@frozen
class Address:
    """One of the URLs under which a report stands."""

    url: str
    """As fetched or as the page gives it, absolute."""
    key: str
    """``Publisher.page_key`` of the URL; two reports never share one."""
    kind: str
    """``canonical``, ``alias``, ``mirror`` or ``shortlink``."""


@frozen
class Link:
    """A thing that a report points to: a PDF, itself in another language, its lead image."""

    kind: str
    """``pdf``, ``translation`` or ``image``."""
    url: str
    """Absolute."""
    label: str = ""
    """The words of the link; of an image its caption."""
    language: str = ""
    """ISO 639-1 code of what is behind the link, where the page tells it."""


@define(repr=False)
class RawReport:
    """What one page says, as strings found; filled by ``ReportLoader``, read by the pipelines."""

    def __repr__(self) -> str:
        """Scrapy writes items into error lines, where no victim's name may stand."""
        return f"RawReport({self.url!r})"

    @property
    def requested_url(self) -> str:
        """The row of ``pages`` that asked for it."""
        return self.requested_urls[0] if self.requested_urls else self.url

    publisher: str = ""
    """Name of the publisher's seed."""
    url: str = ""
    """Address that answered, after redirects."""
    requested_urls: list[str] = Factory(list)
    """Addresses asked for on the way to ``url``, first first; without ``url`` itself."""
    canonical: str = ""
    """``<link rel=canonical>``, absolute."""
    shortlink: str = ""
    """``<link rel=shortlink>``, absolute: ``https://…/?p=ID``."""
    post_id: str = ""
    """The site's own id of the post."""
    title: str = ""
    """The headline as shown on the page."""
    subtitle: str = ""
    """The line under the headline; at SNHR often a claim."""
    body: str = ""
    """Paragraphs joined by a blank line, noise removed."""
    method: str = ""
    """How the body was found: ``publisher``, ``theme`` or ``generic``, then ``:`` and the rule."""
    html_language: str = ""
    """``<html lang>``: what the site claims, which core WordPress gets wrong on Arabic posts."""
    published: str = ""
    """Date of publication as found, ISO 8601 where the page gives it so."""
    published_from: str = ""
    """What gave it: ``article:published_time``, ``json-ld``, ``time``, ``url``, ``source`` …"""
    published_local: str = ""
    """The publisher's local day as found (URL or ``<time>`` with an offset), ``YYYY-MM-DD``."""
    modified: str = ""
    """Date of the last change as found."""
    sections: list[str] = Factory(list)
    """Categories, broadest first."""
    tags: list[str] = Factory(list)
    """The post's tags."""
    author: str = ""
    """The byline."""
    links: list[Link] = Factory(list)
    """PDF links, other languages, the lead image."""
    more_pages: list[str] = Factory(list)
    """Addresses of the further pages of a multi-page post, in order."""
    problems: list[str] = Factory(list)
    """What was found and refused, such as an absurd date."""
    page_kind: str = ""
    """What the page is where it is no report: a ``Reason`` of state ``not_report``; else empty."""
    page_kind_detail: str = ""
    """What on the page shows that."""
    status: int = 200
    """HTTP status of the answer."""
    fetched_at: datetime | None = None
    """When it was fetched, UTC; for a replayed page the moment of the capture."""
    captures: list[int] = Factory(list)
    """Ids of the captures that it was read from: the page's, then those of its further pages."""
    etag: str = ""
    """The page's ETag, for a conditional request; empty where it stands on several pages."""
    last_modified: str = ""
    """The page's Last-Modified, likewise."""
    is_last: bool = True
    """Whether it is the last answer of this page in this crawl; archives hold several."""


@frozen(kw_only=True, repr=False)
class Report:
    """A report as it is stored. Text is Unicode NFC; moments are UTC."""

    def __repr__(self) -> str:
        """As ``RawReport``'s."""
        return f"Report({self.url!r})"

    publisher: str
    """Name of the publisher's seed."""
    url: str
    """Where it was fetched."""
    requested_url: str
    """The row of ``pages`` that asked for it; equal to ``url`` where nothing redirected."""
    addresses: tuple[Address, ...]
    """All its URLs known from this page; the first is ``url`` itself, of kind ``canonical``."""
    post_id: str = ""
    """The site's own id of the post."""
    title: str
    """Headline, one line."""
    subtitle: str = ""
    """Line under the headline, one line."""
    body: str
    """Paragraphs parted by one blank line."""
    language: str
    """ISO 639-1 code, detected from the text."""
    published_at: datetime | None = None
    """Moment of publication; None where only the day is known."""
    published_date: date | None = None
    """The publisher's local day."""
    published_from: str = ""
    """What gave the date."""
    modified_at: datetime | None = None
    """Moment of the last change the page admits."""
    sections: tuple[str, ...] = ()
    """Categories, broadest first."""
    tags: tuple[str, ...] = ()
    """The post's tags."""
    author: str = ""
    """The byline."""
    links: tuple[Link, ...] = ()
    """PDF links, other languages, the lead image."""
    method: str
    """How the body was found; see ``RawReport.method``."""
    problems: tuple[str, ...] = ()
    """What the page said and was refused; each becomes an issue."""
    fetched_at: datetime
    """When the page was seen so: fetched, or captured by the archive that it comes from."""
    captures: tuple[int, ...] = ()
    """Ids of the captures that it was read from: the page's, then those of its further pages."""
    extractor: str = ""
    """What read it: version of this software, and a digest of its rules for this publisher."""
    reading: Reading = Factory(Reading)
    """What its text claims; empty before the stage ``claims``."""
    reader: str = ""
    """What read the claims: version of this software, and a digest of the reader's rules."""
    etag: str = ""
    """As ``RawReport``'s."""
    last_modified: str = ""
    """As ``RawReport``'s."""
    is_last: bool = True
    """As ``RawReport``'s."""
    fingerprint: str
    """SHA-256, hex, of title, subtitle and body normalized: equal texts, equal fingerprints."""
    signature: tuple[int, ...] = ()
    """MinHash of the text, by which near-copies are found; empty where it was not asked for."""
    duplicate_of: int | None = None
    """Report id of the first report of which this is a copy; None where there is none."""
    similarity: float | None = None
    """Of the copy to the first, 0 to 1."""


@frozen(kw_only=True)
class Outcome:
    """What became of a page that gives no report, or none yet."""

    publisher: str
    """Name of the publisher's seed."""
    url: str
    """The URL asked for, as in ``pages``."""
    state: State
    """Its state from now on."""
    reason: Reason
    """Why."""
    detail: str = ""
    """The rest: status line, error text, what on the page showed it."""
    published: date | None = None
    """The publisher's local day, where the page told it."""
    retry_at: datetime | None = None
    """When the server wants to be asked again, UTC, where it said so."""
    fetched_at: datetime | None = None
    """When it was tried, UTC; for a replayed page the moment of the capture."""
    report_id: int | None = None
    """The stored report of which a worse text was refused, where the reason is ``layout``."""
    is_last: bool = True
    """As ``RawReport``'s."""


@frozen(kw_only=True)
class NotModified:
    """The server answered 304: the page is as it was at the last visit."""

    publisher: str
    """Name of the publisher's seed."""
    url: str
    """The URL asked for, as in ``pages``."""
    fetched_at: datetime
    """When, UTC."""
    captures: tuple[int, ...] = ()
    """Id of the capture of the answer."""

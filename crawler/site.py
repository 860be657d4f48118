"""A publisher's site as one crawl sees it: which URLs belong to it and what each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urljoin, urlsplit

from attrs import frozen

from crawler.items import Address, Discovered, Reason
from crawler.publishers import Publisher, Source
from crawler.urls import DEFAULT_PORTS, origin_of, page_key, plain_url

_DAY_IN_PATH = re.compile(r"/((?:19|20)\d{2})/(\d{2})/(\d{2})(?:/|$)")


@frozen
class Site:
    """A publisher, at its own hosts or, with ``origin``, all of it at one other address."""

    publisher: Publisher
    origin: str = ""
    """Scheme, host and port of a copy, such as ``http://127.0.0.1:8088``; empty if live."""

    def source_urls(self, source: Source) -> tuple[str, ...]:
        """Where a source starts on this site, each once."""
        if not self.origin:
            return source.urls
        moved = [urlsplit(url)._replace(scheme="", netloc="").geturl() for url in source.urls]
        return tuple(dict.fromkeys(urljoin(self.origin, url) for url in moved))

    def allows(self, url: str) -> bool:
        """Whether a request may go there: the one origin, or the publisher's hosts.

        These stand at http and https with their own ports; any other port is another site.
        """
        target = origin_of(url)
        if target is None:
            return False
        if self.origin:
            return target == origin_of(self.origin)
        known = target.host in self.publisher.hosts or target.host in self.publisher.mirrors
        return known and target.port == DEFAULT_PORTS[target.scheme]

    def judge(self, url: str) -> Reason | None:
        """Why the URL is not to be fetched as a report; None where it is a report's URL."""
        if not self.allows(url):
            excluded = not self.origin and _host(url) in self.publisher.excluded_hosts
            return Reason.EXCLUDED_HOST if excluded else Reason.OFF_SITE
        if _matches(self.publisher.urls.excluded, url):
            return Reason.EXCLUDED_PATH
        return None if _matches(self.publisher.urls.report, url) else Reason.NOT_REPORT_URL

    def is_listing(self, url: str) -> bool:
        """Whether a list of reports stands there."""
        return self.allows(url) and _matches(self.publisher.urls.listing, url)

    def is_mirror(self, url: str) -> bool:
        """Whether the URL is on a host that repeats another one's reports."""
        return urlsplit(url).hostname in self.publisher.mirrors

    def key(self, url: str) -> str:
        """Equal for addresses that are surely the same page; see ``page_key``."""
        return page_key(url, self.publisher.mirrors)

    def address(self, url: str, kind: str) -> Address:
        """The URL as an address of a report; a mirror's URL is of kind ``mirror``."""
        return Address(url, self.key(url), "mirror" if self.is_mirror(url) else kind)

    def discovered(
        self,
        url: str,
        via: str,
        modified: datetime | None = None,
        published: date | None = None,
    ) -> Discovered:
        """What a source said of a URL, judged. Raises ValueError for what is no http(s) URL."""
        plain = plain_url(url)
        return Discovered(
            url=plain,
            key=self.key(plain),
            via=via,
            modified=modified,
            published=published or day_in_path(plain),
            excluded=self.judge(plain),
        )


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def day_in_path(url: str) -> date | None:
    """The day that a permalink such as ``/blog/2017/04/13/38282/`` carries: the local one."""
    found = _DAY_IN_PATH.search(urlsplit(url).path)
    if not found:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def _matches(patterns: Iterable[re.Pattern[str]], url: str) -> bool:
    parts = urlsplit(url)
    targets = [parts.path or "/"]
    if parts.query:
        targets.append(f"{targets[0]}?{parts.query}")
    return any(pattern.search(target) for pattern in patterns for target in targets)

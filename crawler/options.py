"""The options of ``scrapy crawl``: read once, checked, and told wrong in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

from attrs import frozen

from crawler.publishers import SOURCE_KINDS
from crawler.urls import origin_of, without_credentials

NAMES = ("origin", "via", "archive", "since", "until", "limit", "refresh")
VIA = ("auto", *SOURCE_KINDS, "wayback")
WAYBACK = "https://web.archive.org"
"""The archive that ``via=wayback`` reads, where no ``origin`` names another one."""


class OptionError(ValueError):
    """An option that cannot be used; the text says which, and what is allowed."""


@frozen
class CrawlOptions:
    """What a user asked of one crawl."""

    origin: str = ""
    """Where every host of the publisher stands, such as a copy; empty for the live site.

    With ``via=wayback`` where the archive stands instead.
    """
    via: str = "auto"
    """Which sources are read."""
    archive: str = ""
    """WARC files, a name or a glob, from which responses come; empty for the network."""
    since: date | None = None
    until: date | None = None
    limit: int | None = None
    refresh: bool = False
    """Visit every report again, whatever its source says."""

    @property
    def site_origin(self) -> str:
        """``Site.origin``: an archive holds pages under their live addresses."""
        return "" if self.via == "wayback" else self.origin

    @property
    def wayback_origin(self) -> str:
        """Where the archive stands whose index names the reports; empty if none does."""
        return (self.origin or WAYBACK) if self.via == "wayback" else ""

    @property
    def whole(self) -> bool:
        """Whether the crawl asks for all that the live publisher has."""
        narrowed = (self.origin, self.archive, self.since, self.until, self.limit)
        return self.via == "auto" and not any(narrowed)


def read_options(given: Mapping[str, str]) -> CrawlOptions:
    """Check the options as typed. Raises OptionError."""
    for name in given:
        if name not in NAMES:
            raise OptionError(f"-a {name}: no such option; there are: {', '.join(NAMES)}")
    options = CrawlOptions(
        origin=_origin(given.get("origin", "")),
        via=_one_of("via", given.get("via", "auto"), VIA),
        archive=given.get("archive", "").strip(),
        since=_day("since", given.get("since", "")),
        until=_day("until", given.get("until", "")),
        limit=_limit(given.get("limit", "")),
        refresh=bool(_one_of("refresh", given.get("refresh", ""), ("", "all"))),
    )
    if options.since and options.until and options.since > options.until:
        raise OptionError(f"-a since={options.since}: is after until={options.until}")
    if options.archive and options.origin:
        raise OptionError("-a archive and -a origin: give one of them, not both")
    if options.archive and options.via == "wayback":
        raise OptionError(
            "-a archive and -a via=wayback: give one of them, not both; the one reads WARC files,"
            " the other asks the Wayback Machine"
        )
    return options


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        words = ", ".join(filter(None, allowed))
        raise OptionError(f"-a {name}={value}: must be one of: {words}")
    return value


def _origin(value: str) -> str:
    if not value:
        return ""
    origin = origin_of(value)
    parts = urlsplit(value if origin and origin.port else "")
    if not parts.netloc or parts.path.strip("/") or parts.query or parts.fragment:
        raise OptionError(
            f"-a origin={without_credentials(value)}: must be scheme, host and port,"
            " such as http://127.0.0.1:8088"
        )
    return f"{parts.scheme}://{parts.netloc}".lower()


def _day(name: str, value: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise OptionError(f"-a {name}={value}: must be a day such as 2017-01-01") from error


def _limit(value: str) -> int | None:
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and int(value[:9]) > 0 and len(value) <= 9):
        raise OptionError(f"-a limit={value}: must be a whole number from 1")
    return int(value)

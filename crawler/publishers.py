"""Seed file → Publisher: what is known of a publisher is data, checked when it is loaded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from attrs import frozen

from crawler import seed_table
from crawler.seed_table import SeedError, SeedTable, matching, one_of

SEEDS = Path(__file__).parent.parent / "seeds"
SOURCE_KINDS = ("wordpress", "sitemap", "feed", "listing")


@frozen
class ContentRules:
    """Where the body stands on a publisher's pages."""

    containers: tuple[str, ...] = ()
    """CSS selectors of the node that holds the body; the first that matches counts."""
    noise: tuple[str, ...] = ()
    """CSS selectors of what is dropped inside the container."""
    subtitles: tuple[str, ...] = ()
    """CSS selectors of the line under the headline."""


@frozen
class UrlRules:
    """What the path of a URL tells: regular expressions, searched in path, or path?query."""

    report: tuple[re.Pattern[str], ...]
    """A report stands here."""
    excluded: tuple[re.Pattern[str], ...] = ()
    """Not a report although a report rule matches."""
    listing: tuple[re.Pattern[str], ...] = ()
    """A list of reports stands here; the source ``listing`` follows links to it."""


@frozen
class Source:
    """One way to learn a publisher's URLs."""

    kind: str
    """One of ``SOURCE_KINDS``."""
    urls: tuple[str, ...]
    """Where it starts, one for each of the publisher's sites."""


@frozen
class Expectations:
    """What a crawl should bring; less is drift. Shares are of the reports that it reads.

    Where one is None, it must not fall far below what is usual; see ``crawler.drift``.
    """

    reports: int = 0
    """Least number of reports that the sources list, on a whole crawl of the live site."""
    container_share: float = 0.5
    """Least share whose body stood where a publisher's or theme's rule says.

    0 says that what is found without a rule is good enough to replace what such a rule found.
    """
    with_title: float | None = None
    """Least share with a headline."""
    with_date: float | None = None
    """Least share with a day of publication."""
    with_body: float | None = None
    """Least share with a text."""
    with_claims: float | None = None
    """Least share of the English ones that claim anything."""
    body_length: float = 0.3
    """Least length of the middle body, as a share of what is usual."""

    @property
    def minds_layouts(self) -> bool:
        """Whether a text found by a rule stays where none finds it any more."""
        return self.container_share > 0


@frozen
class Publisher:
    """A publisher as its seed file describes it."""

    name: str
    title: str
    home: str
    timezone: ZoneInfo
    languages: tuple[str, ...]
    hosts: tuple[str, ...]
    mirrors: Mapping[str, str]
    """Host → the one of ``hosts`` whose reports it repeats."""
    excluded_hosts: tuple[str, ...]
    """Hosts of the publisher that hold no reports of its own."""
    sources: tuple[Source, ...]
    urls: UrlRules
    content: ContentRules
    expect: Expectations

    @property
    def all_hosts(self) -> frozenset[str]:
        """Mirrors and those without reports of its own included."""
        return frozenset((*self.hosts, *self.mirrors, *self.excluded_hosts))


def load_publisher(path: Path) -> Publisher:
    """Read one seed file.

    Raises SeedError for a file that is missing, is no TOML or says what is not allowed.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        known = ", ".join(publisher_names(path.parent)) or "none"
        raise SeedError(f"{path}: no such seed file; there are: {known}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SeedError(f"{path}: not a TOML file: {error}") from error
    publisher = _read_publisher(SeedTable(str(path), "", data))
    if publisher.name != path.stem:
        raise SeedError(f"{path}: name: {publisher.name!r} is not the file's name {path.stem!r}")
    return publisher


def publisher_names(folder: Path = SEEDS) -> tuple[str, ...]:
    """Names of all seed files, sorted."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


@cache
def publishers() -> tuple[Publisher, ...]:
    """All publishers of the project."""
    return tuple(load_publisher(SEEDS / f"{name}.toml") for name in publisher_names())


def publisher_of(url: str) -> Publisher | None:
    """The publisher on one of whose hosts the URL stands, mirrors included; None for others."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    for publisher in publishers():
        if host in publisher.hosts or host in publisher.mirrors:
            return publisher
    return None


def _read_publisher(table: SeedTable) -> Publisher:
    hosts = table.strings("hosts", seed_table.host, least=1)
    publisher = Publisher(
        name=table.string("name", matching(r"[a-z][a-z0-9_]*", "lower-case letters and digits")),
        title=table.string("title"),
        home=table.string("home", seed_table.address),
        timezone=ZoneInfo(table.string("timezone", seed_table.timezone)),
        languages=table.strings("languages", matching(r"[a-z]{2}", "codes such as en"), least=1),
        hosts=hosts,
        mirrors=_read_mirrors(table.table("mirrors"), hosts),
        excluded_hosts=table.strings("excluded_hosts", seed_table.host),
        sources=tuple(map(_read_source, table.tables("sources"))),
        urls=_read_urls(table.table("urls")),
        content=_read_content(table.table("content")),
        expect=_read_expectations(table.table("expect")),
    )
    table.finish()
    return publisher


def _read_mirrors(table: SeedTable, hosts: tuple[str, ...]) -> dict[str, str]:
    for host in table.data:
        wrong = seed_table.host(host)
        if wrong:
            raise table.error(host, f"{host!r} {wrong}")
    return {host: table.string(host, one_of(hosts)) for host in table.data}


def _read_source(table: SeedTable) -> Source:
    source = Source(
        kind=table.string("kind", one_of(SOURCE_KINDS)),
        urls=table.strings("urls", seed_table.address, least=1),
    )
    table.finish()
    return source


def _read_urls(table: SeedTable) -> UrlRules:
    def patterns(key: str, least: int = 0) -> tuple[re.Pattern[str], ...]:
        return tuple(map(re.compile, table.strings(key, seed_table.pattern, least)))

    rules = UrlRules(
        report=patterns("report", least=1),
        excluded=patterns("excluded"),
        listing=patterns("listing"),
    )
    table.finish()
    return rules


def _read_content(table: SeedTable) -> ContentRules:
    rules = ContentRules(
        containers=table.strings("containers", seed_table.selector),
        noise=table.strings("noise", seed_table.selector),
        subtitles=table.strings("subtitles", seed_table.selector),
    )
    table.finish()
    return rules


def _read_expectations(table: SeedTable) -> Expectations:
    defaults = Expectations()
    expect = Expectations(
        reports=int(table.number("reports", default=defaults.reports, most=10_000_000)),
        container_share=table.number("container_share", default=defaults.container_share, most=1),
        with_title=table.share("title"),
        with_date=table.share("date"),
        with_body=table.share("body"),
        with_claims=table.share("claims"),
        body_length=table.number("body_length", default=defaults.body_length, most=1),
    )
    table.finish()
    return expect

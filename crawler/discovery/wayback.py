"""The Wayback Machine as a source: which pages of a publisher it holds, and their captures."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from crawler.discovery.cdx import FIELDS, CdxPage, Memento, read_cdx, read_timestamp
from crawler.discovery.entries import Fetch, SourceError, Trouble, bare, fetch_first
from crawler.discovery.sources import SourceRun
from crawler.items import Discovered
from crawler.publishers import Publisher
from crawler.site import Site
from crawler.urls import clean_url, plain_url

MAX_VISITS = 12
"""Captures of one page that are read at the most."""
PAGE_SIZE = 3_000
"""Rows asked for at once, as many as a block of its index holds; the whole of it times out."""
MAX_PAGES = 1_000
"""Answers read for one host at the most: 3,000,000 captures."""
_CAPTURE = re.compile(r"/web/([0-9]{14})id_/(https?):/{1,2}(.+)", re.DOTALL)
"""Path of a raw capture; some servers make one slash of two."""


class WaybackIndex:
    """The captures that an archive has of a site's reports, and their addresses there."""

    def __init__(self, site: Site, archive: str) -> None:
        """``archive``: scheme, host and port, such as ``https://web.archive.org``."""
        self.site = site
        self.archive = plain_url(archive).rstrip("/")
        self._mementos: dict[str, set[Memento]] = {}

    def add(self, memento: Memento) -> None:
        """Remember a capture. Raises ValueError for a URL that has no key."""
        self._mementos.setdefault(self.site.key(memento.url), set()).add(memento)

    def visits(self, url: str) -> list[Memento]:
        """The captures of a page that are worth reading, oldest first.

        The page may be captured under any address with the same key. Of equal bytes the first
        capture counts, and the last one of all where it brings an earlier text back; of more than
        ``MAX_VISITS`` the first, the last and those evenly between.
        """
        texts = self._texts(url)
        if len(texts) <= MAX_VISITS:
            return texts
        last = len(texts) - 1
        return [texts[round(last * step / (MAX_VISITS - 1))] for step in range(MAX_VISITS)]

    def left_out(self, url: str) -> int:
        """How many captures with bytes of their own ``visits`` leaves out."""
        return max(0, len(self._texts(url)) - MAX_VISITS)

    def _texts(self, url: str) -> list[Memento]:
        captured = self._mementos.get(self.site.key(url), set())
        ordered = sorted(captured, key=lambda memento: (memento.at, memento.url))
        texts: dict[str, Memento] = {}
        for memento in ordered:
            texts.setdefault(memento.digest or f"{memento.at} {memento.url}", memento)
        found = list(texts.values())
        if ordered and ordered[-1].digest and ordered[-1].digest != found[-1].digest:
            found.append(ordered[-1])
        return found

    def address(self, memento: Memento) -> str:
        """Where the archive gives a capture as it was served, without its own banner and links."""
        return f"{self.archive}/web/{memento.at:%Y%m%d%H%M%S}id_/{memento.url}"

    def original(self, url: str) -> tuple[str, datetime] | None:
        """The page and the moment of which an address holds a raw capture; None for any other.

        The archive sends from a moment that it does not have to the nearest that it has, and from
        a redirect that it captured to its target: after that this tells what came.
        """
        try:
            plain = plain_url(url)
            found = _CAPTURE.fullmatch(plain.removeprefix(self.archive))
            if not found or not plain.startswith(self.archive):
                return None
            timestamp, scheme, rest = found.groups()
            return plain_url(f"{scheme}://{rest}"), read_timestamp(timestamp)
        except ValueError:
            return None

    def allows(self, url: str) -> bool:
        """Whether a request may go there: the index, raw captures, the archive's robots.txt."""
        known = (f"{self.archive}/cdx/search/cdx?", f"{self.archive}/robots.txt")
        return url.startswith(known) or self.original(url) is not None

    def cdx_address(self, host: str, since: date | None = None, resume_key: str = "") -> str:
        """Where the archive tells its captures of a host's pages.

        ``since``: those from a day before it only; no report is captured before it is published.
        """
        fields = [
            ("url", host),
            ("matchType", "host"),
            ("output", "json"),
            ("fl", ",".join(FIELDS)),
            ("filter", "statuscode:200"),
            ("filter", "mimetype:text/html"),
            ("collapse", "digest"),
            ("limit", str(PAGE_SIZE)),
            ("showResumeKey", "true"),
        ]
        if since:
            # A day earlier: the day is the publisher's own, the archive's moments are UTC.
            fields.append(("from", f"{since - timedelta(days=1):%Y%m%d}"))
        if resume_key:
            fields.append(("resumeKey", resume_key))
        return f"{self.archive}/cdx/search/cdx?{urlencode(fields, safe=':,/')}"


class WaybackDiscovery:
    """Reads an archive's index as ``Discovery`` reads a site; fills ``index`` on the way."""

    def __init__(
        self, site: Site, index: WaybackIndex, fetch: Fetch, since: date | None = None
    ) -> None:
        """``site`` is the live one: its rules judge the addresses under which pages stood."""
        self.site = site
        self.index = index
        self.runs: list[SourceRun] = []
        self._fetch = fetch
        self._since = since
        self._named: set[str] = set()

    @property
    def found(self) -> int:
        """How many reports the archive holds, each counted once."""
        return len(set().union(*(run.keys for run in self.runs)))

    async def batches(self) -> AsyncIterator[list[Discovered]]:
        """Yield the reports that each answer of the index names for the first time.

        A host that cannot be read to its end leaves its SourceError in ``runs``; the next one is
        read all the same.
        """
        run = SourceRun("wayback")
        self.runs.append(run)
        malformed = 0
        for host in index_hosts(self.site.publisher):
            try:
                async for page in self._pages(host):
                    run.answered = True
                    malformed += page.malformed
                    yield self._judge(page, run)
            except SourceError as error:
                run.troubles.append(bare(error))
        if malformed:
            told = f"{malformed} rows of the index at {self.index.archive} cannot be read"
            run.troubles.append(SourceError(Trouble.PARTIAL, told))
        if run.answered and not run.keys:
            told = f"{self.index.archive} holds no report of {self.site.publisher.name}"
            run.troubles.append(SourceError(Trouble.ABSENT, told))

    async def _pages(self, host: str) -> AsyncIterator[CdxPage]:
        key, keys = "", {""}
        for _ in range(MAX_PAGES):
            url = self.index.cdx_address(host, self._since, key)
            answer = await (self._fetch(url) if key else fetch_first(self._fetch, url))
            if answer.status != 200:
                raise SourceError(Trouble.PARTIAL, f"{url}: HTTP {answer.status}")
            page = read_cdx(answer)
            yield page
            key = page.resume_key
            if not key:
                return
            if key in keys:
                raise SourceError(Trouble.LYING, f"{url}: leads back to an earlier page")
            keys.add(key)
        raise SourceError(Trouble.LYING, f"the index of {host}: more than {MAX_PAGES} pages")

    def _judge(self, page: CdxPage, run: SourceRun) -> list[Discovered]:
        found: list[Discovered] = []
        for memento in page.mementos:
            if self.site.judge(memento.url) is not None:
                continue
            self.index.add(memento)
            # The address without tracking marks first: it is the one under which it is stored.
            for url in (clean_url(memento.url), memento.url):
                if url not in self._named:
                    self._named.add(url)
                    found.append(self.site.discovered(url, "wayback"))
        run.keys.update(item.key for item in found)
        # Of a page that is there twice the publisher's own is read.
        return sorted(found, key=lambda item: self.site.is_mirror(item.url))


def index_hosts(publisher: Publisher) -> list[str]:
    """Hosts to ask an index for, own ones first; it takes ``www.`` for the host without it."""
    hosts = dict.fromkeys((*publisher.hosts, *publisher.mirrors))
    return [host for host in hosts if host.removeprefix("www.") not in hosts.keys() - {host}]

"""WARC files as a source: the reports in them, and what lists in them name."""

from __future__ import annotations

from collections.abc import AsyncIterator

from crawler.captures.archive import Archive
from crawler.captures.reading import Capture
from crawler.discovery.entries import Answer, Entry, Fetch, SourceError, Trouble, bare, join
from crawler.discovery.feed import read_feed
from crawler.discovery.listing import read_list_page
from crawler.discovery.sitemap import read_sitemap
from crawler.discovery.sources import SourceRun
from crawler.discovery.wordpress import read_posts
from crawler.items import Discovered, Reason
from crawler.site import Site


class ArchiveDiscovery:
    """Reads an archive as ``Discovery`` reads a site."""

    def __init__(self, site: Site, archive: Archive, fetch: Fetch) -> None:
        self.site = site
        self.archive = archive
        self.runs: list[SourceRun] = []
        self._fetch = fetch

    @property
    def found(self) -> int:
        """How many reports the archive holds or names, each counted once."""
        return len(set().union(*(run.keys for run in self.runs)))

    async def batches(self) -> AsyncIterator[list[Discovered]]:
        """Yield the reports of the archive, then what each list in it names."""
        run = SourceRun("archive")
        self.runs.append(run)
        captured = [
            self.site.discovered(capture.url, "archive")
            for capture in self.archive
            if self.site.judge(capture.url) in {None, Reason.EXCLUDED_HOST}
        ]
        # Of a page that is there twice the publisher's own is read.
        captured.sort(key=lambda found: self.site.is_mirror(found.url))
        run.keys = {found.key for found in captured if found.excluded is None}
        run.answered = bool(run.keys)
        run.troubles += [SourceError(Trouble.PARTIAL, told) for told in self.archive.problems]
        yield captured
        for capture in self.archive:
            if capture.status == 200 and self.site.allows(capture.url):
                named = await self._read_list(capture, run)
                run.keys.update(found.key for found in named)
                yield named

    async def _read_list(self, capture: Capture, run: SourceRun) -> list[Discovered]:
        kind = ""
        entries: tuple[Entry, ...] = ()
        try:
            if self.site.is_listing(capture.url) and capture.media_type == "text/html":
                answer = await self._fetch(capture.url)
                kind, entries = "listing", read_list_page(answer, self.site).reports
            elif "/wp-json/wp/v2/posts" in capture.url:
                kind, entries = "wordpress", read_posts(await self._fetch(capture.url))
            elif capture.media_type.endswith("xml"):
                kind, entries = self._read_xml(await self._fetch(capture.url))
        except SourceError as error:
            run.troubles.append(bare(error))
        named = [(join(capture.url, entry.url), entry) for entry in entries]
        return [
            self.site.discovered(url, kind, entry.modified, entry.published)
            for url, entry in named
            if self.site.judge(url) is None
        ]

    def _read_xml(self, answer: Answer) -> tuple[str, tuple[Entry, ...]]:
        try:
            return "sitemap", read_sitemap(answer).entries
        except SourceError:
            return "feed", read_feed(answer, self.site.publisher.timezone)

"""A publisher's sources, one after the other: the first complete one, cross-checked by the rest."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import date
from urllib.parse import urljoin

from attrs import define, evolve, field

from crawler.discovery import feed, listing, sitemap, wordpress
from crawler.discovery.entries import Batch, Fetch, SourceError, Trouble, Walk, bare
from crawler.discovery.limits import Limits, counted
from crawler.items import Discovered
from crawler.publishers import Source
from crawler.site import Site
from crawler.urls import clean_url, plain_url, without_credentials
from crawler.workers import Work, here

SHOWN = 200
"""Characters of an address that cannot be asked for."""
PIECE = 1_000
"""Addresses that are handed on at once, however many an answer names."""


@define
class SourceRun:
    """How the reading of one source went."""

    kind: str
    keys: set[str] = field(factory=set)
    """Keys of the reports that it named."""
    lacking: list[str] = field(factory=list)
    """URLs it named that an earlier, complete source should have had."""
    bad_urls: list[str] = field(factory=list)
    """What it gave as URLs and is none."""
    start: str = ""
    """Its first address."""
    characters: int = 0
    """Of these keys."""
    fresh: int = 0
    """Reports among these that no crawl had heard of before; see ``Discovery.note_fresh``."""
    answered: bool = False
    """Whether any of its addresses gave a list."""
    cross_check: bool = False
    """Whether it only checked a complete one before it."""
    troubles: list[SourceError] = field(factory=list)

    @property
    def complete(self) -> bool:
        """Whether it was read to its end and named reports."""
        return bool(self.keys) and not self.troubles and not self.cross_check


class Discovery:
    """Reads the sources of a site; ``runs`` tells afterwards how each of them went."""

    def __init__(self, site: Site, fetch: Fetch, *, via: str, since: date | None = None) -> None:
        self.site = site
        self.limits = Limits()
        self.work: Work = here
        """Where large answers are read."""
        self.known = 0
        """Reports that are stored already."""
        self.runs: list[SourceRun] = []
        self._fetch = fetch
        self._since = since
        self._seen: set[str] = set()
        self._sources = [
            source for source in site.publisher.sources if via in {"auto", source.kind}
        ]

    @property
    def found(self) -> int:
        """How many reports the sources have named so far, each counted once."""
        return len(self._seen)

    async def batches(self) -> AsyncIterator[list[Discovered]]:
        """Yield what each answer of each source names, new or not.

        A source in trouble ends with its SourceError in ``runs``; the next one is taken. After a
        complete one the others are read as far as they bring something new.
        """
        for source in self._sources:
            checks = any(run.complete for run in self.runs)
            start = next(iter(self.site.source_urls(source)), "")
            run = SourceRun(source.kind, start=start, cross_check=checks)
            self.runs.append(run)
            for walk in self._walks(source, counted(self._fetch, self.limits.requests)):
                async for batch in self._read(walk, run):
                    yield batch

    def note_fresh(self, count: int) -> None:
        """So many of the reports that were yielded last are new to the ledger."""
        self.runs[-1].fresh += count

    async def _read(self, walk: Walk, run: SourceRun) -> AsyncIterator[list[Discovered]]:
        checked = max((len(one.keys) for one in self.runs if one.complete), default=0)
        room = run.fresh + max(self.limits.extra, self.known, checked)
        barren = 0
        try:
            async for batch in walk:
                run.answered = True
                named_before = len(self._seen)
                for piece in _pieces(batch):
                    yield self._take(piece, run)
                    self._check_size(run)
                    self._check_extra(run, room)
                is_barren = len(self._seen) == named_before
                if run.cross_check and is_barren and run.kind != "sitemap":
                    return
                barren = barren + 1 if is_barren else 0
                self._check_barren(run, barren)
        except SourceError as error:
            run.troubles.append(bare(error))
        finally:
            self._forgive_absent(run)

    def _take(self, batch: Batch, run: SourceRun) -> list[Discovered]:
        found = self._judge(batch, run)
        keys = {item.key for item in found if item.excluded is None}
        new = keys - self._seen
        if run.cross_check and self._since is None:
            run.lacking.extend(item.url for item in found if item.key in new)
        run.characters += sum(map(len, keys - run.keys))
        run.keys |= keys
        self._seen |= keys
        return found

    def _judge(self, batch: Batch, run: SourceRun) -> list[Discovered]:
        found: list[Discovered] = []
        for entry in batch.entries:
            try:
                url = urljoin(batch.base, entry.url)
                # The address without tracking marks first: it is the one that is fetched.
                addresses = dict.fromkeys((clean_url(url), plain_url(url)))
                if max(map(len, addresses)) > self.limits.url_length:
                    raise ValueError("too long")  # noqa: TRY301 -- one way for all bad addresses
                found += [
                    self.site.discovered(address, run.kind, entry.modified, entry.published)
                    for address in addresses
                ]
            except ValueError:
                shown = without_credentials(entry.url)
                why = "" if shown == entry.url else " (with a user name or password)"
                run.bad_urls.append(_shortened(shown) + why)
        return found

    def _check_size(self, run: SourceRun) -> None:
        named, limits = len(run.keys), self.limits
        if named > limits.urls or run.characters > limits.characters:
            raise SourceError(
                Trouble.LYING,
                f"{run.start} names more than {limits.urls} reports; {named} were taken",
            )

    def _check_barren(self, run: SourceRun, count: int) -> None:
        if count >= self.limits.barren:
            told = f"{run.start} is left: {count} answers in a row name nothing new"
            raise SourceError(Trouble.LYING, f"{told} (SOURCE_MAX_BARREN)")

    def _check_extra(self, run: SourceRun, room: int) -> None:
        """What a complete source lacks may be made up; what is real is there tomorrow, too."""
        if run.cross_check and run.fresh > room:
            told = f"{run.start} names more than {room} new reports that those before it lack"
            raise SourceError(
                Trouble.PARTIAL, f"{told}; later crawls take the others (SOURCE_MAX_EXTRA)"
            )

    def _forgive_absent(self, run: SourceRun) -> None:
        """An address that is not there is no trouble where another one of the source answers."""
        if run.answered:
            run.troubles = [error for error in run.troubles if error.trouble is not Trouble.ABSENT]

    def _walks(self, source: Source, fetch: Fetch) -> list[Walk]:
        urls = self.site.source_urls(source)
        if source.kind == "wordpress":
            return [wordpress.walk(fetch, url, self._since, self.work) for url in urls]
        if source.kind == "feed":
            timezone = self.site.publisher.timezone
            return [feed.walk(fetch, url, timezone, self._since) for url in urls]
        if source.kind == "sitemap":
            return [sitemap.walk(fetch, roots) for roots in _by_folder(urls)]
        if source.kind == "listing":
            depth, work = self.limits.depth, self.work
            return [listing.walk(fetch, self.site, urls, self._since, depth=depth, work=work)]
        raise ValueError(f"no such kind of source: {source.kind}")


def _pieces(batch: Batch) -> Iterator[Batch]:
    for start in range(0, len(batch.entries) or 1, PIECE):
        yield evolve(batch, entries=batch.entries[start : start + PIECE])


def _shortened(url: str) -> str:
    return url if len(url) <= SHOWN else f"{url[:SHOWN]}… ({len(url)} characters)"


def _by_folder(urls: tuple[str, ...]) -> list[list[str]]:
    """Sitemaps in the same folder are alternatives: one for each software a site may run."""
    folders: dict[str, list[str]] = {}
    for url in urls:
        folders.setdefault(url.rpartition("/")[0], []).append(url)
    return list(folders.values())

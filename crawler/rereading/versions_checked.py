"""Every stored text: its fingerprint, its history in the manifests, its times, its captures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from attrs import define, field, frozen
from sqlalchemy.orm import Session

from crawler.captures.manifests import digest
from crawler.captures.reading import ArchiveError
from crawler.items import Outcome
from crawler.publishers import SEEDS, load_publisher, publisher_names
from crawler.rereading.claims_checked import (
    check_claims,
    check_marks,
    check_unsealed_claims,
    unreadable_claims,
)
from crawler.rereading.damage import Damage
from crawler.rereading.gathering import validate_and_normalize
from crawler.rereading.manifests_checked import manifest_file
from crawler.rereading.seals import Entry, Seals, Text, check_history, is_lost
from crawler.rereading.times_checked import check_times
from crawler.rereading.visits import VisitReader
from crawler.software import extractor_of
from pipelines.claims.reader_version import READER
from pipelines.text import fingerprint
from storage.manifests import version_content
from storage.models import ReportVersion
from storage.stored_visits import StoredVisit, first_visit, visit_of
from storage.verified_rows import (
    ReportRow,
    TextRow,
    all_reports,
    captured_payloads,
    heads_showing,
    texts_of,
    unsealed_with_archive,
)
from storage.versions import versions_of


@define
class Unproven:
    """Versions that are not damaged, and of which yet not everything could be shown."""

    older_extractor: list[str] = field(factory=list)
    """Which of them today's rules read otherwise."""
    not_sealed: int = 0
    """No manifest has them as they are now; the next one will."""
    without_capture: int = 0
    """No capture of them is known, or it cannot be read, which is told as its damage."""
    older_reader: int = 0
    """Another reader than today's read their claims, or none yet."""


@frozen
class _Stored:
    """A version as it stands."""

    report: ReportRow
    version: ReportVersion
    text: TextRow

    @property
    def key(self) -> Text:
        return self.version.id, self.report.url

    @property
    def where(self) -> str:
        return f"{self.version.id} (number {self.version.number} of {self.report.url})"


class VersionCheck:
    """Checks the versions of all publishers."""

    def __init__(
        self,
        session: Session,
        folder: Path,
        seals: Mapping[str, Seals],
        ends: Mapping[str, datetime],
    ) -> None:
        """By publisher: ``seals``, what the manifests hold; ``ends``, when it was last crawled."""
        self.session = session
        self.seals = seals
        self.ends = ends
        self.unproven = Unproven()
        self._readers = {
            name: VisitReader(load_publisher(SEEDS / f"{name}.toml"), folder)
            for name in publisher_names()
        }
        self._payloads = captured_payloads(session)
        self._unsealed_crawls = {
            crawl.id
            for crawl in unsealed_with_archive(session)
            if not manifest_file(folder, crawl).exists()
        }

    def check_all(self) -> Iterator[Damage | None]:
        """Something for each version, then what should be there and is not."""
        left = {(name, text) for name, one in self.seals.items() for text in one.histories}
        for report in all_reports(self.session):
            stored = self._load(report)
            left -= {(report.publisher, one.key) for one in stored}
            yield from self._check_report(report, stored)
        for name, text in sorted(left):
            yield from self._check_missing(name, text, self.seals[name].histories[text][-1])
        for name, seals in self.seals.items():
            for text, entry in seals.joined.items():
                yield from self._check_missing(name, text, entry)

    def check_report(self, report_id: int) -> Iterator[Damage | None]:
        """The same of one report."""
        (report,) = all_reports(self.session, report_id)
        seals, stored = self.seals[report.publisher], self._load(report)
        yield from self._check_report(report, stored)
        there = {one.key for one in stored}
        named = {**{text: one[-1] for text, one in seals.histories.items()}, **seals.joined}
        for text, entry in named.items():
            if text[1] == report.url and (text not in there or text in seals.joined):
                yield from self._check_missing(report.publisher, text, entry)

    def _load(self, report: ReportRow) -> list[_Stored]:
        versions = versions_of(self.session, report.id)
        texts = texts_of(self.session, report, versions)
        return [_Stored(report, *pair) for pair in zip(versions, texts, strict=True)]

    def _check_report(
        self, report: ReportRow, stored: Sequence[_Stored]
    ) -> Iterator[Damage | None]:
        seals = self.seals[report.publisher]
        for one in stored:
            yield None
            yield from self._check(one, seals)
        yield from check_marks(self.session, report)
        if stored:
            old = frozenset(
                one.version.id
                for one in stored
                if seals.is_from_before_captures(one.key, one.version.extractor)
            )
            yield from check_times([one.text for one in stored], old, self.ends[report.publisher])

    def _check(self, stored: _Stored, seals: Seals) -> Iterator[Damage]:
        version = stored.version
        words = fingerprint(version.title, version.subtitle, version.body)
        if words != version.fingerprint:
            expected = f"fingerprint {version.fingerprint}"
            yield Damage("version", stored.where, expected, words)
            return
        unreadable = unreadable_claims(self.session, stored.where, version.id)
        if unreadable:
            yield unreadable
            return
        history = seals.histories.get(stored.key)
        is_moved = partial(self._is_moved, stored.report.url)
        if history and seals.is_whole:
            yield from check_history(stored.where, history, self._payloads, is_moved)
        if stored.report.is_sealed:
            yield from self._check_sealed(stored, seals)
        else:
            self.unproven.not_sealed += 1
            yield from self._check_unsealed(stored, seals)
            yield from self._check_unsealed_claims(stored, seals)
        yield from check_claims(self.session, stored.where, stored.report.publisher, version)
        self.unproven.older_reader += version.reader != READER

    def _check_sealed(self, stored: _Stored, seals: Seals) -> Iterator[Damage]:
        entry = seals.newest_entry(stored.key)
        if entry is None:
            # What a manifest that cannot be read held is not known.
            if seals.is_whole:
                yield Damage("version", stored.where, "a manifest that names it", "none")
            return
        found = digest(version_content(self.session, stored.version.id))
        if found != entry.sha256:
            sealed = f"title, text, dates, captures and claims as sealed by {entry.manifest}"
            yield Damage("version", stored.where, f"{sealed} ({entry.sha256})", found)
        else:
            yield from self._check_words(stored)

    def _check_unsealed(self, stored: _Stored, seals: Seals) -> Iterator[Damage]:
        """As if the next manifest were written now."""
        version, entry = stored.version, seals.newest_entry(stored.key)
        is_todays = version.extractor == self._todays(stored.report.publisher)
        if entry is None:
            yield from self._check_new(stored, seals, is_todays=is_todays)
        elif version.fingerprint == entry.fingerprint:
            is_moved = partial(self._is_moved, stored.report.url)
            if not stored.text.sightings and is_lost(entry, is_moved):
                yield Damage("version", stored.where, "captures that show it", "none any more")
            yield from self._check_words(stored)
        elif is_todays and stored.text.sightings:
            yield from self._check_words(stored)
        else:
            expected = f"fingerprint {entry.fingerprint} as sealed by {entry.manifest}"
            told = f"fingerprint {version.fingerprint}, changed by no re-extraction"
            yield Damage("version", stored.where, expected, told)

    def _check_unsealed_claims(self, stored: _Stored, seals: Seals) -> Iterator[Damage]:
        reader = self._readers.get(stored.report.publisher)
        sightings = stored.text.sightings
        if reader is not None:
            yield from check_unsealed_claims(
                self.session,
                stored.where,
                reader.publisher,
                stored.version,
                seals.newest_entry(stored.key),
                may_be_older=any(one.crawl_id in self._unsealed_crawls for one in sightings),
            )

    def _check_new(self, stored: _Stored, seals: Seals, *, is_todays: bool) -> Iterator[Damage]:
        sightings = stored.text.sightings
        if stored.version.extractor is None and not seals.newest and seals.is_whole:
            yield from self._check_words(stored)  # Of a release that kept no captures.
        elif not sightings:
            yield Damage("version", stored.where, "captures that show it, or a manifest", "neither")
        elif is_todays or any(one.crawl_id in self._unsealed_crawls for one in sightings):
            yield from self._check_words(stored)
        elif not self._is_read_today(stored):
            told = f"a text of {stored.version.extractor} in none"
            yield Damage("version", stored.where, "a manifest that names it", told)

    def _is_read_today(self, stored: _Stored) -> bool:
        visit = first_visit(self.session, stored.version.id)
        try:
            return visit is not None and self._reads(stored.report.publisher, visit) == (
                stored.version.fingerprint
            )
        except ArchiveError:
            return False

    def _check_words(self, stored: _Stored) -> Iterator[Damage]:
        version, name = stored.version, stored.report.publisher
        visit = first_visit(self.session, version.id)
        if visit is None or name not in self._readers:
            self.unproven.without_capture += 1
            return
        try:
            found = self._reads(name, visit)
        except ArchiveError:
            self.unproven.without_capture += 1
            return
        if found == version.fingerprint:
            return
        if version.extractor != self._todays(name):
            self.unproven.older_extractor.append(stored.where)
            return
        expected = f"fingerprint {version.fingerprint}"
        yield Damage("version", stored.where, expected, f"{found} in capture {visit.head.id}")

    def _todays(self, name: str) -> str:
        """The extractor of today; none for a publisher whose seed was taken out."""
        return extractor_of(name) if name in self._readers else ""

    def _reads(self, name: str, visit: StoredVisit) -> str:
        """Fingerprint of what today's rules read from a visit, or why they read nothing."""
        found = validate_and_normalize(self._readers[name], visit)
        return str(found.reason) if isinstance(found, Outcome) else found.fingerprint

    def _check_missing(self, name: str, text: Text, entry: Entry) -> Iterator[Damage]:
        """A text may go only where its captures, read again, now show another of its report."""
        seals = self.seals[name]
        if text in seals.joined and not entry.captures:
            return
        if not any(self._is_joined(name, text, payload) for payload in entry.captures[:1]):
            where = f"{text[0]} of {text[1]}"
            expected = f"a row, as {entry.manifest} names it"
            yield Damage("version", where, expected, "none, and no other text from its captures")

    def _is_joined(self, name: str, text: Text, payload: str) -> bool:
        """Whether another text was read from a capture: by a run that is sealed, or today's."""
        for head, version in heads_showing(self.session, payload, text[1]):
            if version.extractor != self._todays(name):
                if text in self.seals[name].joined:
                    return True
                continue
            try:
                if self._reads(name, visit_of(self.session, head)) == version.fingerprint:
                    return True
            except ArchiveError:
                return True  # Which is told as damage of the capture.
        return False

    def _is_moved(self, url: str, payload: str) -> bool:
        return bool(heads_showing(self.session, payload, url))

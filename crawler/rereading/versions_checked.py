"""Every stored text: its fingerprint, its seal, and what its first capture gives today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import define, field
from sqlalchemy.orm import Session

from crawler.captures.manifests import digest
from crawler.captures.reading import ArchiveError
from crawler.items import Outcome
from crawler.publishers import SEEDS, load_publisher, publisher_names
from crawler.rereading.damage import Damage
from crawler.rereading.manifests_checked import Seals
from crawler.rereading.reextracting import validate_and_normalize
from crawler.rereading.visits import VisitReader
from crawler.software import extractor_of
from pipelines.text import fingerprint
from storage.manifests import version_content
from storage.models import ReportVersion
from storage.stored_visits import first_visit
from storage.verified_rows import VersionRow, all_versions


@define
class Unproven:
    """Versions that are not damaged, and of which yet not everything could be shown."""

    older_extractor: list[str] = field(factory=list)
    """Which of them today's rules read otherwise."""
    not_sealed: int = 0
    """No manifest has them as they are now; the next one will."""
    without_capture: int = 0
    """No capture of them is known, or it cannot be read, which is told as its damage."""


class VersionCheck:
    """Checks the versions of all publishers."""

    def __init__(self, session: Session, folder: Path, seals: Mapping[str, Seals]) -> None:
        """``seals``: by publisher, what the manifests hold."""
        self.session = session
        self.seals = seals
        self.unproven = Unproven()
        self._readers = {
            name: VisitReader(load_publisher(SEEDS / f"{name}.toml"), folder)
            for name in publisher_names()
        }
        self._left = {
            (name, version_id) for name, one in seals.items() for version_id in one.versions
        }
        self._open_urls: set[str] = set()

    def check_all(self) -> Iterator[Damage | None]:
        """One answer for each version, then what should be there and is not."""
        for row in all_versions(self.session):
            self._left.discard((row.publisher, row.version.id))
            if not row.is_sealed:
                self._open_urls.add(row.url)
            yield self._check(row)
        for name, version_id in sorted(self._left):
            yield self._missing(name, version_id)

    def _check(self, row: VersionRow) -> Damage | None:
        version = row.version
        where = _name(row)
        words = fingerprint(version.title, version.subtitle, version.body)
        if words != version.fingerprint:
            return Damage("version", where, f"fingerprint {version.fingerprint}", words)
        return self._check_seal(row, where) or self._check_words(row, version, where)

    def _check_seal(self, row: VersionRow, where: str) -> Damage | None:
        if not row.is_sealed:
            self.unproven.not_sealed += 1
            return None
        seals = self.seals[row.publisher]
        named = seals.versions.get(row.version.id)
        if named is None:
            # What a manifest that cannot be read held is not known.
            return (
                Damage("version", where, "a manifest that names it", "none")
                if seals.is_whole
                else None
            )
        found = digest(version_content(self.session, row.version.id))
        if found == named.sha256:
            return None
        expected = f"title, text, dates and captures as sealed by {named.manifest} ({named.sha256})"
        return Damage("version", where, expected, found)

    def _check_words(self, row: VersionRow, version: ReportVersion, where: str) -> Damage | None:
        visit = first_visit(self.session, version.id)
        reader = self._readers.get(row.publisher)
        if visit is None or reader is None:
            self.unproven.without_capture += 1
            return None
        try:
            found = validate_and_normalize(reader, visit)
        except ArchiveError:
            self.unproven.without_capture += 1
            return None
        if not isinstance(found, Outcome) and found.fingerprint == version.fingerprint:
            return None
        if version.extractor != extractor_of(row.publisher):
            self.unproven.older_extractor.append(where)
            return None
        told = found.reason if isinstance(found, Outcome) else f"fingerprint {found.fingerprint}"
        expected = f"fingerprint {version.fingerprint}"
        return Damage("version", where, expected, f"{told} in capture {visit.head.id}")

    def _missing(self, name: str, version_id: int) -> Damage | None:
        seals = self.seals[name]
        named = seals.versions[version_id]
        if seals.is_superseded(version_id) or named.url in self._open_urls:
            return None
        where = f"{version_id} of {named.url}"
        return Damage("version", where, f"a row, as {named.manifest} names it", "none")


def _name(row: VersionRow) -> str:
    return f"{row.version.id} (number {row.version.number} of {row.url})"

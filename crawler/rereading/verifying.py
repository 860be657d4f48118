"""Captures, manifests and versions of one database, checked one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from attrs import frozen
from sqlalchemy.orm import Session

from crawler.rereading.captures_checked import check_captures
from crawler.rereading.damage import Damage
from crawler.rereading.manifests_checked import check_manifests, note_written, read_seals
from crawler.rereading.seals import Seals
from crawler.rereading.versions_checked import Unproven, VersionCheck
from storage.verified_rows import Totals, last_ends, publisher_manifests, totals


@frozen
class Newest:
    """The manifest that every later one will lead back to."""

    publisher: str
    file: str
    sha256: str


@frozen
class Verdict:
    """What holds and what does not."""

    checked: Totals
    damages: tuple[Damage, ...]
    unproven: Unproven
    newest: tuple[Newest, ...]


def verify(session: Session, folder: Path, tick: Callable[[], object]) -> Verdict:
    """Check all that the database and ``folder``, which is ARCHIVE_DIR, hold; writes nothing.

    ``tick`` is called about once for each row that was checked.
    """
    seals: dict[str, Seals] = {}
    damages: list[Damage] = []

    def collect(found: Iterator[Damage | None]) -> None:
        for damage in found:
            tick()
            if damage is not None:
                damages.append(damage)

    collect(check_captures(session, folder))
    for name, rows in publisher_manifests(session):
        seals[name] = Seals()
        collect(check_manifests(session, folder, rows, seals[name]))
        note_written(session, folder, name, len(rows), seals[name])
    versions = VersionCheck(session, folder, seals, last_ends(session, datetime.now(UTC)))
    collect(versions.check_all())
    newest = tuple(
        Newest(name, one.newest.file, one.newest.sha256)
        for name, one in seals.items()
        if one.newest
    )
    # A file that is damaged is met by the rows of its captures and by its manifest.
    return Verdict(totals(session), tuple(dict.fromkeys(damages)), versions.unproven, newest)


def verify_report(session: Session, folder: Path, report_id: int) -> list[Damage]:
    """What is wrong with the texts of one report; their captures' bytes are not looked at."""
    seals: dict[str, Seals] = {}
    for name, rows in publisher_manifests(session):
        seals[name] = read_seals(session, folder, name, rows)
    versions = VersionCheck(session, folder, seals, last_ends(session, datetime.now(UTC)))
    return [damage for damage in versions.check_report(report_id) if damage is not None]

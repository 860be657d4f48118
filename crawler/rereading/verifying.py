"""Captures, manifests and versions of one database, checked one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import frozen
from sqlalchemy.orm import Session

from crawler.rereading.captures_checked import check_captures
from crawler.rereading.damage import Damage
from crawler.rereading.manifests_checked import Seals, check_manifests
from crawler.rereading.versions_checked import Unproven, VersionCheck
from storage.verified_rows import Totals, publisher_manifests, totals


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
    versions = VersionCheck(session, folder, seals)
    collect(versions.check_all())
    newest = tuple(
        Newest(name, one.newest.file, one.newest.sha256)
        for name, one in seals.items()
        if one.newest
    )
    # A file that is damaged is met by the rows of its captures and by its manifest.
    return Verdict(totals(session), tuple(dict.fromkeys(damages)), versions.unproven, newest)

"""Files and manifests made to look as an older release would have left them."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from rereading.stored_site import OLD, changing, set_words
from running import Project
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from crawler.captures.manifests import Manifest, digest, read_manifest, write_manifest
from storage.claim_marks import mark_claims
from storage.manifests import version_content
from storage.models import Capture, Report, ReportVersion
from storage.models import Manifest as ManifestRow
from storage.search_index import rebuild
from storage.upgrade import SCRIPTS

_TABLES = (
    *("publishers", "crawls", "reports", "report_versions", "report_urls", "report_links"),
    *("signature_bands", "pages", "captures", "manifests", "issues"),
    *("actors", "places", "claims", "unparsed_sentences", "claim_reviews", "reviewed_claims"),
)


def seal_as_older(project: Project) -> None:
    """The chain written anew, as an older release would have that read all texts as they stand."""
    with changing(project) as session:
        rebuild(session)
        for version in session.scalars(select(ReportVersion)):
            version.extractor = OLD
        for report in session.scalars(select(Report)):
            report.is_sealed = True
        session.flush()
        rows = session.scalars(select(ManifestRow).order_by(ManifestRow.id)).all()
        left = set(session.scalars(select(ReportVersion.id)))
        before: ManifestRow | None = None
        for row in rows:
            path = project.archive / row.file
            found = read_manifest(path)
            named = {entry["version_id"] for entry in found.versions} & left
            if row is rows[-1]:
                named = set(left)
            left -= named
            row.sha256 = write_manifest(path, _aged(session, found, named, before))
            row.previous_sha256 = before.sha256 if before else None
            before = row


def _aged(
    session: Session, found: Manifest, named: set[int], before: ManifestRow | None
) -> Manifest:
    return Manifest(
        publisher=found.publisher,
        crawl=found.crawl,
        software={**found.software, "extractor": OLD},
        settings=found.settings,
        counts=found.counts,
        previous={"file": before.file, "sha256": before.sha256} if before else None,
        files=found.files,
        captures=found.captures,
        versions=[_entry(session, version_id) for version_id in sorted(named)],
    )


def _entry(session: Session, version_id: int) -> dict[str, Any]:
    content = json.loads(json.dumps(version_content(session, version_id)))
    names = ("url", "first_seen_at", "fingerprint", "extractor", "captures")
    return {
        "version_id": version_id,
        **{name: content[name] for name in names},
        "sha256": digest(content),
    }


def split_by_noise(project: Project) -> None:
    """The last report's second visit gave a text of its own: a counter had been kept with it."""
    with changing(project) as session:
        first = session.scalars(select(ReportVersion).order_by(ReportVersion.id.desc())).first()
        assert first is not None
        shown = select(Capture).where(Capture.version_id == first.id).order_by(Capture.id)
        _, head = session.scalars(shown).all()
        first.is_current, first.last_seen_at = False, first.first_seen_at
        session.flush()
        second = ReportVersion(
            report_id=first.report_id, number=2, is_current=False, title=first.title,
            subtitle=first.subtitle, body="", fingerprint="", method=first.method,
            stored_at=first.stored_at, first_seen_at=head.fetched_at, last_seen_at=head.fetched_at,
        )  # fmt: skip
        session.add(second)
        set_words(session, second, body=f"{first.body}\n\nRead 1234 times")
        second.is_current = True
        head.version_id = second.id
        mark_claims(session, first.report_id)


def before_captures(project: Project) -> None:
    """The file as the first release would have left it: schema 0001, and no archive."""
    shutil.rmtree(project.archive)
    make_older(project.database, "0001")
    with changing(project) as session:
        rebuild(session)


def before_claims(project: Project) -> None:
    """The file as the second release would have left it, but for its search index: schema 0002."""
    make_older(project.database, "0002")


def make_older(path: Path, revision: str) -> None:
    """What of a file its tables of then can hold."""
    known = path.rename(path.with_name("known.sqlite"))
    make_schema(path, revision)
    connection = sqlite3.connect(path)
    connection.execute("ATTACH ? AS known", (str(known),))
    for table in _TABLES:
        columns = ", ".join(
            f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})")
        )
        if columns:
            connection.execute(
                f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM known.{table}"  # noqa: S608 -- names of ours
            )
    connection.commit()
    connection.close()


def make_schema(path: Path, revision: str) -> None:
    """An empty file as the release of that revision made it."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()

"""Makes a big file of reports that nobody wrote, for measuring how fast it answers.

python benchmarks/big_file.py FILE [--reports 100000]

The rows are those that ``storage.reports.store`` writes, put in by the thousand (``bulk_rows.py``):
100,000 reports hold about 500,000 claims. The same number of reports always gives the same file.
There are no captured bytes, so `scrapy verify` and `scrapy reextract` find nothing to read.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from datetime import timedelta
from pathlib import Path
from time import perf_counter

sys.path[:0] = [str(Path(__file__).parent.parent)]

from bulk_rows import BulkRows, archive_of  # noqa: E402 -- it finds our packages by the line above
from made_reports import CRAWLS, SHARES, crawl_start, made_visits  # noqa: E402

from crawler.publishers import publishers  # noqa: E402
from storage.engine import open_database  # noqa: E402
from storage.ledger import publisher_id  # noqa: E402

_BATCH = 2000
_FAILURES = (
    ("failed", "timeout", 60),
    ("failed", "http_status", 140),
    ("gone", "http_status", 90),
    ("not_report", "listing_page", 30),
    ("excluded", "not_report_url", 40),
    ("pending", None, 120),
)
"""State, reason, and of how many reports there is one such page."""
_MARKS = """\
UPDATE claims SET is_current = 1
WHERE version_id IN (SELECT id FROM report_versions WHERE is_current = 1);
UPDATE claims SET is_top = 1 WHERE id IN (SELECT id FROM top_claim);
"""
"""As ``storage.claim_marks`` writes them, of all claims at once."""


def make_file(path: Path, reports: int) -> None:
    """Make the file anew; an old one goes."""
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    database = open_database(f"sqlite:///{path}")
    owners = {}
    with database.session() as session:
        for one in publishers():
            if one.name in SHARES:
                owners[one.name] = publisher_id(session, one.name, one.title, one.home)
    database.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -1000000")
    rows = BulkRows(owners)
    _put_crawls(connection, rows)
    for number in range(1, reports + 1):
        rows.add(number, list(made_visits(number)))
        if number % _BATCH == 0 or number == reports:
            rows.flush(connection)
            connection.commit()
            print(f"{number} reports", file=sys.stderr, flush=True)
    _put_failures(connection, rows, reports)
    connection.executescript(_MARKS)
    _count_crawls(connection, rows)
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _put_crawls(connection: sqlite3.Connection, rows: BulkRows) -> None:
    """One a day of each publisher, all complete and sealed; captures of lists stand under none."""
    for crawl in range(CRAWLS):
        for name, owner in rows.publishers.items():
            number, start = rows.crawl_of(owner, crawl), crawl_start(crawl)
            end = start + timedelta(hours=6)
            rows.waiting["crawls"].append(
                {
                    "id": number,
                    "publisher_id": owner,
                    "started_at": f"{start:%Y-%m-%dT%H:%M:%SZ}",
                    "finished_at": f"{end:%Y-%m-%dT%H:%M:%SZ}",
                    "outcome": "complete",
                    "exit_status": 0,
                    "options": json.dumps({"via": "auto", "refresh": False}),
                    "archive": archive_of(name, crawl),
                    **dict.fromkeys(("discovered", "fetched", "new", "changed"), 0),
                    **dict.fromkeys(("unchanged", "not_report", "failed"), 0),
                }
            )
            seal = rows.waiting["manifests"]
            before = seal[-len(rows.publishers)]["sha256"] if crawl else None
            seal.append(
                {
                    "publisher_id": owner,
                    "crawl_id": number,
                    "file": f"{archive_of(name, crawl)}.manifest.json",
                    "sha256": f"{number:064x}",
                    "previous_sha256": before,
                    "written_at": f"{end:%Y-%m-%dT%H:%M:%SZ}",
                }
            )
    rows.flush(connection)


def _put_failures(connection: sqlite3.Connection, rows: BulkRows, reports: int) -> None:
    """Pages that gave no report, and what a person may look at."""
    homes = dict(connection.execute("SELECT id, home FROM publishers"))
    for state, reason, among in _FAILURES:
        for number in range(reports // among):
            owner = 1 + number % len(homes)
            url = f"{homes[owner]}{state}-{reason}/{number}/"
            crawl = number % CRAWLS
            seen = f"{crawl_start(crawl):%Y-%m-%dT%H:%M:%SZ}"
            rows.waiting["pages"].append(
                {
                    "publisher_id": owner,
                    "url": url,
                    "key": url.split("//")[1].rstrip("/"),
                    "state": state,
                    "reason": reason,
                    "attempts": 0 if state == "pending" else 1,
                    "discovered_via": "sitemap",
                    "first_seen_at": seen,
                    "last_fetched_at": None if state == "pending" else seen,
                }
            )
            if state == "failed":
                rows.counts[rows.crawl_of(owner, crawl), "failed"] += 1
                rows.waiting["issues"].append(
                    {
                        "crawl_id": rows.crawl_of(owner, crawl),
                        "at": seen,
                        "level": "warning",
                        "kind": "failed",
                        "url": url,
                        "detail": f"{reason}: the server did not answer",
                    }
                )
        rows.flush(connection)


def _count_crawls(connection: sqlite3.Connection, rows: BulkRows) -> None:
    for (crawl, name), count in rows.counts.items():
        connection.execute(f"UPDATE crawls SET {name} = ? WHERE id = ?", (count, crawl))  # noqa: S608 -- a name of ours


def main() -> None:
    """Make the file and tell how long it took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--reports", type=int, default=100_000)
    asked = parser.parse_args()
    began = perf_counter()
    make_file(asked.file.resolve(), asked.reports)
    size = asked.file.stat().st_size
    print(
        f"{asked.file}: {asked.reports} reports, {size / 2**20:,.0f} MiB,"
        f" {size / asked.reports:,.0f} bytes a report, {perf_counter() - began:.0f} s"
    )


if __name__ == "__main__":
    main()

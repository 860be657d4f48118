"""What a report takes on the disk: in the file, and in the archive.

python benchmarks/disk_needs.py [REPORTS]

Crawls a generated site, then once more without any change, and replays the sample. The pages of
both are made up: texts of a usual length in pages of a usual theme, without most of the scripts
and menus of a real one.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

sys.path[:0] = [str(Path(__file__).parent.parent / "tests")]

from running import ROOT, Project, Ran  # noqa: E402 -- found by the line above
from sites.server import serve  # noqa: E402
from sites.sets import plain_site  # noqa: E402

SAMPLE = ROOT / "seeds/sample/sample.warc.gz"


def main(reports: str = "400") -> None:
    """Print bytes, whole and for each report."""
    folder = Path(tempfile.mkdtemp())
    project = Project(folder / "site" / "reports.sqlite")
    with serve(plain_site(int(reports))) as served:
        for crawl in ("first", "second"):
            check(project.crawl("snhr", served.origin))
            tell(f"generated site, after the {crawl} crawl", project)
    sample = Project(folder / "sample" / "reports.sqlite")
    for publisher in ("snhr", "iraqinews", "syriatimes"):
        check(sample.scrapy("crawl", publisher, "-a", f"archive={SAMPLE}"))
    tell(f"sample, whose archive of {SAMPLE.stat().st_size} bytes stays where it is", sample)


def check(ran: Ran) -> None:
    if ran.status:
        raise SystemExit(ran.err)


def tell(what: str, project: Project) -> None:
    """One line; the file is counted without what it keeps free."""
    with closing(connect(project.database)) as connection:
        (reports,) = connection.execute("SELECT count(*) FROM report").fetchone()
        (words,) = connection.execute(
            "SELECT sum(length(CAST(title || subtitle || body AS BLOB))) FROM report"
        ).fetchone()
        used, size = (
            connection.execute(sql).fetchone()[0]
            for sql in (
                "SELECT page_count - freelist_count FROM pragma_page_count, pragma_freelist_count",
                "PRAGMA page_size",
            )
        )
    kinds = {"captures": "*.warc.gz", "manifests": "*.manifest.json"}
    archive = {
        kind: sum(path.stat().st_size for path in project.archive.rglob(pattern))
        for kind, pattern in kinds.items()
    }
    told = {"text": words, "file": used * size, **archive}
    parts = ", ".join(f"{name} {count} ({count / reports:.0f})" for name, count in told.items())
    print(f"{what}: {reports} reports; bytes (for each report): {parts}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A copy that was taken while a crawl wrote is opened, searched, verified and crawled on."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from running import ROOT, Project
from sites.server import serve
from sites.sets import plain_site
from sites.site import Faults, Site

REPORTS = 30


@pytest.fixture
def elsewhere(tmp_path: Path) -> Project:
    """Where the copies go."""
    (tmp_path / "elsewhere").mkdir()
    return Project(tmp_path / "elsewhere" / "reports.sqlite")


def back_up(project: Project, copy: Project) -> None:
    ran = project.scrapy("backup", str(copy.database))
    assert ran.status == 0, ran.err
    assert copy.rows("PRAGMA integrity_check") == [("ok",)]


def copy_archive(project: Project, copy: Project, *, whole: bool) -> None:
    """All files, or those that the copy of the database names."""
    if whole:
        shutil.copytree(project.archive, copy.archive)
        return
    for (file,) in copy.rows("SELECT file FROM capture UNION SELECT file FROM manifest"):
        (copy.archive / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(project.archive / file, copy.archive / file)


def let_end(crawl: subprocess.Popen[str], site: Site) -> None:
    site.faults.slow.clear()
    _, errors = crawl.communicate(timeout=120)
    assert crawl.returncode == 0, errors


@pytest.mark.parametrize(
    ("copied", "status"),
    [("at once", 0), ("after the crawl", 0), ("after the crawl, and all of it", 4)],
)
def test_a_backup_taken_during_a_crawl_is_whole_and_goes_on(
    project: Project, elsewhere: Project, copied: str, status: int
) -> None:
    site = plain_site(REPORTS, faults=Faults(slow={"*": 0.2}))
    with serve(site) as served:
        crawl = project.start_crawl("snhr", served.origin)
        project.wait_for_reports(5)
        site.faults.slow["*"] = 4.0
        back_up(project, elsewhere)
        assert crawl.poll() is None
        if copied == "at once":
            copy_archive(project, elsewhere, whole=False)
        let_end(crawl, site)
        if copied != "at once":
            copy_archive(project, elsewhere, whole=copied.endswith("all of it"))
        ((stored,),) = elsewhere.rows("SELECT count(*) FROM report")
        assert 5 <= stored < REPORTS
        assert len(elsewhere.scrapy("search", "civilians", "--json").out.splitlines()) > 0
        ran = elsewhere.scrapy("verify")
        assert ran.status == status, ran.out
        assert elsewhere.crawl("snhr", served.origin).status == 0
    ran = elsewhere.scrapy("verify")
    assert ran.status == 0, ran.out
    assert elsewhere.rows("SELECT count(*), count(DISTINCT url) FROM report") == [
        (REPORTS, REPORTS)
    ]
    # The one that was lost did not know what came of it, and lost nothing either.
    assert project.scrapy("verify").status == 0


def test_captures_in_the_archives_folder_are_replayed_and_found_again_after_a_move(
    project: Project, elsewhere: Project
) -> None:
    """As those of crawls after the backup, of which the restored database knows nothing."""
    captures = project.archive / "syriatimes" / "syriatimes-20261121T131814Z-413f9d67-00001.warc.gz"
    captures.parent.mkdir(parents=True)
    shutil.copy(ROOT / "seeds/sample/sample.warc.gz", captures)
    ran = project.scrapy("crawl", "syriatimes", "-a", f"archive={captures}")
    assert ran.status == 0, ran.err
    back_up(project, elsewhere)
    shutil.move(project.archive, elsewhere.archive)
    told = "SELECT DISTINCT file FROM capture WHERE file LIKE '/%'"
    assert elsewhere.rows(told) == []
    ran = elsewhere.scrapy("verify")
    assert (ran.status, "intact" in ran.out) == (0, True), ran.out

"""However a crawl ends, the file is sound and says how, and the next crawl completes."""

from __future__ import annotations

import json
import signal
import sqlite3
from pathlib import Path

import pytest
from running import HASTE, Project
from sites.server import serve
from sites.sets import plain_site
from sites.site import Faults


@pytest.mark.parametrize(
    ("number", "status", "outcome"),
    [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")],
)
def test_a_signal_ends_the_crawl_in_order_and_the_next_one_completes(
    project: Project, number: signal.Signals, status: int, outcome: str
) -> None:
    # Pages are fetched while the workers start: so slowly that some are left when one is stored.
    site = plain_site(60, faults=Faults(slow={"*": 1.0}))
    with serve(site) as served:
        crawl = project.start_crawl("snhr", served.origin)
        project.wait_for_reports(3)
        crawl.send_signal(number)
        _, errors = crawl.communicate(timeout=60)
        assert crawl.returncode == status, errors
        assert "Traceback" not in errors
        assert project.rows("SELECT outcome, exit_status FROM crawl") == [(outcome, status)]
        assert project.rows("PRAGMA integrity_check") == [("ok",)]
        before = project.rows("SELECT count(*) FROM report")[0][0]
        assert 0 < before < 60
        site.faults = Faults()
        assert project.crawl("snhr", served.origin).status == 0
    assert project.rows("SELECT count(*), count(DISTINCT url) FROM report") == [(60, 60)]


def test_a_killed_crawl_leaves_a_sound_file_and_the_next_one_completes(project: Project) -> None:
    site = plain_site(60, faults=Faults(slow={"*": 0.05}))
    with serve(site) as served:
        crawl = project.start_crawl("snhr", served.origin)
        project.wait_for_reports(3)
        crawl.kill()
        crawl.communicate(timeout=60)
        assert project.rows("PRAGMA integrity_check") == [("ok",)]
        assert project.crawl("snhr", served.origin).status == 0
    assert project.rows("SELECT count(*), count(DISTINCT url) FROM report") == [(60, 60)]
    outcomes = project.rows("SELECT outcome FROM crawl ORDER BY crawl_id")
    assert outcomes == [("killed",), ("complete",)]


@pytest.mark.parametrize("options", [(), ("-a", "limit=50")], ids=["whole", "limit"])
def test_a_database_that_breaks_in_mid_crawl_ends_with_status_4(
    project: Project, options: tuple[str, ...]
) -> None:
    # As slowly as above: the file is to break while there is more to store.
    site = plain_site(60, faults=Faults(slow={"*": 1.0}))
    with serve(site) as served:
        crawl = project.start_crawl("snhr", served.origin, *options)
        project.wait_for_reports(3)
        connection = sqlite3.connect(project.database, timeout=30)
        connection.execute("DROP TABLE signature_bands")
        connection.commit()
        connection.close()
        output, errors = crawl.communicate(timeout=60)
    assert crawl.returncode == 4, output + errors
    assert "nothing more can be stored, the crawl stops" in errors
    assert project.rows("SELECT outcome FROM crawl") == [("storage_failed",)]


BROKEN = """
class BrokenPipeline:
    def process_item(self, item):
        if "{path}" in item.url:
            raise ZeroDivisionError("a bug of ours")
        return item
"""


def test_a_bug_costs_one_page_which_says_so(project: Project, tmp_path: Path) -> None:
    site = plain_site(4)
    path = site.path_of(site.posts[1])
    (tmp_path / "broken.py").write_text(BROKEN.format(path=path), "utf-8")
    stages = {"pipelines.validate.ValidatePipeline": 100, "broken.BrokenPipeline": 150}
    for name in ("normalize.Normalize", "store.Store"):
        stages[f"pipelines.{name}Pipeline"] = 200 + len(stages)
    with serve(site) as served:
        ran = project.scrapy(
            *("crawl", "snhr", "-a", f"origin={served.origin}", *HASTE),
            *("-s", f"ITEM_PIPELINES={json.dumps(stages)}"),
            PYTHONPATH=str(tmp_path),
        )
    assert ran.status == 1, ran.err
    assert project.rows("SELECT outcome, failed FROM crawl") == [("bug", 1)]
    assert project.rows("SELECT count(*) FROM report") == [(3,)]
    ((url, detail),) = project.rows("SELECT url, reason_detail FROM page WHERE reason = 'bug'")
    assert url.endswith(path)
    assert detail == "RawReport: ZeroDivisionError: a bug of ours"
    assert project.rows("SELECT level, url FROM issue WHERE kind = 'bug'") == [("error", url)]
    words = site.posts[1].lines()[0]
    assert words not in ran.err

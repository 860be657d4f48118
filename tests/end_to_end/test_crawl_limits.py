"""A crawl that a limit ends keeps what it has, says so, and the next one goes on."""

from __future__ import annotations

import pytest
from running import Project
from sites.server import serve
from sites.sets import plain_site
from sites.site import Faults


@pytest.mark.parametrize("limit", ["CLOSESPIDER_PAGECOUNT=9", "CLOSESPIDER_TIMEOUT=1"])
def test_a_limit_ends_the_crawl_and_the_next_one_goes_on(project: Project, limit: str) -> None:
    name, _, value = limit.partition("=")
    with serve(plain_site(20, faults=Faults(slow={"*": 0.15}))) as served:
        ran = project.crawl("snhr", served.origin, "-s", limit)
        assert ran.status == 3, ran.err
        assert project.rows("SELECT outcome, exit_status FROM crawl") == [("limited", 3)]
        told = project.rows("SELECT detail FROM issue WHERE kind = 'run_limit'")
        assert told == [(f"{name} ({value}) ended the crawl; the next one takes up what is left",)]
        assert project.rows("SELECT count(*) FROM issue WHERE kind = 'drift'") == [(0,)]
        stored = project.rows("SELECT count(*) FROM report")[0][0]
        assert stored < 20
        assert project.crawl("snhr", served.origin).status == 0
    assert project.rows("SELECT count(*), count(DISTINCT url) FROM report") == [(20, 20)]
    pages = [count for path, count in served.counts().items() if path.startswith("/blog/2")]
    assert max(pages) == 1

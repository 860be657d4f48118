"""A page that no parser is up to costs itself: it says why, and the others are stored."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from processes import members, wait_for_end
from running import HASTE, ROOT, Project
from sites.blocks import Markup
from sites.server import serve
from sites.sets import plain_site
from sites.site import Site

MEGABYTE = 2**20
TIGHT = ("-s", "PARSE_TIMEOUT=3", "-s", f"PARSE_MEMORY={32 * MEGABYTE}")
GOOD = 6


HOSTILE = {
    "attributes": (
        f"<p {' '.join(f'a{number}=1' for number in range(100_000))}>Seven were killed.</p>",
        "took longer than 3 s (PARSE_TIMEOUT)",
    ),
    "memory": (
        "<p>Seven <b>were</b> killed.</p>" * 110_000,
        f"took more than {32 * MEGABYTE} bytes of memory (PARSE_MEMORY)",
    ),
}


def site_with(*names: str) -> Site:
    """Good reports, and one for each hostile page."""
    site = plain_site(GOOD)
    for number, name in enumerate(names):
        typed = Markup(HOSTILE[name][0])
        post = replace(site.posts[0], id=90_000 + number, title=f"On {name}", blocks=(typed,))
        site.posts.append(post)
    return site


def test_hostile_pages_say_why_and_the_others_are_stored(project: Project) -> None:
    site = site_with(*HOSTILE)
    with serve(site) as served:
        ran = project.crawl("snhr", served.origin, "-a", "via=listing", *TIGHT)
    assert ran.status == 3, ran.err
    assert project.rows("SELECT state, count(*) FROM page GROUP BY state ORDER BY state") == [
        ("failed", len(HOSTILE)),
        ("stored", GOOD),
    ]
    failed = project.rows("SELECT reason, reason_detail FROM page WHERE state = 'failed'")
    assert sorted(failed) == sorted(("unreadable", told) for _, told in HOSTILE.values())
    assert project.rows("SELECT count(*) FROM report") == [(GOOD,)]
    assert project.rows("SELECT count(*) FROM issue WHERE level = 'error'") == [(0,)]
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_the_whole_group_lets_what_is_read_come_to_its_end(
    project: Project, number: signal.Signals
) -> None:
    site = plain_site(40)
    site.faults.slow["*"] = 0.1
    with serve(site) as served:
        crawl = project.start_crawl("snhr", served.origin, prepare=os.setpgrp)
        project.wait_for_reports(3)
        os.killpg(crawl.pid, number)
        _, errors = crawl.communicate(timeout=60)
    assert crawl.returncode == 128 + number
    assert "Traceback" not in errors
    assert project.rows("SELECT count(*) FROM page WHERE state = 'failed'") == [(0,)]
    wait_for_end(members(crawl.pid))


def test_a_crawl_that_ends_leaves_no_process(project: Project) -> None:
    with serve(plain_site(3)) as served:
        crawl = project.start_crawl("snhr", served.origin, prepare=os.setpgrp)
        _, errors = crawl.communicate(timeout=60)
    assert crawl.returncode == 0, errors
    wait_for_end(members(crawl.pid))


LISTING = """
import sys
from scrapy.cmdline import execute
try:
    execute(["scrapy", "crawl", "snhr", *sys.argv[1:]])
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_a_crawl_loads_nothing_that_only_its_workers_need(project: Project) -> None:
    with serve(plain_site(3)) as served:
        command = [sys.executable, "-c", LISTING, "-a", f"origin={served.origin}", *HASTE]
        ran = subprocess.run(
            command, cwd=ROOT, env=project.environment, capture_output=True, text=True, check=False
        )
    loaded = set(ran.stdout.splitlines()[-1].split())
    assert project.rows("SELECT count(*) FROM report") == [(3,)]
    assert "sqlalchemy" in loaded
    assert not loaded & {"numpy", "py3langid", "trafilatura", "htmldate", "dateparser"}
    assert not loaded & {"aiohttp", "requests", "tldextract"}

"""What a person sees on a terminal while a crawl runs."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

from running import HASTE, ROOT, Project
from sites.server import serve
from sites.sets import plain_site
from sites.site import Faults


def crawl_on_a_terminal(project: Project, origin: str) -> str:
    """All that a crawl writes to a terminal that does not say how wide it is."""
    terminal, side = pty.openpty()
    crawl = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", "snhr", "-a", f"origin={origin}", *HASTE],
        cwd=ROOT,
        env=project.environment,
        stdout=subprocess.DEVNULL,
        stderr=side,
    )
    os.close(side)
    written = b""
    try:
        while chunk := os.read(terminal, 65_536):
            written += chunk
    except OSError:  # how Linux tells that the other side is closed
        pass
    finally:
        os.close(terminal)
    assert crawl.wait(timeout=60) == 0
    return written.decode()


def test_a_line_tells_how_far_the_crawl_is(project: Project) -> None:
    with serve(plain_site(20, faults=Faults(slow={"*": 0.1}))) as served:
        written = crawl_on_a_terminal(project, served.origin)
    lines = written.replace("\r", "\n").split("\n")
    assert any(line.startswith("reading sources: 0/0 fetched") for line in lines)
    assert "pages: 20/20 fetched" in written
    assert "20 found, 20 stored, 0 failed" in written
    assert "20 pages to fetch" in written


def test_a_log_has_no_line_that_is_redrawn(project: Project) -> None:
    with serve(plain_site(3)) as served:
        ran = project.crawl("snhr", served.origin)
    assert ran.status == 0
    assert "\r" not in ran.err

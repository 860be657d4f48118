"""A crawl killed again and again, beside the same crawl left alone: what is lost, what asked twice.

    python benchmarks/kills.py [wordpress|listing|sitemap|feed|auto] [REPORTS] [KILLS]

Serves a generated site over loopback. The kills come at random moments; the seed is printed.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent / "tests")]

from running import Project  # noqa: E402 -- found by the line above
from sites.server import Served, serve  # noqa: E402
from sites.sets import plain_site  # noqa: E402
from sites.site import Faults  # noqa: E402


def crawl_alone(served: Served, via: str, folder: Path) -> tuple[int, float]:
    """Requests and seconds of a crawl that nobody kills."""
    began = time.monotonic()
    ran = Project(folder / "alone/reports.sqlite").crawl("snhr", served.origin, "-a", f"via={via}")
    if ran.status:
        raise SystemExit(ran.err)
    return len(served.requests), time.monotonic() - began


def kill_once(served: Served, via: str, project: Project, seconds: float) -> None:
    """Start a crawl and kill it so many seconds after its first request, if it still runs."""
    before = len(served.requests)
    crawl = project.start_crawl("snhr", served.origin, "-a", f"via={via}")
    while len(served.requests) == before and crawl.poll() is None:
        time.sleep(0.01)
    time.sleep(seconds)
    crawl.kill()
    crawl.communicate()


def main(via: str = "wordpress", reports: str = "400", kills: str = "20") -> None:
    """Print how much more was asked for, and whether everything is there and sound."""
    seed = random.SystemRandom().randrange(10_000)
    moments = random.Random(seed)  # noqa: S311 -- moments, no secrets
    folder = Path(tempfile.mkdtemp())
    project = Project(folder / "killed/reports.sqlite")
    with serve(plain_site(int(reports), faults=Faults(slow={"*": 0.02}))) as served:
        requests, seconds = crawl_alone(served, via, folder)
        served.forget()
        for number in range(int(kills)):
            kill_once(served, via, project, moments.uniform(0, 2 * seconds / int(kills)))
            sound = project.database.exists() and project.rows("PRAGMA integrity_check")
            print(f"kill {number + 1}: file {sound or 'not made yet'}", flush=True)
        ran = project.crawl("snhr", served.origin, "-a", f"via={via}")
        asked = len(served.requests)
    stored = project.rows("SELECT count(*), count(DISTINCT url) FROM report")[0]
    files = [str(path) for path in project.archive.rglob("*.warc.gz")]
    checked = subprocess.run([sys.executable, "-m", "warcio.cli", "check", *files], check=False)  # noqa: S603 -- files of our own
    print(f"seed {seed}; last crawl: exit status {ran.status}")
    print(f"reports stored, and of these distinct: {stored} of {reports}")
    print(f"requests: {asked} with {kills} kills, {requests} alone: {asked / requests:.2f} times")
    print(f"warcio check: {checked.returncode}; scrapy verify: {project.scrapy('verify').out}")


if __name__ == "__main__":
    main(*sys.argv[1:])

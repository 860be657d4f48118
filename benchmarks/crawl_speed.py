"""What a whole crawl costs beside Scrapy that only visits the same pages, and a plain crawl.

python benchmarks/crawl_speed.py [--pages 1500] [--rounds 3] [--news-please PYTHON]

A generated site of the Newspaper theme lies in a folder, served over loopback by nginx, gzip on.
In each round, in turns: Scrapy that asks for the pages and drops them; the crawl with everything
on; the plain crawl (``other_crawls.py``). All have 16 requests at once and no delay, and obey
robots.txt. Times are of whole processes, the start of Python and the crawl's manifest included.
After the rounds: a second crawl of the unchanged site, ``reextract``, ``verify``.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from nginx_server import find_nginx, free_port, serving  # noqa: E402 -- found by the line above
from other_crawls import CONCURRENCY  # noqa: E402
from rounds import Spent, in_turns, measure, ratios, spread  # noqa: E402
from running import Project  # noqa: E402
from theme_pages import write_site  # noqa: E402

FAST = (
    *("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False"),
    *("-s", f"CONCURRENT_REQUESTS_PER_DOMAIN={CONCURRENCY}"),
    *("-s", f"CONCURRENT_REQUESTS={CONCURRENCY}"),
)


class Crawls:
    """The ways to read one site; each run has a database of its own."""

    def __init__(self, folder: Path, origin: str, paths: Sequence[str]) -> None:
        self.folder = folder
        self.origin = origin
        self.pages = len(paths)
        self.paths = folder / "paths.txt"
        self.paths.write_text("\n".join(paths), "utf-8")
        self.project = Project(folder / "ours-0" / "reports.sqlite")
        """Of the round at hand."""

    def visit(self, round_number: int) -> None:
        """Scrapy alone."""
        self._other("visit", round_number)

    def plain(self, round_number: int) -> None:
        """Scrapy, trafilatura and SQLite."""
        self._other("plain", round_number)

    def ours(self, round_number: int) -> None:
        """Everything on, into an empty file."""
        self.project = Project(self.folder / f"ours-{round_number}" / "reports.sqlite")
        self.crawl()
        (stored,) = self.project.rows("SELECT count(*) FROM report")[0]
        if stored != self.pages:
            raise SystemExit(f"the crawl stored {stored} of {self.pages} reports")

    def crawl(self) -> None:
        """One crawl of the site, into the file at hand."""
        self.command("crawl", "snhr", "-a", f"origin={self.origin}", "-a", "via=sitemap", *FAST)

    def command(self, *words: str) -> None:
        """A command on the file at hand. Raises SystemExit with its words where it fails."""
        _run([sys.executable, "-m", "scrapy", *words], self.project.environment)

    def news_please(self, python: Path, round_number: int) -> None:
        """The published crawler, from an environment of its own."""
        script = ROOT / "benchmarks/news_please_crawl.py"
        target = str(self.folder / f"news-please-{round_number}")
        _run([str(python), str(script), self.origin, str(self.paths), target], dict(os.environ))

    def _other(self, kind: str, round_number: int) -> None:
        script = str(ROOT / "benchmarks/other_crawls.py")
        database = str(self.folder / f"{kind}-{round_number}.sqlite")
        environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": ""}
        command = [sys.executable, script, kind, self.origin, str(self.paths), database]
        _run(command, environment, cwd=self.folder)


def _run(command: Sequence[str], environment: dict[str, str], cwd: Path = ROOT) -> str:
    """What it printed."""
    done = subprocess.run(  # noqa: S603 -- commands of ours
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: status {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout


def tell_rates(pages: int, spent: dict[str, list[Spent]]) -> None:
    """Pages a second of each way, and the ratios round by round."""
    for name, runs in spent.items():
        rates = [pages / one.wall for one in runs]
        cpu = [1000 * one.cpu / pages for one in runs]
        print(
            f"  {name:12} {spread(rates, '.1f')} pages a second;"
            f" {spread(cpu, '.1f')} ms of the processors a page"
        )
    rates = {name: [pages / one.wall for one in runs] for name, runs in spent.items()}
    for name in rates.keys() - {"visit"}:
        goal = " (goal: 0.45)" if name == "ours" else ""
        told = spread(ratios(rates[name], rates["visit"]), ".3f")
        print(f"  {name}: {told} of the bare visit's pages a second{goal}")
    if "news-please" in rates:
        told = spread(ratios(rates["ours"], rates["news-please"]), ".1f")
        print(f"  ours: {told} times news-please's pages a second (goal: 20)")


def tell_later(crawls: Crawls) -> None:
    """What comes after the first crawl, on the file of the last round."""
    pages = crawls.pages
    help_text = _run(
        [sys.executable, "-m", "scrapy", "reextract", "--help"], crawls.project.environment
    )
    workers = ("1", "2") if "--workers" in help_text else ()
    steps: dict[str, tuple[str, ...]] = {
        **{f"reextract, {count} workers": ("reextract", "--workers", count) for count in workers},
        **({} if workers else {"reextract": ("reextract",)}),
        "verify": ("verify",),
    }
    second = measure(crawls.crawl)
    print(f"  second crawl, unchanged: {pages / second.wall:.1f} pages a second")
    for name, words in steps.items():
        once = measure(lambda words=words: crawls.command(*words))  # type: ignore[misc]  # bound now
        print(f"  {name}: {pages / once.wall:.1f} pages a second")


def tell_sizes(pages: Path) -> None:
    """How large the pages are, as they are and on the wire."""
    files = sorted(pages.rglob("index.html"))[:50]
    sizes = [len(file.read_bytes()) for file in files]
    packed = [len(gzip.compress(file.read_bytes(), 1)) for file in files]
    print(
        f"pages of {min(sizes) / 1e3:.0f} to {max(sizes) / 1e3:.0f} kB, the median"
        f" {median(sizes) / 1e3:.0f}; by gzip as nginx packs them {median(packed) / 1e3:.0f}"
    )


def main() -> None:
    """Make the site, serve it, crawl it in turns."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--news-please", type=Path, help="Python of an environment that has it")
    asked = parser.parse_args()
    find_nginx()
    folder = Path(tempfile.mkdtemp(prefix="harm-reports-bench-"))
    folder.chmod(0o755)  # nginx' workers are another user where root starts it
    pages, port = folder / "pages", free_port()
    origin = f"http://127.0.0.1:{port}"
    try:
        urls = write_site(pages, origin, asked.pages)
        tell_sizes(pages)
        crawls = Crawls(folder, origin, [urlsplit(url).path for url in urls])
        ways = {"visit": crawls.visit, "ours": crawls.ours, "plain": crawls.plain}
        if asked.news_please:
            python = asked.news_please.absolute()
            ways["news-please"] = lambda number: crawls.news_please(python, number)
        with serving(pages, port, folder):
            print(f"{asked.pages} pages, {CONCURRENCY} at once, {asked.rounds} rounds in turns:")
            tell_rates(asked.pages, in_turns(ways, asked.rounds))
            tell_later(crawls)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()

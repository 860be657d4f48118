"""What a page costs to read with all metadata, beside lxml's parse alone and trafilatura.

python benchmarks/extraction_speed.py [--rounds 5] [--pages 40]

On generated pages of the Newspaper theme, and on real ones where ``../shared/html`` is (it is no
part of the project); there also how well the bodies are found, as ``../shared/eval`` scores. All
three are given the same text, and the processor's time counts, in turns.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

import lxml.html  # noqa: E402 -- found by the line above
import trafilatura  # noqa: E402
from attrs import frozen  # noqa: E402
from rounds import in_turns, ratios, spread  # noqa: E402
from theme_pages import theme_page, theme_site  # noqa: E402

from crawler.extraction.html import body_text, parse  # noqa: E402
from crawler.loaders import load_report  # noqa: E402
from crawler.publishers import publisher_of  # noqa: E402

SHARED = ROOT.parent / "shared"
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@frozen
class Page:
    """A page as it came, and where it stands."""

    html: str
    url: str


def ours(page: Page) -> object:
    """All that is stored of a page: its kind, body, dates, names, links and addresses."""
    publisher = publisher_of(page.url)
    return load_report(
        parse(page.html),
        url=page.url,
        publisher=publisher.name if publisher else "none",
        rules=publisher.content if publisher else None,
        timezone="Asia/Damascus",
        status=200,
        fetched_at=NOW,
    )


def theirs(page: Page) -> object:
    """trafilatura's body and metadata."""
    return trafilatura.bare_extraction(page.html, url=page.url, with_metadata=True)


def parse_alone(page: Page) -> object:
    """What every way of reading needs."""
    return lxml.html.fromstring(page.html.encode())


def their_body(html: str, url: str) -> str:
    """As the scorer asks for it."""
    found = trafilatura.bare_extraction(html, url=url, with_metadata=True)
    return (found.text or "") if found else ""


def generated(count: int) -> list[Page]:
    """Pages of the theme, at the addresses of a publisher that is known."""
    site = theme_site(count, NOW)
    site.base = "https://snhr.org"
    return [Page(theme_page(site, post), site.url_of(post)) for post in site.posts]


def theme_of_the_web(shared: Path) -> list[Page]:
    """The real pages of the theme."""
    manifest = json.loads((shared / "html/newspaper/manifest.json").read_text("utf-8"))
    return [
        Page(
            gzip.decompress(file.read_bytes()).decode("utf-8", "replace"),
            manifest[file.name.removesuffix(".gz")]["url"] or "https://news.example/2020/a/",
        )
        for file in sorted((shared / "html/newspaper").glob("*.html.gz"))
    ]


def articles_of_the_web(shared: Path) -> list[Page]:
    """Real pages of all kinds, whose bodies are known."""
    truth = json.loads((shared / "html/articles/ground-truth.json").read_text("utf-8"))
    return [
        Page(
            gzip.decompress((shared / f"html/articles/html/{name}.html.gz").read_bytes()).decode(
                "utf-8", "replace"
            ),
            told.get("url") or "",
        )
        for name, told in sorted(truth.items())
    ]


def compare(what: str, pages: Sequence[Page], rounds: int) -> None:
    """Print what a page costs, and the ratios."""

    def all_of(read: Callable[[Page], object]) -> Callable[[int], object]:
        return lambda _round: [read(page) for page in pages]

    works = {"lxml": all_of(parse_alone), "ours": all_of(ours), "trafilatura": all_of(theirs)}
    ours(pages[0]), theirs(pages[0])
    spent = {name: [one.cpu for one in times] for name, times in in_turns(works, rounds).items()}
    sizes = sorted(len(page.html.encode()) for page in pages)
    packed = sorted(len(gzip.compress(page.html.encode(), 6)) for page in pages)
    print(
        f"{what}: {len(pages)} pages of {sizes[0] / 1e3:.0f} to {sizes[-1] / 1e3:.0f} kB, the"
        f" median {median(sizes) / 1e3:.0f}, by gzip {median(packed) / 1e3:.0f}; {rounds} rounds"
    )
    for name, times in spent.items():
        each = [1000 * time / len(pages) for time in times]
        print(f"  {name:12} {spread(each)} ms of the processor a page")
    gain = ratios(spent["trafilatura"], spent["ours"])
    print(f"  ours is {spread(gain, '.1f')} times as fast as trafilatura (goal: 6)")
    print(f"  ours takes {spread(ratios(spent['ours'], spent['lxml']), '.1f')} times lxml's parse")


def score(shared: Path) -> None:
    """How well the bodies are found, ours and trafilatura's."""
    scorer = _load(shared / "eval/score_body.py")
    for name, read in (("ours", body_text), ("trafilatura", their_body)):
        scores, _, errors = scorer.run(read, shared / "html/articles")
        precision, recall, f1, _ = scorer.summarise(list(scores.values()))
        print(f"  {name:12} F1 {f1:.4f} (P {precision:.4f}, R {recall:.4f}), {errors} errors")


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Compare on each kind of pages that is here."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, default=40)
    asked = parser.parse_args()
    compare("generated pages of the theme", generated(asked.pages), asked.rounds)
    if not SHARED.exists():
        print("real pages (../shared) are not here")
        return
    compare("real pages of the theme", theme_of_the_web(SHARED), asked.rounds)
    compare("real articles", articles_of_the_web(SHARED), min(asked.rounds, 2))
    score(SHARED)


if __name__ == "__main__":
    main()

"""How many pages of 5 kB one core reads for claims in a second, and how long hostile texts take.

    python benchmarks/claims_speed.py [ROUNDS] [--pages N] [--profile KIND]

Times are of the processor. Beside each stands what ``re.findall(r"\\w+")`` takes over the same
text, measured in turns with the reader, so that the ratio holds on any machine. ``--profile``
prints where the time goes on one kind of page: dense, ordinary or harmless.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from claim_pages import KINDS, hostile_texts, page  # noqa: E402 -- the project stands above

from pipelines.claims.reading import read_report  # noqa: E402

PUBLISHED = date(2019, 3, 10)
WORDS = re.compile(r"\w+")
GOALS = {"dense": 500, "ordinary": 3_000, "harmless": 3_000}
HOSTILE_SECONDS = 1.0

Work = Callable[[str, str], object]


def read(title: str, body: str) -> object:
    """The work that is measured."""
    return read_report(title, "", body, publisher="snhr", published=PUBLISHED)


def words(title: str, body: str) -> object:
    """The work that it is measured against."""
    return WORDS.findall(title), WORDS.findall(body)


def seconds(work: Work, texts: Sequence[tuple[str, str]]) -> float:
    """What the work takes over all texts."""
    began = time.process_time()
    for title, body in texts:
        work(title, body)
    return time.process_time() - began


def rounds(texts: Sequence[tuple[str, str]], number: int) -> Iterator[tuple[float, float]]:
    """The seconds of the reader and those of the baseline, of each round."""
    for _ in range(number):
        yield seconds(read, texts), seconds(words, texts)


def spread(values: Sequence[float]) -> str:
    return f"min {min(values):8.4f}  median {statistics.median(values):8.4f}"


def show_pages(kind: str, texts: Sequence[tuple[str, str]], number: int) -> None:
    """Print how many pages of a kind are read in a second."""
    took = list(rounds(texts, number))
    rates = [len(texts) / reader for reader, _ in took]
    ratios = [reader / baseline for reader, baseline in took]
    claims = sum(len(_claims(*text)) for text in texts) / len(texts)
    print(
        f"{kind:9} {claims:5.1f} claims a page   pages a second: best {max(rates):6.0f}"
        f"  median {statistics.median(rates):6.0f}  goal {GOALS[kind]:5}"
        f"   times the baseline: {spread(ratios)}"
    )


def _claims(title: str, body: str) -> Sequence[object]:
    return read_report(title, "", body, publisher="snhr", published=PUBLISHED).claims


def show_hostile(number: int) -> None:
    """Print how long each hostile text takes."""
    for name, text in hostile_texts().items():
        took = list(rounds([("", text)], number))
        ratios = [reader / max(baseline, 1e-6) for reader, baseline in took]
        slow = "  TOO SLOW" if min(reader for reader, _ in took) > HOSTILE_SECONDS else ""
        print(
            f"{name:44} {len(text):7} characters  seconds: {spread([r for r, _ in took])}"
            f"   times the baseline: median {statistics.median(ratios):8.0f}{slow}"
        )


def show_profile(texts: Sequence[tuple[str, str]]) -> None:
    """Print the functions that take the most time of their own."""
    profile = cProfile.Profile()
    profile.enable()
    seconds(read, texts)
    profile.disable()
    for order in ("tottime", "cumtime"):
        pstats.Stats(profile).strip_dirs().sort_stats(order).print_stats(35)


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("rounds", nargs="?", type=int, default=7)
    parser.add_argument("--pages", type=int, default=40, help="of each kind")
    parser.add_argument("--profile", choices=KINDS, help="where the time goes on these pages")
    arguments = parser.parse_args()
    chance = random.Random(2017)  # noqa: S311 -- made-up pages, no secrets
    pages = {kind: [page(kind, chance) for _ in range(arguments.pages)] for kind in KINDS}
    seconds(read, [texts[0] for texts in pages.values()])
    if arguments.profile:
        show_profile(pages[arguments.profile])
        return
    for kind, texts in pages.items():
        show_pages(kind, texts, arguments.rounds)
    show_hostile(min(arguments.rounds, 3))


if __name__ == "__main__":
    main()

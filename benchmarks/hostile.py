"""The hostile site of the tests, one case at a time or all at once, against ``scrapy crawl``.

    python benchmarks/hostile.py                  every case by itself, then all at once
    python benchmarks/hostile.py --only bomb-gzip map-laughs
    python benchmarks/hostile.py --together       all at once only
    python benchmarks/hostile.py -s DOWNLOAD_TIMEOUT=5 --scale 0.1

Prints for each case what must become of it, what became of it, seconds of the crawl and the most
memory that its processes held together. Exit status 1 where anything is not as it must be.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent / "tests")]

from sites.hostile.case import Case  # noqa: E402 -- found by the line above
from sites.hostile.crawling import Crawled, crawl_hostile  # noqa: E402
from sites.hostile.site import REPORTS  # noqa: E402
from sites.hostile.table import CASES, TOGETHER  # noqa: E402

DEFAULTS = ("RETRY_AFTER_MAX=2",)
"""That a host asks to wait is of no interest here."""


def crawl(
    cases: Sequence[Case], given: argparse.Namespace, reports: int
) -> tuple[Crawled, list[str]]:
    """One crawl of these cases; what is wrong with it in words."""
    with tempfile.TemporaryDirectory() as folder:
        crawled = crawl_hostile(
            Path(folder),
            cases,
            *DEFAULTS,
            *given.s,
            reports=reports,
            scale=given.scale,
            within=given.within,
        )
    told = [*crawled.wrong]
    if "no_source" not in crawled.found.values():
        told += [f"good report not stored: {path}" for path in crawled.missing]
    told += [f"a connection to {stray}" for stray in crawled.site.strays]
    told += [f"a request to {request}" for request in crawled.site.misdirected]
    if crawled.ran.status in {1, 4}:
        told.append(f"exit status {crawled.ran.status}")
    if given.log:
        print(crawled.ran.out)
    return crawled, told


def one_at_a_time(cases: Sequence[Case], given: argparse.Namespace) -> int:
    """Each case with three good reports; how many are not as they must be."""
    bad = 0
    print(f"{'case':24} {'must be':40} {'is':32} {'seconds':>7} {'MB':>5}")
    for case in cases:
        try:
            crawled, told = crawl([case], given, 3)
        except TimeoutError as error:
            print(f"{case.name:24} {case.fate[:40]:40} <<< {error}", flush=True)
            bad += 1
            continue
        mark = " <<< " + "; ".join(told) if told else ""
        print(
            f"{case.name:24} {case.fate[:40]:40} {crawled.found[case.name][:32]:32}"
            f" {crawled.seconds:7.1f} {crawled.peak // 1_000_000:5}{mark}",
            flush=True,
        )
        bad += bool(told)
    print(f"one at a time: {len(cases) - bad} of {len(cases)} cases end as they must")
    return bad


def together(cases: Sequence[Case], given: argparse.Namespace) -> int:
    """All cases on one site; how many things are not as they must be."""
    crawled, told = crawl(cases, given, REPORTS)
    for line in told:
        print(line)
    print(
        f"all {len(cases)} at once: {crawled.seconds:.0f} s,"
        f" {crawled.peak // 1_000_000} MB at the most, exit status {crawled.ran.status},"
        f" {REPORTS - len(crawled.missing)} of {REPORTS} good reports stored,"
        f" {len(crawled.wrong)} cases not as they must be,"
        f" longest time without a request {crawled.site.longest_silence:.1f} s"
    )
    return len(told)


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--only", nargs="+", metavar="CASE", help="these cases, or groups")
    parser.add_argument("--together", action="store_true", help="all at once, none by itself")
    parser.add_argument("--alone", action="store_true", help="each by itself, none together")
    parser.add_argument("--scale", type=float, default=1.0, help="of sizes; 1 is as told")
    parser.add_argument("--within", type=float, default=600, help="seconds that a crawl may take")
    parser.add_argument("--log", action="store_true", help="print what the crawls print")
    parser.add_argument("-s", action="append", default=[], metavar="NAME=VALUE", help="a setting")
    given = parser.parse_args()
    chosen = [c for c in CASES if not given.only or {c.name, c.group} & set(given.only)]
    bad = 0 if given.together else one_at_a_time(chosen, given)
    if not given.alone:
        bad += together([case for case in chosen if case in TOGETHER], given)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

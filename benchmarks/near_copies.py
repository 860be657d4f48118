"""How many near-copies are found, by kind of change, and how many siblings are taken for copies.

Run from the project's root: ``.venv/bin/python benchmarks/near_copies.py``. The reports are made
up by the tests' templates; ``dev`` was looked at while the rules were made, ``held out`` not.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "pipelines")]

import copies_dev  # noqa: E402 -- the tests' templates are found by the line above
import copies_heldout  # noqa: E402
from copy_reports import Tally, measure  # noqa: E402


def show(title: str, tally: Tally) -> None:
    print(f"\n{title}: {tally.found.total()} of {tally.asked.total()} ({tally.share:.2%})")
    for kind, asked in tally.asked.items():
        found, candidates = tally.found[kind], tally.candidates[kind]
        print(f"  {kind:20} {found:5} of {asked:5}   candidates {candidates / asked:7.2%}")


def main(each: int, examples: int, names: list[str]) -> None:
    for name, corpus in (("dev", copies_dev), ("held out", copies_heldout)):
        if names and name not in names:
            continue
        start = perf_counter()
        copies, false = measure(corpus.KINDS, corpus.MUTATIONS, each, seed=2017)
        show(f"{name}: copies found", copies)
        show(f"{name}: siblings taken for copies", false)
        print(f"  {perf_counter() - start:.1f} s")
        for kind, text, other in [*copies.examples[:examples], *false.examples[:examples]]:
            print(f"\n=== {kind}\n--- base\n{text[:1500]}\n--- other\n{other[:1500]}")


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["10"])[0]), int((sys.argv[2:] or ["0"])[0]), sys.argv[3:])

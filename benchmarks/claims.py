"""How many labelled claims a reader finds, and how many of its own are none.

python benchmarks/claims.py [FOLDER …] [--set dev|held] [--errors]

The pages are TOML files below the folders, tests/fixtures/claims by default; ``dev`` was looked at
while the reader was made, ``held`` was not.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "pipelines" / "claims")]

from claim_scores import FIELDS, Tally, f1, score  # noqa: E402 -- found by the line above
from labelled import FOLDER, SETS, read_pages  # noqa: E402

from pipelines.claims.scoring import extract  # noqa: E402


def show(tally: Tally) -> None:
    """Print the counts by harm, the accuracy of each field, and all harms together."""
    for harm in sorted({*tally.found, *tally.missed, *tally.spurious}):
        counts = tally.found[harm], tally.missed[harm], tally.spurious[harm]
        found, missed, spurious = counts
        print(
            f"{harm:18} found {found:4}  missed {missed:4}  spurious {spurious:4}"
            f"  f1 {f1(*counts):.3f}"
        )
    for name in FIELDS:
        if tally.asked[name]:
            print(f"{name:18} {tally.accuracy(name):.3f} of {tally.asked[name]}")
    print(
        f"{tally.pages} pages  precision {tally.precision:.3f}  recall {tally.recall:.3f}"
        f"  f1 {tally.f1:.3f}"
    )


def main() -> None:
    """Score the reader on the pages that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[FOLDER], metavar="FOLDER")
    parser.add_argument("--set", choices=SETS, help="only the pages of this set")
    parser.add_argument("--errors", action="store_true", help="what was missed, spurious or wrong")
    arguments = parser.parse_args()
    pages = [page for folder in arguments.folders for page in read_pages(folder, arguments.set)]
    if not pages:
        parser.error("no labelled pages there")
    tally = score(pages, extract)
    if arguments.errors:
        print(*tally.errors, sep="\n")
    show(tally)


if __name__ == "__main__":
    main()

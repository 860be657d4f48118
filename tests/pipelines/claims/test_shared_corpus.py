"""How well the reader does on pages labelled by others, where they lie beside the project."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from claim_scores import Tally, score
from labelled import FOLDER, read_pages

from pipelines.claims.scoring import extract

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "eval" / "score_claims.py"
needs_shared = pytest.mark.skipif(
    not SCORER.exists(), reason="the shared corpus does not lie beside the project"
)

FLOORS = {
    "precision": 0.95,
    "recall": 0.85,
    "victims": 0.95,
    "part_of": 0.93,
    "qualifier": 0.95,
    "actor": 0.85,
    "claimant": 0.90,
    "place": 0.80,
    "date_start": 0.80,
    "weapon": 0.80,
}


@cache
def scores(pages: str) -> dict[str, float]:
    """What the shared scorer says of the reader on the corpus's pages of this name."""
    corpus = SHARED / "corpus"
    told = subprocess.run(
        [
            *(sys.executable, str(SCORER), "pipelines.claims.scoring:extract"),
            *("--pages", str(corpus / f"pages{pages}.jsonl")),
            *("--claims", str(corpus / f"claims{pages}.jsonl")),
            *("--noise", str(corpus / "noise.jsonl")),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    fields, claims = told.rstrip().splitlines()[-2:]
    return {
        name: float(value)
        for name, value in re.findall(r"([a-z_]\w*) (\d+(?:\.\d+)?)\b", f"{fields} {claims}")
    }


@needs_shared
@pytest.mark.parametrize(("name", "least"), FLOORS.items(), ids=FLOORS)
def test_real_pages_are_read_as_others_labelled_them(name: str, least: float) -> None:
    assert scores("")[name] >= least


@needs_shared
@pytest.mark.parametrize("pages", ["", "_constructed"], ids=["real", "constructed"])
def test_no_quote_is_out_of_bounds(pages: str) -> None:
    assert scores(pages)["bad_quotes"] == 0


@needs_shared
@pytest.mark.parametrize(
    ("name", "least"),
    {"f1": 0.95, "recall": 0.95, "victims": 0.95, "part_of": 0.93, "actor": 0.85}.items(),
)
def test_constructed_pages_are_read_nearly_without_error(name: str, least: float) -> None:
    assert scores("_constructed")[name] >= least


@cache
def own(folder: str, which: str) -> Tally:
    return score(list(read_pages(FOLDER / folder, which)), extract)


OWN = [
    ("monitors", "dev", {"precision": 0.97, "recall": 0.82}),
    ("monitors", "held", {"precision": 0.96, "recall": 0.73}),
    ("news", "dev", {"precision": 0.97, "recall": 0.86}),
    ("news", "held", {"precision": 0.95, "recall": 0.87}),
]


@pytest.mark.parametrize(
    ("folder", "which", "least"), OWN, ids=[f"{folder}-{which}" for folder, which, _ in OWN]
)
def test_our_own_labelled_pages_are_read_no_worse_than_they_were(
    folder: str, which: str, least: dict[str, float]
) -> None:
    tally = own(folder, which)
    assert tally.precision >= least["precision"]
    assert tally.recall >= least["recall"]


OWN_FIELDS = [
    (
        "monitors",
        "dev",
        {
            "victims": 0.91,
            "qualifier": 0.98,
            "part": 0.88,
            "actor": 0.76,
            "claimant": 0.93,
            "weapon": 0.74,
            "place": 0.90,
            "date_start": 0.85,
        },
    ),
    (
        "monitors",
        "held",
        {
            "victims": 0.91,
            "qualifier": 0.98,
            "part": 0.80,
            "actor": 0.77,
            "claimant": 0.95,
            "weapon": 0.86,
            "place": 0.62,
            "date_start": 0.83,
        },
    ),
    (
        "news",
        "dev",
        {
            "victims": 0.90,
            "qualifier": 0.98,
            "part": 0.94,
            "actor": 0.67,
            "claimant": 0.73,
            "weapon": 0.81,
            "place": 0.75,
            "date_start": 0.89,
        },
    ),
    (
        "news",
        "held",
        {
            "victims": 0.90,
            "qualifier": 0.98,
            "part": 0.85,
            "actor": 0.60,
            "claimant": 0.78,
            "weapon": 0.82,
            "place": 0.76,
            "date_start": 0.88,
        },
    ),
]


@pytest.mark.parametrize(
    ("folder", "which", "name", "least"),
    [(folder, which, *floor) for folder, which, floors in OWN_FIELDS for floor in floors.items()],
    ids=[f"{folder}-{which}-{name}" for folder, which, floors in OWN_FIELDS for name in floors],
)
def test_what_claims_say_on_our_own_pages_is_no_worse_than_it_was(
    folder: str, which: str, name: str, least: float
) -> None:
    assert own(folder, which).accuracy(name) >= least

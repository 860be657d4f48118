# ruff: noqa: S311 -- texts are made up from a seed, nothing is kept secret
"""Signatures and bands: the same everywhere, fit for a column, found where texts are alike."""

from __future__ import annotations

import os
import subprocess
import sys
from random import Random

import copies_dev
import copies_heldout
import pytest
from copy_reports import CANDIDATES, Facts, Index, measure, render
from hypothesis import given
from hypothesis import strategies as st

from pipelines.copies.bands import BANDS, ROWS, bands
from pipelines.copies.shingles import signature
from pipelines.copies.similarity import is_copy

TEXT = "Six civilians were killed on 14 March 2017 in Harim; قتل ستة مدنيين في حارم."

FIRST_VALUES = (46801309, 156604127, 539381635, 80795390)
FIRST_BANDS = (-1052998036360185642, 745682420362265679)


def test_signatures_are_the_same_in_every_process() -> None:
    program = (
        "from pipelines.copies.bands import bands; from pipelines.copies.shingles import signature;"
        f" print(bands(signature({TEXT!r})))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("0", "1")
    }
    assert seen == {str(bands(signature(TEXT)))}


def test_signatures_do_not_change_between_releases() -> None:
    """Stored bands would no longer meet new ones: such a change needs a migration."""
    assert signature(TEXT)[:4] == FIRST_VALUES
    assert bands(signature(TEXT))[:2] == FIRST_BANDS


@given(st.text())
def test_bands_fit_a_signed_column(text: str) -> None:
    values, found = signature(text), bands(signature(text))
    assert len(values) in {0, ROWS * BANDS}
    assert len(found) == len(values) // ROWS
    assert all(-(2**63) <= band < 2**63 for band in found)
    assert all(0 <= value < 2**32 for value in values)


def test_a_text_without_words_is_looked_up_nowhere() -> None:
    assert bands(signature(" – …")) == ()


def test_equal_rows_in_another_band_are_another_value() -> None:
    assert len(set(bands((7,) * (ROWS * BANDS)))) == BANDS


def test_share_of_equal_values_is_that_of_common_shingles() -> None:
    words = [f"w{chr(97 + n // 26)}{chr(97 + n % 26)}xyz" for n in range(600)]
    rng = Random(1)
    estimates = []
    for _ in range(30):
        rng.shuffle(words)
        one, other = signature(" ".join(words[:400])), signature(" ".join(words[133:533]))
        estimates.append(sum(a == b for a, b in zip(one, other, strict=True)) / len(one))
    assert sum(estimates) / len(estimates) == pytest.approx(0.5, abs=0.03)


def test_a_copy_is_looked_up_among_thousands_of_one_template() -> None:
    rng, index, kinds = Random(3), Index(), copies_dev.KINDS[:3]
    skeletons = [rng.randrange(10**6) for _ in kinds]
    for number in range(1500):
        kind, skeleton = kinds[number % 3], skeletons[number % 3]
        index.add(render(kind, skeleton, Facts(kind.pools, Random(number)), 100))
    for number in range(0, 1500, 100):
        copy = copies_dev.note(copies_dev.mistype(index.texts[number], rng), rng)
        candidates = index.candidates(copy)
        assert len(candidates) <= CANDIDATES
        assert [n for n in candidates if is_copy(copy, index.texts[n]) is not None] == [number]


@pytest.mark.parametrize("corpus", [copies_dev, copies_heldout], ids=["dev", "held-out"])
def test_copies_are_found_and_reports_of_one_template_kept_apart(corpus: object) -> None:
    copies, false = measure(corpus.KINDS, corpus.MUTATIONS, each=6, seed=11)  # type: ignore[attr-defined]
    assert copies.asked.total() > 600
    assert copies.share >= 0.95, [kind for kind, _, _ in copies.examples]
    assert false.asked.total() > 300
    assert false.found.total() == 0, [kind for kind, _, _ in false.examples]

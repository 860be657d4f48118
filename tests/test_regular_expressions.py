"""No text makes an expression slow: whoever writes a page must not choose how long it is read."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from expressions import too_slow
from running import ROOT


def test_every_expression_of_the_product_is_linear() -> None:
    ran = subprocess.run(
        [sys.executable, "tests/expressions.py"],
        cwd=ROOT,
        env={"PYTHONPATH": "."},
        capture_output=True,
        text=True,
        timeout=500,
        check=True,
    )
    *slow, count = ran.stdout.splitlines()
    assert not slow
    assert int(count.split()[0]) > 150


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"\s+$", "search"),
        (r"\W*(?:date|day)", "sub"),
        (r"(?:a|aa)+", "fullmatch"),
        (r"<[^>]*>", "finditer"),
        (r"(\d+)(?:-|:)x", "any"),
    ],
)
def test_one_that_is_not_is_seen(pattern: str, method: str) -> None:
    assert too_slow(re.compile(pattern), {method})


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"(?<!\s)\s+$", "search"),
        (r"\W*(?:date|day)", "match"),
        (r"a+", "fullmatch"),
        (r"<[^<>]*>", "finditer"),
        (r"\d{1,9}(?:-|:)x", "any"),
    ],
)
def test_one_that_is_linear_passes(pattern: str, method: str) -> None:
    assert too_slow(re.compile(pattern), {method}) == ""

"""The worked examples of docs/analyse.md give, on the demo's file, what stands under them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import frozen
from installed import need
from running import ROOT, Project

from crawler.publishers import publisher_names

PAGE = ROOT / "docs/analyse.md"
PLOT = ROOT / "docs/examples/totals.svg"
SQL = ["sqlite3", "-box", "file:data/demo.sqlite?mode=ro"]


@frozen
class Example:
    """What a reader types, and what the page shows under it."""

    kind: str
    typed: str
    shown: str


def examples() -> Iterator[Example]:
    """Every block of commands or SQL under which an output stands."""
    block = r"^```(\w*)\n(.*?)^```\n|((?:^    [^\n]+\n)+)"
    found = list(re.finditer(block, PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE))
    for typed, shown in pairwise(found):
        if shown[0].startswith("```\n") and shown.start() == typed.end() + 1:
            yield Example(typed[1] or "shell", typed[2] or typed[3], shown[2])


def script() -> str:
    (program,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    return str(program)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's folder with the demo's file, and the script where the page says to save it."""
    need(sqlite3="sqlite3", jq="jq")
    folder = tmp_path_factory.mktemp("home")
    for name in ("scrapy.cfg", "crawler", "pipelines", "storage", "seeds"):
        (folder / name).symlink_to(ROOT / name)
    for name in (".venv", "analysis"):
        (folder / name).symlink_to(sys.prefix)
    demo = Project(folder / "data/demo.sqlite")
    for name in publisher_names():
        ran = demo.scrapy("crawl", name, "-a", f"archive={ROOT}/seeds/sample/sample.warc.gz")
        assert ran.status == 0, ran.err
    (folder / "data/totals.py").write_text(script(), "utf-8")
    return folder


def test_the_page_has_an_example_of_each_kind() -> None:
    assert [example.kind for example in examples()] == ["sql", "sql", "shell", "shell"]


@pytest.mark.parametrize("example", list(examples()), ids=["sum", "parts", "jq", "pandas"])
def test_each_example_gives_what_the_page_shows(home: Path, example: Example) -> None:
    command = [*SQL, example.typed] if example.kind == "sql" else ["bash", "-c", example.typed]
    done = subprocess.run(
        command,
        cwd=home,
        env={**os.environ, "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == example.shown


def test_the_plot_is_the_one_that_the_page_shows(home: Path) -> None:
    subprocess.run([sys.executable, "data/totals.py"], cwd=home, capture_output=True, check=True)
    made, shown = (drawn(path.read_text("utf-8")) for path in (home / "data/totals.svg", PLOT))
    assert made == shown
    assert "≥ 87" in shown[0]
    assert PLOT.stat().st_size < 40_000


def drawn(svg: str) -> tuple[list[str], int]:
    """Its words, and how many lines stand for claims; coordinates differ with a release."""
    words = re.findall(r"<text[^>]*>([^<]+)</text>", svg)
    return words, svg.count("stroke-width: 5")


def test_the_sum_that_the_page_warns_of_is_false(home: Path) -> None:
    demo = Project(home / "data/demo.sqlite")
    ((false_sum,),) = demo.rows(next(examples()).typed)
    ((whole,),) = demo.rows(
        "SELECT DISTINCT count_min FROM claim_top WHERE claimant = 'SNHR' AND harm = 'killed'"
        " AND victims = 'civilian' AND date_start = '2019-01-01' AND duplicate_of IS NULL"
    )
    assert f"The answer is {whole}." in PAGE.read_text("utf-8")
    assert false_sum > 2 * whole

"""The file of the sample, and an empty one, each with its site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Browser
from running import ROOT, Project

from storage.engine import open_database


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``make demo`` makes."""
    project = Project(tmp_path_factory.mktemp("demo") / "demo.sqlite")
    for name in ("snhr", "iraqinews", "syriatimes"):
        ran = project.scrapy(
            "crawl", name, "-a", f"archive={ROOT / 'seeds' / 'sample' / 'sample.warc.gz'}"
        )
        assert ran.status == 0, ran.err
    return project.database


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without rows."""
    path = tmp_path_factory.mktemp("empty") / "empty.sqlite"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="module")
def demo(demo_file: Path) -> Iterator[Browser]:
    with Browser(demo_file) as browser:
        yield browser


@pytest.fixture(scope="module")
def empty(empty_file: Path) -> Iterator[Browser]:
    with Browser(empty_file) as browser:
        yield browser

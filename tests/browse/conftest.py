"""The file of the sample, and an empty one, each with its site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Browser
from playwright.sync_api import Browser as Chromium
from running import ROOT, Project
from told_reports import write_told_file
from windows import SIZES, Window, chromium, opened, served

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


@pytest.fixture(scope="session")
def told_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of hostile words, with claims of every shape."""
    path = tmp_path_factory.mktemp("told") / "told.sqlite"
    write_told_file(path)
    return path


@pytest.fixture(scope="module")
def demo(demo_file: Path) -> Iterator[Browser]:
    with Browser(demo_file) as browser:
        yield browser


@pytest.fixture(scope="module")
def empty(empty_file: Path) -> Iterator[Browser]:
    with Browser(empty_file) as browser:
        yield browser


@pytest.fixture(scope="module")
def told(told_file: Path) -> Iterator[Browser]:
    with Browser(told_file) as browser:
        yield browser


@pytest.fixture(scope="module")
def chrome() -> Iterator[Chromium]:
    """A browser for the tests of one module: others may run event loops of their own."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def demo_site(demo_file: Path) -> Iterator[str]:
    """The origin at which the file of the sample is served."""
    with served(demo_file) as origin:
        yield origin


@pytest.fixture(scope="module")
def empty_site(empty_file: Path) -> Iterator[str]:
    """The origin at which a file without rows is served."""
    with served(empty_file) as origin:
        yield origin


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Width and height of the window."""
    return SIZES[request.param]


@pytest.fixture
def window(chrome: Chromium, demo_site: str, size: tuple[int, int]) -> Iterator[Window]:
    """A window on the sample; asks no other host and complains of nothing."""
    with opened(chrome, demo_site, size) as window:
        yield window

"""A site crawled twice, for tests that forge or check its file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from judging import FIFTEEN, TWELVE, crawl, edit
from running import Project
from sites.server import serve
from sites.sets import plain_site


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of 12 that became one of 15, and others that stayed."""
    folder = tmp_path_factory.mktemp("crawled")
    project, site = Project(folder / "reports.sqlite"), plain_site(3)
    edit(site, TWELVE, 1)
    with serve(site) as served:
        crawl(project, served.origin)
        edit(site, FIFTEEN, 2)
        crawl(project, served.origin)
    return folder


@pytest.fixture
def copied(crawled: Path, tmp_path: Path) -> Project:
    shutil.copytree(crawled, tmp_path / "copy")
    return Project(tmp_path / "copy" / "reports.sqlite")

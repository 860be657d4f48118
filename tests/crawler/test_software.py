"""What reads a publisher's pages has a name that changes with its rules."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from crawler import software
from crawler.publishers import publisher_names


def test_the_version_is_that_of_the_project() -> None:
    project = (software.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{software.VERSION}"' in project


def test_each_publisher_has_an_extractor_of_its_own() -> None:
    names = [software.extractor_of(name) for name in publisher_names()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"0\.1\.0\+[0-9a-f]{12}", name) for name in names)


@pytest.mark.parametrize(
    ("path", "is_other"),
    [
        ("seeds/snhr.toml", True),
        ("crawler/extraction/html.py", True),
        ("crawler/loaders.py", True),
        ("pipelines/text.py", True),
        ("seeds/iraqinews.toml", False),
        ("crawler/discovery/feed.py", False),
        ("storage/models.py", False),
        ("docs/crawl.md", False),
    ],
)
def test_it_changes_with_what_decides_the_words_and_with_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, is_other: bool
) -> None:
    for name in ("crawler", "pipelines", "seeds", "storage", "docs"):
        ignored = shutil.ignore_patterns("__pycache__", "*.gz")
        shutil.copytree(software.ROOT / name, tmp_path / name, ignore=ignored)
    before = software.extractor_of.__wrapped__("snhr")
    monkeypatch.setattr(software, "ROOT", tmp_path)
    assert software.extractor_of.__wrapped__("snhr") == before
    with (tmp_path / path).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    assert (software.extractor_of.__wrapped__("snhr") != before) is is_other

"""What the docs say and a program can check: settings, commands, queries, publishers, files."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from running import ROOT, Project
from scrapy.settings import default_settings

from crawler import settings
from crawler.commands.crawl import OPTIONS
from crawler.commands.overview import QUESTIONS
from crawler.items import Reason, State
from crawler.options import NAMES, VIA
from crawler.outcome import Ending
from crawler.publishers import load_publisher, publishers
from storage.engine import open_database

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def code_blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def test_the_settings_page_tells_each_setting_with_its_default() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", read("docs/settings.md"), flags=re.MULTILINE)
    assert len(rows) > 10
    for name, told in rows:
        value = getattr(settings, name)
        assert told == (f"`{value}`" if value != "" else "empty"), name
    own = {name for name in dir(settings) if name.isupper() and not hasattr(default_settings, name)}
    assert own <= {name for name, _ in rows}


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "docs/query.md",
        "docs/analyse.md",
        "docs/operate.md",
        "docs/crawl.md",
        "docs/schema.md",
        "docs/claims.md",
    ],
)
def test_every_query_in_the_docs_runs(name: str, tmp_path: Path) -> None:
    database = tmp_path / "empty.sqlite"
    open_database(f"sqlite:///{database}").close()
    page = read(name)
    blocks = code_blocks(page, "sql") + re.findall(r"^ +'(SELECT [^']+)'$", page, re.MULTILINE)
    assert blocks
    connection = sqlite3.connect(database)
    try:
        for block in blocks:
            for statement in filter(str.strip, block.split(";")):
                connection.execute(statement)
    finally:
        connection.close()


def test_the_readme_asks_the_three_questions_of_the_overview() -> None:
    text = read("README.md")
    for question, sql in QUESTIONS:
        assert question in text
        assert f"```sql\n{sql};\n```" in text


def test_the_readme_lists_every_publisher() -> None:
    text = read("README.md")
    for publisher in publishers():
        languages = ", ".join(publisher.languages)
        row = f"| `{publisher.name}` | {publisher.title} | {languages} | {publisher.home} |"
        assert row in text


def test_every_option_and_exit_status_of_a_crawl_is_told() -> None:
    page = read("docs/crawl.md")
    for name in NAMES:
        assert f"`{name}`" in page
        assert f"{name}=" in OPTIONS
    assert all(f"`{via}`" in page and via in OPTIONS for via in VIA)
    for ending in Ending:
        assert f"| {ending.value} |" in page
        assert re.search(rf"\b{ending.value} ", OPTIONS)


def test_every_state_and_reason_is_told() -> None:
    page = read("docs/schema.md")
    assert [word for word in (*State, *Reason) if f"`{word}`" not in page] == []


def test_every_module_and_data_file_of_the_reader_of_claims_has_its_stage() -> None:
    _, _, section = read("docs/architecture.md").partition("\n## Claims\n")
    told = set(re.findall(r"`(?:pipelines/claims/)?(\w+\.(?:py|toml))`", section))
    folder = ROOT / "pipelines" / "claims"
    stages = {path.name for path in folder.glob("*.py")} - {"__init__.py"}
    words = {path.name for path in (folder / "lexicons").glob("*.toml")}
    assert stages | words == told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_files_named_in_the_docs_are_there(page: Path) -> None:
    text = page.read_text("utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    assert [link for link in links if not (page.parent / link).exists()] == []
    files = re.findall(r"`((?:crawler|pipelines|storage|tests|seeds|docs)/[\w/.-]+)`", text)
    known = ("NAME", "example")
    missing = [name for name in files if not (ROOT / name).exists()]
    assert [name for name in missing if not any(word in name for word in known)] == []


def test_every_command_named_in_the_docs_exists(project: Project) -> None:
    listed = project.scrapy("list-commands", "-h").out + project.scrapy().out
    words = {
        word
        for page in PAGES
        for word in re.findall(r"(?:^|[`/ ])scrapy ([a-z]+)\b", page.read_text("utf-8"))
    }
    commands = set(re.findall(r"^  ([a-z]+)  ", listed, flags=re.MULTILINE))
    assert {"crawl", "search", "overview"} <= commands
    assert words - commands == set()


def test_every_option_of_a_command_line_in_the_docs_exists(project: Project) -> None:
    told: dict[str, set[str]] = {}
    for page in PAGES:
        lines = page.read_text("utf-8").replace("\\\n", " ").split("\n")
        for words in (line.split() for line in lines if line.startswith("    ")):
            at = next((i for i, word in enumerate(words[:-1]) if word.endswith("scrapy")), None)
            if at is not None:
                options = {word for word in words[at:] if word.startswith("--")}
                told.setdefault(words[at + 1], set()).update(options)
    assert {"claims", "compare", "review", "export"} <= set(told)
    for name, options in told.items():
        listed = project.scrapy(name, "-h").out
        assert {option for option in options if option not in listed} == set(), name


def test_the_makefile_has_the_targets_that_the_docs_name() -> None:
    makefile = read("Makefile")
    code = re.compile(r"(?:`|^    .*)make ([a-z-]+)", re.MULTILINE)
    named = {name for page in PAGES for name in code.findall(page.read_text("utf-8"))}
    targets = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))
    assert {"demo", "test", "crawl"} <= named
    assert named <= targets


def test_a_seed_file_in_the_docs_is_a_good_one(tmp_path: Path) -> None:
    (block,) = code_blocks(read("docs/add-a-publisher.md"), "toml")
    path = tmp_path / "example.toml"
    path.write_text(block, "utf-8")
    assert load_publisher(path).hosts == ("example.org",)

"""What the benchmarks of speed are made of: pages, words, rounds, growth; nothing is timed."""

from __future__ import annotations

import gzip
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import lxml.html
import pytest
from running import ROOT

sys.path[:0] = [str(ROOT / "benchmarks")]

import growth  # noqa: E402 -- found by the line above
import made_texts  # noqa: E402
from extraction_speed import Page, generated, ours, theirs  # noqa: E402
from made_words import sentence  # noqa: E402
from nginx_server import find_nginx, free_port  # noqa: E402
from rounds import Spent, in_turns, measure, ratios, spread  # noqa: E402
from theme_pages import theme_page, theme_site, write_site  # noqa: E402

from pipelines.copies.shingles import signature  # noqa: E402
from storage.engine import open_database  # noqa: E402

PICKS = (Random(1), Random(2))  # noqa: S311 -- not for secrets
NEWEST = datetime(2026, 3, 1, tzinfo=UTC)


def test_pages_are_as_large_as_those_of_the_theme() -> None:
    site = theme_site(3, NEWEST)
    for page in (theme_page(site, post).encode() for post in site.posts):
        assert 180_000 < len(page) < 320_000
        assert 30_000 < len(gzip.compress(page, 6)) < 70_000
        tree = lxml.html.fromstring(page)
        assert 700 < len(list(tree.iter())) < 1300
        assert 150 < len(tree.findall(".//a")) < 250


def test_the_same_page_is_made_each_time_and_no_two_are_alike() -> None:
    first, again = (generated(2) for _ in range(2))
    assert first == again
    assert first[0].html != first[1].html


def test_both_readers_find_the_words_of_a_generated_page() -> None:
    (page,) = generated(1)
    site = theme_site(1, NEWEST)
    last = site.posts[0].blocks[-1]
    assert last in ours(page).body  # type: ignore[attr-defined]
    assert str(last)[:60] in theirs(page).text  # type: ignore[attr-defined]
    assert ours(page).published.startswith("2026-02-28")  # type: ignore[attr-defined]


def test_a_page_of_an_unknown_publisher_is_read_too() -> None:
    (page,) = generated(1)
    assert ours(Page(page.html, "https://example.org/a")).title  # type: ignore[attr-defined]


def test_a_site_lies_in_a_folder_as_a_server_finds_it(tmp_path: Path) -> None:
    urls = write_site(tmp_path, "http://127.0.0.1:1", 3)
    assert len(set(urls)) == 3
    for url in urls:
        assert (tmp_path / url.removeprefix("http://127.0.0.1:1/") / "index.html").exists()
    named = (tmp_path / "wp-sitemap-posts-post-1.xml").read_text("utf-8")
    assert all(url in named for url in urls)
    assert "Disallow" in (tmp_path / "robots.txt").read_text("utf-8")


def test_made_words_agree_by_chance_only() -> None:
    one, other = (signature(" ".join(map(sentence, [pick] * 40))) for pick in PICKS)
    assert sum(map(int.__eq__, one, other)) <= 3


def test_rounds_are_in_turns() -> None:
    done: list[str] = []
    works = {name: lambda number, name=name: done.append(f"{name}{number}") for name in "ab"}
    spent = in_turns(works, 2)  # type: ignore[arg-type]  # append gives nothing
    assert done == ["a0", "b0", "a1", "b1"]
    assert [len(runs) for runs in spent.values()] == [2, 2]
    assert all(isinstance(run, Spent) and run.wall >= 0 for runs in spent.values() for run in runs)


def test_what_a_process_leaves_behind_is_counted_too() -> None:
    spin = "import time\nwhile time.process_time() < 0.3: pass"
    start = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {spin!r}])"
    spent = measure(lambda: subprocess.run([sys.executable, "-c", start], check=True))
    assert spent.cpu >= 0.3


def test_ratios_are_taken_round_by_round() -> None:
    assert ratios([2.0, 9.0], [1.0, 3.0]) == [2.0, 3.0]
    assert spread([3.0, 1.0, 2.0]) == "2.00 (1.00–3.00)"


def test_growth_goes_on_where_it_was_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made_texts, "_fill", growth.write_filling)
    path = tmp_path / "grown.sqlite"
    growth.grow(path, [20], window=12)
    growth.grow(path, [20, 40, 60], window=12)
    rows = growth.read_table(tmp_path / "grown.sqlite.csv")
    assert [row["reports"] for row in rows] == [20, 40, 60]
    found = counted(path)
    assert found[:5] == (60, 60, 60, 60 * 32, 0)
    assert min(found[5:]) >= 1


def test_a_grown_file_is_as_if_all_had_been_stored_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made_texts, "_fill", growth.write_filling)
    growth.grow(tmp_path / "stored.sqlite", [60], window=60)
    growth.grow(tmp_path / "grown.sqlite", [60], window=8)
    assert counted(tmp_path / "grown.sqlite") == counted(tmp_path / "stored.sqlite")


def counted(path: Path) -> tuple[int, ...]:
    """Reports, their pages, their highest id, bands, broken references, copies, claims."""
    database = open_database(f"sqlite:///{path}")
    with database.reading() as session:
        row = (
            session.connection()
            .exec_driver_sql(
                "SELECT (SELECT count(*) FROM reports),"
                " (SELECT count(*) FROM pages WHERE state = 'stored'),"
                " (SELECT max(id) FROM reports), (SELECT count(*) FROM signature_bands),"
                " (SELECT count(*) FROM pragma_foreign_key_check),"
                " (SELECT count(*) FROM reports WHERE duplicate_of IS NOT NULL),"
                " (SELECT count(*) FROM claims), (SELECT count(*) FROM claims WHERE is_current),"
                " (SELECT count(*) FROM claims WHERE is_top)"
            )
            .one()
        )
    database.close()
    return tuple(int(value) for value in row)


def test_a_table_of_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "grown.sqlite"
    growth.grow(path, [12], window=12)
    with path.with_name("grown.sqlite.csv").open("a") as stream:
        stream.write("1000,1,1,1,1,1,1\n")
    with pytest.raises(SystemExit, match="remove both"):
        growth.grow(path, [12, 24], window=12)


def test_marks_are_told_with_their_ratio_to_the_first() -> None:
    rows = [
        dict(zip(growth.COLUMNS, (reports, 2 * times, 2.0, times, 5.0, 1.0, 9.0), strict=True))
        for reports, times in ((20.0, 1.0), (30.0, 1.5))
    ]
    told = growth.summary(rows)
    assert [line.split()[0] for line in told] == ["20", "30"]
    assert "1.50 times" in told[1]


def test_what_is_missing_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("nginx_server.shutil.which", lambda *_, **__: None)
    with pytest.raises(SystemExit, match="apt-get install"):
        find_nginx()
    assert 1024 < free_port() < 65536

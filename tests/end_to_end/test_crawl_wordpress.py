"""A real WordPress of Debian's packages, crawled whole by each of its sources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from running import Project
from sites.wordpress.serve import TRUTH
from sites.wordpress.site import wordpress_site

THEMES = ("twentytwentythree", "twentytwentyone")
"""A theme of blocks and a classic one: the two kinds of markup that core writes."""


@pytest.fixture(scope="module", params=THEMES)
def truth(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """What the running site was filled with."""
    with wordpress_site(request.param) as servers:
        yield json.loads((Path(servers.state) / TRUTH).read_text("utf-8"))


def published(truth: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Posts that anybody may read, by address."""
    hidden = {"protected", "page"}
    return {
        post["url"]: post
        for post in truth["posts"]
        if post["status"] == "publish" and post["kind"] not in hidden
    }


@pytest.mark.parametrize("via", ["wordpress", "sitemap", "feed", "listing"])
def test_every_post_is_stored_once_with_its_dates_and_text(
    project: Project, truth: dict[str, Any], via: str
) -> None:
    ran = project.crawl("snhr", truth["origin"], "-a", f"via={via}")
    assert ran.status == 0, ran.err
    rows = project.rows(
        "SELECT url, coalesce(title, ''), published_at, published_date, post_id, language, body"
        " FROM report"
    )
    posts = published(truth)
    assert sorted(row[0] for row in rows) == sorted(posts)
    for url, title, moment, day, post_id, language, body in rows:
        post = posts[url]
        found = (title, moment, day, post_id, language)
        # Twentytwentyone calls a post without a title so, in REST too.
        shown = title if (post["kind"], title) == ("untitled", "Untitled") else post["title"]
        assert found == (
            shown,
            post["published_utc"],
            post["published_local"][:10],
            str(post["id"]),
            post["language"],
        )
        check_body(body, post["lines"])


def check_body(body: str, lines: list[str]) -> None:
    """Every line is there, and hardly a character that is not theirs (parting cells of tables)."""
    text = " ".join(body.split())
    plain = [" ".join(line.split()) for line in lines]
    assert [line for line in plain if line not in text] == []
    assert len(text) - sum(len(line) + 1 for line in plain) < 40


def test_a_second_crawl_fetches_no_post_and_adds_no_row(
    project: Project, truth: dict[str, Any]
) -> None:
    assert project.crawl("snhr", truth["origin"]).status == 0
    counts = project.counts()
    assert project.crawl("snhr", truth["origin"], "-a", "via=wordpress").status == 0
    told = "SELECT fetched, new, changed, unchanged FROM crawl ORDER BY crawl_id"
    assert project.rows(told)[1] == (0, 0, 0, counts["reports"])
    assert project.crawl("snhr", truth["origin"], "-a", "refresh=all").status == 0
    assert project.counts() == counts

"""Whoever the user named is told how a crawl ended; that changes nothing of the crawl."""

from __future__ import annotations

import json
from pathlib import Path

from pytest_httpserver import HTTPServer
from running import Project
from sites.server import serve
from sites.sets import plain_site


def test_the_summary_is_sent_and_a_way_that_fails_is_recorded(
    project: Project, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/hook", method="POST").respond_with_data("ok")
    ways = (
        "-s",
        f"NOTIFY_WEBHOOK={httpserver.url_for('/hook')}",
        "-s",
        "NOTIFY_COMMAND=/nowhere/x",
    )
    with serve(plain_site(2)) as served:
        ran = project.crawl("snhr", served.origin, *ways, "-s", "NOTIFY_WHEN=always")
        assert ran.status == 0, ran.err
        assert "NOTIFY_COMMAND: /nowhere/x: No such file or directory" in ran.err
        # By default nobody is told of a good crawl.
        assert project.crawl("snhr", served.origin, *ways).status == 0
    (asked,) = [json.loads(request.get_data()) for request, _ in httpserver.log]
    assert (asked["publisher"], asked["outcome"], asked["exit_status"]) == ("snhr", "complete", 0)
    assert asked["counts"]["new"] == 2
    assert asked["text"].strip() == ran.out.strip()
    assert project.rows("SELECT crawl_id, level FROM issue WHERE kind = 'notify_failed'") == [
        (asked["crawl_id"], "warning")
    ]
    assert project.rows("SELECT outcome FROM crawl") == [("complete",), ("complete",)]


def test_a_crawl_that_cannot_begin_is_told_too(project: Project, tmp_path: Path) -> None:
    told = tmp_path / "told"
    project.database.write_bytes(b"no database, but something else" * 9)
    ran = project.crawl("snhr", "http://127.0.0.1:9", "-s", f"NOTIFY_COMMAND=tee {told}")
    assert ran.status == 4
    assert told.read_text().startswith("snhr: ")


def test_settings_that_cannot_be_used_are_told_before_anything_is_asked(project: Project) -> None:
    ran = project.crawl("snhr", "http://127.0.0.1:9", "-s", "NOTIFY_WHEN=sometimes")
    assert ran.status == 2
    assert "NOTIFY_WHEN=sometimes: must be one of: problem, change, always, never" in ran.err

"""What holds for every page of the site."""

from __future__ import annotations

import pytest
from browsing import Browser

PAGES = ["/", "/reports", "/reports/claim", "/reports/what-changed", "/reports?sql=select+1"]


@pytest.mark.parametrize("page", [*PAGES, "/nothing-here", "/assets/site.css", "/reports.json"])
def test_every_answer_says_that_nothing_is_loaded_from_elsewhere(page: str, demo: Browser) -> None:
    headers = demo.get(page).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "unsafe" not in policy
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("page", PAGES)
def test_no_page_fails_on_an_empty_file(page: str, empty: Browser) -> None:
    assert empty.get(page).status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8001", 200),
        ("localhost", 200),
        ("[::1]:8001", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example:8001", 421),
        ("", 421),
    ],
)
def test_only_names_of_this_machine_are_answered(host: str, status: int, demo: Browser) -> None:
    assert demo.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    "sql",
    ["delete from reports", "attach 'x' as y", "pragma journal_mode=delete", "drop view claim"],
)
def test_sql_cannot_change_the_file(sql: str, demo: Browser) -> None:
    assert demo.get("/reports.json", params={"sql": sql}).status_code == 400


def test_a_page_that_does_not_exist_says_so(demo: Browser) -> None:
    answer = demo.get("/nothing-here")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text

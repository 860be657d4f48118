"""The citation of what is exported or shown: whole, on one line, honest about what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.citation import citation

WHOLE: dict[str, Any] = {
    "publisher": "Syrian Network for Human Rights",
    "title": "98 Civilians Killed in April",
    "published_date": "2017-05-01",
    "url": "https://snhr.org/blog/2017/05/01/1/",
    "captured_at": "2026-03-01T12:00:00Z",
    "sha256": "ab" * 32,
}
URL, DIGEST = WHOLE["url"], WHOLE["sha256"]
SNHR = "Syrian Network for Human Rights"
SEEN = f"captured 2026-03-01T12:00:00Z, SHA-256 {DIGEST}"
TITLE = "“98 Civilians Killed in April”"


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({}, f"{SNHR}, {TITLE}, 2017-05-01, {URL}, {SEEN}"),
        ({"title": "مقتل ٩٨ مدنياً"}, f"{SNHR}, “مقتل ٩٨ مدنياً”, 2017-05-01, {URL}, {SEEN}"),
        (
            {"title": " Two\n lines\tof it "},
            f"{SNHR}, “Two lines of it”, 2017-05-01, {URL}, {SEEN}",
        ),
        ({"title": ""}, f"{SNHR}, 2017-05-01, {URL}, {SEEN}"),
        ({"published_date": None}, f"{SNHR}, {TITLE}, no date, {URL}, {SEEN}"),
        (
            {"captured_at": None, "sha256": None},
            f"{SNHR}, {TITLE}, 2017-05-01, {URL}, no capture kept",
        ),
        (
            {"title": '=HYPERLINK("x")', "published_date": ""},
            f'{SNHR}, “=HYPERLINK("x")”, no date, {URL}, {SEEN}',
        ),
    ],
)
def test_a_citation_has_what_is_known_in_one_order(given: dict[str, Any], line: str) -> None:
    assert citation(**{**WHOLE, **given}) == line


def test_no_line_break_of_any_kind_breaks_the_line() -> None:
    title = "one\u2028two\u0085three\x0bfour"
    assert len(citation(**{**WHOLE, "title": title}).splitlines()) == 1

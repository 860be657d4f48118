"""The search page."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from browsing import Browser

from browse.searching import MARKS, Mark, split_marks


def found(browser: Browser, address: str) -> list[str]:
    answer = browser.get("/search?" + address)
    assert answer.status_code == 200
    return re.findall(r'<h2 dir="auto"><a href="/report/(\d+)">', answer.text)


@pytest.mark.parametrize(
    ("address", "is_found"),
    [
        ("q=landmine", True),
        ("q=LANDMINE&publisher=snhr", True),
        ("q=landmin*", True),
        ("q=%22killed+by+a+landmine%22", True),
        ("q=landmine&since=2022-09-08&until=2022-09-08", True),
        ("q=" + quote("الرقة"), True),
        ("q=" + quote("الرَّقّة"), True),
        ("q=" + quote("بالرقه"), False),
        ("publisher=snhr", True),
        ("q=+&language=ar", True),
        ("since=2030-01-01", False),
        ("q=landmine&publisher=syriatimes", False),
        ("q=landmine&since=2030-01-01", False),
        ("q=landmin", False),
        ("q=%22landmine+killed%22", False),
        ("q=", False),
        ("", False),
        ("q=%2B%2B%22%27%00", False),
        ("q=landmine&page=2", False),
    ],
)
def test_what_is_typed_is_found(address: str, is_found: bool, demo: Browser) -> None:
    assert bool(found(demo, address)) is is_found


def test_hits_are_marked_in_title_and_text(demo: Browser) -> None:
    page = demo.get("/search?q=landmine").text
    assert "Killed by a <mark>Landmine</mark> near Bir Haddad" in page
    assert "a <mark>landmine</mark> of unknown origin" in page


def test_arabic_hits_are_marked(demo: Browser) -> None:
    assert "<mark>الرقة</mark>" in demo.get("/search?q=" + quote("الرقه")).text


@pytest.mark.parametrize("day", ["yesterday", "2017-13-01", "2017-4-1x", "<b>"])
def test_a_day_that_is_none_is_told(day: str, demo: Browser) -> None:
    answer = demo.get("/search", params={"q": "landmine", "since": day})
    assert answer.status_code == 200
    assert "is no day: write it as in 2017-04-14" in answer.text
    assert "<b>" not in answer.text.split("<main", 1)[1].split('class="told bad"')[1][:60]


def test_what_was_asked_stays_in_the_form(demo: Browser) -> None:
    page = demo.get("/search?q=%3Cb%3E&publisher=snhr&language=fr&since=2017-04-14").text
    assert 'value="&lt;b&gt;"' in page
    assert '<option value="snhr" selected>' in page
    assert '<option value="fr" selected>' in page
    assert 'value="2017-04-14"' in page


def test_the_next_page_keeps_what_was_asked(demo: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("browse.searching.PAGE", 2)
    first = demo.get("/search?q=civilians&language=en").text
    (after,) = re.findall(r'<a href="([^"]+)" rel="next">', first)
    assert after == "/search?q=civilians&amp;language=en&amp;page=2"
    second = found(demo, "q=civilians&language=en&page=2")
    assert len(second) == 2
    assert not set(second) & set(found(demo, "q=civilians&language=en"))
    assert "page=1" in demo.get("/search?q=civilians&language=en&page=2").text


@pytest.mark.parametrize(
    ("snippet", "marks"),
    [
        ("no hit", [Mark("no hit", False)]),
        ("{a} b {c}", [Mark("a", True), Mark(" b ", False), Mark("c", True)]),
        ("a} b", [Mark("a} b", False)]),
        ("", []),
    ],
)
def test_a_snippet_is_split_at_its_marks(snippet: str, marks: list[Mark]) -> None:
    typed = snippet.replace("{", MARKS[0]).replace("}", MARKS[1])
    spelt = [Mark(mark.text.replace("}", MARKS[1]), mark.is_hit) for mark in marks]
    assert split_marks(typed) == spelt

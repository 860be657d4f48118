"""The pages as people use them, in a real browser, on a desktop and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect
from told_reports import HOSTILE
from windows import Window, opened, served

from browse.questions import questions


@pytest.fixture(scope="module")
def told_site(told_file: Path) -> Iterator[str]:
    with served(told_file) as origin:
        yield origin


@pytest.fixture
def told_window(chrome: Chromium, told_site: str, size: tuple[int, int]) -> Iterator[Window]:
    with opened(chrome, told_site, size) as window:
        yield window


def search(page: Page, words: str) -> None:
    page.get_by_label("Search the reports").or_(page.get_by_label("Words, in English")).fill(words)
    page.get_by_role("button", name="Search").click()


def test_the_front_page_tells_what_is_there_and_where_to_start(window: Window) -> None:
    window.open("/")
    page = window.page
    expect(page.get_by_text("24 reports of 3 publishers")).to_be_visible()
    expect(page.get_by_text("Never add figures up.")).to_be_visible()
    expect(page.get_by_role("link", name="Syrian Network for Human Rights")).to_be_visible()
    for question in questions().values():
        expect(page.get_by_role("link", name=question.title)).to_be_visible()
    assert not window.is_wider_than_the_screen()


def test_english_words_are_found_and_the_report_opens(window: Window) -> None:
    window.open("/")
    page = window.page
    search(page, "landmine")
    expect(page.locator(".hits mark").first).to_have_text("Landmine")
    page.get_by_role("link", name="Two Civilians Killed by a Landmine").click()
    expect(page.locator("h1")).to_contain_text("Two Civilians Killed")
    expect(page.locator(".claims li[data-claim]")).to_have_count(3)
    assert not window.is_wider_than_the_screen()


def test_arabic_words_are_found_as_typed(window: Window) -> None:
    window.open("/search")
    page = window.page
    search(page, "الرقه")
    expect(page.locator(".hits mark").first).to_have_text("الرقة")
    snippet = page.locator(".snippet").first
    assert snippet.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert not window.is_wider_than_the_screen()


def test_a_search_is_narrowed_by_its_filters(window: Window) -> None:
    window.open("/search?q=civilians")
    page = window.page
    before = page.locator(".hits > li").count()
    page.get_by_label("Publisher").select_option("syriatimes")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_label("Publisher")).to_have_value("syriatimes")
    assert 0 < page.locator(".hits > li").count() < before
    assert "since=" not in page.url


def test_a_question_is_asked_and_leads_to_the_words(window: Window) -> None:
    window.open("/")
    page = window.page
    page.get_by_role("link", name="Who claims what about whom?").click()
    expect(page.get_by_label("Harm")).to_have_value("killed")
    page.get_by_label("Claimant").fill("snhr")
    page.get_by_label("Victims").select_option("child")
    page.get_by_label("Parts of figures, too").check()
    page.get_by_label("Events since").fill("2017-01-01")
    page.get_by_label("Events until").fill("2017-12-31")
    page.get_by_role("button", name="Show").click()
    rows = page.locator("table.answer tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("child killed")
    assert not window.is_wider_than_the_screen()
    page.get_by_role("link", name="19 Children").click()
    expect(page.locator("mark:has(.anchor:target)")).to_have_text("19 Children")


def test_a_condition_with_a_default_can_be_taken_away(window: Window) -> None:
    window.open("/reports/who-claims-what")
    page = window.page
    killed = page.locator("table.answer tbody tr").count()
    page.get_by_label("Harm").select_option("")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_label("Harm")).to_have_value("")
    assert page.locator("table.answer tbody tr").count() > killed


@pytest.mark.parametrize("name", questions())
def test_every_question_fits_the_screen(name: str, window: Window) -> None:
    window.open(f"/reports/{name}")
    expect(window.page.locator("h1")).to_have_text(questions()[name].title)
    assert not window.is_wider_than_the_screen()


@pytest.mark.parametrize(
    "address", ["/questions", "/reports", "/reports/report", "/reports/claim_top", "/reports/crawl"]
)
def test_every_list_fits_the_screen(address: str, window: Window) -> None:
    window.open(address)
    assert not window.is_wider_than_the_screen()


def test_the_views_are_narrowed_by_a_facet_and_by_words(window: Window) -> None:
    window.open("/reports/report")
    page = window.page
    page.locator(".facet").get_by_role("link", name="iraqinews").click()
    expect(page.get_by_text("5 rows where publisher")).to_be_visible()
    page.get_by_label("Words").fill("mine removal")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("table.answer tbody tr")).to_have_count(1)


def test_a_question_of_ones_own_is_asked(window: Window) -> None:
    window.open("/reports")
    page = window.page
    page.locator("textarea").fill("select publisher, count(*) as reports from report group by 1")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("table.answer tbody tr")).to_have_count(3)


def test_a_query_without_an_end_is_stopped(window: Window) -> None:
    window.open(
        "/reports?sql=with+recursive+n(i)+as+(select+1+union+all+select+i%2B1+from+n)"
        "+select+count(*)+from+n"
    )
    expect(window.page.get_by_text("This took longer than the site allows")).to_be_visible()
    window.complaints.clear()  # the browser notes that the answer was 400


def test_hostile_words_are_text(told_window: Window) -> None:
    page = told_window.page
    for address in ("/", "/report/1", "/report/2", "/reports/who-claims-what", "/reports/report"):
        told_window.open(address)
        expect(page.get_by_text("<script>alert(1)</script>").first).to_be_attached()
    told_window.open("/report/1")
    expect(page.locator("h1")).to_contain_text(HOSTILE)
    search_page = "/search?q=civilians"
    told_window.open(search_page)
    expect(page.locator(".hits h2").first).to_contain_text(HOSTILE)


def test_overlapping_claims_can_each_be_reached(told_window: Window) -> None:
    told_window.open("/report/1")
    page = told_window.page
    for number in ("2", "3", "4"):
        page.locator(f"li[data-claim='{number}'] a.number").click()
        expect(page.locator("mark:has(.anchor:target)")).to_be_in_viewport()
        page.locator(f"a.ref:text-is('{number}')").click()
        expect(page.locator(f"li[data-claim='{number}']")).to_be_in_viewport()


def test_what_changed_between_two_texts_is_seen(told_window: Window) -> None:
    told_window.open("/report/1")
    changes = told_window.page.locator(".changes").first
    expect(changes.locator("del")).to_have_text("12")
    expect(changes.locator("ins").first).to_have_text("15")
    assert not told_window.is_wider_than_the_screen()

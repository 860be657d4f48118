"""The page of a report: its text with claims in their places, versions, captures, citation."""

from __future__ import annotations

import re
from html import unescape

import pytest
from browsing import Browser
from lxml.html import HtmlElement, fromstring
from told_reports import ARABIC, HOSTILE, SHA, URL


def page(browser: Browser, address: str = "/report/1") -> HtmlElement:
    answer = browser.get(address)
    assert answer.status_code == 200
    return fromstring(answer.text)


def words(element: HtmlElement) -> str:
    """Its text, without the numbers of claims."""
    for number in element.xpath(".//a[@class='ref']"):
        number.drop_tree()
    return str(element.text_content())


def one(tree: HtmlElement, path: str) -> HtmlElement:
    (found,) = tree.xpath(path)
    return found


def marked(tree: HtmlElement, number: int) -> str:
    path = f"//mark[contains(concat(' ', @data-claims, ' '), ' {number} ')]"
    return "".join(words(mark) for mark in tree.xpath(path))


def test_the_text_stands_there_word_for_word(told: Browser) -> None:
    tree = page(told)
    assert words(one(tree, "//h1")).strip() == f"15 civilians killed {HOSTILE}"
    assert words(one(tree, "//p[@class='subtitle']")).strip() == HOSTILE
    paragraphs = [words(one_of) for one_of in tree.xpath("//div[@class='body']/p")]
    assert paragraphs == [
        f"At least 15 civilians were killed, including 4 children. {HOSTILE}",
        "Corrected.",
        "Many were wounded.",
        "The monitor closes each report so.",
    ]


@pytest.mark.parametrize(
    ("number", "quote"),
    [
        (1, "15 civilians killed"),
        (2, "At least 15 civilians were killed, including 4 children"),
        (3, "killed, including 4"),
        (4, "4 children"),
        (5, "Many were wounded"),
    ],
    ids=["title", "whole", "overlapping", "nested", "vague"],
)
def test_each_claim_is_marked_in_its_place_and_told_beside(
    number: int, quote: str, told: Browser
) -> None:
    tree = page(told)
    assert marked(tree, number) == quote
    beside = one(tree, f"//li[@data-claim='{number}']")
    assert one(beside, ".//q").text_content() == quote
    place = one(beside, ".//a[@class='number']").get("href").removeprefix("#")
    assert len(tree.xpath(f"//*[@id='{place}']")) == 1
    back = tree.xpath(f"//a[@class='ref' and text()='{number}']")
    assert [link.get("href") for link in back] == [f"#{beside.get('id')}"]


def test_a_part_names_its_whole_and_flags_are_told(told: Browser) -> None:
    tree = page(told)
    assert "part of 2" in one(tree, "//li[@data-claim='4']").text_content()
    assert one(tree, "//li[@data-claim='2']//p[@class='flags']").text_content() == "superseded"
    assert "2 sentences speak of harm and gave no figure" in tree.text_content()


def test_an_earlier_text_is_shown_with_its_own_claims(told: Browser) -> None:
    tree = page(told, "/report/1?version=1")
    assert "This is text 1 of 2, an earlier one" in tree.text_content()
    assert marked(tree, 2) == "At least 12 civilians were killed, including 4 children"


def test_what_changed_is_told_word_for_word(told: Browser) -> None:
    changes = one(page(told), "//div[@class='changes']")
    assert [gone.text for gone in changes.xpath(".//del")] == ["12"]
    assert [come.text for come in changes.xpath(".//ins")] == ["15", "Corrected."]
    assert "2 paragraphs as before" in changes.text_content()


def test_captures_and_citation_lead_to_the_evidence(told: Browser) -> None:
    tree = page(told)
    rows = tree.xpath("//table[contains(@class, 'captures')]/tbody/tr")
    assert [one(row, "./td[@data-heading='SHA-256']").text for row in rows] == [SHA, SHA]
    assert [one(row, "./td[@data-heading='Text']").text for row in rows] == ["1", "2"]
    assert one(tree, "//p[@id='citation']").text_content() == (
        f"Monitor {HOSTILE}, “15 civilians killed {HOSTILE}”, 2026-02-21, {URL}1/, "
        f"captured 2026-03-02T12:00:00Z, SHA-256 {SHA}"
    )


def test_a_copy_and_its_first_name_each_other(told: Browser) -> None:
    assert "A copy, 97% alike, of" in " ".join(page(told, "/report/2").text_content().split())
    assert page(told, "/report/2").xpath("//header//a[@href='/report/1']")
    assert page(told).xpath("//section[@id='related']//a[@href='/report/2']")


def test_no_link_runs_a_script(told: Browser) -> None:
    for number in (1, 2, 3):
        links = page(told, f"/report/{number}").xpath("//a/@href | //form/@action")
        assert all(re.match(r"/|#|https?://", link) for link in links), links


def test_an_arabic_report_says_that_it_was_not_read(told: Browser) -> None:
    tree = page(told, "/report/3")
    assert words(one(tree, "//h1")).strip() == ARABIC
    assert one(tree, "//article").get("lang") == "ar"
    assert "reads figures in English texts only" in tree.text_content()


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/report/99", "there is no report 99"),
        ("/report/1?version=3", "report 1 has no text 3"),
        ("/report/999999999999999999999", "There is no such page"),
        ("/report/one", "There is no such page"),
        ("/report", "There is no such page"),
    ],
)
def test_what_is_not_there_is_said(address: str, says: str, told: Browser) -> None:
    answer = told.get(address)
    assert answer.status_code == 404
    assert says in unescape(answer.text)


@pytest.mark.parametrize("version", ["", "x", "-1", "1' OR 1=1", "9" * 30])
def test_a_number_that_is_none_gives_the_current_text(version: str, told: Browser) -> None:
    assert "shown here" in told.get("/report/1", params={"version": version}).text


def test_every_report_of_the_sample_has_its_page(demo: Browser) -> None:
    for number in range(1, 25):
        tree = page(demo, f"/report/{number}")
        for beside in tree.xpath("//li[@data-claim]"):
            quote = one(beside, ".//q").text_content()
            assert marked(tree, int(beside.get("data-claim"))).replace("\n", "") == quote.replace(
                "\n", ""
            )

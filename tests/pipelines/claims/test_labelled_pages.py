"""The pages that a reader of claims is measured on can be measured on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from labelled import FOLDER, BadLabelError, page_of, read_page

from crawler.claim import Harm, Qualifier, Victims

FILES = sorted(FOLDER.rglob("*.toml"))
TEXT = "Five killed in Harim\n\nFive people were killed, among them two children; two others fled."


def page(**changes: object) -> dict[str, Any]:
    """A sound page; None takes a key away."""
    table = {"publisher": "a.example", "title": TEXT.partition("\n")[0], "set": "dev", "text": TEXT}
    return {key: value for key, value in (table | changes).items() if value is not None}


def claim(**changes: object) -> dict[str, Any]:
    """A page with one sound claim, which the changes alter."""
    row = {"quote": "two children", "harm": "killed", "count": 2, "victims": "child"} | changes
    return page(claim=[{key: value for key, value in row.items() if value is not None}])


@pytest.mark.parametrize(
    "path", FILES, ids=[path.relative_to(FOLDER).with_suffix("").as_posix() for path in FILES]
)
def test_every_labelled_page_is_sound(path: Path) -> None:
    read_page(path)


def test_a_quote_is_found_where_it_stands() -> None:
    (label,) = page_of(claim(part=True), "p").labels
    assert TEXT[label.start : label.end] == "two children"
    assert (label.harm, label.victims, label.part) == (Harm.KILLED, Victims.CHILD, True)


def test_the_second_of_two_like_quotes_can_be_meant() -> None:
    (label,) = page_of(claim(quote="two", nth=2), "p").labels
    assert TEXT[label.start :].startswith("two others")


def test_what_a_label_leaves_out_is_the_usual() -> None:
    (label,) = page_of(claim(victims=None), "p").labels
    assert (label.qualifier, label.claimants) == (Qualifier.EXACT, ("a.example",))
    assert (label.part, label.optional, label.count_max, label.victims) == (
        False,
        False,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("table", "why"),
    [
        pytest.param(page(set="train"), "set", id="a set that is none"),
        pytest.param(page(title=""), "title", id="an empty title"),
        pytest.param(page(publisher=None), "publisher", id="no publisher"),
        pytest.param(page(published="2019-03-02"), "published", id="a date in quotes"),
        pytest.param(page(note="x"), "note", id="an unknown key of the page"),
        pytest.param(claim(quote="three children"), "text", id="a quote that does not occur"),
        pytest.param(claim(nth=2), "2 times", id="a quote that occurs once, meant twice"),
        pytest.param(claim(nth=0), "nth", id="no occurrence"),
        pytest.param(claim(quote=""), "quote", id="an empty quote"),
        pytest.param(claim(quote=None), "quote", id="no quote"),
        pytest.param(claim(harm="murdered"), "murdered", id="an unknown harm"),
        pytest.param(claim(victims="family"), "family", id="unknown victims"),
        pytest.param(claim(qualifier="nearly"), "nearly", id="an unknown qualifier"),
        pytest.param(claim(count=None), "count", id="no count"),
        pytest.param(claim(count=0), "count", id="a count of none"),
        pytest.param(claim(count="2"), "count", id="a count in quotes"),
        pytest.param(claim(count=True), "count", id="a count that is a yes"),
        pytest.param(claim(count_max=2), "ranges", id="a range without width"),
        pytest.param(claim(part="yes"), "part", id="a part that is a word"),
        pytest.param(claim(date_start="March 2019"), "March", id="a date in words"),
        pytest.param(
            claim(date_start="2019-03-02", date_end="2019-03-01"),
            "ends",
            id="an end before the start",
        ),
        pytest.param(claim(of_total=True), "of_total", id="an unknown key of a claim"),
        pytest.param(page(claim=claim()["claim"] * 2), "twice", id="the same claim again"),
    ],
)
def test_a_bad_label_is_refused(table: Mapping[str, Any], why: str) -> None:
    with pytest.raises(BadLabelError, match=why):
        page_of(table, "p")


def test_a_refusal_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "march.toml"
    path.write_text("set = dev", "utf-8")
    with pytest.raises(BadLabelError, match=r"march\.toml"):
        read_page(path)

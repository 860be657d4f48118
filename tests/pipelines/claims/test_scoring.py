"""The reader as outside checks call it."""

from __future__ import annotations

import pytest

from pipelines.claims.scoring import ScoredClaim, extract


def only(
    text: str, publisher: str = "paper.example", published: str | None = "2019-03-10"
) -> ScoredClaim:
    (one,) = extract(text, publisher=publisher, title="not looked at", published=published)
    return one


def test_a_claim_is_told_in_the_words_of_the_labels() -> None:
    text = "On 4 March 2019 Russian warplanes bombed Homs, killing at least five civilians."
    one = only(text)
    assert text[one.start : one.end] == "killing at least five civilians"
    assert (one.harm, one.count_min, one.count_max) == ("killed", 5, 5)
    assert (one.qualifier, one.victims, one.part_of) == ("at_least", "civilian", False)
    assert (one.actor, one.claimant) == ("Russian forces", "paper.example")
    assert (one.weapon, one.place_text) == ("warplanes", "Homs")
    assert (one.date_start, one.date_end) == ("2019-03-04", "2019-03-04")


def test_a_part_is_told_as_one() -> None:
    text = "Five civilians were killed, two of them women."
    found = list(extract(text, publisher="paper.example"))
    assert [(one.count_min, one.part_of) for one in found] == [(5, False), (2, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Dozens of civilians were killed.",
        "Hundreds were arrested in Homs.",
        "Many people were killed.",
        "The office has five rooms.",
        "",
    ],
)
def test_what_has_no_number_is_left_out(text: str) -> None:
    assert not list(extract(text, publisher="paper.example"))


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("ISIS killed five people.", "ISIS"),
        ("Five people were killed by RSF fighters.", "RSF fighters"),
        ("Unidentified gunmen killed five people.", None),
        ("Five people were killed by unidentified parties.", None),
        ("Five people were killed.", None),
    ],
)
def test_who_is_unknown_is_nobody(text: str, actor: str | None) -> None:
    assert only(text).actor == actor


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("On 4 March 2019 five people were killed.", "2019-03-04", "2019-03-04"),
        ("In February 2019 five people were killed.", "2019-02-01", "2019-02-28"),
        ("Since March 2011 five people were killed.", "2011-03", None),
        ("Since 2014 five people were killed.", "2014", None),
        ("Since 4 March 2019 five people were killed.", "2019-03-04", None),
        ("Five people were killed.", None, None),
    ],
)
def test_an_open_period_begins_as_exactly_as_it_is_told(
    text: str, start: str | None, end: str | None
) -> None:
    one = only(text)
    assert (one.date_start, one.date_end) == (start, end)


def test_without_a_day_of_publication_weekdays_tell_nothing() -> None:
    assert only("On Monday five people were killed.", published=None).date_start is None


def test_a_known_host_is_the_claimant_by_name() -> None:
    assert only("Five people were killed.", publisher="snhr.org").claimant == "SNHR"

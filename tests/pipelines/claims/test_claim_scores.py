"""What counts as found, missed and spurious where a reader's claims meet the labels of a page."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from claim_scores import Tally, score
from labelled import Page, page_of
from party_names import same_actor, same_claimant

TEXT = (
    "Ten people were killed by Russian forces in May, among them four children. "
    "Four children were buried on Friday; between 20 and 30 were wounded."
)
WHOLE = {
    "quote": "Ten people were killed",
    "harm": "killed",
    "count": 10,
    "victims": "person",
    "actor": "Russian forces",
    "date_start": "2019-05-01",
}
PART = {"quote": "four children", "harm": "killed", "count": 4, "victims": "child", "part": True}
HURT = {"quote": "between 20 and 30", "harm": "injured", "count": 20, "count_max": 30}


def page(*labels: dict[str, Any]) -> Page:
    table = {"publisher": "snhr.org", "title": "t", "set": "dev", "text": TEXT, "claim": labels}
    return page_of(table, "p")


def read(quote: str, harm: str, count: int | None, **facts: object) -> SimpleNamespace:
    """A claim as a reader would yield it."""
    usual = {
        "start": TEXT.index(quote),
        "end": TEXT.index(quote) + len(quote),
        "harm": harm,
        "count_min": count,
        "count_max": count,
        "qualifier": "exact",
        "victims": "person",
        "actor": None,
        "claimant": "SNHR",
        "part_of": None,
        "weapon": None,
        "place_text": None,
        "date_start": None,
        "date_end": None,
    }
    return SimpleNamespace(**(usual | facts))


def scored(labels: Sequence[dict[str, Any]], *claims: SimpleNamespace) -> Tally:
    return score([page(*labels)], lambda text, **_: claims)


def counts(tally: Tally) -> tuple[int, int, int]:
    return tally.found.total(), tally.missed.total(), tally.spurious.total()


@pytest.mark.parametrize(
    ("labels", "claims", "expected"),
    [
        pytest.param([WHOLE], [read("Ten people", "killed", 10)], (1, 0, 0), id="a shorter quote"),
        pytest.param([WHOLE], [read(TEXT[:74], "killed", 10)], (1, 0, 0), id="a longer quote"),
        pytest.param([WHOLE], [], (0, 1, 0), id="nothing read"),
        pytest.param([], [], (0, 0, 0), id="nothing to read"),
        pytest.param([WHOLE], [read("Ten", "killed", 9)], (0, 1, 1), id="another count"),
        pytest.param([WHOLE], [read("Ten", "killed", None)], (0, 1, 1), id="no count"),
        pytest.param([WHOLE], [read("Ten", "injured", 10)], (0, 1, 1), id="another harm"),
        pytest.param([WHOLE], [read("May", "killed", 10)], (0, 1, 1), id="words elsewhere"),
        pytest.param([WHOLE], [read("Ten", "killed", 10)] * 2, (1, 0, 1), id="told twice"),
        pytest.param([WHOLE], [read("Ten", "killed", 10, start=-3)], (0, 1, 1), id="out of bounds"),
        pytest.param(
            [WHOLE], [read("Ten", "killed", 10, end=len(TEXT) + 1)], (0, 1, 1), id="past the end"
        ),
        pytest.param(
            [PART, {**PART, "quote": "Four children"}],
            [read("four children", "killed", 4), read("Four children", "killed", 4)],
            (2, 0, 0),
            id="the same figure in two places",
        ),
        pytest.param(
            [{**WHOLE, "optional": True}], [], (0, 0, 0), id="an optional claim, not read"
        ),
        pytest.param(
            [{**WHOLE, "optional": True}],
            [read("Ten", "killed", 10)] * 2,
            (0, 0, 0),
            id="an optional claim, read twice",
        ),
    ],
)
def test_a_claim_is_found_once_where_harm_count_and_words_agree(
    labels: list[dict[str, Any]], claims: list[SimpleNamespace], expected: tuple[int, int, int]
) -> None:
    assert counts(scored(labels, *claims)) == expected


def test_a_quote_that_runs_on_finds_nothing() -> None:
    text = TEXT + " It rained." * 30
    table = {"publisher": "a", "title": "t", "set": "dev", "text": text, "claim": [WHOLE]}
    claim = read("Ten", "killed", 10, end=len(text))
    assert counts(score([page_of(table, "p")], lambda text, **_: [claim])) == (0, 1, 1)


def test_of_two_claims_the_one_with_the_right_victims_finds_the_label() -> None:
    claims = [read("four children", "killed", 4), read("four", "killed", 4, victims="child")]
    tally = scored([PART], *claims)
    assert counts(tally) == (1, 0, 1)
    assert tally.accuracy("victims") == 1


@pytest.mark.parametrize(
    ("label", "claim", "right"),
    [
        pytest.param(WHOLE, {"victims": "civilian"}, "victims", id="civilians are people"),
        pytest.param(WHOLE, {"actor": "Russia"}, "actor", id="a canonical actor"),
        pytest.param(WHOLE, {"claimant": "snhr.org"}, "claimant", id="the publisher's host"),
        pytest.param(WHOLE, {"date_start": "2019-05-01"}, "date_start", id="a date"),
        pytest.param(PART, {"victims": "child", "part_of": 0}, "part", id="a part of the first"),
        pytest.param(HURT, {"count_max": 30}, "count_max", id="a range"),
    ],
)
def test_a_field_that_agrees_is_right(label: dict[str, Any], claim: Any, right: str) -> None:
    tally = scored([label], read(label["quote"], label["harm"], label["count"], **claim))
    assert (tally.asked[right], tally.right[right]) == (1, 1)


@pytest.mark.parametrize(
    ("label", "claim", "wrong"),
    [
        pytest.param(WHOLE, {"victims": "child"}, "victims", id="children"),
        pytest.param(WHOLE, {"victims": "civilian"}, "victims_strict", id="civilians, strictly"),
        pytest.param(WHOLE, {"victims": None}, "victims", id="no victims"),
        pytest.param(WHOLE, {"qualifier": "about"}, "qualifier", id="another qualifier"),
        pytest.param(WHOLE, {"actor": None}, "actor", id="no actor"),
        pytest.param(PART, {"actor": "Russia"}, "actor", id="an actor where there is none"),
        pytest.param(WHOLE, {"claimant": None}, "claimant", id="no claimant"),
        pytest.param(WHOLE, {"claimant": "SOHR"}, "claimant", id="another claimant"),
        pytest.param(WHOLE, {"part_of": 3}, "part", id="a part of nothing"),
        pytest.param(WHOLE, {"date_start": None}, "date_start", id="no date"),
        pytest.param(HURT, {"count_max": 20}, "count_max", id="a range without its end"),
    ],
)
def test_a_field_that_differs_is_wrong(label: dict[str, Any], claim: Any, wrong: str) -> None:
    tally = scored([label], read(label["quote"], label["harm"], label["count"], **claim))
    assert (tally.asked[wrong], tally.right[wrong]) == (1, 0)


def test_dates_weapons_and_places_are_asked_only_where_the_label_has_them() -> None:
    tally = scored([PART], read("four children", "killed", 4, weapon="mines", place_text="Harim"))
    assert not {"weapon", "place", "date_start", "date_end", "count_max"} & tally.asked.keys()


@pytest.mark.parametrize(
    ("weapon", "agrees"),
    [
        ("airstrikes", True),
        ("air strike", True),
        ("air_strike", True),
        ("mines", False),
        ("", False),
    ],
)
def test_words_agree_where_one_stands_within_the_other(weapon: str, *, agrees: bool) -> None:
    label = {**WHOLE, "weapon": "air strikes"}
    tally = scored([label], read("Ten", "killed", 10, weapon=weapon))
    assert tally.right["weapon"] == agrees


def test_precision_recall_and_f1_are_of_all_pages() -> None:
    claims = [read("Ten", "killed", 10), read("May", "killed", 5), read("May", "injured", 5)]
    tally = score([page(WHOLE, PART), page(WHOLE)], lambda text, **_: claims)
    assert counts(tally) == (2, 1, 4)
    assert (tally.pages, tally.precision, tally.recall) == (2, 2 / 6, 2 / 3)
    assert tally.f1 == pytest.approx(4 / 9)


def test_each_error_is_told_with_its_page_and_words() -> None:
    tally = scored([WHOLE, PART], read("Ten", "killed", 10), read("May", "injured", 7))
    assert tally.errors == [
        "actor p: 'Russian forces', not None «Ten»",
        "date_start p: '2019-05-01', not None «Ten»",
        "spurious p: injured 7 person «May»",
        "missed p: killed 4 child «four children»",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Syrian regime forces", "Government"),
        ("Assad regime and Russia", "Syrian-Russian Alliance"),
        ("Hay'at Tahrir al-Sham", "HTS"),
        ("ISIL", "islamic_state"),
        ("International Alliance forces", "US-led coalition"),
        ("Turkish-backed armed opposition factions", "armed opposition"),
        ("unidentified gunmen", None),
        ("Gran Grif gang", "the Gran Grif"),
    ],
)
def test_two_spellings_name_one_actor(one: str, other: str | None) -> None:
    assert same_actor(one, other)
    assert same_actor(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Syrian regime forces", "Russian forces"),
        ("Syrian regime forces", "Syrian-Russian Alliance"),
        ("Syrian Democratic Forces", "Syrian forces"),
        ("Syrian National Army", "Syrian army"),
        ("Turkish-backed factions", "Turkey"),
        ("Saudi-led coalition", "US-led coalition"),
        ("bandits", None),
        ("Gran Grif gang", "Viv Ansanm gang"),
    ],
)
def test_two_actors_are_told_apart(one: str, other: str | None) -> None:
    assert not same_actor(one, other)
    assert not same_actor(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("snhr.org", "Syrian Network for Human Rights"),
        ("savethechildren.net", "Save the Children"),
        ("news.snhr.org", "SNHR"),
        ("Hatay governorate", "Turkey's Hatay governorate"),
    ],
)
def test_two_spellings_name_one_claimant(one: str, other: str) -> None:
    assert same_claimant(one, other)
    assert same_claimant(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("snhr.org", "SOHR"), ("uniraq.org", "un.org"), ("medical source", "police source")],
)
def test_two_claimants_are_told_apart(one: str, other: str) -> None:
    assert not same_claimant(one, other)
    assert not same_claimant(other, one)

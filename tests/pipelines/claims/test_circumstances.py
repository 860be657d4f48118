"""By whom, where, when and with what: of a claim, of its parts, and of the same number again."""

from __future__ import annotations

from datetime import date

import pytest
from told import PUBLISHED, claim, claims

from crawler.claim import Claim, DateBasis, Field, Scope, Weapon


def told(one: Claim) -> tuple[str | None, str | None, str | None, str | None]:
    """Party, means, place and first day."""
    day = one.date_start.isoformat() if one.date_start else None
    return (one.actor.name if one.actor else None, one.weapon_text, one.place_text, day)


EVENT = "On 4 March 2019 Russian warplanes bombed Ariha city with missiles, "
ALL = ("Russian forces", "missiles", "Ariha city", "2019-03-04")


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (5, EVENT + "killing five people."),
        (9, EVENT + "killing five people and wounding nine others."),
        (2, EVENT + "killing five people, including two children."),
        (1, EVENT + "killing five people, two women and one man among them."),
        (3, EVENT + "killing five people, three of them women."),
        (5, EVENT + "according to activists. Five people were killed."),
    ],
)
def test_a_claim_is_of_all_that_its_sentence_tells(count: int, text: str) -> None:
    assert told(claim(count, text)) == ALL


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        (
            "In Anbar 98 people were killed, 37 of them in Ramadi and 61 in Fallujah.",
            {37: (None, None, "Ramadi", None), 61: (None, None, "Fallujah", None)},
        ),
        (
            "In Anbar 98 people were killed, including 37 by shelling and 61 by landmines.",
            {37: (None, "shelling", "Anbar", None), 61: (None, "landmines", "Anbar", None)},
        ),
        (
            "In 2018, 98 people were killed in Homs, of whom 20 in June 2018.",
            {
                98: (None, None, "Homs", "2018-01-01"),
                20: (None, None, "Homs", "2018-06-01"),
            },
        ),
        (
            "In Homs 98 people were killed, 56 by Russian forces and 42 by ISIS.",
            {
                98: (None, None, "Homs", None),
                56: ("Russian forces", None, "Homs", None),
                42: ("ISIS", None, "Homs", None),
            },
        ),
        (
            "Russian forces killed 98 people in Homs, 20 of them under torture.",
            {20: ("Russian forces", "under torture", "Homs", None)},
        ),
        (
            "Russian forces killed 98 people in Homs, including 20 children.",
            {20: ("Russian forces", None, "Homs", None)},
        ),
    ],
)
def test_a_part_has_what_it_tells_of_itself_and_the_rest_of_its_whole(
    text: str, shares: dict[int, tuple[str | None, ...]]
) -> None:
    assert {count: told(claim(count, text)) for count in shares} == shares


@pytest.mark.parametrize(
    "text",
    [
        "In Anbar 98 people were killed, 37 of them in Ramadi and 61 in Fallujah.",
        "In Anbar 98 people were killed, 37 of them by landmines and 61 by gunfire.",
        "In Anbar 98 people were killed, 37 of them by ISIS and 61 by the SDF.",
    ],
)
def test_a_whole_has_nothing_of_its_parts(text: str) -> None:
    assert told(claim(98, text)) == (None, None, "Anbar", None)


@pytest.mark.parametrize(
    ("text", "nine"),
    [
        (
            "A car bomb killed five people in Mosul, and gunfire wounded nine in Kirkuk.",
            (None, "gunfire", "Kirkuk", None),
        ),
        (
            "Russian forces killed five people in Homs; ISIS killed nine in Palmyra.",
            ("ISIS", None, "Palmyra", None),
        ),
        (
            "Five people were killed on 4 March 2019 and nine were wounded on 6 March 2019.",
            (None, None, None, "2019-03-06"),
        ),
    ],
)
def test_two_events_in_a_sentence_keep_apart(text: str, nine: tuple[str | None, ...]) -> None:
    assert told(claim(9, text)) == nine


def title_and_body(title: str, body: str, **origin: object) -> tuple[Claim, Claim]:
    found = claims(body, title=title, **origin)  # type: ignore[arg-type]  # passed on as they came
    first = next(one for one in found if one.field is Field.TITLE)
    return first, next(one for one in found if one.field is Field.BODY)


@pytest.mark.parametrize(
    ("title", "body", "shared"),
    [
        (
            "Five civilians killed in Idlib",
            "Russian warplanes bombed Ariha city with missiles, killing five civilians.",
            ("Russian forces", "missiles", "Idlib", None),
        ),
        (
            "Russian missiles kill five civilians",
            "On 4 March 2019 five civilians were killed in Homs.",
            ("Russian forces", "missiles", "Homs", "2019-03-04"),
        ),
    ],
)
def test_title_and_body_fill_each_others_gaps(
    title: str, body: str, shared: tuple[str | None, ...]
) -> None:
    assert told(title_and_body(title, body)[0]) == shared


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Nine civilians killed", "Russian missiles killed five civilians in Homs."),
        ("Five civilians injured", "Russian missiles killed five civilians in Homs."),
        ("Five civilians arrested", "Russian missiles killed five civilians in Homs."),
    ],
)
def test_another_number_or_harm_shares_nothing(title: str, body: str) -> None:
    first, _ = title_and_body(title, body)
    assert (first.actor, first.weapon) == (None, None)


def test_what_a_telling_says_itself_is_not_replaced() -> None:
    first, second = title_and_body(
        "Five civilians killed in Idlib by ISIS", "Russian forces killed five civilians in Homs."
    )
    assert told(first)[0::2] == ("ISIS", "Idlib")
    assert told(second)[0::2] == ("Russian forces", "Homs")


def test_who_says_so_is_never_shared() -> None:
    first, second = title_and_body(
        "Five civilians killed", "SOHR said that five civilians were killed."
    )
    assert (first.claimant, second.claimant) == ("paper.example", "SOHR")


def test_a_shared_date_is_inherited() -> None:
    first, second = title_and_body(
        "Five civilians killed", "On 4 March 2019 five civilians were killed."
    )
    assert (first.date_basis, second.date_basis) == (DateBasis.INHERITED, DateBasis.EXPLICIT)


def test_the_only_day_of_a_report_is_the_day_of_its_claims() -> None:
    text = "Five people died. On 4 March 2019 nine people were killed."
    assert claim(5, text).date_start == date(2019, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "Five people died. On 4 March 2019 nine were killed; on 6 March 2019 ten were killed.",
        "Five people were killed. In 2018 a blast left 149 people dead.",
        "About five thousand people were displaced. On 4 March 2019 nine people were killed.",
    ],
)
def test_of_several_days_of_a_year_and_for_the_displaced_none_is_taken(text: str) -> None:
    assert claims(text)[0].date_start is None


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("A bomb killed 98 people.", Scope.INCIDENT),
        ("On Monday a bomb killed 98 people.", Scope.INCIDENT),
        ("In February 2019 98 people were killed.", Scope.PERIOD_TOTAL),
        ("In 2018 98 people were killed.", Scope.PERIOD_TOTAL),
        ("Between 3 and 9 February 2019 98 people were killed.", Scope.PERIOD_TOTAL),
        ("Since March 2011 98 people were killed.", Scope.CUMULATIVE),
        ("At least 98 people were killed since 2014.", Scope.CUMULATIVE),
        ("In February 2019 a bomb killed five people.", Scope.INCIDENT),
    ],
)
def test_the_scope_is_that_of_the_dates(text: str, scope: Scope) -> None:
    assert claims(text)[0].scope is scope


@pytest.mark.parametrize(
    "text",
    [
        "IDLIB, 4 March 2019 – Five people were killed.",
        "The report, issued on Monday, tells of five people killed.",
        "A statement published today tells of five people killed.",
    ],
)
def test_the_day_of_publication_is_no_day_of_the_event(text: str) -> None:
    assert claim(5, text).date_start != PUBLISHED


def test_as_many_facilities_as_attacks_do_not_share_what_is_told_of_them() -> None:
    text = "The army used poison gas twice in Duma since May 2018. It attacked two schools."
    attacks, schools = claims(text)
    assert (attacks.weapon, attacks.place_text) == (Weapon.CHEMICAL, "Duma")
    assert (schools.weapon, schools.place_text) == (None, None)

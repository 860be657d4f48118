"""A whole report: which fields, in what order, what is part of what, and what could not be read."""

from __future__ import annotations

from datetime import date

import pytest
from told import PUBLISHED, claim, claims

from crawler.claim import Field, Harm, Reading, Scope, Victims
from pipelines.claims.reading import read_report


def read(
    title: str = "",
    subtitle: str = "",
    body: str = "",
    *,
    language: str = "en",
    published: date | None = PUBLISHED,
) -> Reading:
    return read_report(
        title, subtitle, body, publisher="paper.example", published=published, language=language
    )


def test_title_subtitle_and_body_are_read_in_that_order() -> None:
    reading = read(
        "Five killed in Homs", "Nine wounded in Homs", "Five were killed and nine were wounded."
    )
    assert [(one.field, one.count_min) for one in reading.claims] == [
        (Field.TITLE, 5),
        (Field.SUBTITLE, 9),
        (Field.BODY, 5),
        (Field.BODY, 9),
    ]


def test_a_quote_stands_at_its_offsets_in_its_own_field() -> None:
    texts = {
        Field.TITLE: "Car bomb: five people killed in Homs",
        Field.BODY: "It was noon in Homs.\n\nA car bomb killed five people, two of them children.",
    }
    reading = read(texts[Field.TITLE], "", texts[Field.BODY])
    assert len(reading.claims) == 3
    for one in reading.claims:
        assert texts[one.field][one.start : one.end] == one.quote


def test_a_part_names_its_whole_by_its_index() -> None:
    found = claims("Nine were arrested. Five were killed, two of them women.")
    assert [(one.count_min, one.part_of, one.is_part) for one in found] == [
        (9, None, False),
        (5, None, False),
        (2, 1, True),
    ]


@pytest.mark.parametrize("language", ["ar", "und", "fr", "tr", "EN"])
def test_other_languages_are_not_read(language: str) -> None:
    assert read("Five killed", "", "Five were killed.", language=language) == Reading()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "   \n\n ",
        "The office has five rooms and 12 windows.",
        "In 2018 the council met three times.",
        "The killing must stop.",
        "No one was killed.",
        "Resolution 2254 was adopted.",
        "It is 30 kilometres to Homs.",
        "…",
    ],
)
def test_a_text_without_harm_or_number_claims_nothing(body: str) -> None:
    assert read(body=body).claims == ()


@pytest.mark.parametrize(
    ("before", "bare", "victims"),
    [
        ("Four journalists were killed.", "Nine were arrested.", Victims.JOURNALIST),
        ("Four doctors were arrested.", "Nine were killed.", Victims.MEDICAL),
        ("Four soldiers were killed.", "Nine were injured.", Victims.COMBATANT),
        ("Four civilians were killed.", "Nine were injured.", Victims.PERSON),
        ("Four children were killed.", "Nine were injured.", Victims.PERSON),
        ("Four journalists were killed.", "Nine children were injured.", Victims.CHILD),
        ("Four journalists were killed.", "A bomb wounded nine Uighurs.", Victims.PERSON),
        ("It was noon.", "Nine were injured.", Victims.PERSON),
    ],
)
def test_a_bare_number_counts_whom_the_sentence_before_counted(
    before: str, bare: str, victims: Victims
) -> None:
    assert claim(9, f"{before} {bare}").victims is victims


@pytest.mark.parametrize(
    ("body", "scope"),
    [
        ("In February 2019 a bomb killed five people.", Scope.INCIDENT),
        ("In February 2019 bombs killed 98 people.", Scope.PERIOD_TOTAL),
        ("Between 3 and 9 February 2019 five people were killed.", Scope.PERIOD_TOTAL),
        ("Since 2011 five people were killed.", Scope.CUMULATIVE),
        ("On 4 February 2019, 98 people were killed.", Scope.INCIDENT),
    ],
)
def test_a_few_people_in_a_month_are_an_event_of_it(body: str, scope: Scope) -> None:
    assert claims(body)[0].scope is scope


def test_a_few_people_in_the_month_of_a_report_are_a_total_of_it() -> None:
    one = claim(5, "We recorded five people killed.", title="People killed in February 2019")
    assert one.scope is Scope.PERIOD_TOTAL


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("The dead and the 98 civilians met.", "number_without_harm"),
        ("Ahmad was killed near his house.", "harm_without_number"),
    ],
)
def test_a_sentence_of_harm_that_gives_nothing_is_kept(body: str, why: str) -> None:
    (left,) = read(body=body).unparsed
    assert (left.sentence, left.why) == (body, why)
    assert body[left.start : left.end] == left.sentence


@pytest.mark.parametrize(
    "body",
    [
        "Five people were killed.",
        "It was noon in Homs.",
        "The council of 12 met.",
        "Five of the 12 rooms are empty.",
        "",
    ],
)
def test_what_was_read_or_speaks_of_no_harm_is_not_kept(body: str) -> None:
    assert read(body=body).unparsed == ()


def test_without_a_day_of_publication_the_dateline_tells_it() -> None:
    body = "Homs, 10 March 2019 – A bomb killed five people on Monday."
    (one,) = read(body=body, published=None).claims
    assert one.date_start == date(2019, 3, 4)


def test_every_harm_can_be_read() -> None:
    body = (
        "Five people were killed. Six people were injured. Seven people were killed or injured. "
        "Eight people were arrested. Nine people were forcibly disappeared. "
        "About 1,000 people were displaced. We recorded 11 attacks on hospitals. "
        "Regime forces committed 12 massacres. Helicopters dropped 13 barrel bombs."
    )
    assert {one.harm for one in claims(body)} == set(Harm)

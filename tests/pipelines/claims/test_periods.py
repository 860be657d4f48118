"""Of which period a report tells: in its title, where it begins, or "this period"."""

from __future__ import annotations

from datetime import date

import pytest
from told import claim

from crawler.claim import Claim, DatePrecision, Scope


def period(one: Claim) -> tuple[str | None, str | None, str]:
    return (
        one.date_start.isoformat() if one.date_start else None,
        one.date_end.isoformat() if one.date_end else None,
        str(one.scope),
    )


FEBRUARY = ("2019-02-01", "2019-02-28", "period_total")


@pytest.mark.parametrize(
    ("title", "body", "told"),
    [
        ("Civilians killed in February 2019", "We documented 98 civilians killed.", FEBRUARY),
        ("Death toll of February 2019", "In Idlib 98 civilians were killed.", FEBRUARY),
        ("February 2019: arrests", "At least 98 people were arrested.", FEBRUARY),
        ("", "In February 2019, we documented 98 civilians killed.", FEBRUARY),
        (
            "Civilians killed in 2018",
            "We documented 98 civilians killed.",
            ("2018-01-01", "2018-12-31", "period_total"),
        ),
        (
            "Civilians killed in the first half of 2018",
            "We documented 98 civilians killed.",
            ("2018-01-01", "2018-06-30", "period_total"),
        ),
        (
            "",
            "Between 3 and 9 February 2019 we documented 98 civilians killed.",
            ("2019-02-03", "2019-02-09", "period_total"),
        ),
        (
            "",
            "From January 2018 to February 2019 we documented 98 civilians killed.",
            ("2018-01-01", "2019-02-28", "period_total"),
        ),
        (
            "",
            "Since March 2011, at least 98 civilians were killed.",
            ("2011-03-01", None, "cumulative"),
        ),
        (
            "Civilians killed in February 2019",
            "Since March 2011, at least 98 civilians were killed.",
            ("2011-03-01", None, "cumulative"),
        ),
        (
            "Civilians killed in February 2019",
            "On 5 February 2019 a bomb killed 98 civilians.",
            ("2019-02-05", "2019-02-05", "incident"),
        ),
        (
            "Civilians killed in February 2019",
            "In January 2019 it was 98 civilians killed.",
            ("2019-01-01", "2019-01-31", "period_total"),
        ),
        (
            "",
            "In February 2019 we worked. In this period we documented 98 civilians killed.",
            FEBRUARY,
        ),
    ],
)
def test_a_claim_is_of_its_own_period_else_of_the_reports(
    title: str, body: str, told: tuple[str | None, str | None, str]
) -> None:
    assert period(claim(98, body, title=title)) == told


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Bomb in Idlib", "A bomb killed 98 civilians."),
        ("Resolution 2254 and the bomb", "A bomb killed 98 civilians."),
        ("The May family", "A bomb killed 98 civilians."),
        ("98 civilians dead", "A bomb killed 98 civilians near road 2019."),
        ("Bomb in Idlib", "A bomb killed 98 civilians. The next one may come."),
    ],
)
def test_a_report_without_a_period_gives_none(title: str, body: str) -> None:
    assert period(claim(98, body, title=title)) == (None, None, "incident")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "In the first half of 2018, 98 civilians were killed, of whom 20 in June 2018.",
            {98: "2018-01-01", 20: "2018-06-01"},
        ),
        (
            "On 4 March 2019 a bomb killed 98 people. On 6 March 2019 another killed 20 people.",
            {98: "2019-03-04", 20: "2019-03-06"},
        ),
        (
            "In February 2019, 98 people were arrested, up from 20 in January 2019.",
            {98: "2019-02-01", 20: "2019-01-01"},
        ),
    ],
)
def test_two_periods_of_a_sentence_each_have_their_number(body: str, told: dict[int, str]) -> None:
    found = {count: claim(count, body).date_start for count in told}
    assert {count: day and day.isoformat() for count, day in found.items()} == told


@pytest.mark.parametrize(
    ("body", "precision"),
    [
        ("On 4 March 2019 a bomb killed 98 people.", DatePrecision.DAY),
        ("On Monday a bomb killed 98 people.", DatePrecision.DAY),
        ("In February 2019 bombs killed 98 people.", DatePrecision.MONTH),
        ("In 2018 bombs killed 98 people.", DatePrecision.YEAR),
        ("Since 2011 bombs killed 98 people.", DatePrecision.YEAR),
    ],
)
def test_a_period_is_as_exact_as_its_words(body: str, precision: DatePrecision) -> None:
    assert claim(98, body).date_precision is precision


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("A bomb killed 98 people on Monday.", date(2019, 3, 4)),
        ("A bomb killed 98 people yesterday.", date(2019, 3, 9)),
        ("A bomb killed 98 people today.", date(2019, 3, 10)),
        ("A bomb killed 98 people on 6 March.", date(2019, 3, 6)),
        ("A bomb killed 98 people on 6 December.", date(2018, 12, 6)),
    ],
)
def test_days_are_counted_from_publication(body: str, day: date) -> None:
    one = claim(98, body)
    assert (one.date_start, one.scope) == (day, Scope.INCIDENT)


def test_without_a_day_of_publication_no_weekday_is_a_date() -> None:
    assert claim(98, "A bomb killed 98 people on Monday.", published=None).date_start is None

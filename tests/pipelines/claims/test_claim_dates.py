"""Dates of a sentence: explicit, counted from publication, periods; and what is no date."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.claim import DateBasis, Scope
from pipelines.claims.dates import DateMention, date_mentions, dateline
from pipelines.claims.tokens import Tokens

PUBLISHED = date(2019, 5, 8)
"""A Wednesday."""


def mentions(text: str, published: date | None = PUBLISHED) -> list[DateMention]:
    return date_mentions(Tokens(text, 0, len(text)), published)


def told(text: str, published: date | None = PUBLISHED) -> list[str]:
    """The dates of a sentence as "2019-04-07", "2019-04-01/2019-04-30 month" or "2011-01-01/"."""
    return [_line(mention) for mention in mentions(text, published)]


def _line(mention: DateMention) -> str:
    when = mention.when
    words = str(when.start) if when.start == when.end else f"{when.start}/{when.end or ''}"
    return words if when.precision == "day" else f"{words} {when.precision}"


APRIL = "2019-04-01/2019-04-30 month"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("killed on 7 April 2017 in", "2017-04-07"),
        ("April 7, 2017", "2017-04-07"),
        ("April 7 2017", "2017-04-07"),
        ("April 7th, 2017", "2017-04-07"),
        ("7th of April 2017", "2017-04-07"),
        ("7th of April, 2017", "2017-04-07"),
        ("the 22nd of August", "2018-08-22"),
        ("the first of May", "2019-05-01"),
        ("Apr. 7", "2019-04-07"),
        ("on 7 April", "2019-04-07"),
        ("on April 7", "2019-04-07"),
        ("on May 8", "2019-05-08"),
        ("on May 9", "2019-05-09"),  # a day ahead, by where the newsroom is
        ("on May 10", "2018-05-10"),
        ("on Sunday, 5 May 2019,", "2019-05-05"),
        ("Sunday May 5", "2019-05-05"),
        ("29 February", "2016-02-29"),
        ("April 7 last year", "2018-04-07"),
        ("the April 7 attack", "2019-04-07"),
        ("the June 30 attacks", "2018-06-30"),
        ("2017-04-12", "2017-04-12"),
        ("22/4/2017", "2017-04-22"),
        ("4/22/2017", "2017-04-22"),
        ("4/4/2017", "2017-04-04"),
        ("7 and 8 April", "2019-04-07/2019-04-08"),
        ("7-8 April 2018", "2018-04-07/2018-04-08"),
        ("April 7–8, 2018", "2018-04-07/2018-04-08"),
        ("on 7, 8 and 9 April 2018", "2018-04-07/2018-04-09"),
        ("on April 7 and 8, 2018", "2018-04-07/2018-04-08"),
        ("between April 7 and 12", "2019-04-07/2019-04-12"),
        ("from April 7 to 12", "2019-04-07/2019-04-12"),
        ("from 7 to 12 April", "2019-04-07/2019-04-12"),
        ("from 7 April until 12 April 2016", "2016-04-07/2016-04-12"),
        ("between 26 April and 5 May", "2019-04-26/2019-05-05"),
        ("from December 30, 2016 to January 2", "2016-12-30/2017-01-02"),
        ("30 December to 2 January 2017", "2016-12-30/2017-01-02"),
        ("12 May 2018 – 14 May 2018", "2018-05-12/2018-05-14"),
        ("from 1 April 2019 until yesterday", "2019-04-01/2019-05-07"),
    ],
)
def test_days_are_read(text: str, day: str) -> None:
    assert told(text) == [day]
    assert mentions(text)[0].when.basis is DateBasis.EXPLICIT


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("in April 2017", "2017-04-01/2017-04-30 month"),
        ("April, 2017", "2017-04-01/2017-04-30 month"),
        ("in April", APRIL),
        ("in May", "2019-05-01/2019-05-31 month"),
        ("in June", "2018-06-01/2018-06-30 month"),
        ("April’s toll", APRIL),
        ("mid-April", APRIL),
        ("early April", APRIL),
        ("last April", APRIL),
        ("in Sept.", "2018-09-01/2018-09-30 month"),
        ("in March and April", "2019-03-01/2019-04-30 month"),
        ("from January to March 2019", "2019-01-01/2019-03-31 month"),
        ("between November 2018 and March 2019", "2018-11-01/2019-03-31 month"),
        ("the last week of April", APRIL),
        ("in 2016", "2016-01-01/2016-12-31 year"),
        ("in 2016 and 2017", "2016-01-01/2017-12-31 year"),
        ("between 2011 and 2016", "2011-01-01/2016-12-31 year"),
        ("2011-2016", "2011-01-01/2016-12-31 year"),
        ("the first half of 2018", "2018-01-01/2018-06-30 month"),
        ("the second half of 2018", "2018-07-01/2018-12-31 month"),
        ("the first three months of 2019", "2019-01-01/2019-03-31 month"),
        ("the last 2 months of 2018", "2018-11-01/2018-12-31 month"),
        ("the third quarter of the year 2018", "2018-07-01/2018-09-30 month"),
        ("Q1 2019", "2019-01-01/2019-03-31 month"),
        ("the first quarter of this year", "2019-01-01/2019-03-31 month"),
        ("the second half of the year", "2018-07-01/2018-12-31 month"),
        ("in April of last year", "2018-04-01/2018-04-30 month"),
    ],
)
def test_months_years_and_their_parts_are_read(text: str, period: str) -> None:
    assert told(text) == [period]
    assert mentions(text)[0].when.scope is Scope.PERIOD_TOTAL


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("since 2011", "2011-01-01/ year"),
        ("since March 2011", "2011-03-01/ month"),
        ("since the start of 2018", "2018-01-01/ year"),
        ("since 7 April", "2019-04-07/"),
        ("since Sunday", "2019-05-05/"),
        ("since starting its operations in 2014", "2014-01-01/ year"),
        ("since the offensive began, on 29 April, nobody", "2019-04-29/"),
        ("From July 2012 to this day", "2012-07-01/ month"),
    ],
)
def test_a_period_without_an_end_is_open(text: str, start: str) -> None:
    assert told(text) == [start]
    assert mentions(text)[0].when.scope is Scope.CUMULATIVE


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2019-05-08"),
        ("this morning", "2019-05-08"),
        ("yesterday", "2019-05-07"),
        ("last night", "2019-05-07"),
        ("on Wednesday", "2019-05-08"),
        ("on Sunday", "2019-05-05"),
        ("Thursday’s attack", "2019-05-02"),
        ("last Wednesday", "2019-05-01"),
        ("two days ago", "2019-05-06"),
        ("48 hours ago", "2019-05-06"),
        ("two hours ago", "2019-05-08"),
        ("a week ago", "2019-05-01/2019-05-08 month"),
        ("three months ago", "2019-02-01/2019-02-28 month"),
        ("two years ago", "2017-01-01/2017-12-31 year"),
        ("this week", "2019-05-06/2019-05-08"),
        ("last week", "2019-04-29/2019-05-05"),
        ("this month", "2019-05-01/2019-05-08 month"),
        ("last month", APRIL),
        ("this year", "2019-01-01/2019-05-08 year"),
        ("last year", "2018-01-01/2018-12-31 year"),
        ("in the past 48 hours", "2019-05-06/2019-05-08"),
        ("over the last 24 hours", "2019-05-07/2019-05-08"),
        ("in the past ten days", "2019-04-28/2019-05-08"),
        ("the past week", "2019-05-01/2019-05-08"),
        ("the past three months", "2019-02-01/2019-05-08 month"),
    ],
)
def test_dates_are_counted_from_publication(text: str, day: str) -> None:
    assert told(text) == [day]
    assert mentions(text)[0].when.basis is DateBasis.RELATIVE
    assert told(text, None) == []


def test_the_past_month_of_a_report_at_the_end_of_one_is_that_month() -> None:
    assert told("in the past month", date(2015, 8, 31)) == ["2015-08-01/2015-08-31 month"]


@pytest.mark.parametrize(
    "text",
    [
        "They may come",
        "May they rest in peace",
        "the march on Damascus",
        "March on Damascus",
        "Jan Egeland said",
        "next April",
        "31 June 2018",
        "30 February",
        "next Friday",
        "every Friday",
        "Good Friday",
        "the Sunday Times",
        "fridays",
        "for the third time this week",
        "over five days",
        "for 48 hours",
        "a few days ago",
        "long ago",
        "the past",
        "last words",
        "this attack",
        "in the past 5000 years",
        "900 years ago",
        "of 2016 civilians",
        "killed 2016 civilians",
        "2016 was the worst year",
        "Resolution 2254",
        "the 2018 deal",
        "in 2090",
        "in 1302",
        "in 20161",
        "until 2018",
        "before April 2018",
        "3/4/2017",
        "2017-13-40",
        "at 10:40",
        "half of the people",
        "the first half",
        "",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("On 7 April and in May 2018", ["2018-04-07", "2018-05-01/2018-05-31 month"]),
        ("in 2016 and 2018", ["2016-01-01/2016-12-31 year", "2018-01-01/2018-12-31 year"]),
        ("on 7 April, 5 people died on 3 May", ["2019-04-07", "2019-05-03"]),
        ("In July 7 civilians were killed", ["2018-07-01/2018-07-31 month"]),
        ("on April 7 and 8 people were hurt", ["2019-04-07"]),
        ("killed five on 2 April and 5 people since", ["2019-04-02"]),
        ("At 10:40 April 7", ["2019-04-07"]),
        ("in March 2016 and on Sunday", ["2016-03-01/2016-03-31 month", "2019-05-05"]),
        ("from Aleppo on 7 April; then on 9 April", ["2019-04-07", "2019-04-09"]),
        ("12 May 2018 to Aleppo", ["2018-05-12"]),
        ("since 2012; in August of that year", ["2012-01-01/ year", "2012-08-01/2012-08-31 month"]),
        ("on 7 April 2014, and on 12 May they", ["2014-04-07", "2014-05-12"]),
    ],
)
def test_dates_that_bound_no_period_stay_apart(text: str, dates: list[str]) -> None:
    assert told(text) == dates


def test_a_date_without_a_year_needs_a_day_of_publication() -> None:
    assert told("on 7 April", None) == []
    assert told("in April", None) == []
    assert told("on 7 April and 9 April 2016", None) == ["2016-04-07", "2016-04-09"]


def test_a_mention_spans_its_words() -> None:
    tokens = Tokens("Five died on the 7th of April, 2017 in Aleppo", 0, 45)
    (mention,) = date_mentions(tokens, PUBLISHED)
    assert tokens.words[mention.start : mention.end] == ["7", "th", "of", "April", ",", "2017"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Damascus, 7 April 2017 (Agency) – Five", date(2017, 4, 7)),
        ("DAMASCUS, April 7, 2017", date(2017, 4, 7)),
        ("Room 12 Resolution 2254 of 7 April, 2017", date(2017, 4, 7)),
        ("Sept. 30, 2016", date(2016, 9, 30)),
        ("Five were killed in April 2017", None),
        ("31 June 2017", None),
        ("7 April 0000", None),
        ("7 april 2017", None),
        ("127 April 2017", None),
        ("x" * 400 + " 7 April 2017", None),
        ("", None),
    ],
)
def test_a_dateline_is_the_day_that_stands_first(text: str, day: date | None) -> None:
    assert dateline(text) == day


WORDS = st.sampled_from(
    [
        *("April", "May", "mid-June", "Sept", "December", "February", "Monday", "Friday", "Q1"),
        *("1", "7", "30", "31", "2011", "2016", "2019", "2100", "99", "22nd", "first", "last"),
        *("in", "on", "of", "the", "since", "until", "from", "to", "between", "and", "this"),
        *("half", "quarter", "three", "months", "years", "hours", "weeks", "days", "ago", "past"),
        *("year", "week", "month", "yesterday", "today", "night", "next", "time", "people", "a"),
        *(",", ".", "-", "–", "/", "(", ";", "2017-04-12", "29 February", "to this day"),
    ]
)
DAYS = st.dates()


@given(st.lists(WORDS, max_size=14).map(" ".join), st.one_of(DAYS, st.none()))
@example("in the past 399 years", date(200, 1, 1))
@example("last month", date.min)
@example("29 February", date.min)
@example("two days ago", date.min)
@example("on May 5", date.max)
def test_whatever_is_told_no_period_ends_before_it_begins(
    text: str, published: date | None
) -> None:
    past = 0
    for mention in mentions(text, published):
        when = mention.when
        assert past <= mention.start < mention.end
        assert when.end is None or when.start <= when.end
        assert (when.end is None) == (when.scope is Scope.CUMULATIVE)
        past = mention.end


RELATIVE = st.sampled_from(
    [
        *("Monday", "Sunday", "last", "past", "this", "the", "two", "48", "a", "400", "ago", "in"),
        *("hours", "days", "week", "weeks", "month", "months", "year", "years", "since", "to"),
        *("yesterday", "today", "tonight", "night", "morning", "and", "from", "between", "until"),
    ]
)


@given(st.lists(RELATIVE, max_size=14).map(" ".join), DAYS)
def test_what_is_counted_from_publication_is_never_after_it(text: str, published: date) -> None:
    for mention in mentions(text, published):
        assert mention.when.start <= published
        assert mention.when.end is None or mention.when.end <= published


@given(DAYS.filter(lambda day: day.year > 8), st.integers(0, 364))
def test_a_day_without_a_year_is_the_last_one_up_to_publication(
    published: date, before: int
) -> None:
    day = published - timedelta(before)
    text = f"on {day.day} {day:%B}"
    (mention,) = mentions(text, published)
    slack = published + timedelta(1) if published < date.max else published
    assert (mention.when.start.month, mention.when.start.day) == (day.month, day.day)
    assert mention.when.start <= slack
    assert mention.when.start >= day

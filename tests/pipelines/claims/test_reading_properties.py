"""Whatever a text says, its claims quote it, count what it counts, and name real wholes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.claim import Field, Reading
from pipelines.claims.lexicon import table
from pipelines.claims.numbers import WORDS
from pipelines.claims.parties import parties
from pipelines.claims.reading import read_report

LEXICONS = ("harms", "victims", "numbers", "weapons", "grammar", "corrections", "claimants")
PUBLISHED = date(2019, 3, 10)


def phrases(value: Any) -> Iterator[str]:
    """Every phrase of a data file, its keys among them: words for numbers are keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from value
        yield from (phrase for part in value.values() for phrase in phrases(part))
    elif isinstance(value, list):
        yield from (phrase for part in value for phrase in phrases(part))


HARMS = sorted(set(phrases(table("harms"))))
VICTIMS = sorted(set(phrases(table("victims"))))
VOCABULARY = sorted({phrase for name in LEXICONS for phrase in phrases(table(name))})
PARTIES = sorted({name for party in parties() for name in (*party.aliases, *party.attributives)})
PLACES = ("Idlib", "Aleppo", "al-Raqqa", "in Mosul", "Deir ez-Zor governorate", "Syria", "حلب")
DATES = ("March 2019", "on Saturday", "in 2018", "2 May", "yesterday", "since March 2011", "/2019")
MARKS = (
    *".,;:!?…–—-()[]{}\"'“”«»*|/%$#&+=°\u200f\u200b\u00a0\u202f\u0301",
    *("\n", "\n\n", "\t", "\r\n", "• ", "1) ", "a. ", "’s", "...", "(", "[1]", "U.S.", "No."),
)
DIGITS = st.one_of(
    st.integers(0, 10**18).map(str),
    st.integers(0, 10**7).map("{:,}".format),
    st.floats(0, 10**6).map("{:.2f}".format),
    st.sampled_from(("٣٥", "۱۲", "１２", "²", "½", "Ⅻ", "1,1,1", "1.302.5", "0", "007", "1 302")),
)

PIECES = st.one_of(
    st.sampled_from(VOCABULARY),
    st.sampled_from(HARMS),
    st.sampled_from(VICTIMS),
    st.sampled_from(PARTIES),
    st.sampled_from(PLACES),
    st.sampled_from(DATES),
    st.sampled_from(MARKS),
    DIGITS,
    st.text(max_size=4),
)
CASED = st.tuples(PIECES, st.sampled_from((str, str, str.title, str.upper))).map(
    lambda p: p[1](p[0])
)
SPOKEN = st.lists(st.tuples(CASED, st.sampled_from((" ", " ", " ", "", "\n", "-")))).map(
    lambda pairs: "".join(piece + space for piece, space in pairs)
)
"""Texts of the reader's own words, in any order and case, with and without spaces."""

NUMBERS = {str(n): n for n in (0, 2, 7, 23, 2019, 31)} | {"1,302": 1302, "4.050": 4050} | WORDS
FILLERS = sorted(
    {phrase for name in ("harms", "victims", "weapons") for phrase in phrases(table(name))}
    | {
        ", and",
        "and",
        "to",
        "or",
        "between",
        "from",
        "–",
        "by",
        "of them",
        ". The",
        ": ",
        "a",
        "\n",
    }
)
COUNTED = st.lists(
    st.tuples(
        st.sampled_from(sorted(NUMBERS)),
        st.lists(st.sampled_from(FILLERS), min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=12,
)
"""Numbers that words stand between, so that no two of them are one."""


def read(title: str, subtitle: str, body: str) -> Reading:
    return read_report(title, subtitle, body, publisher="sohr", published=PUBLISHED)


def check(title: str, subtitle: str, body: str) -> None:
    """What holds for the reading of any text."""
    texts = {Field.TITLE: title, Field.SUBTITLE: subtitle, Field.BODY: body}
    reading = read(title, subtitle, body)
    for told in (*reading.claims, *reading.unparsed):
        assert 0 <= told.start < told.end <= len(texts[told.field])
    for one in reading.unparsed:
        assert one.sentence == texts[one.field][one.start : one.end]
    for index, claim in enumerate(reading.claims):
        assert claim.quote == texts[claim.field][claim.start : claim.end]
        assert (claim.count_min is None) == (claim.count_max is None) == (claim.vague is not None)
        assert claim.count_min is None or 0 <= claim.count_min <= (claim.count_max or 0)
        assert claim.part_of is None or claim.is_part
        assert_has_a_root(reading, index)
        assert claim.claimant
        if claim.date_start and claim.date_end:
            assert claim.date_start <= claim.date_end
    order = list(Field)
    places = [(order.index(claim.field), claim.start) for claim in reading.claims]
    assert [field for field, _ in places] == sorted(field for field, _ in places)
    assert reading == read(title, subtitle, body)


def assert_has_a_root(reading: Reading, index: int) -> None:
    """Fail where a claim is, over one or more others, a part of itself, or of none there is."""
    seen = {index}
    whole = reading.claims[index].part_of
    while whole is not None:
        assert 0 <= whole < len(reading.claims)
        assert whole not in seen
        seen.add(whole)
        whole = reading.claims[whole].part_of


@given(st.text(), st.text(), st.text())
@settings(max_examples=100, deadline=None)
def test_any_text_at_all_is_read(title: str, subtitle: str, body: str) -> None:
    check(title, subtitle, body)


@given(SPOKEN, SPOKEN)
@settings(max_examples=250, deadline=None)
@example("", "killed")
@example("", "ten killed (of whom “five")
@example("", "killed 1 or 0 civilians")
def test_any_text_of_the_readers_own_words_is_read(title: str, body: str) -> None:
    check(title, "", body)


@given(COUNTED)
@settings(max_examples=250, deadline=None)
def test_no_count_is_larger_than_every_number_of_the_text(
    counted: list[tuple[str, list[str]]],
) -> None:
    text = " ".join(f"{number} {' '.join(fillers)}" for number, fillers in counted)
    largest = max(1, *(NUMBERS[number] for number, _ in counted), 0)
    for claim in read("", "", text).claims:
        assert (claim.count_max or 0) <= largest


@given(SPOKEN)
@settings(max_examples=50, deadline=None)
def test_another_language_gives_no_claims(body: str) -> None:
    assert read_report("", "", body, publisher="sohr", published=None, language="ar") == Reading()


@given(SPOKEN)
@settings(max_examples=100, deadline=None)
def test_a_text_without_a_day_of_publication_is_read(body: str) -> None:
    reading = read_report("", "", body, publisher="", published=None)
    assert all(body[claim.start : claim.end] == claim.quote for claim in reading.claims)

"""What is drift, and what only looks like it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from crawler.drift import Past, Seen, find_drift, is_layout_lost, past_of
from crawler.measure import Earlier, Measure
from crawler.publishers import Expectations

FULL = Measure(
    read=20,
    generic=0,
    with_title=20,
    with_date=20,
    with_body=20,
    claimable=20,
    with_claims=8,
    median_body=1500,
)
GOOD = Seen(
    whole=True, listed=100, known_before=90, stored=20, not_report=1, kept=0, lost=0, measure=FULL
)
EXPECT = Expectations(reports=50)
USUAL = Past(good=(FULL, evolve(FULL, median_body=1100), evolve(FULL, median_body=1900)))
NIGHT = datetime(2026, 3, 1, tzinfo=UTC)


def small(read: int, **counts: Any) -> Measure:
    """What a night of few pages gave, all good but for ``counts``."""
    filled = dict.fromkeys(("with_title", "with_date", "with_body"), read)
    return Measure(**{"read": read, "median_body": 1500, **filled, **counts})


def earlier(*crawls: tuple[Measure, str]) -> list[Earlier]:
    """The newest first, a night apart."""
    return [
        Earlier(measure, outcome, NIGHT - timedelta(days=number))
        for number, (measure, outcome) in enumerate(crawls, 1)
    ]


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        ({"listed": 40, "known_before": 0}, "name 40 reports, expected are 50 or more"),
        ({"listed": 60, "known_before": 200}, "name 60 reports, 200 were known before"),
        ({"not_report": 30}, "30 of 50 pages listed as reports are none"),
        ({"stored": 0, "not_report": 10}, "10 of 10 pages listed as reports are none"),
        ({"measure": evolve(FULL, generic=15)}, "15 of 20 pages have no body where"),
        ({"measure": evolve(FULL, with_title=9)}, "9 of 20 reports have a headline, 100% or more"),
        ({"measure": evolve(FULL, with_date=0)}, "0 of 20 reports have a date"),
        ({"measure": evolve(FULL, with_body=3)}, "3 of 20 reports have a text"),
        ({"measure": evolve(FULL, with_claims=0)}, "0 of 20 reports have a claim, 40% or more"),
        ({"measure": evolve(FULL, median_body=300)}, "no longer than 300 characters, 1100 is"),
    ],
)
def test_what_comes_short_is_drift(seen: dict[str, Any], words: str) -> None:
    drift = find_drift(EXPECT, evolve(GOOD, **seen), USUAL)
    assert len(drift) == 1
    assert words in drift[0]


@pytest.mark.parametrize(
    "seen",
    [
        {},
        {"whole": False, "listed": 3, "known_before": 200},
        {"listed": 50, "known_before": 100},
        {"stored": 0, "not_report": 0, "measure": Measure()},
        {"stored": 9, "measure": small(9, generic=9)},
        {"measure": small(9, with_title=0, median_body=5)},
        {"stored": 2, "not_report": 7},
        {"stored": 20, "not_report": 20},
        {"measure": evolve(FULL, generic=10)},
        {"measure": evolve(FULL, generic=2), "lost": 2},
        {"measure": evolve(FULL, with_title=11)},
        {"measure": evolve(FULL, with_claims=3)},
        {"measure": evolve(FULL, claimable=0, with_claims=0)},
        {"measure": evolve(FULL, claimable=5, with_claims=0)},
        {"measure": evolve(FULL, median_body=400)},
    ],
)
def test_what_is_as_expected_or_too_little_to_tell_is_no_drift(seen: dict[str, Any]) -> None:
    assert find_drift(EXPECT, evolve(GOOD, **seen), USUAL) == ()


def test_without_good_crawls_before_only_the_seed_tells_what_to_expect() -> None:
    poor = evolve(GOOD, measure=evolve(FULL, with_title=0, with_claims=0, median_body=9))
    assert find_drift(EXPECT, poor, Past()) == ()
    (told,) = find_drift(Expectations(with_title=0.9), poor, Past())
    assert told == "0 of 20 reports have a headline, expected are 90%"


@pytest.mark.parametrize(
    ("expect", "measure"),
    [
        (Expectations(with_claims=0.1), {"with_claims": 2}),
        (Expectations(with_title=0.0), {"with_title": 0}),
        (Expectations(body_length=0), {"median_body": 1}),
        (Expectations(container_share=0), {"generic": 20}),
        (Expectations(container_share=0.2), {"generic": 16}),
    ],
)
def test_what_the_seed_allows_is_no_drift(expect: Expectations, measure: dict[str, Any]) -> None:
    assert find_drift(expect, evolve(GOOD, measure=evolve(FULL, **measure)), USUAL) == ()


def test_a_share_that_was_low_before_may_be_zero_by_chance() -> None:
    rare = Past(good=(evolve(FULL, read=200, claimable=200, with_claims=20),))
    assert find_drift(EXPECT, evolve(GOOD, measure=evolve(FULL, with_claims=0)), rare) == ()


def test_three_known_containers_gone_at_once_are_drift_though_the_publisher_has_few_reports() -> (
    None
):
    seen = evolve(GOOD, stored=1, kept=3, lost=3, measure=small(4, generic=4))
    assert is_layout_lost(EXPECT, seen, Past())
    assert not is_layout_lost(EXPECT, evolve(seen, lost=2), Past())
    assert not is_layout_lost(EXPECT, evolve(seen, measure=small(9, generic=3)), Past())


def test_nights_that_bring_few_pages_are_judged_together() -> None:
    bad = small(3, generic=3)
    own = evolve(GOOD, stored=3, measure=bad)
    before = earlier((bad, "complete"), (bad, "complete"), (bad, "complete"), (FULL, "complete"))
    past = past_of(bad, before)
    assert (past.recent.read, past.since) == (9, NIGHT - timedelta(days=3))
    (told,) = find_drift(EXPECT, own, past)
    assert told == (
        "3 of 3 pages have no body where the publisher's rules say,"
        " and 9 of 9 in the crawls just before"
    )
    assert find_drift(EXPECT, own, past_of(bad, before[:2])) == ()


def test_a_good_night_after_bad_small_ones_is_no_drift() -> None:
    bad, good = small(4, generic=4, with_title=0), small(4)
    past = past_of(good, earlier((bad, "complete"), (bad, "complete"), (FULL, "complete")))
    assert past.recent.read == 8
    assert find_drift(EXPECT, evolve(GOOD, stored=4, measure=good), past) == ()


@pytest.mark.parametrize(
    ("before", "joined"),
    [
        ([], 0),
        ([(small(3), "drift")], 0),
        ([(FULL, "complete"), (small(3), "complete")], 0),
        ([(small(3), "complete"), (small(3), "drift"), (small(3), "complete")], 3),
        ([(small(0), "complete"), (small(3), "interrupted")], 3),
    ],
)
def test_none_is_joined_that_was_judged_already(
    before: list[tuple[Measure, str]], joined: int
) -> None:
    assert past_of(small(2), earlier(*before)).recent.read == joined


def test_a_crawl_that_read_nothing_takes_nothing_from_those_before() -> None:
    past = past_of(Measure(), earlier((small(9, generic=9), "complete")))
    assert past.recent == Measure()


def test_only_good_crawls_that_read_enough_say_what_is_usual() -> None:
    before = earlier(
        (small(9), "complete"),
        *((FULL, outcome) for outcome in ("drift", "interrupted", "bug", "no_source")),
        (evolve(FULL, with_title=19), "incomplete"),
        *([(FULL, "complete")] * 9),
    )
    assert past_of(FULL, before).good == (evolve(FULL, with_title=19), *([FULL] * 4))

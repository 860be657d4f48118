"""How a crawl's end is judged."""

import pytest

from crawler.outcome import Ending, Evidence, find_drift, judge_crawl
from crawler.publishers import Expectations


@pytest.mark.parametrize(
    ("evidence", "ending", "status"),
    [
        (Evidence(), Ending.COMPLETE, 0),
        (Evidence(failed=1), Ending.INCOMPLETE, 3),
        (Evidence(failed=1, drift=("less",)), Ending.DRIFT, 6),
        (Evidence(drift=("less",), source_answered=False), Ending.NO_SOURCE, 7),
        (Evidence(source_answered=False, storage_failed=True), Ending.STORAGE_FAILED, 4),
        (Evidence(signal=2, failed=3), Ending.INTERRUPTED, 130),
        (Evidence(signal=15), Ending.TERMINATED, 143),
        (Evidence(bugs=1, failed=1), Ending.BUG, 1),
        (Evidence(bugs=1, storage_failed=True), Ending.STORAGE_FAILED, 4),
    ],
)
def test_of_several_endings_the_gravest_is_told(
    evidence: Evidence, ending: Ending, status: int
) -> None:
    assert judge_crawl(evidence) is ending
    assert ending.value == status


GOOD = {
    "whole": True,
    "listed": 100,
    "known_before": 90,
    "read": 20,
    "generic": 0,
    "not_report": 1,
}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"listed": 40, "known_before": 0}, "name 40 reports, expected are 50 or more"),
        ({"listed": 60, "known_before": 200}, "name 60 reports, 200 were known before"),
        ({"generic": 15}, "15 of 20 pages have no body where"),
        ({"not_report": 30}, "30 of 50 pages listed as reports are none"),
        ({"read": 0, "not_report": 10}, "10 of 10 pages listed as reports are none"),
    ],
)
def test_what_comes_short_is_drift(change: dict[str, int], words: str) -> None:
    drift = find_drift(Expectations(reports=50), **{**GOOD, **change})
    assert len(drift) == 1
    assert words in drift[0]


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"whole": False, "listed": 3, "known_before": 200},
        {"read": 9, "generic": 9},
        {"generic": 10},
        {"read": 2, "not_report": 7},
        {"read": 20, "not_report": 20},
        {"listed": 50, "known_before": 100},
    ],
)
def test_what_is_as_expected_or_too_little_to_tell_is_no_drift(change: dict[str, int]) -> None:
    assert find_drift(Expectations(reports=50), **{**GOOD, **change}) == ()

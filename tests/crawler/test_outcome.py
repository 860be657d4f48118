"""How a crawl's end is judged."""

import pytest

from crawler.outcome import Ending, Evidence, gravest, judge_crawl, outcome_of


@pytest.mark.parametrize(
    ("evidence", "ending", "status"),
    [
        (Evidence(), Ending.COMPLETE, 0),
        (Evidence(failed=1), Ending.INCOMPLETE, 3),
        (Evidence(failed=1, drift=("less",)), Ending.DRIFT, 6),
        (Evidence(drift=("less",), source_answered=False), Ending.NO_SOURCE, 7),
        (Evidence(source_answered=False, storage_failed=True), Ending.STORAGE_FAILED, 4),
        (Evidence(limited=True), Ending.INCOMPLETE, 3),
        (Evidence(limited=True, source_answered=False), Ending.INCOMPLETE, 3),
        (Evidence(limited=True, drift=("less",)), Ending.DRIFT, 6),
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


@pytest.mark.parametrize(
    ("evidence", "word"),
    [
        (Evidence(limited=True, failed=2), "limited"),
        (Evidence(failed=2), "incomplete"),
        (Evidence(limited=True, drift=("less",)), "drift"),
        (Evidence(), "complete"),
    ],
)
def test_a_crawl_that_a_limit_ended_has_a_word_of_its_own(evidence: Evidence, word: str) -> None:
    assert outcome_of(judge_crawl(evidence), evidence) == word


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        ((), 0),
        ((0, 0), 0),
        ((0, 130, 143, 5), 0),
        ((3, 0), 3),
        ((3, 6), 6),
        ((6, 7, 130), 7),
        ((7, 1), 1),
        ((1, 4, 3), 4),
    ],
)
def test_of_several_crawls_the_gravest_end_is_told(statuses: tuple[int, ...], told: int) -> None:
    assert gravest(statuses) == told

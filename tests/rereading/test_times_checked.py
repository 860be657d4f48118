"""What is claimed of when a text was seen, against the captures that show it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.rereading.times_checked import check_times
from storage.verified_rows import Sighting, TextRow

START = datetime(2026, 3, 1, tzinfo=UTC)


def text(number: int, seen: int, last: int, *, is_current: bool) -> TextRow:
    """A text captured on one day and last seen on another."""
    at = START + timedelta(days=seen)
    sighting = Sighting(at=at, is_copy=False, is_replayed=False, crawl_id=number)
    until = START + timedelta(days=last)
    return TextRow(number, "https://snhr.org/1/", number, is_current, at, until, (sighting,))


@pytest.mark.parametrize(("last", "told"), [(0, ""), (3, ""), (8, "when another text stood there")])
def test_an_older_text_was_not_seen_when_another_stood_there(last: int, told: str) -> None:
    texts = [text(1, 0, last, is_current=last > 5), text(2, 5, 5, is_current=last <= 5)]
    found = list(check_times(texts, frozenset(), START + timedelta(days=9)))
    assert [told in damage.expected for damage in found] == ([True] if told else [])

"""What is left of a report: an edit, its ruin, or a reading past a layout that is unknown."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from attrs import evolve, frozen

from crawler.items import Address, Outcome, Reason, Report, State
from pipelines.keep import keep, keep_layout

URL = "https://monitor.example/1/"
LONG = "Nine people were killed when the market was shelled. " * 40


def report(body: str) -> Report:
    return Report(
        publisher="monitor",
        url=URL,
        requested_url=URL,
        addresses=(Address(URL, "monitor.example/1", "canonical"),),
        title="Nine killed",
        body=body,
        language="en",
        method="generic",
        fetched_at=datetime(2026, 3, 1, tzinfo=UTC),
        fingerprint="f",
        is_last=False,
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG, LONG),
        (LONG, LONG[: len(LONG) // 2]),
        (LONG, LONG[: len(LONG) // 10]),
        (LONG, LONG * 3),
        ("Nine people were killed.", "Ten."),
        ("", "Ten people were killed."),
        (LONG[:399], "Gone."),
    ],
)
def test_an_edit_is_kept(before: str, after: str) -> None:
    given = report(after)
    assert keep(before, given) is given


@pytest.mark.parametrize("after", ["", "Gone.", "This page is being revised.", LONG[:180]])
def test_a_ruin_is_told_and_not_kept(after: str) -> None:
    told = keep(LONG, report(after))
    assert isinstance(told, Outcome)
    assert (told.state, told.reason) == (State.NOT_REPORT, Reason.SHRUNK)
    assert told.detail == f"of {len(LONG)} characters {len(after)} are left"
    assert (told.url, told.is_last) == (URL, False)


@frozen
class Stored:
    """A text as it stands in the database."""

    method: str
    fingerprint: str = "before"
    body: str = LONG


KNOWN = ("publisher:div.story", "theme:newspaper")


@pytest.mark.parametrize("before", KNOWN)
@pytest.mark.parametrize("now", ["generic", "generic:article"])
def test_a_text_of_a_known_container_stays_where_other_words_are_found_without_one(
    before: str, now: str
) -> None:
    given = evolve(report(LONG * 2), method=now)
    told = keep_layout(Stored(before), given, report_id=7)
    assert isinstance(told, Outcome)
    assert (told.state, told.reason, told.report_id) == (State.UNCHANGED, Reason.LAYOUT, 7)
    assert told.detail == f"read by {now}, other words than by {before}: the stored text stays"
    assert (told.url, told.fetched_at, told.is_last) == (URL, given.fetched_at, False)


@pytest.mark.parametrize(
    ("stored", "now", "waits"),
    [
        (Stored("publisher:div.story", fingerprint="f"), "generic", False),
        (Stored("publisher:div.story"), "publisher:div.text", False),
        (Stored("publisher:div.story"), "theme:newspaper", False),
        (Stored("generic"), "generic", False),
        (Stored("generic"), "publisher:div.story", True),
        (Stored("generic", fingerprint="f"), "generic", True),
    ],
)
def test_what_is_read_as_well_as_before_is_taken(stored: Stored, now: str, *, waits: bool) -> None:
    given = evolve(report(LONG), method=now)
    assert keep_layout(stored, given, waits=waits) is given


def test_while_the_layout_is_unknown_one_reading_without_it_is_enough() -> None:
    assert isinstance(keep_layout(Stored("generic"), report(LONG), waits=True), Outcome)

"""What is left of a report: an edit, or its ruin."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.items import Address, Outcome, Reason, Report, State
from pipelines.keep import keep

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

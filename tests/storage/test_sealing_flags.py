"""Whatever a manifest digests of a report, a change of it breaks the seal; nothing else does."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session
from stored_items import DAY, NEXT_DAY, NOW, make_report, rows, store

from storage.manifests import seal, version_content
from storage.models import Manifest


def seal_all(session: Session, owner: int) -> None:
    manifest = Manifest(publisher_id=owner, file="m", sha256="0", written_at=NOW)
    seal(session, manifest)
    assert rows(session, "SELECT DISTINCT is_sealed FROM reports") == [(1,)]


@pytest.mark.parametrize(
    ("given", "at", "holds"),
    [
        ({}, NEXT_DAY, True),
        ({"author": "Desk"}, NEXT_DAY, True),
        ({"language": "ar"}, NEXT_DAY, True),
        ({"body": "Ten were killed."}, NEXT_DAY, False),
        ({"title": "Another title"}, NEXT_DAY, False),
        ({"modified_at": NOW}, NEXT_DAY, False),
        ({"published_date": DAY, "published_from": "url"}, NEXT_DAY, False),
        ({}, NOW - timedelta(days=400), False),
        ({"body": "An earlier text."}, NOW - timedelta(days=400), False),
    ],
)
def test_a_seal_holds_as_long_as_what_it_digests(
    session: Session, owner: int, given: dict[str, Any], at: datetime, holds: bool
):
    store(session, owner, make_report(1), now=NOW)
    store(session, owner, make_report(2), now=NOW)
    seal_all(session, owner)
    before = version_content(session, 1)
    store(session, owner, make_report(1, **given), now=NEXT_DAY, fetched_at=at)
    assert rows(session, "SELECT is_sealed FROM reports ORDER BY id") == [(int(holds),), (1,)]
    if holds:
        assert version_content(session, 1) == before


def test_an_earlier_sighting_of_a_later_text_breaks_the_seal(session: Session, owner: int):
    """The report's own first time stays, the version's does not."""
    store(session, owner, make_report(1, body="One."), now=NOW - timedelta(days=9))
    store(session, owner, make_report(1, body="Two."), now=NEXT_DAY)
    seal_all(session, owner)
    store(session, owner, make_report(1, body="Two."), now=NEXT_DAY, fetched_at=NOW)
    assert rows(session, "SELECT is_sealed FROM reports") == [(0,)]

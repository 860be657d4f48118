"""Of the URLs of one page, one is fetched."""

from __future__ import annotations

import pytest
from ledger_steps import discover, due, end
from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW, make_found, make_report, page_url, store

from crawler.items import Reason, State

MIRROR = page_url(1).replace("monitor", "mirror")


def test_the_others_wait(session: Session, owner: int):
    discover(session, owner, make_found(1), make_found(url=MIRROR), make_found(2))
    assert due(session, owner) == [page_url(1), page_url(2)]


def test_when_the_first_is_stored_the_others_are_not_fetched(session: Session, owner: int):
    discover(session, owner, make_found(1), make_found(url=MIRROR))
    store(session, owner, make_report(1), now=NOW)
    assert due(session, owner) == []


def test_when_the_first_fails_another_is_tried(session: Session, owner: int):
    discover(session, owner, make_found(1), make_found(url=MIRROR))
    end(session, owner, page_url(1))
    assert due(session, owner) == [MIRROR]
    end(session, owner, MIRROR)
    assert due(session, owner) == []
    assert due(session, owner, NEXT_DAY) == [page_url(1)]


@pytest.mark.parametrize("refresh_all", [False, True])
def test_an_alias_rests_while_its_page_is_visited(session: Session, owner: int, refresh_all: bool):
    both = make_found(1), make_found(url=MIRROR)
    discover(session, owner, *both)
    store(session, owner, make_report(1), now=NOW)
    discover(session, owner, *both, at=NEXT_DAY)
    assert due(session, owner, NEXT_DAY, refresh_all=refresh_all) == [page_url(1)]
    store(session, owner, make_report(1), now=NEXT_DAY)
    assert due(session, owner, NEXT_DAY, refresh_all=refresh_all) == []


def test_an_alias_comes_in_where_its_page_is_gone(session: Session, owner: int):
    both = make_found(1), make_found(url=MIRROR)
    discover(session, owner, *both)
    store(session, owner, make_report(1), now=NOW)
    discover(session, owner, *both, at=NEXT_DAY)
    end(session, owner, page_url(1), State.GONE, Reason.HTTP_STATUS, at=NEXT_DAY)
    assert due(session, owner, NEXT_DAY) == [MIRROR]


def test_an_address_that_redirects_is_visited_while_it_alone_is_listed(
    session: Session, owner: int
):
    short = "https://monitor.example/?p=1"
    redirected = make_report(1, requested_url=short, also={short: "alias"})
    discover(session, owner, make_found(url=short))
    store(session, owner, redirected, now=NOW)
    discover(session, owner, make_found(url=short), at=NEXT_DAY)
    assert due(session, owner, NEXT_DAY) == [short]


def test_an_address_that_redirects_to_a_listed_one_is_not_visited_again(
    session: Session, owner: int
):
    short = "https://monitor.example/?p=1"
    redirected = make_report(1, requested_url=short, also={short: "alias"})
    both = make_found(url=short), make_found(1)
    discover(session, owner, *both)
    store(session, owner, redirected, now=NOW)
    assert due(session, owner) == []
    discover(session, owner, *both, at=NEXT_DAY)
    assert due(session, owner, NEXT_DAY) == [page_url(1)]


def test_an_address_that_redirects_comes_in_where_its_target_is_listed_no_more(
    session: Session, owner: int
):
    short = "https://monitor.example/?p=1"
    redirected = make_report(1, requested_url=short, also={short: "alias"})
    discover(session, owner, make_found(url=short), make_found(1))
    store(session, owner, redirected, now=NOW)
    discover(session, owner, make_found(url=short), at=NEXT_DAY)
    assert due(session, owner, NEXT_DAY) == [short]

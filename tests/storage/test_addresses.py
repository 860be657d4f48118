"""Which report an address belongs to."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW, make_report, page_url, rows, store

from crawler.items import Address
from storage.addresses import kind_of_url
from storage.ledger import publisher_id
from storage.reports import Stored

SHORT = "https://monitor.example/?p=1"
MIRROR = page_url(1).replace("monitor", "mirror")


def put(session: Session, owner: int, number: int | str, **given: object) -> Stored:
    return store(session, owner, make_report(number, **given), now=NOW)


def addresses(session: Session, report_id: int) -> dict[str, str]:
    found = rows(session, "SELECT url, kind FROM report_url WHERE report_id = :id", id=report_id)
    return dict(found)


@pytest.mark.parametrize(
    "second",
    [
        {"url": MIRROR},
        {"url": page_url(1).replace("https", "http")},
        {"url": page_url(1).rstrip("/")},
        {"url": SHORT},
        {"url": page_url("one"), "also": {SHORT: "shortlink"}},
        {"url": page_url("one"), "also": {page_url(1): "alias"}},
        {"url": page_url("one"), "requested_url": page_url(1), "also": {page_url(1): "alias"}},
        {"url": page_url("one"), "post_id": "1", "also": {page_url(1): "alias"}},
        {"url": page_url(1), "post_id": "2"},
    ],
)
def test_one_report_under_two_addresses_is_one_report(
    session: Session, owner: int, second: dict[str, object]
):
    put(session, owner, 1, post_id="1", also={SHORT: "shortlink"})
    again = put(session, owner, 1, **second)
    assert (again.report_id, again.change) == (1, "unchanged")
    assert second["url"] in addresses(session, 1)
    assert rows(session, "SELECT url FROM report") == [(page_url(1),)]


@pytest.mark.parametrize(
    "second",
    [
        {},
        {"post_id": "1"},
        {"post_id": "2", "also": {page_url(1): "alias"}},
        {"post_id": "2", "also": {page_url(1): "canonical"}},
        {"post_id": "2", "also": {SHORT: "shortlink"}},
        {"post_id": "2", "requested_url": page_url(1), "also": {page_url(1): "alias"}},
        {"post_id": "1", "also": {page_url(3): "alias"}},
    ],
)
def test_two_posts_are_two_reports(session: Session, owner: int, second: dict[str, object]):
    put(session, owner, 1, post_id="1", also={SHORT: "shortlink"})
    other = put(session, owner, 2, **second)
    assert (other.report_id, other.change) == (2, "new")
    assert addresses(session, 1) == {page_url(1): "canonical", SHORT: "shortlink"}


def test_a_theme_that_prints_one_canonical_link_everywhere_makes_no_report_of_all(
    session: Session, owner: int
):
    """Whichever comes first, the post that really stands there keeps the address."""
    numbers = (1, 2, 3, 4)
    stored = [
        put(session, owner, n, post_id=str(n), also={} if n == 3 else {page_url(3): "alias"})
        for n in numbers
    ]
    assert [s.report_id for s in stored] == [1, 2, 3, 4]
    assert [s.refused for s in stored] == [(), (page_url(3),), (), (page_url(3),)]
    for n in numbers:
        assert addresses(session, n) == {page_url(n): "canonical"}
    again = [
        put(session, owner, n, post_id=str(n), also={} if n == 3 else {page_url(3): "alias"})
        for n in numbers
    ]
    assert [(s.report_id, s.change) for s in again] == [(n, "unchanged") for n in numbers]


def test_an_address_of_another_publisher_is_no_sign(session: Session, owner: int):
    put(session, owner, 1)
    other = publisher_id(session, "other", "Other", "https://other.example/")
    assert store(session, other, make_report(1), now=NOW).change == "new"


@pytest.mark.parametrize(
    ("also", "kinds"),
    [
        ({}, {}),
        ({SHORT: "shortlink"}, {SHORT: "shortlink"}),
        ({MIRROR: "mirror"}, {MIRROR: "mirror"}),
        ({page_url("one"): "canonical"}, {page_url("one"): "alias"}),
    ],
)
def test_one_address_is_canonical(
    session: Session, owner: int, also: dict[str, str], kinds: dict[str, str]
):
    put(session, owner, 1, also=also)
    assert addresses(session, 1) == {page_url(1): "canonical"} | kinds


@pytest.mark.parametrize("kind", ["mirror", "shortlink", "alias"])
def test_where_none_is_said_to_be_canonical_the_fetched_one_is(
    session: Session, owner: int, kind: str
):
    fetched = Address(MIRROR, "monitor.example/blog/1", kind)
    report = make_report(1, url=MIRROR, addresses=(fetched,))
    store(session, owner, report, now=NOW)
    assert addresses(session, 1) == {MIRROR: "canonical"}


def test_a_report_that_loses_its_canonical_address_has_another(session: Session, owner: int):
    stated = (
        Address(page_url("x"), "monitor.example/blog/x", "alias"),
        Address(page_url(2), "monitor.example/blog/2", "canonical"),
    )
    put(session, owner, "x", post_id="1", addresses=stated)
    assert addresses(session, 1) == {page_url("x"): "alias", page_url(2): "canonical"}
    put(session, owner, 2, post_id="2")
    assert addresses(session, 1) == {page_url("x"): "canonical"}
    assert addresses(session, 2) == {page_url(2): "canonical"}


@pytest.mark.parametrize(
    ("kinds", "kept"),
    [
        (("alias", "shortlink"), "shortlink"),
        (("shortlink", "alias"), "shortlink"),
        (("shortlink", "mirror"), "mirror"),
        (("mirror", "alias"), "mirror"),
        (("alias", "alias"), "alias"),
    ],
)
def test_an_address_keeps_the_best_kind_it_was_given(
    session: Session, owner: int, kinds: tuple[str, str], kept: str
):
    for kind in kinds:
        put(session, owner, 1, also={page_url("one"): kind})
    assert addresses(session, 1)[page_url("one")] == kept


def test_a_report_first_met_on_a_mirror_moves_to_its_publishers_own_address(
    session: Session, owner: int
):
    store(session, owner, make_report(1, url=MIRROR), now=NOW)
    assert addresses(session, 1) == {MIRROR: "canonical"}
    store(session, owner, make_report(1), now=NEXT_DAY)
    assert addresses(session, 1) == {page_url(1): "canonical", MIRROR: "mirror"}
    assert rows(session, "SELECT url FROM report") == [(page_url(1),)]
    store(session, owner, make_report(1, url=MIRROR), now=NEXT_DAY)
    assert rows(session, "SELECT url FROM report") == [(page_url(1),)]


def test_a_mirror_fetched_later_is_a_mirror(session: Session, owner: int):
    put(session, owner, 1)
    put(session, owner, 1, url=MIRROR)
    assert addresses(session, 1) == {page_url(1): "canonical", MIRROR: "mirror"}


@pytest.mark.parametrize(
    ("url", "key", "kind"),
    [
        ("https://mirror.example/1", "monitor.example/1", "mirror"),
        ("https://www.mirror.example/1", "monitor.example/1", "mirror"),
        ("https://monitor.example/1", "monitor.example/1", "alias"),
        ("http://www.monitor.example/1", "monitor.example/1", "alias"),
        ("https://monitor.example/1", "www.monitor.example/1", "alias"),
        ("http://127.0.0.1:8088/1", "127.0.0.1:8088/1", "alias"),
        ("https://mirror.example/1", "", "alias"),
    ],
)
def test_a_mirror_s_host_is_not_its_key_s(url: str, key: str, kind: str):
    assert kind_of_url(url, key) == kind


STATED = [
    {"also": {page_url(1): "alias"}},
    {"also": {page_url(1): "canonical"}},
    {"also": {SHORT: "shortlink"}},
    {"also": {SHORT: "shortlink"}, "post_id": "1"},
    {"also": {page_url(1): "alias"}, "requested_url": page_url(1)},
]


@pytest.mark.parametrize("stated", STATED)
@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_a_page_that_states_anothers_address_over_other_words_neither_takes_nor_changes_it(
    session: Session, owner: int, stated: dict[str, object], order: tuple[int, int]
):
    """The one is an honest post that has its short link, the other claims to be it."""
    honest = {"also": {SHORT: "shortlink"}, "post_id": "1"}
    claiming = {**stated, "title": "Buy pills", "body": "Cheap pills are sold here day and night."}
    made = {1: honest, 2: claiming}
    stored = {n: put(session, owner, n, **made[n]) for n in order}
    again = {n: put(session, owner, n, **made[n]) for n in order}
    assert [again[n].report_id for n in order] == [stored[n].report_id for n in order] == [1, 2]
    assert {s.change for s in again.values()} == {"unchanged"}
    assert page_url(1) in addresses(session, stored[1].report_id)
    assert page_url(1) not in addresses(session, stored[2].report_id)
    texts = rows(session, "SELECT url, title, versions FROM report ORDER BY url")
    assert texts == [(page_url(1), "Shelling reported in town 1", 1), (page_url(2), "Buy pills", 1)]

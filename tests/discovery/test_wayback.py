"""The Wayback Machine as a source: which captures it names, where they stand, what goes wrong."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import sets
from sites.wayback import Held, WaybackFaults, WaybackMachine, serve_wayback

from crawler.discovery import wayback
from crawler.discovery.cdx import Memento
from crawler.discovery.entries import Answer, SourceError, Trouble
from crawler.discovery.wayback import MAX_VISITS, WaybackDiscovery, WaybackIndex, index_hosts
from crawler.items import Discovered
from crawler.publishers import SEEDS, load_publisher
from crawler.site import Site

LIVE = Site(load_publisher(SEEDS / "syriatimes.toml"))
ARCHIVE = "https://web.archive.org"
PAGE = "http://syriatimes.sy/index.php/news/local/19800-some-words"
DAY = datetime(2017, 9, 1, 12, tzinfo=UTC)


def index_of(*mementos: Memento, archive: str = ARCHIVE) -> WaybackIndex:
    index = WaybackIndex(LIVE, archive)
    for memento in mementos:
        index.add(memento)
    return index


def captures(digests: str, url: str = PAGE) -> list[Memento]:
    """A capture a day, with these digests of one letter."""
    return [Memento(url, DAY + timedelta(n), digest) for n, digest in enumerate(digests)]


@pytest.mark.parametrize(
    ("digests", "days"),
    [
        ("", []),
        ("A", [0]),
        ("AAAA", [0]),
        ("AABBC", [0, 2, 4]),
        ("ABA", [0, 1, 2]),
        ("ABAB", [0, 1]),
        ("ABABA", [0, 1, 4]),
        ("ABACC", [0, 1, 3]),
        ("ABCDEFGHIJKL", list(range(12))),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh", [*range(0, 34, 3)]),
        ("ABCDEFGHIJKLM", [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12]),
    ],
)
def test_each_text_is_visited_once_and_the_last_of_all(digests: str, days: list[int]) -> None:
    index = index_of(*reversed(captures(digests)))
    assert [(visit.at - DAY).days for visit in index.visits(PAGE)] == days


def test_captures_without_a_digest_are_each_visited() -> None:
    index = index_of(*(Memento(PAGE, DAY + timedelta(n), "") for n in range(3)))
    assert len(index.visits(PAGE)) == 3


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=60))
def test_visits_are_few_in_order_and_hold_the_first_and_the_newest_text(digests: str) -> None:
    index = index_of(*captures(digests))
    visits = index.visits(PAGE)
    assert visits == sorted(set(visits), key=lambda visit: visit.at)
    assert (visits[0].digest, visits[-1].digest) == (digests[0], digests[-1])
    assert len(visits) + index.left_out(PAGE) <= len(set(digests)) + 1
    assert len(visits) == min(MAX_VISITS, len(visits) + index.left_out(PAGE))


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (PAGE, True),
        (PAGE.replace("http://", "https://www."), True),
        (f"{PAGE}?utm_source=mail", True),
        (f"{PAGE}/", True),
        (PAGE.replace("19800", "19801"), False),
        (PAGE.replace("some", "Some"), False),
        (f"{PAGE}?start=1", False),
        ("https://example.org/index.php/news/local/19800-some-words", False),
    ],
)
def test_captures_are_found_under_every_address_of_the_page(url: str, found: bool) -> None:
    index = index_of(*captures("AB", PAGE.replace("syria", "www.syria") + "?fbclid=1"))
    assert len(index.visits(url)) == (2 if found else 0)


def test_the_same_capture_told_twice_is_one() -> None:
    index = index_of(*captures("AB"), *captures("AB"))
    assert len(index.visits(PAGE)) == 2


@pytest.mark.parametrize("archive", [ARCHIVE, "http://127.0.0.1:8080", "http://localhost:80"])
@pytest.mark.parametrize("url", [PAGE, f"{PAGE}?a=1&b=%20c", "https://syriatimes.sy/?p=12"])
def test_the_address_of_a_capture_tells_what_it_holds(archive: str, url: str) -> None:
    index = index_of(archive=archive)
    address = index.address(Memento(url, DAY, "A"))
    assert address.endswith(f"/web/20170901120000id_/{url}")
    assert index.original(address) == (url, DAY)
    assert index.allows(address)


def test_an_address_whose_slashes_a_server_merged_is_read_all_the_same() -> None:
    merged = f"{ARCHIVE}/web/20170901120000id_/{PAGE.replace('//', '/')}"
    assert index_of().original(merged) == (PAGE, DAY)


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        f"{ARCHIVE}/",
        f"{ARCHIVE}/web/20170901120000/{PAGE}",
        f"{ARCHIVE}/web/20170901120000if_/{PAGE}",
        f"{ARCHIVE}/web/20170901id_/{PAGE}",
        f"{ARCHIVE}/web/20170931120000id_/{PAGE}",
        f"{ARCHIVE}/web/20170901120000id_/",
        f"{ARCHIVE}/web/20170901120000id_/ftp://syriatimes.sy/a-b",
        f"{ARCHIVE}/web/20170901120000id_/http://[bad/",
        f"{ARCHIVE}/save/{PAGE}",
        f"{ARCHIVE}/cdx/search/cdx",
        f"{ARCHIVE}:8443/web/20170901120000id_/{PAGE}",
        f"{ARCHIVE}.example.org/web/20170901120000id_/{PAGE}",
        f"http://web.archive.org/web/20170901120000id_/{PAGE}",
        f"https://example.org/web/20170901120000id_/{PAGE}",
        f"https://example.org/?{ARCHIVE}/web/20170901120000id_/{PAGE}",
        f"https://me@web.archive.org/web/20170901120000id_/{PAGE}",
        "https://[bad",
        "",
    ],
)
def test_no_other_address_is_a_raw_capture_or_may_be_asked_for(url: str) -> None:
    assert index_of().original(url) is None
    assert not index_of().allows(url)


def test_the_index_and_the_rules_for_robots_may_be_asked_for() -> None:
    index = index_of()
    assert index.allows(index.cdx_address("syriatimes.sy"))
    assert index.allows(f"{ARCHIVE}/robots.txt")


def test_an_index_is_asked_for_whole_pages_of_a_host_from_the_day_before() -> None:
    address = index_of().cdx_address("syriatimes.sy", date(2017, 1, 1), "sy%2Cx%29+1%21")
    asked = parse_qs(urlsplit(address).query)
    assert asked["url"] == ["syriatimes.sy"]
    assert asked["filter"] == ["statuscode:200", "mimetype:text/html"]
    assert asked["from"] == ["20161231"]
    assert asked["resumeKey"] == ["sy%2Cx%29+1%21"]


@pytest.mark.parametrize(
    ("name", "hosts"),
    [
        ("syriatimes", ["syriatimes.sy"]),
        ("iraqinews", ["iraqinews.com", "dev.iraqinews.com"]),
        ("snhr", ["snhr.org", "news.snhr.org", "sn4hr.org", "news.sn4hr.org"]),
    ],
)
def test_an_index_is_asked_once_for_a_host_with_and_without_www(
    name: str, hosts: list[str]
) -> None:
    assert index_hosts(load_publisher(SEEDS / f"{name}.toml")) == hosts


class Client:
    """Fetches over loopback as a spider does, redirects included."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def fetch(self, url: str) -> Answer:
        self.asked.append(url)
        response, body = get(url)
        while response.status in {301, 302}:
            url = urljoin(url, response.headers["Location"])
            response, body = get(url)
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(url, response.status, headers, body, body.decode("utf-8", "replace"))


def get(url: str) -> tuple[HTTPResponse, bytes]:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=10)
    try:
        connection.request("GET", parts._replace(scheme="", netloc="").geturl())
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


@pytest.fixture
def machine() -> Iterator[WaybackMachine]:
    """Holds twelve articles of a newspaper that is gone, and what else a crawler met there."""
    site = sets.newspaper_site(12)
    site.base = "http://www.syriatimes.sy:80"
    machine = WaybackMachine()
    for number, post in enumerate(site.posts):
        machine.keep(site, site.path_of(post), DAY + timedelta(number))
    for path in ("/", "/index.php/news/local", "/media/some-image.jpg", "/gone-for-good"):
        machine.keep(site, path, DAY)
    with serve_wayback(machine):
        yield machine


def discover(
    machine: WaybackMachine,
    site: Site = LIVE,
    client: Client | None = None,
    since: date | None = None,
) -> tuple[list[Discovered], WaybackDiscovery]:
    index = WaybackIndex(site, machine.origin)
    discovery = WaybackDiscovery(site, index, (client or Client()).fetch, since)

    async def run() -> list[Discovered]:
        return [found async for batch in discovery.batches() for found in batch]

    return asyncio.run(run()), discovery


def troubles(discovery: WaybackDiscovery) -> list[Trouble]:
    (run,) = discovery.runs
    return [error.trouble for error in run.troubles]


def test_reports_are_found_under_their_own_addresses_and_nothing_else(
    machine: WaybackMachine,
) -> None:
    found, discovery = discover(machine)
    assert discovery.found == len(found) == 12
    assert {item.via for item in found} == {"wayback"}
    assert {item.excluded for item in found} == {None}
    assert all(item.url.startswith("http://www.syriatimes.sy/index.php/") for item in found)
    assert discovery.runs[0].complete


@pytest.mark.parametrize("rows", [1, 5, 11, 12, 13])
def test_an_index_is_read_to_its_end_page_by_page(machine: WaybackMachine, rows: int) -> None:
    machine.rows_at_once = rows
    found, discovery = discover(machine)
    assert (len(found), troubles(discovery)) == (12, [])
    # Fourteen pages were served with status 200: twelve articles and two lists.
    assert len(machine.asked) == -(-14 // rows)


def test_a_page_under_several_addresses_is_one_report_with_all_its_captures(
    machine: WaybackMachine,
) -> None:
    for original in (PAGE, f"{PAGE}?utm_source=x", PAGE.replace("http:", "https:")):
        machine.held.append(Held(original, DAY, f"<p>{original}</p>".encode()))
    found, discovery = discover(machine)
    assert discovery.found == 13
    assert [item.url for item in found if item.key.endswith("/19800-some-words")] == [
        PAGE,
        PAGE.replace("http:", "https:"),
        f"{PAGE}?utm_source=x",
    ]
    assert len(discovery.index.visits(PAGE)) == 3


def test_a_mirror_stands_behind_the_publishers_own_host(machine: WaybackMachine) -> None:
    machine.held = [Held(url, DAY, url.encode()) for url in (PAGE.replace("//", "//www."), PAGE)]
    found, _ = discover(machine)
    assert [urlsplit(item.url).hostname for item in found] == [
        "syriatimes.sy",
        "www.syriatimes.sy",
    ]


def test_the_day_in_a_permalink_is_told() -> None:
    site = Site(load_publisher(SEEDS / "snhr.toml"))
    machine = WaybackMachine([Held("https://snhr.org/blog/2017/04/13/38282/", DAY, b"x")])
    with serve_wayback(machine):
        (found,), _ = discover(machine, site)
    assert found.published == date(2017, 4, 13)
    assert found.modified is None
    assert len(machine.asked) == 4


def test_captures_from_before_the_days_that_are_wanted_are_not_read(
    machine: WaybackMachine,
) -> None:
    found, _ = discover(machine, since=date(2017, 9, 11))
    assert len(found) == 3


def test_visits_lead_to_the_captures_as_they_were_served(machine: WaybackMachine) -> None:
    found, discovery = discover(machine)
    index = discovery.index
    for item in found:
        (visit,) = index.visits(item.url)
        answer = asyncio.run(Client().fetch(index.address(visit)))
        (held,) = [
            held for held in machine.held if held.at == visit.at and held.body == answer.body
        ]
        assert index.original(answer.url) == (visit.url, held.at)
        assert answer.headers["x-archive-orig-content-type"] == held.content_type


def test_from_a_moment_that_is_not_there_the_archive_leads_to_the_nearest(
    machine: WaybackMachine,
) -> None:
    machine.held = [
        Held(PAGE, DAY, b"first"),
        Held(PAGE, DAY + timedelta(days=9), b"last"),
    ]
    index = WaybackIndex(LIVE, machine.origin)
    asked = index.address(Memento(PAGE, DAY + timedelta(days=6), ""))
    answer = asyncio.run(Client().fetch(asked))
    assert answer.body == b"last"
    assert index.original(answer.url) == (PAGE, DAY + timedelta(days=9))


def test_what_the_archive_does_not_hold_is_not_found(machine: WaybackMachine) -> None:
    index = WaybackIndex(LIVE, machine.origin)
    answer = asyncio.run(Client().fetch(index.address(Memento(PAGE, DAY, ""))))
    assert answer.status == 404


def test_what_the_archive_has_lost_is_named_and_not_found(machine: WaybackMachine) -> None:
    machine.held = [Held(PAGE, DAY, b"x")]
    machine.faults.lost = frozenset({PAGE})
    (found,), discovery = discover(machine)
    (visit,) = discovery.index.visits(found.url)
    assert asyncio.run(Client().fetch(discovery.index.address(visit))).status == 404


def test_repeats_in_the_index_are_no_further_visits(machine: WaybackMachine) -> None:
    machine.held += [
        Held(PAGE, DAY, b"a text"),
        Held(PAGE, DAY + timedelta(days=1), b"", mimetype="warc/revisit"),
        Held(PAGE, DAY + timedelta(days=2), b"a text"),
    ]
    _, discovery = discover(machine)
    assert [visit.at for visit in discovery.index.visits(PAGE)] == [DAY]


@pytest.mark.parametrize(
    ("faults", "trouble", "answered"),
    [
        (WaybackFaults(busy=1), Trouble.REFUSED, False),
        (WaybackFaults(failing=-1), Trouble.UNREACHABLE, False),
        (WaybackFaults(cdx="html"), Trouble.BROKEN, False),
        (WaybackFaults(cdx="cut"), Trouble.BROKEN, False),
        (WaybackFaults(cdx="blocked"), Trouble.REFUSED, False),
        (WaybackFaults(cdx="endless"), Trouble.LYING, True),
    ],
)
def test_an_index_that_fails_says_how(
    machine: WaybackMachine, faults: WaybackFaults, trouble: Trouble, answered: bool
) -> None:
    machine.faults = faults
    found, discovery = discover(machine)
    assert troubles(discovery) == [trouble]
    assert discovery.runs[0].answered is answered
    assert len(found) == (12 if answered else 0)


class Breaking(Client):
    """Works for one request, then gives a status, a text or an error."""

    def __init__(self, then: object) -> None:
        super().__init__()
        self.then = then

    async def fetch(self, url: str) -> Answer:
        if not self.asked:
            return await super().fetch(url)
        if isinstance(self.then, Exception):
            raise self.then
        status = self.then if isinstance(self.then, int) else 200
        return Answer(url, status, {}, b"", str(self.then))


@pytest.mark.parametrize(
    ("then", "trouble"),
    [
        (429, Trouble.PARTIAL),
        (504, Trouble.PARTIAL),
        (404, Trouble.PARTIAL),
        ("<html>", Trouble.BROKEN),
        (SourceError(Trouble.UNREACHABLE, "no network"), Trouble.UNREACHABLE),
    ],
)
def test_an_index_that_breaks_off_keeps_what_it_gave(
    machine: WaybackMachine, then: object, trouble: Trouble
) -> None:
    machine.rows_at_once = 5
    found, discovery = discover(machine, client=Breaking(then))
    assert 0 < len(found) < 12
    assert troubles(discovery) == [trouble]
    assert not discovery.runs[0].complete


def test_an_index_without_end_is_left_at_last(
    machine: WaybackMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.rows_at_once = 1
    monkeypatch.setattr(wayback, "MAX_PAGES", 4)
    _, discovery = discover(machine)
    assert troubles(discovery) == [Trouble.LYING]
    assert len(machine.asked) == 4


def test_an_archive_that_holds_nothing_of_the_publisher_says_so(machine: WaybackMachine) -> None:
    machine.held = [Held("http://example.org/a-b", DAY, b"x")]
    found, discovery = discover(machine)
    assert (found, troubles(discovery)) == ([], [Trouble.ABSENT])
    assert discovery.runs[0].answered


def test_rows_that_cannot_be_read_are_counted_and_cost_no_others(machine: WaybackMachine) -> None:
    machine.held.append(Held("http://syriatimes.sy/" + "a-" * 5000, DAY, b"x"))
    found, discovery = discover(machine)
    assert len(found) == 12
    assert [str(error) for error in discovery.runs[0].troubles] == [
        f"1 rows of the index at {machine.origin} cannot be read"
    ]


def test_one_host_that_fails_does_not_cost_the_others() -> None:
    site = Site(load_publisher(SEEDS / "snhr.toml"))
    machine = WaybackMachine([Held("http://sn4hr.org/blog/2016/02/13/18432/", DAY, b"x")])
    machine.faults.failing = 1
    with serve_wayback(machine):
        (found,), discovery = discover(machine, site)
    assert found.url == "http://sn4hr.org/blog/2016/02/13/18432/"
    assert troubles(discovery) == [Trouble.UNREACHABLE]

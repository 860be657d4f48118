"""Lists that would take memory or time without end are read as far as is sensible, and told."""

import asyncio
import gzip
import json
import subprocess
import sys
from collections.abc import Callable

import pytest
from running import ROOT

from crawler.discovery.entries import Answer, SourceError, Trouble
from crawler.discovery.limits import Limits
from crawler.discovery.listing import read_list_page
from crawler.discovery.sitemap import read_sitemap
from crawler.discovery.sources import Discovery
from crawler.discovery.xml import MAX_ITEMS
from crawler.publishers import SEEDS, load_publisher
from crawler.site import Site

HOME = "http://127.0.0.1:8088"
SITE = Site(load_publisher(SEEDS / "snhr.toml"), HOME)

URLS = b"".join(b"<url><loc>/%d/</loc></url>" % number for number in range(MAX_ITEMS + 1))


def read(body: bytes) -> tuple[int, str]:
    sitemap = read_sitemap(Answer("http://a.example/sitemap.xml", 200, {}, body, ""))
    return len(sitemap.entries), sitemap.fault


@pytest.mark.parametrize(
    ("body", "entries", "fault"),
    [
        (b"<urlset>" + URLS + b"</urlset>", MAX_ITEMS, "names more than 50000 addresses"),
        (b"<urlset><url><loc>/1/</loc></url>", 1, "breaks off"),
        (b"<urlset><url><loc>/1/</loc></url><url><loc>/2", 1, "breaks off"),
        (
            b"<urlset><url><loc>/1/</loc></url><url>" + b"<x/>" * 10_001 + b"</url></urlset>",
            1,
            "has an item of more than 10000 elements",
        ),
        (b"<urlset>" + b"<x/>" * 50_000 + b"<url><loc>/1/</loc></url></urlset>", 1, ""),
        (
            b"<urlset><url><loc>/1/</loc></url><url a='" + b"x" * 1_100_000 + b"'/></urlset>",
            1,
            "cannot be read to its end: a tag or text of more than 1000000 bytes",
        ),
    ],
    ids=["too many", "cut", "cut in an item", "deep", "other elements", "long tag"],
)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_sitemap_is_read_as_far_as_it_goes(
    body: bytes, entries: int, fault: str, *, packed: bool
) -> None:
    assert read(gzip.compress(body, 1, mtime=0) if packed else body) == (entries, fault)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x1f\x8bno gzip",
        b"<html><p>Not here</p></html>",
        b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><x>&b;</x>",
    ],
)
def test_what_is_no_sitemap_is_told(body: bytes) -> None:
    with pytest.raises(SourceError) as told:
        read(body)
    assert told.value.trouble is Trouble.BROKEN


def test_entities_that_multiply_are_not_followed() -> None:
    levels = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    body = f"<!DOCTYPE x [<!ENTITY e0 'lol'>{levels}]><urlset><url><loc>&e11;</loc></url></urlset>"
    assert read(body.encode())[0] == 0


MEASURED = """
import gzip, resource, sys
from crawler.discovery.entries import Answer, SourceError
from crawler.discovery.sitemap import read_sitemap
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for piece in ("<x/>", "<url><loc>/a/</loc></url>", "<x a='1' b='2'>"):
    packed = gzip.compress(b"<urlset>" + piece.encode() * (2_000_000 // len(piece)), 1)
    try:
        read_sitemap(Answer("http://a.example/", 200, {}, packed, ""))
    except SourceError:
        pass
    del packed
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_2_mb_of_tags_take_little_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEASURED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    # As trees they would take up to 100; the list itself is most of what they take.
    assert int(done.stdout) < 60


class Endless:
    """A site whose lists name what is asked for: more of them, and reports, without end."""

    def __init__(self, answer: Callable[[int], str]) -> None:
        self.asked: list[str] = []
        self._answer = answer

    async def fetch(self, url: str) -> Answer:
        self.asked.append(url)
        body = self._answer(len(self.asked)).encode()
        return Answer(url, 200, {}, body, body.decode())


def index(number: int) -> str:
    """A sitemap index that names itself and three that nobody has seen."""
    names = ["/sitemap.xml", *(f"/sitemap-{number}-{more}.xml" for more in range(3))]
    found = "".join(f"<sitemap><loc>{HOME}{name}</loc></sitemap>" for name in names)
    return f"<sitemapindex>{found}</sitemapindex>"


def rest(number: int) -> str:
    link = f"{HOME}/blog/2017/04/13/{number}/"
    return json.dumps([{"id": number, "link": link, "date": "2017-04-13T01:30:00"}])


def rss(number: int) -> str:
    link = f"{HOME}/blog/2017/04/13/{number}/"
    return f"<rss><channel><item><link>{link}</link></item></channel></rss>"


def pages(number: int) -> str:
    report = f"<a href='{HOME}/blog/2017/04/13/{number}/'>Report</a>"
    return f"<html>{report}<a rel=next href='{HOME}/category/all/page/{number + 1}/'>older</a>"


def lists(number: int) -> str:
    return f"<html><a href='{HOME}/category/all-{number}/'>more</a></html>"


def crawl(
    via: str, web: Endless, limits: Limits, *, known: int = 0, is_fresh: bool = True
) -> Discovery:
    """Read the sources; ``is_fresh``: none of the reports is in the ledger."""
    discovery = Discovery(SITE, web.fetch, via=via)
    discovery.limits = limits
    discovery.known = known

    async def run() -> None:
        async for batch in discovery.batches():
            discovery.note_fresh(len({item.key for item in batch}) if is_fresh else 0)

    asyncio.run(run())
    return discovery


@pytest.mark.parametrize(
    ("via", "answer"),
    [
        ("sitemap", index),
        ("wordpress", rest),
        ("feed", rss),
        ("listing", pages),
        ("listing", lists),
    ],
)
def test_a_source_without_end_is_left_after_its_requests(
    via: str, answer: Callable[[int], str]
) -> None:
    web = Endless(answer)
    (run,) = crawl(via, web, Limits(requests=20, depth=100)).runs
    assert len(web.asked) == 20
    assert len(run.keys) in {0, 19, 20}
    assert {error.trouble for error in run.troubles} == {Trouble.LYING}
    assert "more than 20 requests" in str(run.troubles[0])


def now_and_then(number: int) -> str:
    """An index that names sitemaps without end; every fourth of these names a report."""
    link = f"<url><loc>{HOME}/blog/2017/04/13/{number}/</loc></url>"
    return index(number) if number % 4 else f"<urlset>{link}</urlset>"


@pytest.mark.parametrize(
    ("via", "answer", "asked"),
    [
        ("sitemap", index, 7),
        ("listing", lists, 7),
        ("listing", pages, 30),
        ("feed", rss, 30),
        ("wordpress", rest, 30),
        ("sitemap", now_and_then, 30),
    ],
    ids=["indexes", "lists", "list", "feed", "rest", "now and then"],
)
def test_a_source_is_left_where_it_names_nothing_new_for_long(
    via: str, answer: Callable[[int], str], asked: int
) -> None:
    web = Endless(answer)
    (run,) = crawl(via, web, Limits(requests=30, depth=100, barren=7)).runs
    # The publisher has a second sitemap, list and feed; of an index that is not counted.
    assert len(web.asked) in {asked, 2 * asked, 2 * asked + 2}
    assert {error.trouble for error in run.troubles} == {Trouble.LYING}
    assert ("SOURCE_MAX_BARREN" in str(run.troubles[0])) == (asked == 7)


class Checked(Endless):
    """REST names three posts and that these are all; the feed goes on for ever."""

    async def fetch(self, url: str) -> Answer:
        if "/wp-json/" not in url:
            return await super().fetch(url)
        posts = [json.loads(rest(10**6 + number))[0] for number in range(3)]
        is_first = "page=1&" in url
        body = json.dumps(posts) if is_first else "[]"
        return Answer(url, 200 if is_first else 400, {}, body.encode(), body)


@pytest.mark.parametrize(
    ("limits", "known", "is_fresh", "taken"),
    [
        # Two feeds, with one more each.
        (Limits(requests=40, extra=10), 0, True, 22),
        (Limits(requests=40, extra=2), 0, True, 8),
        (Limits(requests=40, extra=10), 15, True, 32),
        (Limits(requests=40, extra=10), 0, False, 40),
        (Limits(requests=40, extra=100), 0, True, 40),
    ],
    ids=["many", "more than the complete one", "a large archive", "in the ledger", "few"],
)
def test_what_a_complete_source_lacks_is_taken_by_and_by(
    limits: Limits, known: int, *, is_fresh: bool, taken: int
) -> None:
    web = Checked(rss)
    discovery = crawl("auto", web, limits, known=known, is_fresh=is_fresh)
    run = next(run for run in discovery.runs if run.kind == "feed")
    assert len(run.keys) == taken
    told = [error for error in run.troubles if "SOURCE_MAX_EXTRA" in str(error)]
    assert [error.trouble for error in told] == [Trouble.PARTIAL] * (2 if taken < 40 else 0)


@pytest.mark.parametrize("via", ["feed", "auto"])
def test_the_first_source_is_read_whole_whatever_it_names(via: str) -> None:
    web = Endless(lambda number: rss(number) if number <= 60 else "<rss></rss>")
    discovery = crawl(via, web, Limits(extra=10))
    assert max(len(run.keys) for run in discovery.runs) >= 50


def test_many_addresses_of_one_answer_come_in_pieces() -> None:
    links = "".join(f"<url><loc>/blog/2017/04/13/{number}/</loc></url>" for number in range(2_500))
    discovery = Discovery(SITE, Endless(lambda _: f"<urlset>{links}</urlset>").fetch, via="sitemap")

    async def run() -> list[int]:
        return [len(batch) async for batch in discovery.batches()]

    assert asyncio.run(run())[:3] == [1_000, 1_000, 500]


def test_lists_that_lead_to_one_another_without_end_are_left_at_a_depth() -> None:
    web = Endless(lists)
    (run,) = crawl("listing", web, Limits(requests=1_000, depth=5)).runs
    # Two starts, one for each language.
    assert len(web.asked) == 2 * 5
    assert "without end" in str(run.troubles[0])


@pytest.mark.parametrize(
    ("limits", "taken"),
    [(Limits(urls=10), {11, 12}), (Limits(urls=2), {3, 4}), (Limits(urls=20), {20})],
)
def test_a_source_names_so_many_reports_and_no_more(limits: Limits, taken: set[int]) -> None:
    web = Endless(lambda number: rss(number) if number <= 20 else "<rss></rss>")
    (run,) = crawl("feed", web, limits).runs
    assert len(run.keys) in taken
    assert bool(run.troubles) == (taken != {20})


def test_addresses_that_are_too_long_are_told_and_not_kept() -> None:
    long, longer = (f"{HOME}/blog/2017/04/13/1/?{'a' * count}" for count in (2_000, 100_000))
    items = "".join(f"<item><link>{link}</link></item>" for link in (long, longer))
    body = f"<rss><channel>{items}</channel></rss>"
    (run,) = crawl("feed", Endless(lambda _: body), Limits()).runs
    assert len(run.keys) == 1
    (told,) = set(run.bad_urls)
    assert told.startswith(longer[:200])
    assert told.endswith("… (100041 characters)")


def attributes(count: int) -> bytes:
    return b"<a " + b" ".join(b"a%d=1" % number for number in range(count)) + b">x</a>"


@pytest.mark.parametrize(
    "body",
    [
        attributes(100_000),
        attributes(1_000) * 3_000,
        b"<a href=/blog/2017/04/13/1/>x</a>" * 20_001,
    ],
    ids=["one tag", "many tags", "links"],
)
def test_a_list_that_is_made_to_take_for_ever_is_left(body: bytes) -> None:
    with pytest.raises(SourceError) as told:
        read_list_page(Answer(f"{HOME}/", 200, {}, body, ""), SITE)
    assert told.value.trouble is Trouble.BROKEN


@pytest.mark.parametrize(
    "body",
    [
        b"<a href=/blog/2017/04/13/1/ " + b"x" * 500_000 + b">x</a>",
        b"<a href=/blog/2017/04/13/1/>x</a><img src='data:image/png;base64," + b"Ab+/" * 9_000,
        b"<a href=/blog/2017/04/13/1/>x</a><script>" + b"if (a < b) c = d; " * 1_000,
    ],
    ids=["long attribute", "image", "script"],
)
def test_a_list_with_long_pieces_is_read(body: bytes) -> None:
    page = read_list_page(Answer(f"{HOME}/", 200, {}, b"<html>" + body, ""), SITE)
    assert len(page.reports) == 1

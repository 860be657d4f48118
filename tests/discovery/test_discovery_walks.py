"""Each source of URLs, whole and in trouble; pages are answered from a table."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from crawler.discovery import feed, listing, sitemap, wordpress
from crawler.discovery.entries import Answer, Batch, SourceError, Trouble, read_moment
from crawler.publishers import SEEDS, load_publisher
from crawler.site import Site

HOME = "http://127.0.0.1:8088"
SITE = Site(load_publisher(SEEDS / "snhr.toml"), HOME)
DAMASCUS = ZoneInfo("Asia/Damascus")


class Web:
    """Answers by URL: text, bytes, a status, or (text, headers); 404 for the rest."""

    def __init__(self, pages: Mapping[str, object]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    async def fetch(self, url: str) -> Answer:
        self.asked.append(url)
        page, headers = self.pages.get(url, 404), {}
        if isinstance(page, tuple):
            page, headers = page
        if isinstance(page, Exception):
            raise page
        status = page if isinstance(page, int) else 200
        body = page if isinstance(page, bytes) else str(page).encode()
        return Answer(url, status, headers, b"" if status != 200 else body, body.decode("latin-1"))


def read(walk: AsyncIterator[Batch]) -> tuple[list[str], SourceError | None]:
    """URLs that a walk gives, and the error that ended it."""

    async def run() -> tuple[list[str], SourceError | None]:
        urls: list[str] = []
        try:
            async for batch in walk:
                urls += [entry.url for entry in batch.entries]
        except SourceError as error:
            return urls, error
        return urls, None

    return asyncio.run(run())


REST = f"{HOME}/wp-json/wp/v2/posts"


def rest_url(page: int, since: str = "") -> str:
    return f"{REST}?per_page=100&page={page}{since}&_fields=id,link,date,modified_gmt"


def posts(*numbers: int, total: int) -> tuple[str, dict[str, str]]:
    rows = [
        {
            "id": number,
            "link": f"{HOME}/blog/2017/04/13/{number}/",
            "date": "2017-04-13T01:30:00",
            "modified_gmt": "2017-04-14T10:00:00",
        }
        for number in numbers
    ]
    return json.dumps(rows), {"x-wp-total": str(total)}


def test_rest_is_read_to_the_page_after_the_last() -> None:
    web = Web({rest_url(1): posts(1, 2, total=3), rest_url(2): posts(3, total=3), rest_url(3): 400})
    urls, error = read(wordpress.walk(web.fetch, REST))
    assert urls == [f"{HOME}/blog/2017/04/13/{number}/" for number in (1, 2, 3)]
    assert error is None


def test_rest_tells_the_local_day_and_the_utc_moment_of_the_last_change() -> None:
    answer = Answer("", 200, {}, b"", posts(1, total=1)[0])
    (entry,) = wordpress.read_posts(answer)
    assert entry.published == date(2017, 4, 13)
    assert entry.modified == datetime(2017, 4, 14, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pages", "trouble", "given"),
    [
        ({}, Trouble.ABSENT, 0),
        ({rest_url(1): 403}, Trouble.REFUSED, 0),
        ({rest_url(1): 503}, Trouble.UNREACHABLE, 0),
        ({rest_url(1): "<html>Just a moment</html>"}, Trouble.BROKEN, 0),
        ({rest_url(1): '{"code": "rest_disabled"}'}, Trouble.BROKEN, 0),
        ({rest_url(1): "[" * 100_000}, Trouble.BROKEN, 0),
        ({rest_url(1): posts(1, 2, total=40), rest_url(2): 400}, Trouble.LYING, 2),
        ({rest_url(1): posts(1, total=9), rest_url(2): posts(1, total=9)}, Trouble.LYING, 1),
        ({rest_url(1): posts(1, total=9), rest_url(2): 500}, Trouble.PARTIAL, 1),
        ({rest_url(1): posts(1, total=9), rest_url(2): "<html>"}, Trouble.BROKEN, 1),
        ({rest_url(1): SourceError(Trouble.REFUSED, "robots")}, Trouble.REFUSED, 0),
    ],
)
def test_rest_that_fails_or_lies_says_how(
    pages: dict[str, object], trouble: Trouble, given: int
) -> None:
    urls, error = read(wordpress.walk(Web(pages).fetch, REST))
    assert error is not None
    assert error.trouble is trouble
    assert len(urls) == given


def test_rest_that_tells_too_few_posts_is_read_on_and_told() -> None:
    web = Web({rest_url(1): posts(1, total=1), rest_url(2): posts(2, 3, total=1), rest_url(3): 400})
    urls, error = read(wordpress.walk(web.fetch, REST))
    assert len(urls) == 3
    assert error is not None
    assert error.trouble is Trouble.LYING


def test_rest_asks_only_for_what_is_young_enough() -> None:
    web = Web({})
    read(wordpress.walk(web.fetch, REST, date(2017, 1, 1)))
    assert web.asked == [rest_url(1, "&after=2016-12-31T00%3A00%3A00")]


COUNTS = f"{REST}?search=nextpage&per_page=100&_fields=link%2Ccontent"


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        ([{"link": "a", "content": {"rendered": "x<!--nextpage-->y<!--nextpage-->z"}}], {"a": 3}),
        ([{"link": "a", "content": {"rendered": "on the nextpage"}}], {}),
        ([{"link": "a", "content": None}, {"link": "b"}, 3], {}),
        ({"code": "rest_disabled"}, {}),
        (404, {}),
    ],
)
def test_posts_of_several_pages_are_counted_by_rest(answer: object, counts: dict[str, int]) -> None:
    web = Web({COUNTS: answer if answer == 404 else json.dumps(answer)})
    assert asyncio.run(wordpress.page_counts(web.fetch, REST)) == counts


@pytest.mark.parametrize("value", ["", "many", "-1", "1" * 30, "１２"])
def test_a_total_that_is_no_number_is_none(value: str) -> None:
    assert wordpress.read_total({"x-wp-total": value}) is None


INDEX = f"{HOME}/sitemap_index.xml"
CORE = f"{HOME}/wp-sitemap.xml"
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def index(*urls: str) -> str:
    items = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f'<?xml version="1.0"?><sitemapindex {NAMESPACE}>{items}</sitemapindex>'


def urlset(*urls: str, lastmod: str = "") -> str:
    items = "".join(
        f"<url><loc> {url}\n</loc>{lastmod and f'<lastmod>{lastmod}</lastmod>'}</url>"
        for url in urls
    )
    return f"<urlset {NAMESPACE}>{items}</urlset>"


def test_a_sitemap_index_leads_to_its_sitemaps_but_not_to_users_and_tags() -> None:
    web = Web(
        {
            CORE: index(f"{HOME}/posts-1.xml", f"{HOME}/wp-sitemap-users-1.xml", f"{HOME}/p2.xml"),
            f"{HOME}/posts-1.xml": urlset("a", "b"),
            f"{HOME}/p2.xml": gzip.compress(urlset("c").encode()),
            f"{HOME}/wp-sitemap-users-1.xml": urlset("user"),
        }
    )
    urls, error = read(sitemap.walk(web.fetch, [INDEX, CORE]))
    assert urls == ["a", "b", "c"]
    assert error is None


@pytest.mark.parametrize(
    ("lastmod", "moment"),
    [
        ("2017-04-13T10:00:00+03:00", datetime(2017, 4, 13, 7, tzinfo=UTC)),
        ("2017-04-13T10:00:00Z", datetime(2017, 4, 13, 10, tzinfo=UTC)),
        ("2017-04-13", datetime(2017, 4, 13, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_lastmod_is_read_as_utc_or_not_at_all(lastmod: str, moment: datetime | None) -> None:
    body = urlset("a", lastmod=lastmod).encode()
    (entry,) = sitemap.read_sitemap(Answer("", 200, {}, body, "")).entries
    assert entry.modified == moment


@pytest.mark.parametrize(
    ("pages", "trouble", "given"),
    [
        ({}, Trouble.ABSENT, 0),
        ({INDEX: "<html><body>Not found</body></html>"}, Trouble.BROKEN, 0),
        ({INDEX: ""}, Trouble.BROKEN, 0),
        ({INDEX: "no xml"}, Trouble.BROKEN, 0),
        ({INDEX: b"\x1f\x8bbroken"}, Trouble.BROKEN, 0),
        ({INDEX: index(f"{HOME}/1.xml", f"{HOME}/2.xml"), f"{HOME}/1.xml": urlset("a")},
         Trouble.PARTIAL, 1),
        ({INDEX: urlset("a", "b")[:-12]}, Trouble.PARTIAL, 1),
        ({INDEX: index(f"{HOME}/1.xml", "x")[:-30], f"{HOME}/1.xml": urlset("a")},
         Trouble.PARTIAL, 1),
        ({INDEX: 500, CORE: urlset("a")}, Trouble.UNREACHABLE, 0),
    ],
)  # fmt: skip
def test_a_sitemap_in_trouble_says_how(
    pages: dict[str, object], trouble: Trouble, given: int
) -> None:
    urls, error = read(sitemap.walk(Web(pages).fetch, [INDEX, CORE]))
    assert error is not None
    assert error.trouble is trouble
    assert len(urls) == given


def test_a_sitemap_that_leads_back_to_itself_is_read_once() -> None:
    web = Web({INDEX: index(INDEX, f"{HOME}/1.xml"), f"{HOME}/1.xml": index(INDEX)})
    urls, error = read(sitemap.walk(web.fetch, [INDEX]))
    assert (urls, error) == ([], None)
    assert web.asked == [INDEX, f"{HOME}/1.xml"]


def test_a_sitemap_never_expands_an_entity_nor_reads_a_file() -> None:
    hostile = (
        '<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "boom">]>'
        "<urlset><url><loc>&x;</loc></url><url><loc>a&y;</loc></url></urlset>"
    )
    urls, _ = read(sitemap.walk(Web({INDEX: hostile}).fetch, [INDEX]))
    assert urls in ([], ["a"])


FEED = f"{HOME}/feed/"


def rss(*numbers: int, day: str = "Wed, 12 Apr 2017 22:30:00 +0000") -> str:
    items = "".join(
        f"<item><link>{HOME}/{number}/</link><pubDate>{day}</pubDate></item>" for number in numbers
    )
    return f"<rss version='2.0'><channel><link>{HOME}</link>{items}</channel></rss>"


def test_a_feed_is_read_page_by_page_until_there_is_none() -> None:
    web = Web({FEED: rss(1, 2), f"{FEED}?paged=2": rss(3)})
    urls, error = read(feed.walk(web.fetch, FEED, DAMASCUS))
    assert urls == [f"{HOME}/{number}/" for number in (1, 2, 3)]
    assert error is None
    assert web.asked[-1] == f"{FEED}?paged=3"


def test_a_feed_that_ignores_paging_is_told_as_partial() -> None:
    web = Web({FEED: rss(1, 2), f"{FEED}?paged=2": rss(1, 2)})
    urls, error = read(feed.walk(web.fetch, FEED, DAMASCUS))
    assert len(urls) == 2
    assert error is not None
    assert error.trouble is Trouble.PARTIAL


def test_a_feed_is_left_where_it_gets_too_old() -> None:
    web = Web({FEED: rss(1), f"{FEED}?paged=2": rss(2)})
    read(feed.walk(web.fetch, FEED, DAMASCUS, date(2017, 4, 14)))
    assert web.asked == [FEED]


def test_a_feeds_moment_is_the_publishers_local_day() -> None:
    (entry,) = feed.read_feed(Answer("", 200, {}, rss(1).encode(), ""), DAMASCUS)
    assert entry.published == date(2017, 4, 13)


def test_an_atom_feed_is_read_by_its_alternate_links() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry>'
        '<link rel="enclosure" href="file"/><link href="page"/>'
        "<published>2017-04-12T22:30:00Z</published><updated>2017-05-01T00:00:00Z</updated>"
        "</entry><entry><title>no link</title></entry></feed>"
    )
    (entry,) = feed.read_feed(Answer("", 200, {}, atom.encode(), ""), DAMASCUS)
    assert (entry.url, entry.published) == ("page", date(2017, 4, 13))
    assert entry.modified == datetime(2017, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize("body", ["<html></html>", "", "plain text", '{"json": 1}'])
def test_what_is_no_feed_is_told(body: str) -> None:
    urls, error = read(feed.walk(Web({FEED: body or " "}).fetch, FEED, DAMASCUS))
    assert urls == []
    assert error is not None
    assert error.trouble is Trouble.BROKEN


def page(*numbers: int, next_url: str = "", more: str = "") -> str:
    links = "".join(f'<a href="/blog/2017/04/13/{n}/#respond">Report {n}</a>' for n in numbers)
    following = f'<a class="next page-numbers" href="{next_url}">Next</a>' if next_url else ""
    return f"<html><body>{links}{following}{more}</body></html>"


def numbers(urls: list[str]) -> list[int]:
    return [int(url.rstrip("/").rpartition("/")[2]) for url in urls]


def walk_lists(pages: dict[str, object], since: date | None = None) -> tuple[list[int], object]:
    urls, error = read(listing.walk(Web(pages).fetch, SITE, [f"{HOME}/"], since))
    return numbers(urls), error.trouble if error else None


def test_a_list_is_read_by_its_next_links() -> None:
    assert walk_lists(
        {f"{HOME}/": page(1, 2, next_url="/page/2/"), f"{HOME}/page/2/": page(3)}
    ) == ([1, 2, 3], None)


def test_a_list_without_a_next_link_is_read_by_its_page_numbers() -> None:
    numbers = '<div class="page-nav"><a href="/page/2/">2</a><a href="/page/9/">9</a></div>'
    assert walk_lists({f"{HOME}/": page(1, more=numbers), f"{HOME}/page/2/": page(2)}) == (
        [1, 2],
        None,
    )


@pytest.mark.parametrize(
    ("link", "followed"),
    [
        ('<a class="wp-block-query-pagination-next" href="/page/2/">Next</a>', True),
        ('<a href="/page/7/">7</a><a href="/page/2/">2</a>', True),
        ('<a rel="next" href="/page/2/">Older</a>', True),
        ('<a href="/page/0/">0</a>', False),
        ('<a href="/blog/category/casualties/page/2/">2</a>', False),
        ('<a href="/about/page/2/">2</a>', False),
        ('<a href="https://elsewhere.example/page/2/">2</a>', False),
    ],
)
def test_the_next_page_is_the_same_lists_next_one(link: str, followed: bool) -> None:
    answer = Answer(f"{HOME}/", 200, {}, page(1, more=link).encode(), "")
    next_url = listing.read_list_page(answer, SITE).next_url
    assert next_url == (f"{HOME}/page/2/" if followed else None)


def test_a_joomla_list_is_read_by_its_offsets() -> None:
    site = Site(load_publisher(SEEDS / "syriatimes.toml"), HOME)
    links = "".join(f'<a href="/index.php/news/local?start={n}">{n}</a>' for n in (0, 20, 40, 10))
    url = f"{HOME}/index.php/news/local?start=10"
    answer = Answer(url, 200, {}, f"<html>{links}</html>".encode(), "")
    assert listing.read_list_page(answer, site).next_url == url.replace("=10", "=20")


def test_categories_are_lists_too() -> None:
    category = '<a href="/blog/category/casualties/">Casualties</a>'
    assert walk_lists(
        {f"{HOME}/": page(1, more=category), f"{HOME}/blog/category/casualties/": page(2)}
    ) == ([1, 2], None)


def test_a_list_that_never_ends_is_left_and_told() -> None:
    class Endless(dict[str, object]):
        def get(self, url: str, default: object = None) -> object:
            number = int(url.rstrip("/").rpartition("/")[2] or 1) if "/page/" in url else 1
            return page(1, 2, next_url=f"/page/{number + 1}/")

    assert walk_lists(Endless()) == ([1, 2, 1, 2], Trouble.LYING)


def test_a_list_is_left_where_it_gets_too_old() -> None:
    pages: dict[str, object] = {f"{HOME}/": page(1, next_url="/page/2/")}
    assert walk_lists(pages, date(2018, 1, 1)) == ([1], None)


@pytest.mark.parametrize(
    ("pages", "ending"),
    [
        ({}, ([], Trouble.ABSENT)),
        ({f"{HOME}/": 500}, ([], Trouble.UNREACHABLE)),
        ({f"{HOME}/": page(1, next_url="/page/2/"), f"{HOME}/page/2/": 500},
         ([1], Trouble.PARTIAL)),
        ({f"{HOME}/": page(1, next_url="/page/2/")}, ([1], None)),
        ({f"{HOME}/": page(1, next_url="https://elsewhere.example/page/2/")}, ([1], None)),
        ({f"{HOME}/": page(1, next_url="/")}, ([1], None)),
    ],
)  # fmt: skip
def test_a_list_ends_where_it_ends(
    pages: dict[str, object], ending: tuple[list[int], Trouble | None]
) -> None:
    assert walk_lists(pages) == ending


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2017-04-13T10:00:00", datetime(2017, 4, 13, 10, tzinfo=UTC)),
        ("0000-00-00T00:00:00", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("1e9", None),
        (None, None),
    ],
)
def test_moments_are_utc_or_none(text: str | None, moment: datetime | None) -> None:
    assert read_moment(text) == moment


def test_a_feed_that_breaks_off_is_used_as_far_as_it_goes_and_told() -> None:
    urls, error = read(feed.walk(Web({FEED: rss(1, 2)[:-40]}).fetch, FEED, DAMASCUS))
    assert len(urls) == 1
    assert error is not None
    assert error.trouble is Trouble.PARTIAL


BAD_LINKS = ["http://[bad", "http://snhr.org:99999/x", "javascript:x", "//[", "\x00"]


@pytest.mark.parametrize("link", BAD_LINKS)
def test_a_bad_link_in_a_list_costs_nothing_but_itself(link: str) -> None:
    more = f'<a href="{link}">x</a><a class="next" href="{link}">next</a>'
    assert walk_lists({f"{HOME}/": page(1, more=more)}) == ([1], None)


def test_relative_addresses_of_sitemaps_are_the_answers_own() -> None:
    web = Web({INDEX: index("/a.xml", "http://[bad"), f"{HOME}/a.xml": urlset("a")})
    assert read(sitemap.walk(web.fetch, [INDEX]))[0] == ["a"]

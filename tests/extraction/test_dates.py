"""Publication and modification: what counts, what contradicts, what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.dates.publication import PageDates, find_dates
from crawler.extraction.page.parse import parse
from crawler.extraction.page.reading import read_page

URL = "https://monitor.example/a-market/"
DATED_URL = "https://monitor.example/blog/2018/03/05/4711/"
FETCHED = datetime(2020, 6, 1, 12, 0, tzinfo=UTC)


def read(
    head: str = "",
    body: str = "",
    url: str = URL,
    *,
    timezone: str = "Asia/Damascus",
    hint: date | datetime | None = None,
) -> PageDates:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return find_dates(read_page(parse(html), url), timezone=timezone, fetched_at=FETCHED, hint=hint)


def meta(value: str, name: str = "article:published_time") -> str:
    return f'<meta property="{name}" content="{value}">'


def ld(**fields: str) -> str:
    inner = ",".join(f'"{name}":"{value}"' for name, value in fields.items())
    return f'<script type="application/ld+json">{{"@type":"NewsArticle",{inner}}}</script>'


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2018, 3, day, hour, minute, tzinfo=UTC)


HEADER = '<header class="td-post-title"><h1 class="entry-title">N</h1>{}</header>'
RELATED = (
    '<div class="td_block_related_posts"><div class="td_module_1"><time class="entry-date" '
    'datetime="2019-09-09T09:09:09+03:00">x</time></div></div>'
)

TIME = '<time class="entry-date {}" datetime="2018-03-05T12:00:00+02:00">x</time>'
PUBLISHED_BY_THE_PAGE = [
    (meta("2018-03-05T10:00:00+00:00"), "", "article:published_time"),
    (
        meta("2018-03-05T10:00:00Z") + ld(datePublished="2018-03-05T11:00:00Z"),
        "",
        "article:published_time",
    ),
    (ld(datePublished="2018-03-05T10:00:00+00:00"), "", "json-ld"),
    ("", HEADER.format(TIME.format("updated td-module-date")), "time"),
    ("", f'<h1>N</h1><div class="tdb_single_date tdi_4">{TIME}</div>', "time"),
    (
        "",
        (
            f'<article><h1>N</h1><div class="entry-meta">{TIME.format("published")}'
            '<time class="updated" '
            'datetime="2018-04-05T12:00:00+03:00"></time></div></article>'
        ),
        "time",
    ),
    (
        "",
        f'<h1 class="wp-block-post-title">N</h1><div class="wp-block-post-date">{TIME}</div>',
        "time",
    ),
    (
        "",
        (
            '<h2 itemprop="headline">N</h2><dl class="article-info"><dd class="published"><time '
            'datetime="2018-03-05T12:00:00+02:00" itemprop="datePublished">x</time></dd></dl>'
        ),
        "time",
    ),
    (meta("2018-03-05T10:00:00Z", "pubdate"), "", "meta"),
]


@pytest.mark.parametrize(("head", "body", "source"), PUBLISHED_BY_THE_PAGE)
def test_the_moment_comes_from_the_first_rule_that_gives_one(
    head: str, body: str, source: str
) -> None:
    dates = read(head, body + RELATED)
    assert dates.published.at == at(5, 10)
    assert dates.published.local == date(2018, 3, 5)
    assert dates.published.source == source
    assert dates.problems == ()


CANONICAL = '<link rel="canonical" href="/blog/2018/03/05/4711/">'
PUBLISHED_BY_THE_DAY = [
    (meta("2018-03-05"), "", URL, None, "article:published_time"),
    (meta("2018-03-05T00:00:00"), "", URL, None, "article:published_time"),
    ("", "", DATED_URL, None, "url"),
    ("", "", "https://monitor.example/arabic/2018/03/05/812", None, "url"),
    (CANONICAL, "", "https://monitor.example/?p=4711", None, "url"),
    ("", "", URL, date(2018, 3, 5), "source"),
    ("", "<h1>N</h1><p>Date: 5 March 2018</p>", URL, None, "text"),
]


@pytest.mark.parametrize(("head", "body", "url", "hint", "source"), PUBLISHED_BY_THE_DAY)
def test_a_day_without_a_time_gives_no_moment(
    head: str, body: str, url: str, hint: date | None, source: str
) -> None:
    published = read(head, body + RELATED, url, hint=hint).published
    assert (published.at, published.local, published.source) == (None, date(2018, 3, 5), source)


def test_the_source_s_moment_counts_where_the_page_gives_none() -> None:
    published = read(hint=at(5, 10)).published
    assert (published.at, published.local, published.source) == (
        at(5, 10),
        date(2018, 3, 5),
        "source",
    )


LATE = "2018-03-05T22:30:00+00:00"
LOCAL_DAYS = [
    ("by the publisher's zone", meta(LATE), "", URL, None, 6),
    ("by the URL, whatever the zone says", meta(LATE), "", DATED_URL, None, 5),
    (
        "by the site's own clock in <time>",
        meta(LATE),
        HEADER.format('<time class="entry-date" datetime="2018-03-05T23:30:00+01:00"></time>'),
        URL,
        None,
        5,
    ),
    (
        "by a site clock that stands at UTC",
        "",
        HEADER.format(f'<time class="entry-date" datetime="{LATE}"></time>'),
        URL,
        None,
        5,
    ),
    (
        "by the site's own clock that the theme calls +00:00",
        meta(LATE),
        HEADER.format('<time class="entry-date" datetime="2018-03-05T23:30:00+00:00"></time>'),
        URL,
        None,
        5,
    ),
    (
        "by the publisher's zone where <time> is in UTC by name",
        "",
        HEADER.format('<time class="entry-date" datetime="2018-03-05T22:30:00Z"></time>'),
        URL,
        None,
        6,
    ),
    (
        "not by a <time> of another moment",
        meta(LATE),
        HEADER.format('<time class="entry-date" datetime="2018-03-05T20:11:12+02:00"></time>'),
        URL,
        None,
        6,
    ),
    ("by the source's local day", meta(LATE), "", URL, date(2018, 3, 5), 5),
    ("by the offset written in the head", meta("2018-03-06T00:30:00+02:00"), "", URL, None, 6),
    (
        "by a clock without offset, which is the site's",
        meta("2018-03-06T00:30:00"),
        "",
        URL,
        None,
        6,
    ),
]


@pytest.mark.parametrize(
    ("head", "body", "url", "hint", "day"),
    [case[1:] for case in LOCAL_DAYS],
    ids=[case[0] for case in LOCAL_DAYS],
)
def test_the_local_day_at_night(
    head: str, body: str, url: str, hint: date | None, day: int
) -> None:
    published = read(head, body, url, hint=hint).published
    assert published.local == date(2018, 3, day)
    assert published.at == at(5, 22, 30)


def test_daylight_saving_is_the_zone_s() -> None:
    assert read(meta("2018-07-05T12:00:00")).published.at == datetime(2018, 7, 5, 9, tzinfo=UTC)
    assert read(meta("2018-03-05T12:00:00")).published.at == at(5, 10)


NEIGHBOURS = [
    RELATED,
    (
        '<aside><time class="entry-date'
        ' published" datetime="2018-03-05T12:00:00+02:00">x</time></aside>'
    ),
    (
        '<ul class="wp-block-latest-posts"><li><time'
        ' datetime="2018-03-05T12:00:00+02:00">x</time></li></ul>'
    ),
    (
        '<div class="wp-block-query"><div class="wp-block-post-date">'
        '<time datetime="2018-03-05T12:00:00+02:00">'
        "x</time></div></div>"
    ),
    (
        "<article><h1>N</h1></article><article><header"
        ' class="entry-header"><time class="published" '
        'datetime="2018-03-05T12:00:00+02:00">x</time></header></article>'
    ),
    '<ol class="comment-list"><li><time datetime="2018-03-05T12:00:00+02:00">x</time></li></ol>',
    '<p>On <time datetime="2018-03-05T12:00:00+02:00">Monday</time> the market was hit.</p>',
    (
        '<div class="td_module_wrap"><header class="td-post-title">'
        '<time datetime="2018-03-05">x</time>'
        "</header></div>"
    ),
    '<h1>N</h1><div class="entry-meta">2 days ago</div>',
    '<h1>N</h1><span class="td-post-date">منذ يومين</span>',
    "<h1>N</h1><div>Date:</div><div><h4>Related News</h4><p>Three killed on 5 March 2018</p></div>",
    "<h1>Nine killed on 5 March 2018</h1><p>On 5 March 2018, at noon, the market was hit.</p>",
    "<h1>N</h1><ul><li>5 March 2018: the first attack.</li></ul>",
    "<h1>N</h1><p>Last updated: 5 March 2018</p>",
    "<h1>N</h1><p>Date: 04/05/2018</p>",
    "<h1>N</h1><p>March 2018</p>",
    "<footer>© 2018</footer>",
]


@pytest.mark.parametrize("body", NEIGHBOURS)
def test_a_date_of_something_else_is_not_the_report_s(body: str) -> None:
    dates = read("<title>Nine killed on 5 March 2018</title>", body)
    assert (dates.published.at, dates.published.local, dates.published.source) == (None, None, "")


def test_a_theme_may_show_the_date_in_the_article_s_footer() -> None:
    moment = '<time class="entry-date published" datetime="2018-03-05T12:00:00+02:00">x</time>'
    footer = f'<footer class="entry-footer"><span class="posted-on">{moment}</span></footer>'
    assert read("", f"<article><h1>N</h1>{footer}</article>").published.source == "time"
    assert read("", f"<h1>N</h1><footer>{footer}</footer>").published.source == ""


SHOWN = [
    "<p>Date: 5 March 2018</p>",
    "<div><strong>Date:</strong> Monday, March 5th, 2018</div>",
    '<span class="td-post-date">5 March 2018</span>',
    (
        '<div class="entry-meta"><span class="posted-on">Posted'
        " on 5 March 2018</span> by the desk</div>"
    ),
    '<dl class="article-info"><dd class="create">Created on Monday, 05 March 2018</dd></dl>',
    "<p>الاثنين، 5 آذار، 2018</p>",
    "<p>التاريخ: ٥ آذار ٢٠١٨</p>",
    "<p>نشر في 5 مارس 2018</p>",
    "<p>5 آذار/مارس 2018</p>",
    "<p>2018-03-05</p>",
    "<p>05.03.2018</p>",
    "<p>Published: 31/12/2017</p>",
]


@pytest.mark.parametrize("body", SHOWN)
def test_the_line_of_the_date_is_read_where_nothing_else_gives_one(body: str) -> None:
    published = read(body="<div><h1>N</h1>" + body + "<p>The text.</p></div>").published
    assert published.source == "text"
    assert published.local == (date(2017, 12, 31) if "2017" in body else date(2018, 3, 5))
    assert published.at is None


def test_old_joomla_has_its_date_in_a_table_without_a_heading() -> None:
    body = (
        '<div id="top">Sunday, 31 May 2020</div><table><tr><td class="contentheading">Nine</td>'
        '</tr><tr><td class="createdate">Monday, 05 March 2018 12:00</td></tr></table>'
    )
    published = read("<title>Nine killed</title>", body).published
    assert (published.at, published.source) == (at(5, 10), "text")


def test_a_shown_time_is_the_publisher_s() -> None:
    published = read(body="<h1>N</h1><p>Published on Monday, 05 March 2018 00:30</p>").published
    assert (published.at, published.local) == (at(4, 22, 30), date(2018, 3, 5))


def test_htmldate_is_asked_last() -> None:
    head = (
        '<meta http-equiv="last-modified" content="x">'
        '<meta name="citation_date" content="2018-03-05">'
    )
    published = read(head, "<h1>N</h1>").published
    assert (published.local, published.source) == (date(2018, 3, 5), "htmldate")


REFUSED = [
    ("0000-00-00T00:00:00+00:00", "is no date"),
    ("-0001-11-30T00:00:00+00:00", "is no date"),
    ("2018-13-05T00:00:00Z", "is no date"),
    ("2018-02-30", "is no date"),
    ("2018-03-05T25:00:00Z", "is no date"),
    ("1970-01-01T00:00:00Z", "is before 1990"),
    ("0001-01-01T00:00:00Z", "is before 1990"),
    ("2020-06-04T00:00:00Z", "is after the page was fetched"),
    ("9999-12-31T23:59:59-12:00", "is after the page was fetched"),
    ("yesterday", "is no date"),
    ("9" * 500, "is no date"),
]


@pytest.mark.parametrize(("value", "why"), REFUSED)
def test_an_absurd_date_is_refused_and_the_next_counts(value: str, why: str) -> None:
    dates = read(meta(value) + ld(datePublished="2018-03-05T10:00:00Z"))
    assert (dates.published.at, dates.published.source) == (at(5, 10), "json-ld")
    assert len(dates.problems) == 1
    assert dates.problems[0].startswith("article:published_time: ")
    assert dates.problems[0].endswith(why)
    alone = read(meta(value))
    assert alone.published.local is None
    assert alone.problems == dates.problems


@pytest.mark.parametrize("value", ["2020-06-03T10:00:00Z", "2020-06-01", "1990-01-01T00:00:00Z"])
def test_dates_at_the_edge_are_kept(value: str) -> None:
    assert read(meta(value)).published.local == date.fromisoformat(value[:10])


def test_a_moment_far_from_the_url_s_day_is_passed_over() -> None:
    dates = read(
        meta("2019-01-20T10:00:00Z") + ld(datePublished="2018-03-04T23:00:00Z"), "", DATED_URL
    )
    assert (dates.published.at, dates.published.local) == (at(4, 23), date(2018, 3, 5))
    assert dates.published.source == "json-ld"
    assert dates.problems == ("article:published_time: 2019-01-20 contradicts url: 2018-03-05",)


def test_without_a_day_in_the_url_the_first_counts_and_the_contradiction_is_told() -> None:
    dates = read(meta("2018-03-05T10:00:00Z") + ld(datePublished="2019-01-20T10:00:00Z"))
    assert dates.published.at == at(5, 10)
    assert dates.problems == ("json-ld: 2019-01-20 contradicts article:published_time: 2018-03-05",)


@pytest.mark.parametrize(
    "path",
    [
        "/blog/2018/13/05/1/",
        "/2018/03/",
        "/2018/3/5/x/",
        "/cases/CS1234-march-5-2018/",
        "/20180305/x",
    ],
)
def test_what_is_no_day_in_the_path_dates_nothing(path: str) -> None:
    assert read(url=f"https://monitor.example{path}").published.local is None


FORMS = [
    "2018-03-05T10:00:00Z",
    "2018-03-05T10:00:00.123+00:00",
    "2018-03-05T12:00:00+0200",
    "2018-03-05 10:00:00 UTC",
    "20180305T100000Z",
    "2018-03-05T12:00",
    "٢٠١٨-٠٣-٠٥T١٢:٠٠:٠٠",
    "Mon, 05 Mar 2018 10:00:00 GMT",
    "Mon Mar 05 2018 12:00:00 GMT+0200 (Eastern European Standard Time)",
    "March 5, 2018 12:00",
    "5 March 2018, 12:00 p.m.",
]


@pytest.mark.parametrize("text", FORMS)
def test_a_moment_is_read_in_every_form_that_software_writes(text: str) -> None:
    assert read(meta(text)).published.at == at(5, 10)


@pytest.mark.parametrize(
    "text",
    [
        "2018-03-05T10:00:00+99:00",
        "Mon, 45 Mar 2018 10:00:00 GMT",
        "Mon Foo 05 2018 12:00:00 GMT+0200",
        "04/05/2018",
        "March 2018",
        "2 days ago",
        "x, 12:00",
    ],
)
def test_what_only_looks_like_a_moment_is_none(text: str) -> None:
    dates = read(meta(text))
    assert dates.published.local is None
    assert dates.problems == (f"article:published_time: {text!r} is no date",)


MODIFIED = [
    (meta("2018-03-06T10:00:00+00:00", "article:modified_time"), ""),
    (ld(dateModified="2018-03-06T12:00:00+02:00"), ""),
    (
        "",
        (
            '<article><h1>N</h1><div class="entry-meta"><time class="updated" '
            'datetime="2018-03-06T12:00:00+02:00"></time></div></article>'
        ),
    ),
    (
        "",
        (
            '<h1>N</h1><dl class="article-info"><dd class="modified"><time itemprop="dateModified" '
            'datetime="2018-03-06T12:00:00+02:00"></time></dd></dl>'
        ),
    ),
    (meta("2018-03-06T10:00:00Z", "og:updated_time"), ""),
    (meta("0000-00-00", "article:modified_time") + ld(dateModified="2018-03-06T10:00:00Z"), ""),
]


@pytest.mark.parametrize(("head", "body"), MODIFIED)
def test_the_last_change_is_found(head: str, body: str) -> None:
    dates = read(meta("2018-03-05T10:00:00Z") + head, body + RELATED)
    assert dates.modified == at(6, 10)
    assert dates.published.at == at(5, 10)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            "",
            HEADER.format(
                '<time class="entry-date updated td-module-date" datetime="2018-03-06">x</time>'
            ),
        ),
        (
            "",
            (
                '<div class="td_module_1"><time'
                ' class="updated" datetime="2018-03-06T10:00:00Z"></time></div>'
            ),
        ),
        (meta("2018-03-06", "article:modified_time"), ""),
        (meta("2021-03-06T10:00:00Z", "article:modified_time"), ""),
    ],
)
def test_what_is_no_moment_of_a_change_gives_none(head: str, body: str) -> None:
    assert read(head, body).modified is None


def test_a_change_before_publication_is_kept_and_told() -> None:
    dates = read(
        meta("2018-03-05T10:00:00Z") + meta("2018-03-04T10:00:00Z", "article:modified_time")
    )
    assert dates.modified == at(4, 10)
    assert dates.problems == (
        "modified, article:modified_time: 2018-03-04T10:00:00Z is before publication",
    )


ARTICLES = [
    (
        '[{"@type":"NewsArticle","headline":"Other","url":"/other/","datePublished":"2019-09-09"},'
        '{"@type":"NewsArticle","headline":"Nine","url":"https://monitor.example/a-market/",'
        '"datePublished":"2018-03-05T10:00:00Z"}]'
    ),
    (
        '{"@graph":[{"@type":"WebPage","@id":"https://mirror.example/a-market/#webpage",'
        '"datePublished":"2018-03-05T10:00:00Z"},{"@type":"WebSite","name":"x"}]}'
    ),
    (
        '{"@type":"WebPage","mainEntity":'
        '{"@type":["Report","Article"],"datePublished":"2018-03-05T10:00:00Z"}}'
    ),
    (
        '{"@type":"BlogPosting","mainEntityOfPage":{"@id":"https://monitor.example/a-market"},'
        '"datePublished":"2018-03-05T10:00:00Z",}'
    ),
    '<!-- {"@type":"https://schema.org/Article","datePublished":"2018-03-05T10:00:00Z"} -->',
    '{"@type":"Article","headline":"Nine\nkilled","datePublished":"2018-03-05T10:00:00Z"} trailing',
]


@pytest.mark.parametrize("script", ARTICLES)
def test_the_json_ld_of_this_page_is_told_from_that_of_others(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script>'
    broken = '<script type="application/ld+json">{"@type": "Article", </script>'
    published = read(broken + head, "<h1>Nine killed</h1>").published
    assert (published.at, published.source) == (at(5, 10), "json-ld")


OTHERS = [
    '{"@type":"NewsArticle","url":"/other/","datePublished":"2018-03-05T10:00:00Z"}',
    '{"@type":"ItemList","itemListElement":[{"@type":"Article","datePublished":"2018-03-05"}]}',
    '[{"@type":"Article","datePublished":"2018-03-05"},{"@type":"Report","datePublished":"2018"}]',
    '{"@type":"WebPage","hasPart":{"@type":"Article","datePublished":"2018-03-05"}}',
    '{"@type":"Event","datePublished":"2018-03-05"}',
    '{"datePublished":"2018-03-05"',
    '"datePublished"',
    "[" * 100_000,
]


@pytest.mark.parametrize("script", OTHERS, ids=range(len(OTHERS)))
def test_json_ld_of_other_pages_dates_nothing(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script>'
    assert read(head, "<h1>Nine killed</h1>").published.source in ("", "htmldate")


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_for_a_date_gives_a_possible_one_or_none(head: str, shown: str) -> None:
    escaped = [
        t.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;") for t in (head, shown)
    ]
    dates = read(meta(escaped[0]), f"<h1>N</h1><p>Date: {escaped[1]}</p>")
    local = dates.published.local
    assert local is None or date(1990, 1, 1) <= local <= (FETCHED + timedelta(days=3)).date()


@given(
    st.datetimes(datetime(1990, 1, 2), datetime(2020, 5, 31)),  # noqa: DTZ001 -- made aware below
    st.integers(-12 * 4, 14 * 4),
)
def test_any_moment_with_any_offset_is_kept_to_the_second(clock: datetime, quarters: int) -> None:
    sign, minutes = ("-" if quarters < 0 else "+"), abs(quarters) * 15
    text = f"{clock:%Y-%m-%dT%H:%M:%S}{sign}{minutes // 60:02}:{minutes % 60:02}"
    expected = clock.replace(microsecond=0, tzinfo=UTC) - timedelta(minutes=15 * quarters)
    assert read(meta(text)).published.at == expected

"""The headline, among everything else that pages print in large letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.fields.metadata import Metadata, read_metadata
from crawler.extraction.page.parse import parse
from crawler.extraction.page.reading import read_page
from crawler.extraction.words.wording import MAX_LINE

URL = "https://monitor.example/blog/2018/03/05/4711/"
FEED = (
    '<link rel="alternate" type="application/rss+xml" title="Rivers'
    ' Monitor &raquo; Feed" href="/feed/">'
)


def read(body: str, head: str = "", url: str = URL) -> Metadata:
    return read_metadata(
        read_page(parse(f"<html><head>{head}</head><body>{body}</body></html>"), url)
    )


THEME = [
    (
        "classic layout",
        (
            '<header class="td-post-title"><h1 class="entry-title">Nine'
            " Killed in Tall Zahra</h1></header>"
        ),
    ),
    ("cloud layout", '<h1 class="tdb-title-text">Nine Killed in Tall Zahra</h1>'),
    ("block theme", '<h1 class="wp-block-post-title">Nine Killed in Tall Zahra</h1>'),
    (
        "Joomla",
        '<div class="page-header"><h2 itemprop="headline"> Nine Killed in Tall Zahra </h2></div>',
    ),
    ("K2 of Joomla", '<h2 class="itemTitle">Nine Killed<br>in Tall Zahra</h2>'),
    (
        "site's name as first h1",
        (
            '<h1 class="site-title"><a href="/">Rivers Monitor</a></h1>'
            '<h1 class="entry-title">Nine Killed in Tall Zahra</h1>'
        ),
    ),
    (
        "the title twice",
        (
            '<h1 class="entry-title">Nine Killed in Tall Zahra</h1>'
            '<h1 class="entry-title">Nine Killed in Tall Zahra</h1>'
        ),
    ),
    (
        "the title twice in one heading, for two widths of screen",
        (
            '<h1 class="entry-title"><span>Nine Killed in Tall Zahra</span>'
            "<span> Nine Killed in Tall Zahra</span></h1>"
        ),
    ),
    (
        "a note reference after the figure",
        '<h1 class="entry-title">Nine<sup><a href="#n1">12</a></sup> Killed in Tall Zahra</h1>',
    ),
    (
        "teasers whose titles bear the same class",
        (
            '<div class="td_module_10"><h1 class="entry-title">Eight Killed Elsewhere</h1></div>'
            '<h1 class="entry-title">Nine Killed in Tall Zahra</h1>'
            '<div class="td_block_related_posts"><h3 class="entry-title">Eleven Killed</h3></div>'
        ),
    ),
    (
        "words for screen readers in the heading",
        (
            '<h1 class="entry-title"><span class="screen-reader-text">Post:</span>'
            "Nine Killed in Tall Zahra</h1>"
        ),
    ),
]


@pytest.mark.parametrize("body", [case[1] for case in THEME], ids=[case[0] for case in THEME])
def test_the_theme_s_heading_is_the_title(body: str) -> None:
    metadata = read(body, FEED + "<title>Something else – Rivers Monitor</title>")
    assert metadata.title == "Nine Killed in Tall Zahra"
    assert metadata.title_from == "theme"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("10<sup>6</sup> shells on Tall Zahra", "10^6 shells on Tall Zahra"),
        ("10<sup>-6</sup> grams of sarin", "10^-6 grams of sarin"),
        ("312<sup>6</sup> killed in Tall Zahra", "312 killed in Tall Zahra"),
        ('10<sup><a href="#n6">6</a></sup> killed in Tall Zahra', "10 killed in Tall Zahra"),
    ],
)
def test_an_exponent_of_the_heading_stays_and_a_note_goes(heading: str, title: str) -> None:
    assert read(f'<h1 class="entry-title">{heading}</h1>').title == title


def test_a_word_that_is_part_in_bold_stays_one() -> None:
    heading = '<h1 class="entry-title">Shell<b>ing</b> of<br>Tall Zahra</h1>'
    assert read(heading).title == "Shelling of Tall Zahra"


def test_an_h1_that_agrees_with_the_head_beats_an_earlier_one() -> None:
    body = "<h1>Rivers and their people</h1><h1>Nine killed in Tall Zahra’s market</h1>"
    metadata = read(body, "<title>Nine killed in Tall Zahra's market - Rivers Monitor</title>")
    assert metadata.title == "Nine killed in Tall Zahra’s market"
    assert metadata.title_from == "h1"


def test_without_agreement_the_h1_in_the_article_counts() -> None:
    body = (
        "<h1>Rivers</h1><article><h1>The market, a month after</h1><p>x</p></article><h1>More</h1>"
    )
    assert (
        read(body, "<title>What remains of Tall Zahra</title>").title == "The market, a month after"
    )


NOT_TITLES = [
    (
        "an h1 that only links to the front page",
        '<h1><a href="https://monitor.example/">RM</a></h1>',
    ),
    ("an h1 in the sidebar", "<aside><h1>Nine killed in Tall Zahra</h1></aside>"),
    (
        "the theme's subtitle set as h1",
        '<div class="tdb_single_subtitle"><div><h1>Sub</h1></div></div>',
    ),
    ("the site's name as the only h1", "<h1>Rivers Monitor</h1>"),
    ("an h1 of a related post", '<div class="related-posts"><h1>Nine killed elsewhere</h1></div>'),
    ("a name in another script", "<h1>ريفرز</h1>"),
    ("an empty h1", "<h1> </h1>"),
    ("a headline longer than any", f"<h1>{'x ' * MAX_LINE}</h1>"),
]


@pytest.mark.parametrize("body", [c[1] for c in NOT_TITLES], ids=[c[0] for c in NOT_TITLES])
def test_what_is_no_title_leaves_it_to_the_head(body: str) -> None:
    metadata = read(body, FEED + "<title>Shelling of a Clinic – Rivers Monitor</title>")
    assert metadata.title == "Shelling of a Clinic"
    assert metadata.title_from == "title"


HEADS = [
    ('<meta property="og:title" content="Clinic hit"><title>x</title>', "Clinic hit", "og:title"),
    (
        (
            '<meta property="og:site_name" content="RM Desk"><meta property="og:title" '
            'content="Clinic hit | RM Desk">'
        ),
        "Clinic hit",
        "og:title",
    ),
    (FEED + "<title>Rivers Monitor » Clinic hit</title>", "Clinic hit", "title"),
    (FEED + "<title>Clinic hit - Idlib - Rivers Monitor</title>", "Clinic hit - Idlib", "title"),
    ("<title>Clinic hit – Monitor.example</title>", "Clinic hit", "title"),
    (
        "<title>Clinic hit – Nobody Knows Whose Name</title>",
        "Clinic hit – Nobody Knows Whose Name",
        "title",
    ),
    (
        "<title>Self-defence: a 12-year-old killed</title>",
        "Self-defence: a 12-year-old killed",
        "title",
    ),
    (
        (
            "<script"
            ' type="application/ld+json">{"@type":"NewsArticle","headline":"Clinic &amp; school'
            ' hit"}'
            "</script><title>y</title>"
        ),
        "Clinic & school hit",
        "json-ld",
    ),
    (
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Clinic'
            ' and school hit in a…"}'
            '</script><meta property="og:title" content="Clinic and school hit in a day">'
        ),
        "Clinic and school hit in a day",
        "og:title",
    ),
]


@pytest.mark.parametrize(("head", "title", "source"), HEADS)
def test_without_a_heading_the_head_gives_the_title_less_the_site(
    head: str, title: str, source: str
) -> None:
    metadata = read("<p>Text.</p>", head)
    assert (metadata.title, metadata.title_from) == (title, source)


LOGO = '<a class="logo" href="https://monitor.example/"><span>Rivers Monitor</span></a>'
LOGOS = [
    LOGO,
    '<div class="header-logo"><a href="/"><img src="l.png" alt="Rivers Monitor"></a></div>',
    '<p class="site-title"><a rel="home" href="https://monitor.example">Rivers Monitor</a></p>',
]


@pytest.mark.parametrize("logo", LOGOS)
def test_the_logo_tells_the_site_s_name(logo: str) -> None:
    assert read(logo, "<title>Rivers Monitor</title>").title == ""
    assert read(logo, "<title>Clinic hit – Rivers Monitor</title>").title == "Clinic hit"


def test_a_link_to_another_front_page_tells_no_name_of_the_site() -> None:
    partner = '<a class="logo" href="https://partner.example/">Clinic hit</a>'
    assert read(partner, "<title>Clinic hit</title>").title == "Clinic hit"
    menu = '<li><a href="/">Clinic hit</a></li>'
    assert read(menu, "<title>Clinic hit</title>").title == "Clinic hit"


NAMELESS = [
    FEED + "<title>Rivers Monitor</title>",
    FEED + "<title> - Rivers Monitor</title>",
    (
        '<meta property="og:site_name" content="Rivers Monitor"><title>Rivers Monitor</title>'
        '<meta property="og:title" content="Rivers Monitor">'
    ),
    (
        '<script type="application/ld+json">{"@type":"WebSite","name":"Rivers Monitor"}</script>'
        "<title>Rivers Monitor</title>"
    ),
    "<title>Monitor.example</title>",
    "",
]


@pytest.mark.parametrize("head", NAMELESS)
def test_a_post_without_a_title_has_none(head: str) -> None:
    body = (
        '<article><h1 class="entry-title"></h1><div>'
        "<h1>I. Introduction</h1><p>Text.</p></div></article>"
    )
    assert read(body, head).title == ""


@pytest.mark.parametrize("head", NAMELESS[:4])
def test_a_block_theme_prints_no_heading_for_a_post_without_a_title(head: str) -> None:
    html = (
        f"<html><head>{head}</head><body class='single postid-5'><main><h1>I. Introduction</h1>"
        "<p>Text.</p></main></body></html>"
    )
    assert read_metadata(read_page(parse(html), URL)).title == ""


def test_a_heading_in_the_site_s_header_over_the_featured_image_counts() -> None:
    header = '<header id="masthead" class="site-header"><h1 class="entry-title">Nine</h1></header>'
    assert read(header, FEED + "<title>Rivers Monitor</title>").title == "Nine"


def test_a_line_repeated_on_purpose_stays_whole() -> None:
    head = "<title>Never again never again</title>"
    assert read('<h1 class="entry-title">Never again never again</h1>', head).title == (
        "Never again never again"
    )


SUBTITLES = [
    (
        '<header><h1 class="entry-title">T</h1><p'
        ' class="td-post-sub-title">At least 9 civilians</p></header>'
    ),
    (
        '<div><div class="tdb_title"><h1 class="tdb-title-text">T</h1></div></div>'
        '<div class="td_block_wrap tdb_single_subtitle tdi_7"><style>.x{}</style><div><p>At least 9'
        " civilians</p></div></div>"
    ),
    '<h1 class="entry-title">T</h1><h2 class="entry-subtitle">At least 9 <b>civilians</b></h2>',
    '<h1 class="entry-title">T</h1><p itemprop="alternativeHeadline">At least 9 civilians</p>',
]


@pytest.mark.parametrize("body", SUBTITLES)
def test_the_line_under_the_headline_is_the_subtitle(body: str) -> None:
    assert read(body).subtitle == "At least 9 civilians"


NO_SUBTITLES = [
    '<h1 class="entry-title">T</h1><div class="td-excerpt">A teaser.</div>',
    '<h1 class="entry-title">T</h1><p class="subtitle">T</p>',
    '<h1 class="entry-title">T</h1><h2>I. Introduction</h2>',
    '<h1 class="entry-title">T</h1><div class="subtitle post-meta">By the desk</div>',
    (
        '<h1 class="entry-title">T</h1><div class="related">'
        '<p class="td-post-sub-title">Other</p></div>'
    ),
    '<div class="td_module_1"><p class="td-post-sub-title">Of a neighbour</p></div><p>Text.</p>',
]


@pytest.mark.parametrize("body", NO_SUBTITLES)
def test_a_teaser_a_heading_or_a_neighbour_s_line_is_no_subtitle(body: str) -> None:
    assert read(body).subtitle == ""


@given(st.text(max_size=200))
def test_any_heading_gives_one_clean_line(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    title = read(f'<h1 class="entry-title">{escaped}</h1>').title
    assert title == " ".join(title.split())
    assert "\x00" not in title


HOSTILE = [
    f"<h1>{'A' * 1_000_000}</h1>",
    f"<title>{'A ' * 500_000}</title>",
    "<h1 class>Nine</h1><a href>x</a><meta property content><link rel href><time datetime>",
    f"{'<div>' * 5000}<h1>Nine</h1>{'</div>' * 5000}",
    f"<h1 class='entry-title'>{'<b>' * 1500}Nine{'</b>' * 1500}</h1>",
    "<h1>\x00Ni\x00ne</h1>",
    f"<script type='application/ld+json'>{'[' * 100_000}</script>",
    f"<script type='application/ld+json'>{{\"a\": {'9' * 10_000}}}</script>",
    "<script type='application/ld+json'>"
    + '{"mainEntity":' * 3000
    + "1"
    + "}" * 3000
    + "</script>",
    f"<meta property='og:title' content='{'&amp;' * 300_000}'>",
    '<base href="http://[bad"><a href="http://[worse">x</a><link rel="canonical" href="//[::1">',
    '<html xml:lang="&#0;"><body class="\t \n">',
    "",
]


@pytest.mark.parametrize("html", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_pages_are_read_without_an_error(html: str) -> None:
    metadata = read_metadata(read_page(parse(html), URL))
    assert len(metadata.title) <= MAX_LINE
    assert metadata.links == ()

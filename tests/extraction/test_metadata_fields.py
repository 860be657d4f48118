"""Ids, sections, tags, byline and addresses of a page."""

import pytest

from crawler.extraction.fields.metadata import Metadata, read_metadata
from crawler.extraction.page.parse import parse
from crawler.extraction.page.reading import read_page

URL = "https://monitor.example/blog/2018/03/05/a-market/"


def read(body: str, head: str = "", url: str = URL, attributes: str = "") -> Metadata:
    html = f"<html lang='en-US'><head>{head}</head><body {attributes}>{body}</body></html>"
    return read_metadata(read_page(parse(html), url))


IDS = [
    ('<link rel="shortlink" href="https://monitor.example/?p=4711">', "", "", URL),
    ('<link rel="shortlink" href="?p=4711">', "", "", URL),
    (
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/4711">',
        "",
        "",
        URL,
    ),
    ("", "", 'class="single postid-4711"', URL),
    ("", '<article id="post-4711"><h1>Nine</h1></article><article id="post-1"></article>', "", URL),
    ("", '<article class="post post-4711"><h1>Nine</h1></article>', "", URL),
    ("", "", "", "https://monitor.example/?p=4711"),
    ("", "", "", "https://monitor.example/blog/2018/03/05/4711/"),
    ("", "", "", "http://joomla.example/index.php/local/4711-int-l-news"),
    (
        '<meta name="generator" content="Joomla! 3.9">',
        "",
        "",
        "http://joomla.example/local/4711-news",
    ),
    ("", "", "", "http://joomla.example/index.php?option=com_content&view=article&id=4711:news"),
]


@pytest.mark.parametrize(("head", "body", "attributes", "url"), IDS)
def test_the_post_s_id_is_found(head: str, body: str, attributes: str, url: str) -> None:
    assert read(body, head, url, attributes).post_id == "4711"


NO_IDS = [
    ("", "", "https://monitor.example/war/20-killed-in-tall-zahra/"),
    ("", "", "https://monitor.example/blog/2018/03/05/a-market/"),
    ('<link rel="shortlink" href="https://wp.me/p4Xb-gOF">', "", URL),
    ("", '<aside><article class="post-9"><h2>Other</h2></article></aside><h1>Nine</h1>', URL),
    ("", '<article class="post-9"></article><article class="post-8"></article>', URL),
    ("", '<a href="/?p=9">9</a>', URL),
    ('<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/9">', "", URL),
    ("", "", "https://monitor.example/?p=abc"),
    ("", "", "https://monitor.example/?p=٤٧"),
]


@pytest.mark.parametrize(("head", "body", "url"), NO_IDS)
def test_a_figure_that_is_no_id_is_not_taken_for_one(head: str, body: str, url: str) -> None:
    assert read(body, head, url).post_id == ""


SECTIONS = [
    (
        (
            '<div class="td-crumb-container"><div class="entry-crumbs">'
            '<span><a class="entry-crumb" href="/">'
            "Home</a></span><span><a"
            ' class="entry-crumb" href="/category/deaths/">Deaths</a></span><span>'
            '<a class="entry-crumb" href="/category/deaths/shelling/">Shelling</a></span>'
            '<span class="td-bred-no-url-last">Nine killed</span></div></div>'
        ),
        "",
        ("Deaths", "Shelling"),
    ),
    (
        (
            '<div class="tdb_breadcrumbs"><a'
            ' class="tdb-entry-crumb" href="https://monitor.example/">الرئيسية</a>'
            '<a class="tdb-entry-crumb" href="/c/1/">قتلى</a></div>'
        ),
        "",
        ("قتلى",),
    ),
    (
        (
            '<nav class="breadcrumbs"><a href="/">Start</a><a href="/c/deaths/">Deaths</a>'
            f'<a href="{URL}">Nine killed</a></nav>'
        ),
        "",
        ("Deaths",),
    ),
    (
        "",
        (
            '<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":['
            '{"name":"Home"},{"item":{"name":"Deaths &amp; wounds"}},{"name":"Nine'
            ' killed"}]}</script>'
        ),
        ("Deaths & wounds",),
    ),
    (
        "",
        (
            "<script"
            ' type="application/ld+json">{"@type":"Article",'
            '"articleSection":["Deaths","Idlib"]}</script>'
        ),
        ("Deaths", "Idlib"),
    ),
    ("", '<meta property="article:section" content="Deaths">', ("Deaths",)),
    ("", '<meta property="article:section" content="Deaths,Idlib">', ("Deaths", "Idlib")),
    (
        (
            '<article><footer class="entry-footer"><a rel="category tag" href="/c/d/">Deaths</a>'
            '<a rel="tag" href="/t/i/">Idlib</a></footer></article>'
        ),
        "",
        ("Deaths",),
    ),
    (
        '<ul class="td-category"><li class="entry-category"><a href="/c/d/">Deaths</a></li></ul>',
        "",
        ("Deaths",),
    ),
    (
        '<dl><dd class="category-name">Category: <a href="/l">Local</a></dd></dl>',
        "",
        ("Local",),
    ),
    ("<nav class='menu'><a rel='category tag' href='/c/d/'>Deaths</a></nav>", "", ()),
    (
        '<div class="widget"><ul class="td-category"><li><a href="/c">Deaths</a></li></ul></div>',
        "",
        (),
    ),
    ('<a href="/c/deaths/">Deaths</a>', "", ()),
    (
        (
            '<div class="td_module_1"><a class="td-post-category'
            ' entry-category" href="/c">Deaths</a></div>'
        ),
        "",
        (),
    ),
    ("", '<meta property="article:section" content="Home">', ()),
]


@pytest.mark.parametrize(("body", "head", "sections"), SECTIONS)
def test_sections_are_the_post_s_categories(
    body: str, head: str, sections: tuple[str, ...]
) -> None:
    assert read(body + "<h1>Nine killed</h1>", head).sections == sections


TAGS = [
    (
        (
            '<div class="entry-meta"><a rel="tag" href="/t/i">Idlib</a>'
            '<a rel="tag" href="/t/c">clinic</a></div>'
        ),
        "",
    ),
    (
        (
            '<ul class="td-tags"><li><span>TAGS</span></li><li><a href="/t/i">Idlib</a></li><li>'
            '<a href="/t/c">clinic</a></li></ul>'
        ),
        "",
    ),
    (
        (
            '<ul class="tdb-tags"><li><a href="/t/i">Idlib</a>'
            '</li><li><a href="/t/c">clinic</a></li></ul>'
        ),
        "",
    ),
    (
        "",
        (
            '<meta property="article:tag" content="Idlib">'
            '<meta property="article:tag" content="clinic">'
        ),
    ),
    (
        "",
        (
            "<script"
            ' type="application/ld+json">{"@type":"Article","keywords":"Idlib, clinic"}</script>'
        ),
    ),
    (
        "",
        (
            "<script"
            ' type="application/ld+json">{"@type":"Article","keywords":["Idlib","clinic"]}</script>'
        ),
    ),
]


@pytest.mark.parametrize(("body", "head"), TAGS)
def test_tags_are_the_post_s_own(body: str, head: str) -> None:
    assert read(body, head).tags == ("Idlib", "clinic")


@pytest.mark.parametrize(
    "body",
    [
        '<div class="tagcloud"><a rel="tag" href="/t/i">Idlib</a></div>',
        '<aside><a rel="tag" href="/t/i">Idlib</a></aside>',
        '<div class="td_block_related_posts"><a rel="tag" href="/t/i">Idlib</a></div>',
        '<a rel="category tag" href="/c/i">Idlib</a>',
        '<footer class="site-footer"><a rel="tag" href="/t/i">Idlib</a></footer>',
        '<a href="/tag/idlib/">Idlib</a>',
    ],
)
def test_tags_of_the_site_are_none_of_the_post(body: str) -> None:
    assert read(body).tags == ()


AUTHORS = [
    (
        "",
        (
            "<script"
            ' type="application/ld+json">{"@graph":[{"@type":"Article","author":{"@id":"#p"}},'
            '{"@type":"Person","@id":"#p","name":"Rana Odeh"}]}</script>'
        ),
    ),
    ("", '<meta name="author" content="By Rana Odeh">'),
    (
        (
            '<div class="td-post-author-name"><div'
            ' class="td-author-by">By</div> <a href="/a/r">Rana Odeh</a></div>'
        ),
        "",
    ),
    (
        (
            '<div class="tdb-author-name-wrap"><a'
            ' class="tdb-author-name" href="/a/r">Rana Odeh</a></div>'
        ),
        "",
    ),
    ('<span class="author vcard"><a class="url fn n" href="/a/r">Rana Odeh</a></span>', ""),
    ('<h2 itemprop="headline">N</h2><dl><dd class="createdby">Written by Rana Odeh</dd></dl>', ""),
    ('<div><h1>N</h1><p class="byline">بقلم: Rana Odeh</p></div>', ""),
]


@pytest.mark.parametrize(("body", "head"), AUTHORS)
def test_the_byline_is_the_author(body: str, head: str) -> None:
    assert read(body, head).author == "Rana Odeh"


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (
            (
                '<ol class="comment-list"><li><cite class="fn">'
                '<a class="url" href="/">Rana</a></cite></li></ol>'
            ),
            "",
        ),
        ('<div id="comments"><span class="author"><a href="/x">Rana Odeh</a></span></div>', ""),
        (
            (
                '<div class="td_module_2"><span class="td-post-author-name">'
                '<a href="/r">R</a></span></div>'
            ),
            "",
        ),
        ("", '<meta name="author" content="admin">'),
        ("", '<meta name="author" content="https://www.facebook.com/rana">'),
        (
            (
                '<h2 itemprop="headline">N</h2><dl><dd'
                ' class="createdby">Written by Super User</dd></dl>'
            ),
            "",
        ),
        ("", '<meta property="article:author" content="https://facebook.com/rana">'),
        ("<p>The author, Rana Odeh, was wounded.</p>", ""),
    ],
)
def test_accounts_commenters_and_neighbours_sign_nothing(body: str, head: str) -> None:
    assert read(body, head).author == ""


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        ("https://monitor.example/blog/2018/03/05/a-market/", URL),
        ("/blog/2018/03/05/a-market/#comments", URL),
        ("//monitor.example/blog/2018/03/05/a-market/", URL),
        ("https://monitor.example/", ""),
        ("javascript:void(0)", ""),
        ("", ""),
        ("data:text/html,x", ""),
        ("https://قناة.example/تقرير/", "https://قناة.example/تقرير/"),
    ],
)
def test_the_canonical_address_is_absolute_or_absent(href: str, canonical: str) -> None:
    assert read("", f'<link rel="canonical" href="{href}">').canonical == canonical


def test_the_front_page_may_call_itself_canonical() -> None:
    head = '<link rel="canonical" href="https://monitor.example/">'
    assert read("", head, "https://monitor.example/").canonical == "https://monitor.example/"


def test_the_language_is_as_the_page_claims() -> None:
    assert read("").html_language == "en-US"

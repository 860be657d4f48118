"""PDFs, translations and the lead image of a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.fields.metadata import read_metadata
from crawler.extraction.page.addresses import page_base, path_key, resolve
from crawler.extraction.page.parse import parse
from crawler.extraction.page.reading import read_page
from crawler.items import Link

URL = "https://monitor.example/blog/2018/03/05/4711/"
PDF = "https://monitor.example/wp-content/pdf/R180305E.pdf"
TWIN = "https://monitor.example/arabic/2018/03/05/812"


def links(kind: str, body: str, head: str = "", url: str = URL, lang: str = "en-US") -> list[Link]:
    html = f"<html lang='{lang}'><head>{head}</head><body>{body}</body></html>"
    return [link for link in read_metadata(read_page(parse(html), url)).links if link.kind == kind]


PDFS = [
    (
        f'<div class="td-post-content"><p><a href="{PDF}">View full Report</a></p></div>',
        "View full Report",
    ),
    ('<p><a href="/wp-content/pdf/R180305E.pdf">full <b>pdf</b> report</a></p>', "full pdf report"),
    ('<a href="//monitor.example/wp-content/pdf/R180305E.pdf#page=2">here</a>', "here"),
    (f'<a href="{PDF}"><img src="cover.jpg" alt="Cover of the report"></a>', "Cover of the report"),
    (f'<a href="{PDF}" title="The report"></a>', "The report"),
    (f'<a href="{PDF}"></a><a href="{PDF}">Download</a>', "Download"),
    (
        f'<div class="wp-block-file"><a href="{PDF}">Report</a><a href="{PDF}">Download</a></div>',
        "Report",
    ),
    (f'<div class="elementor-widget-text"><a href="{PDF}">Report</a></div>', "Report"),
    (f'<div class="content-sidebar-wrap"><a href="{PDF}">Report</a></div>', "Report"),
]


@pytest.mark.parametrize(("body", "label"), PDFS)
def test_a_pdf_of_the_report_is_found_once_with_its_words(body: str, label: str) -> None:
    assert links("pdf", body) == [Link("pdf", PDF, label)]


def test_a_query_does_not_hide_a_pdf() -> None:
    assert links("pdf", '<a href="/a.PDF?ver=2">x</a>') == [
        Link("pdf", "https://monitor.example/a.PDF?ver=2", "x")
    ]


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="td_block_related_posts"><a href="{PDF}">Other</a></div>',
        f'<footer><a href="{PDF}">Charter</a></footer>',
        f'<nav class="menu"><a href="{PDF}">Method</a></nav>',
        f'<aside class="widget"><a href="{PDF}">Method</a></aside>',
        f'<div class="td-footer-wrapper"><a href="{PDF}">Method</a></div>',
        f'<div id="comments"><a href="{PDF}">see this</a></div>',
        f'<div class="td_module_6 td_module_wrap"><a href="{PDF}">Other</a></div>',
        '<a href="/how-we-make-pdf-files/">PDF</a>',
        '<a href="/share?u=/a.pdf">Share</a>',
        "<a href=\"javascript:open('a.pdf')\">PDF</a>",
        '<a href="data:application/pdf;base64,QQ==.pdf">PDF</a>',
        '<a href="http://[bad/a.pdf">PDF</a>',
        "<a href>a.pdf</a>",
    ],
)
def test_what_is_no_pdf_of_this_report_is_left(body: str) -> None:
    assert links("pdf", body) == []


SWITCHERS = [
    ("hreflang", "", f'<link rel="alternate" hreflang="ar" href="{TWIN}">', ""),
    (
        "WPML's line under a post",
        (
            '<p class="wpml-ls-statics-post_translations">This'
            ' post is also available in: <span class="'
            f'wpml-ls-slot-post_translations wpml-ls-item wpml-ls-item-ar"><a href="{TWIN}">'
            "<span>العربية</span></a></span></p>"
        ),
        "",
        "العربية",
    ),
    (
        "Polylang",
        (
            f'<ul><li class="lang-item lang-item-7 lang-item-ar">'
            f'<a lang="ar" hreflang="ar" href="{TWIN}">'
            "AR</a></li></ul>"
        ),
        "",
        "AR",
    ),
    (
        "a heading and names",
        (
            f"<div><h4>Available In</h4><ul><li><a"
            f' href="{URL}">English</a></li><li><a href="{TWIN}">عربي</a>'
            "</li></ul></div>"
        ),
        "",
        "عربي",
    ),
    (
        "names after words in one line",
        (
            f'<div>Languages Available In <a href="{URL}">English</a> <a'
            f' href="{TWIN}"><span>عربي</span></a></div>'
        ),
        "",
        "عربي",
    ),
    (
        "flags with the name of the language",
        (
            f'<div><p>Languages Available In</p><a href="{URL}">'
            f'<img alt="English" src="/e.png"></a>'
            f'<a href="{TWIN}"><img alt="عربي" src="/a.png"></a></div>'
        ),
        "",
        "عربي",
    ),
    (
        "a block by its class, the language by the path only",
        f'<div class="available-in"><a href="{TWIN}">Other version</a></div>',
        "",
        "Other version",
    ),
]


@pytest.mark.parametrize(
    ("body", "head", "label"), [c[1:] for c in SWITCHERS], ids=[c[0] for c in SWITCHERS]
)
def test_the_same_report_in_arabic_is_found(body: str, head: str, label: str) -> None:
    assert links("translation", body, head) == [Link("translation", TWIN, label, "ar")]


PROSE = (
    '<p>The <a href="{}">Arabic</a> press wrote of it at length, and the families of the town,'
    " for weeks after the attack on the market.</p>"
)
NOT_TRANSLATIONS = [
    ("", f'<link rel="alternate" hreflang="x-default" href="{TWIN}">'),
    ("", f'<link rel="alternate" hreflang="en" href="{URL}">'),
    (
        "",
        (
            "<link"
            ' rel="alternate" hreflang="en" href="http://www.monitor.example/blog/2018/03/05/4711">'
        ),
    ),
    (
        "",
        (
            "<link"
            ' rel="alternate" hreflang="en" href="https://mirror.example/blog/2018/03/05/4711/">'
        ),
    ),
    ("", f'<link rel="alternate" type="application/rss+xml" href="{TWIN}">'),
    ('<div class="lang-item-ar"><a hreflang="ar" href="/ar/">AR</a></div>', ""),
    ('<div class="wpml-ls"><a href="https://monitor.example/arabic/">العربية</a></div>', ""),
    ('<div class="wpml-ls"><a href="javascript:void(0)">العربية</a></div>', ""),
    (PROSE.format(TWIN), ""),
    ('<p><a hreflang="de" href="/privacy/">Datenschutz</a></p>', ""),
    (f'<nav><a href="{TWIN}">العربية</a></nav>', ""),
    (
        (
            "<div><h4>Available In</h4></div><div><a"
            " href='/arabic/2018/'>Archive of the year 2018</a></div>"
        ),
        "",
    ),
]


@pytest.mark.parametrize(("body", "head"), NOT_TRANSLATIONS)
def test_what_is_no_translation_of_this_report_is_left(body: str, head: str) -> None:
    assert links("translation", body, head) == []


def test_an_english_twin_of_an_arabic_page_that_claims_english() -> None:
    head = (
        f'<link rel="alternate" hreflang="ar" href="{TWIN}">'
        f'<link rel="alternate" hreflang="en" href="{URL}">'
    )
    assert links("translation", "", head, url=TWIN) == [Link("translation", URL, "", "en")]


IMAGES = [
    (
        (
            '<div class="td-post-featured-image"><figure><a'
            ' href="/u/a.jpg" data-caption="The &lt;b&gt;market'
            '&lt;/b&gt;"><img src="/u/a-696x464.jpg"></a>'
            "<figcaption>The market</figcaption></figure></div>"
        ),
        '<meta property="og:image" content="/u/a.jpg">',
        "https://monitor.example/u/a.jpg",
        "The market",
    ),
    (
        (
            '<div class="tdb_single_featured_image"><a'
            ' href="/u/a.jpg" data-caption="The market"><img '
            'src="data:image/svg+xml,x" data-src="/u/a-696x464.jpg"></a></div>'
        ),
        "",
        "https://monitor.example/u/a.jpg",
        "The market",
    ),
    (
        (
            '<div class="post-thumbnail"><img'
            ' src="data:image/gif;x" data-src="/u/a-696x464.jpg"></div>'
        ),
        "",
        "https://monitor.example/u/a-696x464.jpg",
        "",
    ),
    (
        '<figure><img src="/u/a-300x200.jpg"><figcaption>The market</figcaption></figure>',
        '<meta property="og:image" content="https://monitor.example/u/a.jpg">',
        "https://monitor.example/u/a.jpg",
        "The market",
    ),
    (
        '<figure><img src="/u/b.jpg"><figcaption>A clinic</figcaption></figure>',
        '<meta property="og:image" content="https://monitor.example/u/a.jpg">',
        "https://monitor.example/u/a.jpg",
        "",
    ),
]


@pytest.mark.parametrize(("body", "head", "url", "caption"), IMAGES)
def test_the_lead_image_comes_with_the_caption_shown(
    body: str, head: str, url: str, caption: str
) -> None:
    assert links("image", body, head) == [Link("image", url, caption)]


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ('<p><img src="/u/a.jpg"></p>', ""),
        (
            (
                '<div class="td_module_wrap td_module_3"><img'
                ' class="wp-post-image" src="/u/b.jpg"></div>'
            ),
            "",
        ),
        ('<div class="post-thumbnail"><img src="data:image/gif;x"></div>', ""),
        (
            "",
            (
                '<meta property="og:image" content="/logo.png"><script type="application/ld+json">'
                '{"@type":"NGO","logo":{"url":"https://monitor.example/logo.png"}}</script>'
            ),
        ),
        ("", '<meta property="og:image" content="data:image/png;base64,AA">'),
    ],
)
def test_a_logo_or_a_neighbour_s_picture_leads_no_report(body: str, head: str) -> None:
    assert links("image", body, head) == []


BASES = [
    ("https://monitor.example/a/b", None, "https://monitor.example/a/b"),
    ("https://monitor.example/a/b", "", "https://monitor.example/a/b"),
    ("https://monitor.example/a/b", "/c/d/", "https://monitor.example/c/d/"),
    (
        "http://127.0.0.1:8088/a/b",
        "http://live.example/index.php/local/7-x",
        "http://127.0.0.1:8088/index.php/local/7-x",
    ),
    ("https://monitor.example/a/b", "https://evil.example/", "https://monitor.example/"),
    ("https://monitor.example/a/b", "javascript:alert(1)", "https://monitor.example/a/b"),
    ("https://monitor.example/a/b", "http://[bad", "https://monitor.example/a/b"),
]


@pytest.mark.parametrize(("url", "href", "base"), BASES)
def test_a_base_never_turns_relative_links_foreign(url: str, href: str | None, base: str) -> None:
    assert page_base(url, href) == base


@pytest.mark.parametrize(
    ("href", "url"),
    [
        (" /a b.pdf ", "https://monitor.example/a%20b.pdf"),
        ("\n/a\t.pdf", "https://monitor.example/a.pdf"),
        ("../x", "https://monitor.example/blog/2018/03/05/x"),
        ("HTTPS://Monitor.example/x#top", "https://Monitor.example/x"),
        ("https://قناة.example/س", "https://قناة.example/س"),
        ("#top", ""),
        ("java\nscript:alert(1)", ""),
        (" JavaScript:alert(1)", ""),
        ("mailto:a@b.example", ""),
        ("http://", ""),
        ("http://[::1", ""),
        ("x" * 3000, ""),
        (None, ""),
    ],
)
def test_links_are_absolute_web_addresses_or_none(href: str | None, url: str) -> None:
    assert resolve(href, URL) == url


@given(st.text(max_size=80))
def test_no_text_makes_a_link_to_anything_but_the_web(href: str) -> None:
    url = resolve(href, URL)
    assert url == "" or url.startswith(("http://", "https://"))
    assert "\x00" not in url


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x/", "http://b.example/x", True),
        ("https://a.example/x?utm_source=f", "https://a.example/x/", True),
        ("https://a.example/%D8%B3", "https://a.example/س/", True),
        ("https://a.example/?p=1", "https://a.example/?p=2", False),
        ("https://a.example/x", "https://a.example/y", False),
    ],
)
def test_pages_on_copies_are_compared_by_path(one: str, other: str, same: bool) -> None:
    assert (path_key(one) == path_key(other)) is same

"""Pages of known software: the container wins only where it is truly there."""

# ruff: noqa: E501 -- a case reads better on one line

from __future__ import annotations

import pytest
from body_markup import RELATED, THEMES, TITLE, newspaper, newspaper_cloud, unknown, wordpress

from crawler.extraction.body.body import read_body
from crawler.extraction.fields.metadata import read_metadata
from crawler.extraction.html import body_text, extract_body, parse
from crawler.extraction.page.reading import read_page
from crawler.publishers import ContentRules

URL = "https://example.org/blog/2020/02/01/813/"
LONG = "Four people were killed when shells hit the market of the town on Sunday morning. "
BODIES = {
    "of 60 characters": "Four people were killed when shells hit the market on Sunday.",
    "of 160 characters": f"{LONG}Eleven more were taken to the hospital, the civil defence told us.",
    "of 2,000 characters": LONG * 24,
    "in Arabic": "قُتل أربعة أشخاص بينهم طفلة في قصف على سوق البلدة صباح الأحد.",
}


@pytest.mark.parametrize("build", THEMES.values(), ids=THEMES.keys())
@pytest.mark.parametrize("text", BODIES.values(), ids=BODIES.keys())
def test_a_themes_page_gives_its_text_and_nothing_else(build, text: str) -> None:
    body = extract_body(parse(build(f"<p>{text}</p>")), URL, None)
    assert body.text == text.strip()
    assert body.method.startswith("theme:")


@pytest.mark.parametrize("build", THEMES.values(), ids=THEMES.keys())
def test_an_empty_post_is_empty_and_not_its_neighbours(build) -> None:
    text = extract_body(parse(build("<p>&nbsp;</p>")), URL, None).text
    assert not any(name in text for name in (*RELATED, "Home", "Category", "disagree", "Posted in"))


@pytest.mark.parametrize(
    ("build", "method"),
    [
        ("newspaper", "theme:newspaper"),
        ("newspaper cloud", "theme:newspaper"),
        ("wordpress", "theme:wordpress"),
        ("wordpress block", "theme:wordpress-block"),
        ("joomla", "theme:joomla"),
        ("joomla cassiopeia", "theme:joomla"),
    ],
)
def test_the_method_names_the_theme(build: str, method: str) -> None:
    assert extract_body(parse(THEMES[build](f"<p>{LONG}</p>")), URL, None).method == method


@pytest.mark.parametrize(
    "head",
    [
        "<style>.td-post-content{color:red} .entry-content p{} .com-content-article__body{}</style>",
        "<script>document.querySelector('.td-post-content')</script>",
        "<script type='text/template'><div class='td-post-content'><p>x</p></div></script>",
        "<meta itemprop='articleBody' content='Four people'>",
        "<p>The class td-post-content is used by a theme.</p>",
        "<div class='td-post-content-ad my-td-post-content entry-content2'>Buy</div>",
        "<aside><div class='entry-content'>About this site and its makers</div></aside>",
        "<footer><div class='td-post-content'>About this site</div></footer>",
    ],
)
def test_a_class_name_that_is_no_container_names_no_theme(head: str) -> None:
    page = unknown(f"<p>{LONG}</p><p>{LONG * 3}</p>").replace("<body>", f"<body>{head}")
    assert extract_body(parse(page), URL, None).method.startswith("generic:")


def test_a_second_post_on_the_page_is_not_taken_for_the_first() -> None:
    second = f"<article><div class='td-post-content'><p>{'Another post. ' * 40}</p></div></article>"
    assert body_text(newspaper(f"<p>{LONG}</p>", after=second), URL) == LONG.strip()


@pytest.mark.parametrize("build", [newspaper, newspaper_cloud])
def test_the_subtitle_stands_beside_the_body(build) -> None:
    page = read_page(parse(build(f"<p>{LONG}</p>", subtitle="Four of them children")), URL)
    assert read_metadata(page).subtitle == "Four of them children"
    assert read_body(page, None).text == LONG.strip()


def test_the_lead_images_caption_outside_the_container_is_found() -> None:
    page = read_page(parse(newspaper_cloud(f"<p>{LONG}</p>")), URL)
    assert [link.label for link in read_metadata(page).links] == ["The market, seen in 2012"]


PAGE_2 = "https://example.org/blog/2020/02/01/813/2/"


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ('Pages: <span class="post-page-numbers">1</span> <a href="/blog/2020/02/01/813/2/">2</a>', (PAGE_2,)),
        ('<a href="/blog/2020/02/01/813/2/"><span class="post-page-numbers">2</span></a>', (PAGE_2,)),
        (f'<a href="{PAGE_2}">Page 2</a><a href="2/">2</a><a href="{URL}">1</a>', (PAGE_2,)),
        ('<a href="?p=813&page=2">2</a>', ("https://example.org/blog/2020/02/01/813/?p=813&page=2",)),
        ('<a href="https://elsewhere.org/2/">2</a>', ()),
        ('<a href="/about/">About</a><a href="http://[bad">2</a><a>2</a>', ()),
        (f'<a href="{URL}">1</a>', ()),
    ],
)  # fmt: skip
def test_links_to_the_posts_other_pages(links: str, expected: tuple[str, ...]) -> None:
    html = newspaper(f'<p>{LONG}</p><div class="page-links">{links}</div>')
    page = read_page(parse(html), URL)
    assert read_metadata(page).more_pages == expected
    assert read_body(page, None).text == LONG.strip()


def test_the_second_page_names_the_first() -> None:
    html = newspaper(f'<p>{LONG}</p><div class="page-links"><a href="{URL}">1</a> 2</div>')
    assert read_metadata(read_page(parse(html), PAGE_2)).more_pages == (URL,)


RULES = ContentRules(
    containers=("div.story", "div.td-post-content"), noise=("p.teaser",), subtitles=("p.deck",)
)


def test_the_publishers_rule_comes_first() -> None:
    inner = f'<p class="deck">Four of them children</p><div class="story"><p>{LONG}</p><p class="teaser">More</p></div>'
    page = read_page(parse(newspaper(inner)), URL)
    body = read_body(page, RULES)
    assert (body.text, body.method) == (LONG.strip(), "publisher:div.story")
    assert read_metadata(page, RULES.subtitles).subtitle == "Four of them children"


def test_the_publishers_next_selector_counts_where_the_first_is_missing() -> None:
    body = extract_body(parse(newspaper(f"<p>{LONG}</p>")), URL, RULES)
    assert body.method == "publisher:div.td-post-content"


def test_a_page_without_the_publishers_container_falls_to_its_theme() -> None:
    assert extract_body(parse(wordpress(f"<p>{LONG}</p>")), URL, RULES).method == "theme:wordpress"


@pytest.mark.parametrize(
    "url", ["https://snhr.org/blog/2017/04/13/38282/", "", "no address", "http://[", "mailto:a@b"]
)
def test_any_address_will_do(url: str) -> None:
    assert body_text(newspaper(f"<p>{LONG}</p>", title=TITLE), url) == LONG.strip()

"""The same on real pages and real texts; they are not part of the project."""

# ruff: noqa: E501 -- a case reads better on one line

from __future__ import annotations

import gzip
import json
import re

import pytest
from body_markup import joomla, newspaper, newspaper_cloud, wordpress
from lxml import etree
from running import NO_SHARED, SHARED

from crawler.extraction.html import body_text, extract_body, parse
from crawler.extraction.page.elements import flat_text

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=NO_SHARED)
FOLDER = SHARED / "html" / "newspaper"
NEIGHBOURS = (
    "td_block_related_posts", "td-related-title", "tdb_single_related", "td_flex_block_1", "td-crumb-container",
    "tdb_breadcrumbs", "td-post-next-prev", "tdb_single_next_prev", "td-post-sharing", "comment-respond",
)  # fmt: skip


def plain(text: str) -> str:
    return " ".join(text.translate(str.maketrans("‘’“”\u00a0", "''\"\" ")).split()).lower()


def pages() -> list[tuple[str, dict[str, object]]]:
    if not FOLDER.is_dir():
        return []
    return list(json.loads((FOLDER / "manifest.json").read_text("utf-8")).items())


def html_of(name: str) -> str:
    packed = (FOLDER / f"{name.removesuffix('.html')}.html.gz").read_bytes()
    return gzip.decompress(packed).decode("utf-8", "replace")


@pytest.mark.parametrize(("name", "entry"), pages(), ids=[name[:30] for name, _ in pages()])
def test_a_real_page_keeps_what_is_wanted_and_no_more(name: str, entry) -> None:
    text = plain(body_text(html_of(name), entry["url"] or ""))
    gold = entry.get("gold") or {}
    assert [s for s in gold.get("with") or [] if plain(s) not in text] == []
    assert [s for s in gold.get("without") or [] if plain(s) in text] == []


def lines_of_neighbours(tree: etree._Element, body: str) -> set[str]:
    """Lines of links in the blocks around the text, by the theme's own class names."""
    found = set()
    for name in NEIGHBOURS:
        for block in tree.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"):
            found |= {plain(flat_text(link)) for link in block.iter("a", "h3", "h4")}
    return {line for line in found if len(line) > 8 and line not in plain(body)}


def cut(tree: etree._Element, size: int) -> str:
    """Leave only the first ``size`` characters of the container's paragraphs; return them."""
    container = tree.xpath("//*[contains(concat(' ', @class, ' '), ' td-post-content ')]")[0]
    left, kept = size, []
    for element in list(container.iter("p", "ul", "ol", "h2", "h3", "h4", "blockquote")):
        text = flat_text(element)
        if any(above.tag in ("figure", "blockquote") for above in element.iterancestors()):
            continue
        if (
            element.tag == "p"
            and left > 0
            and len(text) > 20
            and next(element.iter("img"), None) is None
        ):
            tail, kept_text = element.tail, text[:left]
            element.clear()
            element.text, element.tail = kept_text, tail
            kept.append(kept_text)
            left -= len(kept_text)
        elif text:
            element.clear()
    return "\n".join(kept)


@pytest.mark.parametrize("size", [60, 100, 200])
@pytest.mark.parametrize(("name", "entry"), pages(), ids=[name[:30] for name, _ in pages()])
def test_a_real_page_cut_short_lets_no_neighbour_in(name: str, entry, size: int) -> None:
    tree = parse(html_of(name))
    whole = extract_body(tree, entry["url"] or "", None).text
    neighbours = lines_of_neighbours(tree, whole)
    wanted = cut(tree, size)
    text = extract_body(tree, entry["url"] or "", None).text
    assert [line for line in neighbours if line in plain(text)] == []
    words = re.findall(r"\w+", text)
    assert [line for line in wanted.split("\n") if plain(line) not in plain(text)] == []
    extra = len(words) - len(re.findall(r"\w+", wanted))
    assert extra <= len(re.findall(r"\w+", whole)) * 0.1


NOISE_IN_NEWSPAPER = """
<p><a href="/wp-content/pdf/english/report.pdf">{pdf}</a></p>
<h4>Available In</h4><ul class="languages"><li><a href="/en">English</a></li><li><a href="/ar">عربي</a></li></ul>
<h4>Latest Articles</h4><div class="td_block_wrap td_flex_block_1"></div><h4>Related articles</h4>{related}"""


def seeds() -> list[str]:
    return sorted(path.stem for path in (SHARED / "seeds").glob("*.txt")) if SHARED.is_dir() else []


def seed(page: str) -> tuple[str, list[tuple[str, str]]]:
    """A seed's own text, and its noise as (kind, text)."""
    text = (SHARED / "seeds" / f"{page}.txt").read_text("utf-8")
    lines = (SHARED / "corpus" / "noise.jsonl").read_text("utf-8").splitlines()
    spans = [span for line in lines if (span := json.loads(line))["page_id"] == page]
    noise = [(span["kind"], text[span["start"] : span["end"]]) for span in spans]
    for span in sorted(spans, key=lambda span: -span["start"]):
        text = text[: span["start"]] + "\n\n" + text[span["end"] :]
    return text, noise


def paragraphs(text: str) -> list[str]:
    return [plain(line) for line in text.split("\n") if line.strip()]


def links_and_teasers(noise: list[tuple[str, str]]) -> list[str]:
    lines = [line for kind, text in noise if "related" in kind for line in paragraphs(text)]
    return [
        line
        for line in lines
        if line not in ("available in", "latest articles", "related articles")
    ]


@pytest.mark.parametrize("build", [newspaper, newspaper_cloud, wordpress, joomla])
@pytest.mark.parametrize("page", seeds())
def test_a_seed_in_the_themes_markup_comes_out_whole_and_alone(page: str, build) -> None:
    text, noise = seed(page)
    title, *body = paragraphs(text)
    around = links_and_teasers(noise)
    related = "".join(
        f'<h5><a href="/{i}">{line}</a></h5>' if i % 2 == 0 else f"<p>{line}</p>"
        for i, line in enumerate(around)
    )
    pdf = next((text for kind, text in noise if kind == "pdf-link"), "View full Report")
    markup = "".join(f"<p>{line}</p>" for line in body)
    markup += NOISE_IN_NEWSPAPER.format(pdf=pdf, related=related)
    got = extract_body(parse(build(markup, title=title)), "https://example.org/blog/x/", None)
    have = paragraphs(got.text)
    lost = [line for line in body if line not in have and not line.startswith("representational")]
    assert lost == [line for line in body if line == title]
    assert [line for line in have if line not in body] == []
    assert [line for line in around if line in plain(got.text)] == []

"""The files that a page points to: its PDFs and its lead image."""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml.html import HtmlElement

from crawler.extraction.fields.translations import language_code
from crawler.extraction.page.addresses import split
from crawler.extraction.page.belonging import is_noise
from crawler.extraction.page.boxes import Box
from crawler.extraction.page.elements import class_tokens
from crawler.extraction.page.jsonld import texts_of
from crawler.extraction.page.outline import Outline
from crawler.extraction.page.shown import line_of, picture_words
from crawler.extraction.words.wording import plain
from crawler.items import Link

_IMAGE_SOURCES = ("data-src", "data-lazy-src", "data-orig-file", "src")


def pdf_links(outline: Outline) -> list[Link]:
    """Links to PDF files in the report and near it; of several to one file the first with words."""
    found: dict[str, Link] = {}
    for anchor in outline.of("a"):
        href = anchor.get("href") or ""
        if "pdf" not in href.lower() or not (url := outline.absolute(href)) or not _is_pdf(url):
            continue
        if is_noise(anchor):
            continue
        label = line_of(anchor) or picture_words(anchor) or plain(anchor.get("title") or "")
        known = found.get(url)
        if known is None or not known.label:
            language = language_code(anchor.get("hreflang") or "")
            found[url] = Link(kind="pdf", url=url, label=label, language=language)
    return list(found.values())


def _is_pdf(url: str) -> bool:
    parts = split(url)
    return parts is not None and unquote(parts.path).lower().endswith(".pdf")


def lead_image(outline: Outline) -> Link | None:
    """The report's picture with its caption.

    The address is ``og:image`` (full size, chosen for the post), unless that is the publisher's
    logo; else that of the featured image. The caption is what the page shows under the featured
    image, or under the same picture in the text.
    """
    social = outline.absolute(outline.meta("og:image", "og:image:url", "og:image:secure_url"))
    if social and social in _logos(outline):
        social = ""
    featured = next(filter(_is_featured, outline.boxed[Box.FEATURED]), None)
    url = social or (_full_size(featured, outline) if featured is not None else "")
    if not url:
        return None
    shown = featured if featured is not None else _same_picture(url, outline)
    caption = _caption(shown) if shown is not None else ""
    return Link(kind="image", url=url, label=caption)


def _logos(outline: Outline) -> set[str]:
    logos = [item.get("logo") for item in outline.graph.items]
    logos += [
        p.get("logo") for i in outline.graph.items if isinstance(p := i.get("publisher"), dict)
    ]
    values = [
        v
        for logo in logos
        if isinstance(logo, dict)
        for v in (logo.get("url"), logo.get("contentUrl"))
    ]
    return {outline.absolute(url) for value in (*values, *logos) for url in texts_of(value)}


def _is_featured(element: HtmlElement) -> bool:
    return element.tag == "img" and not is_noise(element)


def _full_size(image: HtmlElement, outline: Outline) -> str:
    anchor = next(image.iterancestors("a"), None)
    target = outline.absolute(anchor.get("href")) if anchor is not None else ""
    if re.search(r"\.(?:jpe?g|png|webp|gif)(?:\?|$)", target, re.IGNORECASE):
        return target
    return next((u for name in _IMAGE_SOURCES if (u := outline.absolute(image.get(name)))), "")


def _same_picture(url: str, outline: Outline) -> HtmlElement | None:
    stem = _stem(url)
    same = (
        i for i in outline.of("img") if any(_stem(i.get(n) or "") == stem for n in _IMAGE_SOURCES)
    )
    return next((image for image in same if not is_noise(image)), None) if stem else None


def _stem(url: str) -> str:
    """Name of a picture's file without the size that WordPress adds (``photo-696x464.jpg``)."""
    name = url.partition("?")[0].rpartition("/")[2].rpartition(".")[0]
    return re.sub(r"-\d{2,4}x\d{2,4}$|-scaled$", "", name)


def _caption(image: HtmlElement) -> str:
    anchor = next(image.iterancestors("a"), None)
    figure = next(image.iterancestors("figure"), None)
    for caption in figure.iter("figcaption") if figure is not None else ():
        if text := line_of(caption):
            return text
    if anchor is not None and (text := plain(anchor.get("data-caption") or "")):
        return text
    for node in list(image.iterancestors())[:3]:
        for sibling in node.iter("p", "figcaption", "span", "div"):
            if any("caption" in token for token in class_tokens(sibling)):
                return line_of(sibling)
    return ""

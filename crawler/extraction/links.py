"""What a page points to: PDFs, itself in other languages, its lead image."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.addresses import page_key, path_key, split
from crawler.extraction.jsonld import texts_of
from crawler.extraction.outline import Outline, is_noise
from crawler.extraction.tree import class_tokens
from crawler.extraction.wording import line_of, plain
from crawler.items import Link

_LANGUAGE_NAMES = {
    "english": "en", "arabic": "ar", "german": "de", "french": "fr", "turkish": "tr",
    "kurdish": "ku", "spanish": "es", "russian": "ru", "persian": "fa",
    "عربي": "ar", "عربية": "ar", "العربية": "ar", "عربى": "ar", "deutsch": "de", "français": "fr",
    "türkçe": "tr", "kurdî": "ku", "کوردی": "ku", "español": "es", "русский": "ru", "فارسی": "fa",
    "الإنجليزية": "en", "الانكليزية": "en", "إنجليزي": "en", "انكليزي": "en", "الألمانية": "de",
}  # fmt: skip
_PATH_LANGUAGES = {"arabic": "ar", "english": "en", "german": "de", "french": "fr", "turkish": "tr"}
_CODES = frozenset(
    ["ar", "en", "de", "fr", "tr", "ku", "es", "ru", "fa", "it", "he", "nl", "sv", "ckb"]
)
_ITEM_CLASS = re.compile(
    r" (?:wpml-ls-item|lang-item|trp-ls-language|qtranxs-lang)-(\w\w)(?=[-_ ])"
)
_SWITCHER = re.compile(
    r" (?:wpml-ls|lang-item|pll-|language-?(?:switcher|chooser)|lang-switch|available-?in|icl_)"
)
_AVAILABLE_IN = re.compile(
    r"(?:languages? )?(?:also )?available in|(?:this report is )?available in|verfügbar in"
    r"|read (?:this )?in|متوفر(?:ة)? (?:باللغات|باللغة|بـ?)|متاح(?:ة)? (?:باللغات|باللغة|بـ?)|اللغات المتاحة"
)
_LONGEST_NAME = 14
"""Characters of the longest name of a language, with what may stand around it."""
_LONGEST_SWITCHER = 120
"""Characters of a block that only switches languages, its heading included."""
_IMAGE_SOURCES = ("data-src", "data-lazy-src", "data-orig-file", "src")
_FEATURED = frozenset(
    [
        "td-post-featured-image",
        "tdb_single_featured_image",
        "post-thumbnail",
        "featured-image",
        "entry-thumbnail",
        "wp-post-image",
        "wp-block-post-featured-image",
        "item-image",
        "itemImage",
        "post-image",
        "entry-image",
    ]
)


def pdf_links(outline: Outline) -> list[Link]:
    """Links to PDF files in the report and near it; of several to one file the first with words."""
    found: dict[str, Link] = {}
    for anchor in outline.of("a"):
        href = anchor.get("href") or ""
        if "pdf" not in href.lower() or not (url := outline.absolute(href)) or not _is_pdf(url):
            continue
        if is_noise(anchor):
            continue
        label = line_of(anchor) or _image_words(anchor) or plain(anchor.get("title") or "")
        known = found.get(url)
        if known is None or not known.label:
            language = _code(anchor.get("hreflang") or "")
            found[url] = Link(kind="pdf", url=url, label=label, language=language)
    return list(found.values())


def _is_pdf(url: str) -> bool:
    parts = split(url)
    return parts is not None and unquote(parts.path).lower().endswith(".pdf")


def _image_words(anchor: HtmlElement) -> str:
    return next((t for i in anchor.iter("img") if (t := plain(i.get("alt") or ""))), "")


def translations(outline: Outline) -> list[Link]:
    """The same report in other languages, by ``hreflang`` in the head and by the page's switcher.

    ``x-default``, the page itself and front pages are left out: a switcher leads to the front page
    of a language in which the report does not exist. Where a language is named twice the head
    counts, for it is made for machines.
    """
    found: dict[str, Link] = {}
    for url, language, label in (*_alternates(outline), *_switched(outline)):
        if language and url and not _is_self(url, language, outline) and not _is_front(url):
            found.setdefault(language, Link("translation", url, label, language))
    return list(found.values())


def _alternates(outline: Outline) -> Iterator[tuple[str, str, str]]:
    for link in outline.links("alternate"):
        yield outline.absolute(link.get("href")), _code(link.get("hreflang") or ""), ""


def _switched(outline: Outline) -> Iterator[tuple[str, str, str]]:
    for anchor in outline.of("a"):
        if not _may_switch(anchor, outline.near[anchor]):
            continue
        words = line_of(anchor)
        named = _LANGUAGE_NAMES.get(words.strip("()[]|/-• ").casefold(), "")
        if _SWITCHER.search(outline.near[anchor]) or (named and _after_heading(anchor)):
            url = outline.absolute(anchor.get("href"))
            tagged = _code(anchor.get("hreflang") or "") or _class_language(outline.near[anchor])
            yield url, tagged or named or path_language(url), words


def _may_switch(anchor: HtmlElement, near: str) -> bool:
    """A cheap test first: a page has hundreds of links, and one switcher at most."""
    if _SWITCHER.search(near):
        return True
    words = (anchor.text or "") if not len(anchor) else "".join(anchor.itertext())
    return len(words) <= 4 * _LONGEST_NAME and 1 < len(words.strip()) <= _LONGEST_NAME


def _after_heading(anchor: etree._Element) -> bool:
    """Whether the link stands in a small block under words such as "Available In"."""
    node = anchor.getparent()
    for _ in range(4):
        if node is None or node.tag == "body":
            return False
        text = line_of(node)
        if len(text) > _LONGEST_SWITCHER:
            return False
        before = node.getprevious()
        heading = line_of(before) if before is not None else ""
        if _AVAILABLE_IN.match(text.casefold()) or _AVAILABLE_IN.fullmatch(
            heading.casefold().rstrip(" :")
        ):
            return True
        node = node.getparent()
    return False


def _class_language(near: str) -> str:
    match = _ITEM_CLASS.search(near)
    return match[1].lower() if match else ""


def path_language(url: str) -> str:
    """Language of an address by the first part of its path: ``/arabic/…`` and ``/ar/…`` are ``ar``."""
    parts = split(url)
    first = parts.path.lower().lstrip("/").partition("/")[0] if parts else ""
    return _PATH_LANGUAGES.get(first) or (first if first in _CODES else "")


def _code(text: str) -> str:
    """ISO 639-1 of ``ar``, ``en-US``, ``de_DE``; "" for ``x-default`` and what is no language tag."""
    match = re.fullmatch(r"([a-z]{2,3})(?:[-_]\w{2,8})*", text.strip().lower())
    return match[1] if match else ""


def _is_self(url: str, language: str, outline: Outline) -> bool:
    own = [address for address in (outline.url, outline.canonical()) if address]
    if page_key(url) in map(page_key, own):
        return True
    same_path = path_key(url) in map(path_key, own)
    return same_path and language == html_language(outline).partition("-")[0].lower()


def _is_front(url: str) -> bool:
    parts = split(url)
    if parts is None:
        return True
    folders = [part for part in parts.path.lower().split("/") if part]
    alone = len(folders) == 1 and (folders[0] in _CODES or folders[0] in _PATH_LANGUAGES)
    return not parts.query and (not folders or alone or folders == ["index.php"])


def html_language(outline: Outline) -> str:
    """``<html lang>`` as the page writes it."""
    for element in outline.of("html")[:1]:
        return (element.get("lang") or element.get("xml:lang") or "").strip()[:35]
    return ""


def lead_image(outline: Outline) -> Link | None:
    """The report's picture with its caption.

    The address is ``og:image`` (full size, chosen for the post), unless that is the publisher's
    logo; else that of the featured image. The caption is what the page shows under the featured
    image, or under the same picture in the text.
    """
    social = outline.absolute(outline.meta("og:image", "og:image:url", "og:image:secure_url"))
    if social and social in _logos(outline):
        social = ""
    featured = next((i for i in outline.of("img") if _is_featured(i, outline.near[i])), None)
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


def _is_featured(image: HtmlElement, near: str) -> bool:
    return not _FEATURED.isdisjoint(near.split()) and not is_noise(image)


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

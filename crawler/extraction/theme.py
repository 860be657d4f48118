"""Known software and where its pages hold the body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen
from lxml import etree

from crawler.extraction.noise import CAPTION_NAMES, NOISE
from crawler.extraction.tree import Selector, by_class, by_xpath, flat_text


def _compiled(paths: tuple[str, ...]) -> tuple[Selector, ...]:
    return tuple(by_xpath(path) for path in paths)


@frozen
class Theme:
    """How one kind of software marks its pages."""

    name: str
    """As it stands in ``Body.method``."""
    containers: tuple[Selector, ...] = field(converter=_compiled)
    """Where the body is; the first that matches with text counts."""
    subtitles: tuple[Selector, ...] = field(converter=_compiled, default=())
    """The line under the headline."""
    captions: tuple[Selector, ...] = field(converter=_compiled, default=())
    """Words about the lead image where it stands outside the container."""
    own: bool = True
    """Whether the name is the software's own: then an empty container is an empty body."""


THEMES = (
    Theme(
        # tagDiv Newspaper, classic and cloud: both print the class td-post-content.
        "newspaper",
        (by_class("td-post-content"), by_class("tdb_single_content")),
        (by_class("td-post-sub-title"), by_class("tdb_single_subtitle") + "//p"),
        (
            by_class("td-post-featured-image") + "//figcaption",
            by_class("tdb_single_featured_image") + "//figcaption",
            by_class("tdb_single_featured_image") + "/" + by_class("tdb-caption-text"),
        ),
    ),
    Theme(
        # Core block themes since WordPress 5.9 (Twenty Twenty-Two on).
        "wordpress-block",
        (by_class("wp-block-post-content"),),
        (),
        (by_class("wp-block-post-featured-image") + "//figcaption",),
    ),
    Theme(
        # Joomla 4 and 5 (Cassiopeia), Joomla 3 (Protostar), K2.
        "joomla",
        (
            by_class("com-content-article__body"),
            by_class("itemFullText"),
            by_class("itemBody"),
            by_class("item-page") + "//*[@itemprop='articleBody']",
            by_class("item-page"),
        ),
        (),
        (by_class("item-image") + "//figcaption", by_class("itemImageCaption")),
    ),
    Theme(
        # Core themes before the block themes, and most others that follow them.
        "wordpress",
        (by_class("entry-content"),),
        (),
        (by_class("post-thumbnail") + "//figcaption",),
        own=False,
    ),
    Theme(
        # schema.org in the markup, whoever wrote it.
        "microdata",
        ("descendant::*[@itemprop='articleBody'][not(self::meta)]",),
        own=False,
    ),
)


def recognise(root: etree._Element) -> Theme | None:
    """The first theme of which the page holds a container, by its elements and not its words."""
    for theme in THEMES:
        if next(candidates(theme, root), None) is not None:
            return theme
    return None


def candidates(theme: Theme, root: etree._Element) -> Iterator[etree._Element]:
    """The theme's containers on this page, best first, none inside another or inside noise."""
    for select in theme.containers:
        yield from outermost(select(root))


def outermost(found: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Elements, in the order of the page, that stand neither inside each other nor inside noise."""
    chosen: set[etree._Element] = set()
    for element in found:
        if not any(
            ancestor in chosen or is_noise(ancestor) for ancestor in element.iterancestors()
        ):
            chosen.add(element)
            yield element


def is_noise(ancestor: etree._Element) -> bool:
    """Whether nothing inside an element can be the page's own body."""
    tag = ancestor.tag
    if tag in ("html", "body"):
        return False
    return (
        tag in ("aside", "footer", "nav") or NOISE.match(ancestor) or CAPTION_NAMES.match(ancestor)
    )


def first_text(paths: Iterable[Selector], root: etree._Element) -> str:
    """The text of the first match that has any."""
    for select in paths:
        for element in select(root):
            text = flat_text(element)
            if text:
                return text
    return ""


def all_texts(paths: Iterable[Selector], root: etree._Element) -> list[str]:
    """The texts of all matches."""
    return [text for select in paths for element in select(root) if (text := flat_text(element))]

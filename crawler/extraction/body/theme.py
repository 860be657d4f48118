"""Known software and where its pages hold the body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen
from lxml import etree

from crawler.extraction.body.landmarks import Landmarks, Place
from crawler.extraction.page.noise import CAPTION_NAMES, NOISE


@frozen
class Theme:
    """How one kind of software marks its pages."""

    name: str
    """As it stands in ``Body.method``."""
    containers: tuple[Place, ...]
    """Where the body is; the first that matches with text counts."""
    subtitles: tuple[Place, ...] = ()
    """The line under the headline."""
    captions: tuple[Place, ...] = ()
    """Words about the lead image where it stands outside the container."""
    own: bool = True
    """Whether the name is the software's own: then the container decides, also where it is empty.

    Other names may stand on a part of the text, and at its foot may be what is none of it.
    """


THEMES = (
    Theme(
        # tagDiv Newspaper, classic and cloud: both print the class td-post-content.
        "newspaper",
        (Place("td-post-content"), Place("tdb_single_content")),
        (Place("td-post-sub-title"), Place("tdb_single_subtitle")),
        (
            Place("<figcaption>", inside="td-post-featured-image"),
            Place("<figcaption>", inside="tdb_single_featured_image"),
            Place("tdb-caption-text", inside="tdb_single_featured_image"),
        ),
    ),
    Theme(
        # Core block themes since WordPress 5.9 (Twenty Twenty-Two on).
        "wordpress-block",
        (Place("wp-block-post-content"),),
        captions=(Place("<figcaption>", inside="wp-block-post-featured-image"),),
    ),
    Theme(
        # Joomla 4 and 5 (Cassiopeia), Joomla 3 (Protostar), K2.
        "joomla",
        (
            Place("com-content-article__body"),
            Place("itemFullText"),
            Place("itemBody"),
            Place("@articleBody", inside="item-page"),
            Place("item-page"),
        ),
        captions=(Place("<figcaption>", inside="item-image"), Place("itemImageCaption")),
    ),
    Theme(
        # Core themes before the block themes; WordPress itself gives posts the class hentry.
        "wordpress",
        (Place("entry-content", inside="hentry"),),
        captions=(Place("<figcaption>", inside="post-thumbnail"),),
    ),
    Theme(
        # Themes of others that follow the core themes in part.
        "entry-content",
        (Place("entry-content"),),
        own=False,
    ),
    Theme(
        # schema.org in the markup, whoever wrote it.
        "microdata",
        (Place("@articleBody"),),
        own=False,
    ),
)
NAMES = frozenset(
    name
    for theme in THEMES
    for place in (*theme.containers, *theme.subtitles, *theme.captions)
    for name in (place.name, place.inside)
    if name
)
"""What ``Landmarks`` has to look for."""


def recognise(landmarks: Landmarks) -> Theme | None:
    """The first theme of which the page holds a container, by its elements and not its words."""
    for theme in THEMES:
        if next(candidates(theme, landmarks), None) is not None:
            return theme
    return None


def candidates(theme: Theme, landmarks: Landmarks) -> Iterator[etree._Element]:
    """The theme's containers on this page, best first, none inside another or inside noise."""
    for place in theme.containers:
        yield from outermost(landmarks.at(place))


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

"""Known software: where its pages hold the body, and what it calls the parts of a post."""

from __future__ import annotations

import re

from attrs import frozen
from lxml import etree


@frozen
class Place:
    """Where something stands."""

    name: str
    """A class, or ``@articleBody`` of microdata."""
    inside: str = ""
    """A class that one of its ancestors must have; any where empty."""


@frozen
class Theme:
    """How one kind of software marks the body."""

    name: str
    """As it stands in ``Body.method``."""
    containers: tuple[Place, ...]
    """Where the body is; the first that matches with text counts."""
    own: bool = True
    """Whether the name is the software's own: then the container decides, also where it is empty.

    Other names may stand on a part of the text, and at its foot may be what is none of it.
    """


THEMES = (
    # tagDiv Newspaper, classic and cloud: both print the class td-post-content.
    Theme("newspaper", (Place("td-post-content"), Place("tdb_single_content"))),
    # Core block themes since WordPress 5.9 (Twenty Twenty-Two on).
    Theme("wordpress-block", (Place("wp-block-post-content"),)),
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
    ),
    # Core themes before the block themes; WordPress itself gives posts the class hentry.
    Theme("wordpress", (Place("entry-content", inside="hentry"),)),
    # Themes of others that follow the core themes in part.
    Theme("entry-content", (Place("entry-content"),), own=False),
    # schema.org in the markup, whoever wrote it.
    Theme("microdata", (Place("@articleBody"),), own=False),
)
"""The first of which a page holds a container is its theme."""

TITLES = frozenset((
    "entry-title", "tdb-title-text", "wp-block-post-title", "post-title", "itemTitle",
    "single-title",
))  # fmt: skip
"""Classes of the h1 (or h2) that holds the post's title."""
SITE_TITLES = frozenset((
    "site-title", "site-name", "logo", "site-logo", "header-logo", "td-logo", "blog-title",
))  # fmt: skip
SUBTITLES = re.compile(
    r"td-post-sub-title|tdb_single_subtitle|(?:entry|post|article|page|item)?[-_]?sub-?(?:title|head|"
    r"heading|headline)|(?:entry|post|article)-deck|itemSubtitle"
)
"""The line under the title."""
FEATURED = frozenset((
    "td-post-featured-image", "tdb_single_featured_image", "post-thumbnail", "featured-image",
    "entry-thumbnail", "wp-post-image", "wp-block-post-featured-image", "item-image", "itemImage",
    "post-image", "entry-image",
))  # fmt: skip
"""What holds the lead image."""
AUTHORS = frozenset((
    "td-post-author-name", "tdb-author-name-wrap", "tdb-author-name", "byline", "author-name",
    "post-author", "entry-author", "createdby", "itemAuthor", "author", "vcard", "fn",
))  # fmt: skip
CATEGORIES = frozenset((
    "td-category", "tdb-category", "tdb-entry-category", "entry-category", "category-name",
))  # fmt: skip
TAGS = frozenset(("td-tags", "tdb-tags", "tags-links", "post-tags", "com-content-article__tags"))
POST_HEADERS = re.compile(
    r"td-post-title|td-post-header|tdb_single_date|entry-meta|entry-header|posted-on|post-meta"
    r"|post-header|article-info|article-header|item-page|itemHeader|meta-info|byline"
    r"|wp-block-post-date|published|create|date|post-date|entry-date"
)
"""What holds the ``<time>`` of the post itself."""
OWN_DATES = frozenset(("td-post-title", "tdb_single_date"))
"""The same, where nothing else bears the name."""
DATES = re.compile(
    r"td-post-date|tdb_single_date|entry-date|posted-on|post-date|date|createdate|create|published"
    r"|article-date|itemDateCreated|meta-date|wp-block-post-date|post-?meta|entry-meta|news-date"
)
"""What holds the date as people read it."""
JOOMLA_DATES = frozenset(("createdate", "create", "itemDateCreated"))
CONTAINER_NAMES = frozenset(place.name for theme in THEMES for place in theme.containers)


def is_password_form(form: etree._Element) -> bool:
    """Whether it is what WordPress prints in place of a protected post's text."""
    if "post-password-form" in (form.get("class") or ""):
        return True
    return "action=postpass" in (form.get("action") or "")

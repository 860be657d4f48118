"""A known container → the report's text."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from lxml import etree

from crawler.extraction.edges import trim
from crawler.extraction.lines import clean_blocks
from crawler.extraction.prune import prune
from crawler.extraction.related import without_related
from crawler.extraction.text import blocks_of, join_blocks
from crawler.extraction.tree import Selector, by_xpath

_PASSWORD_FORM = by_xpath(
    "descendant-or-self::form[contains(@class, 'post-password-form')"
    " or contains(@action, 'action=postpass')]"
)


@frozen
class ContainerText:
    """What one container says."""

    text: str
    """The body; empty where the container holds none, or a password form instead of it."""
    captions: tuple[str, ...]
    """In the order of the page."""
    is_protected: bool = False
    """Whether a password form stands there."""


def container_text(
    container: etree._Element,
    titles: Sequence[str],
    noise: Sequence[Selector] = (),
    *,
    is_sure: bool = True,
) -> ContainerText:
    """Every block of text of a container but noise; the container itself is not changed.

    One that is not surely the software's own may hold links, tags and notices at its foot: these
    are dropped by their look.
    """
    if _PASSWORD_FORM(container):
        return ContainerText("", (), is_protected=True)
    pruned = prune(container, noise)
    blocks, lines = clean_blocks(without_related(blocks_of(pruned.node)), titles)
    if not is_sure:
        blocks = trim(blocks, titles)
    return ContainerText(join_blocks(blocks), (*pruned.captions, *lines))

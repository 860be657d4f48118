"""A known container → the report's text."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from lxml import etree

from crawler.extraction.lines import clean_blocks
from crawler.extraction.prune import Selector, prune
from crawler.extraction.related import without_related
from crawler.extraction.text import blocks_of, join_blocks

_PASSWORD_FORM = etree.XPath(
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
    container: etree._Element, titles: Sequence[str], noise: Sequence[Selector] = ()
) -> ContainerText:
    """Every block of text of a container but noise; the container itself is not changed."""
    if _PASSWORD_FORM(container):
        return ContainerText("", (), is_protected=True)
    pruned = prune(container, noise)
    blocks, lines = clean_blocks(without_related(blocks_of(pruned.node)), titles)
    return ContainerText(join_blocks(blocks), (*pruned.captions, *lines))

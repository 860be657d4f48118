"""A known container → the report's text."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from lxml import etree

from crawler.extraction.body.blocks import blocks_of, join_blocks
from crawler.extraction.body.edges import trim
from crawler.extraction.body.lines import clean_blocks
from crawler.extraction.body.prune import prune
from crawler.extraction.body.related import without_related
from crawler.extraction.page.elements import Selector, flat_text
from crawler.extraction.page.themes import is_password_form


@frozen
class ContainerText:
    """What one container says."""

    text: str
    """The body; empty where the container holds none, or a password form instead of it."""
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
    if any(map(is_password_form, container.iter("form"))):
        return ContainerText("", is_protected=True)
    blocks = clean_blocks(blocks_of(prune(container, noise)), _titles_over(container, titles))
    blocks = without_related(blocks)
    return ContainerText(join_blocks(blocks if is_sure else trim(blocks, titles)))


def _titles_over(container: etree._Element, titles: Sequence[str]) -> list[str]:
    """Headlines that stand outside the container; its own headings are text.

    If none stands outside, the container's first heading of first rank is the headline.
    """
    outside = list(titles)
    inside = [flat_text(heading) for heading in container.iter("h1")]
    for heading in inside:
        if heading in outside:
            outside.remove(heading)
    return outside or inside[:1]

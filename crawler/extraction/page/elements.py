"""What an element bears and says, where it stands, and how it is found."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

from lxml import etree
from lxml.cssselect import CSSSelector


class Selector(Protocol):
    """Finds elements under a node, in the order of the page."""

    def __call__(self, root: etree._Element, /) -> list[etree._Element]: ...


@lru_cache(maxsize=512)
def by_css(selector: str) -> Selector:
    """A CSS selector, compiled."""
    path = CSSSelector(selector, translator="html")

    def select(root: etree._Element) -> list[etree._Element]:
        found = path(root)
        return [e for e in found if etree.iselement(e)] if isinstance(found, list) else []

    return select


def class_tokens(element: etree._Element) -> list[str]:
    """The class names of an element."""
    names = element.get("class")
    return names.split() if names else []


def flat_text(element: etree._Element) -> str:
    """All text in an element on one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def nearest(element: etree._Element, tag: str) -> etree._Element | None:
    """The closest ancestor of this tag."""
    return next(element.iterancestors(tag), None)


def following(element: etree._Element, limit: int) -> Iterator[etree._Element]:
    """Up to ``limit`` elements that come after an element, in the order of the page."""
    seen = 0
    node: etree._Element | None = element
    while node is not None and node.tag not in ("body", "main"):
        for sibling in node.itersiblings():
            for follower in sibling.iter(etree.Element):
                seen += 1
                if seen > limit:
                    return
                yield follower
        node = node.getparent()

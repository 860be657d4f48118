"""The elements of a page that rules look for, found in one pass: each XPath over it costs 1 ms."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from attrs import frozen
from lxml import etree

from crawler.extraction.page.tree import text_without_scripts

Element = etree._Element  # noqa: SLF001 -- lxml's own name for the type of its elements


_TAGS = ("div", "section", "article", "main", "p", "span", "nav", "td", "h2", "h3", "aside")
"""Tags that themes give their names to: to look at every element takes twice the time."""


@frozen
class Place:
    """Where something stands: a class, or a tag as ``<tag>``, or ``@articleBody`` of microdata."""

    name: str
    """``td-post-content``, ``<figcaption>``, ``@articleBody``."""
    inside: str = ""
    """A class that one of its ancestors must have; any where empty."""


class Landmarks:
    """Elements of a page by the names they are asked for, in the order of the page."""

    def __init__(self, root: Element, names: Collection[str]) -> None:
        found: dict[str, list[Element]] = {name: [] for name in (*names, "@articleBody")}
        for element in root.iter(*_TAGS):
            if classes := element.get("class"):
                for token in dict.fromkeys(classes.split()):
                    if token in found:
                        found[token].append(element)
            if element.get("itemprop") == "articleBody":
                found["@articleBody"].append(element)
        for tag in ("h1", "figcaption"):
            found[f"<{tag}>"] = list(root.iter(tag))
        self._found = found

    def at(self, place: Place) -> Iterator[Element]:
        """The elements at a place."""
        for element in self._found.get(place.name, ()):
            if not place.inside or any(
                place.inside in (above.get("class") or "").split()
                for above in element.iterancestors()
            ):
                yield element

    def texts(self, places: Collection[Place]) -> list[str]:
        """The texts at places, without empty ones."""
        return [
            text
            for place in places
            for item in self.at(place)
            if (text := text_without_scripts(item))
        ]

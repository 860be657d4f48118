"""Rules of the page's own ``<style>`` blocks that hide what bears one class or one id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from attrs import frozen
from lxml import etree

from crawler.extraction.page.hidden import LONGEST, declarations, hides, may_appear

MOST_CSS = 500_000
"""Characters of all rules that are looked at."""
_MOST_RULES = 300
_MOST_MENTIONS = 50
_HIDES = (
    ("display", re.compile(r"\s{0,9}:\s{0,9}none")),
    ("visibility", re.compile(r"\s{0,9}:\s{0,9}hidden")),
    ("opacity", re.compile(r"\s{0,9}:\s{0,9}\.?0")),
    ("font-size", re.compile(r"\s{0,9}:\s{0,9}0")),
    ("clip", re.compile(r"(?:-path)?\s{0,9}:")),
    ("-999", re.compile("")),
    ("-1000", re.compile("")),
)
"""Words and what follows them. A string's own search is several times as fast as an expression's,
and sheets of styles are most of some pages."""
_SIMPLE = re.compile(r"\s*(?:[a-z][a-z0-9]{0,10})?([.#][a-z_-][\w-]{0,80})\s*", re.IGNORECASE)
_GOES_ON = re.compile(r"[\w-]")
_SHOWING = ("display", "visibility", "opacity", "position", "height", "max-height", "clip", "left")
_WHOLE = ("h1", "article", "main")
"""What holds one of these, or half of all paragraphs, is the page itself, hidden until a script has
run."""
_MOST_PARAGRAPHS = 200


@frozen
class _Rule:
    selectors: tuple[str, ...]
    told: dict[str, str]


def mark_hidden(root: etree._Element, source: bytes) -> None:
    """Set ``hidden`` on the elements that the page's own rules hide; ``source`` is the page.

    A rule counts at the top of a style block, for one class or id, where no other rule and no
    script names that, and the element is not about to appear.
    """
    blocks = [style.text or "" for style in root.iter("style")]
    found = {name for block in blocks for name in _hidden_names(block[:MOST_CSS])}
    if not found:
        return
    css = "\n".join(blocks)[:MOST_CSS]
    names = {name for name in _borne(found, source) if not _is_shown(name, css)}
    if not names:
        return
    scripts = "\n".join(script.text or "" for script in root.iter("script"))
    names = {name for name in names if name[1:] not in scripts}
    most = _paragraphs(root) / 2
    for element in _bearers(root, names):
        if not (may_appear(element) or _is_page(element, most)):
            element.set("hidden", "")


def _is_page(element: etree._Element, most: float) -> bool:
    return next(element.iter(*_WHOLE), None) is not None or _paragraphs(element) > most


def _paragraphs(element: etree._Element) -> int:
    return sum(1 for _ in islice(element.iterdescendants("p"), _MOST_PARAGRAPHS))


@lru_cache(maxsize=256)
def _hidden_names(css: str) -> frozenset[str]:
    """Of one block; pages of a site have most of theirs in common."""
    names: set[str] = set()
    for rule in _hiding_rules(css):
        if hides(rule.told):
            names.update(m[1] for part in rule.selectors if (m := _SIMPLE.fullmatch(part)))
    return frozenset(names)


def _hiding_rules(css: str) -> Iterator[_Rule]:
    """Rules outside ``@media`` and its like in which a property that hides is set."""
    depth = at = 0
    for place in sorted(islice(_places(css), _MOST_RULES)):
        depth += css.count("{", at, place) - css.count("}", at, place)
        at = place
        if depth == 1 and (rule := _rule_around(css, at)) is not None:
            yield rule


def _places(css: str) -> Iterator[int]:
    for word, rest in _HIDES:
        at = css.find(word)
        while at >= 0:
            if rest.match(css, at + len(word)):
                yield at
            at = css.find(word, at + len(word))


def _rule_around(css: str, at: int) -> _Rule | None:
    opened = css.rfind("{", max(at - LONGEST, 0), at)
    closed = css.find("}", at, at + LONGEST)
    if opened < 0 or closed < 0:
        return None
    begun = max(css.rfind(sign, max(opened - LONGEST, 0), opened) for sign in ("}", "/", ";"))
    selectors = css[begun + 1 : opened].split(",")
    return _Rule(tuple(selectors), declarations(css[opened + 1 : closed]))


def _is_shown(name: str, css: str) -> bool:
    """Whether another rule that names it sets what hides it otherwise."""
    for count, end in enumerate(_mentions(name, css)):
        if count >= _MOST_MENTIONS:
            return True
        opened = css.find("{", end, end + LONGEST)
        closed = css.find("}", opened, opened + LONGEST) if opened >= 0 else -1
        told = declarations(css[opened + 1 : closed]) if closed >= 0 else {}
        if not hides(told) and any(what in told for what in _SHOWING):
            return True
    return False


def _mentions(name: str, css: str) -> Iterator[int]:
    """Where it ends, each time that it is not the start of a longer name."""
    at = css.find(name)
    while at >= 0:
        at += len(name)
        if not _GOES_ON.match(css, at):
            yield at
        at = css.find(name, at)


def _borne(names: set[str], source: bytes) -> Iterator[str]:
    """Those that the page names below its head, where its elements stand."""
    start = max(source.find(b"<body"), 0)
    return (name for name in names if source.find(name[1:].encode(), start) >= 0)


def _bearers(root: etree._Element, names: set[str]) -> Iterator[etree._Element]:
    for element in root.iter(etree.Element):
        classes, own = element.get("class"), element.get("id")
        is_named = classes and not names.isdisjoint(_class_names(classes[:LONGEST]))
        if is_named or (own and f"#{own}" in names):
            yield element


@lru_cache(maxsize=4096)
def _class_names(classes: str) -> frozenset[str]:
    """Of one ``class`` attribute; those of one site repeat."""
    return frozenset(f".{name}" for name in classes.split())

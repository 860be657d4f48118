"""The body of a page of unknown software: trafilatura finds it, the page's blocks give the words.

trafilatura drops adjacent identical paragraphs and parts of lists, and takes captions and headlines
with it; so its text is only evidence. The node that holds nearly all blocks it names is the
container, and every block of text in that container between the first and the last of them stays.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.body.blocks import HEADINGS, Block, blocks_of, join_blocks
from crawler.extraction.body.edges import LONG, trim
from crawler.extraction.body.evidence import Evidence, told_body, words_of
from crawler.extraction.body.lines import clean_blocks
from crawler.extraction.body.prune import empty, is_left_out, prune
from crawler.extraction.body.related import without_related
from crawler.extraction.page.reading import Page

MOST = 0.85
"""Share of the named text that a container holds; what stands outside is headline, standfirst or
caption. On 54 labelled pages F1 is highest from .8 to .9, and .003 less without."""
LEAST_HEADED = 0.1
"""Share of the named text from which an ``<article>`` with the headline is the page's own."""
LEAST_SEEN = 0.6
"""Share of trafilatura's text that the page's blocks must hold, or it stands on its own."""
TOLD_ENOUGH = 0.7
"""Words of ``articleBody`` to trafilatura's from which it is the whole body, not its start."""
TOLD_MORE = 2.0
"""The same, from which the body is not in the page's markup at all (drawn by a script)."""
MOST_KEPT = 0.8
"""Share of the page's long text that is left without its noise, where no block with the name of
some noise holds the report."""
LEAST_KEPT = 1000
"""Characters of it; of a shorter page trafilatura takes what else there is."""
MOST_TAKEN = 0.7
"""Share of that which it takes where it has understood the page."""
_TEXT_TAGS = ("p", "div", "td", "li", "section", "article", "span", "br", "a", "b", "strong", "em")
_STRUCTURES = ("ul", "ol", "li", "dl", "blockquote", "table", "thead", "tbody", "tfoot", "tr")
_RECOVERED = frozenset(("p", "li", "blockquote", "pre", "tr", "dd", "dt", "div")) | HEADINGS


def generic_body(page: Page) -> tuple[str, str]:
    """The text, and how it was found as it stands in ``Body.method``."""
    pruned = prune(page.tree)
    found = _found_in(pruned, page)
    told = told_body(page)
    words, words_told = len(words_of(found)), len(words_of(told))
    if words_told > TOLD_MORE * words:
        return "\n\n".join(told.split("\n")), "generic:json-ld"
    is_told = words_told >= TOLD_ENOUGH * words > 0
    evidence = Evidence(f"{found}\n{told}" if is_told else found)
    blocks = blocks_of(pruned)
    named = [evidence.holds(block.text) for block in blocks]
    seen = sum(len(block.text) for block, is_named in zip(blocks, named, strict=True) if is_named)
    if seen < LEAST_SEEN * len(found):
        return _cleaned(_blocks_of_lines(found), page.titles), "generic:trafilatura-only"
    chosen = chosen_blocks(blocks, named)
    method = "generic:trafilatura+json-ld" if is_told else "generic:trafilatura"
    return _cleaned(chosen, page.titles), method


def _found_in(pruned: HtmlElement, page: Page) -> str:
    """What trafilatura takes for the text of a page: in what is left of it without noise, which
    takes it half the time, or else, where that is little or it takes little of it, in all of it."""
    size = _long_text(pruned)
    if size >= max(MOST_KEPT * _long_text(page.tree), LEAST_KEPT):
        found = _found(pruned)
        if len(found) >= MOST_TAKEN * size:
            return found
    return _found(_shown_tree(page))


def _found(tree: HtmlElement) -> str:
    """What trafilatura takes for the text; the tree is not changed."""
    return (
        trafilatura.extract(tree, include_comments=False, favor_precision=True, output_format="txt")
        or ""
    )


def _long_text(tree: etree._Element) -> int:
    """Characters of all that is no menu: runs of text as long as a paragraph."""
    runs = (run for e in tree.iter(*_TEXT_TAGS) for run in (e.text, e.tail) if run)
    return sum(len(run) for run in runs if len(run) >= LONG and not run.isspace())


def _shown_tree(page: Page) -> HtmlElement:
    """The page without its hidden text, which trafilatura knows only in part."""
    if not any(map(is_left_out, page.tree.iter(etree.Element))):
        return page.tree
    tree = copy.deepcopy(page.tree)
    for element in [one for one in tree.iter(etree.Element) if is_left_out(one)]:
        empty(element)
    return tree


def _cleaned(blocks: Sequence[Block], titles: Sequence[str]) -> str:
    return join_blocks(trim(without_related(clean_blocks(blocks, titles)), titles))


def _blocks_of_lines(text: str) -> list[Block]:
    """trafilatura's own text, where the page's blocks do not bear it out."""
    paragraph = etree.Element("p")
    return [Block(line, paragraph, 0, marked=False) for line in text.split("\n") if line.strip()]


def chosen_blocks(blocks: Sequence[Block], held: list[bool]) -> list[Block]:
    """The blocks that the evidence holds in one container, and those between them."""
    named = _of_one_article(blocks, held)
    container = _container(blocks, named)
    if container is None:
        return []
    inside = set(container.iter())
    places = [i for i, block in enumerate(blocks) if named[i] and block.node in inside]
    homes = {_home_of(blocks[i].node) for i in places} | {blocks[i].node for i in places}
    return [
        blocks[i]
        for i in range(places[0], places[-1] + 1)
        if blocks[i].node in inside and (named[i] or _is_recovered(blocks[i], homes))
    ]


def _is_recovered(block: Block, homes: set[etree._Element | None]) -> bool:
    if block.is_link or block.node.tag not in _RECOVERED:
        return False
    return block.node in homes or _home_of(block.node) in homes


def _home_of(node: etree._Element) -> etree._Element | None:
    """What holds the list, quote or table that a block stands in, or else the block itself."""
    home = node.getparent()
    while home is not None and home.tag in _STRUCTURES:
        home = home.getparent()
    return home


def _of_one_article(blocks: Sequence[Block], named: list[bool]) -> list[bool]:
    """Where several ``<article>`` hold named text, only that of the headline is the page's own."""
    owners = [_article_of(block.node) for block in blocks]
    weights: dict[etree._Element, int] = {}
    for block, owner, is_named in zip(blocks, owners, named, strict=True):
        if is_named and owner is not None:
            weights[owner] = weights.get(owner, 0) + len(block.text)
    if len(weights) < 2:
        return named
    least = LEAST_HEADED * sum(weights.values())
    headed = (owner for owner in weights if next(owner.iter("h1"), None) is not None)
    own = next((owner for owner in headed if weights[owner] >= least), None)
    own = max(weights, key=weights.__getitem__) if own is None else own
    return [
        is_named and owner in (own, None) for is_named, owner in zip(named, owners, strict=True)
    ]


def _article_of(node: etree._Element) -> etree._Element | None:
    outermost = node if node.tag == "article" else None
    for ancestor in node.iterancestors("article"):
        outermost = ancestor
    return outermost


def _container(blocks: Sequence[Block], named: Sequence[bool]) -> etree._Element | None:
    """The smallest node with most of the named text; of equal twins the node around them."""
    weights: dict[etree._Element, int] = {}
    total = 0
    for block, is_named in zip(blocks, named, strict=True):
        if is_named:
            total += len(block.text)
            for node in (block.node, *block.node.iterancestors()):
                weights[node] = weights.get(node, 0) + len(block.text)
    if not total:
        return None
    node = blocks[0].node.getroottree().getroot()
    while True:
        heavy = [child for child in node if weights.get(child, 0) >= MOST * total]
        if not heavy or _has_twin(heavy[0], weights):
            return node
        node = heavy[0]


def _has_twin(node: etree._Element, weights: dict[etree._Element, int]) -> bool:
    """Whether a sibling of the same kind holds named text too: a body in two halves."""
    parent = node.getparent()
    if parent is None or not node.get("class"):
        return False
    return any(
        twin is not node
        and twin.tag == node.tag
        and twin.get("class") == node.get("class")
        and weights.get(twin)
        for twin in parent
    )

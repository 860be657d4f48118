"""Blocks of a container → blocks of the report: lines that are no text of it go."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extraction.body.blocks import HEADINGS, Block, paragraphs
from crawler.extraction.words.labels import END_OF_REPORT, LABELS, MAX_LABEL
from crawler.extraction.words.languages import (
    AVAILABLE_IN,
    CODES,
    LANGUAGES,
    WORDS_OF_AVAILABLE,
)
from crawler.extraction.words.phrases import CAPTION_LINES, COUNTERS, NOISE_LINES, PDF_LINES
from crawler.extraction.words.wording import bare, fold

PARAGRAPH = 60
"""Characters from which a block shows that the text has begun."""

_SHORTCODE = re.compile(
    r"\[/?(?:[a-z]+(?:[_-][a-z0-9]+)+|gallery|caption|embed|audio|video|playlist|dropcap|quote|youtube"
    r"|adrotate|toc|icon|button|su|vc|td)(?:\s[^\[\]]{0,2000})?/?\]"
    r"|\[/?[a-z][\w-]{0,40}\s[^\[\]=]{0,2000}=[^\[\]]{0,2000}\]",
    re.IGNORECASE,
)
_CAPTION_SHORTCODE = re.compile(
    r"\[caption\b[^\[\]]{0,2000}\][^\[\]]{0,500}\[/caption\]", re.IGNORECASE
)
_PAGE_BREAK = re.compile(r"<!--\s{0,9}(?:nextpage|more|noteaser)\b[^<>]{0,80}-->")
_DOWNLOAD_HINT = re.compile(
    r"\(\s?(?:(?:to )?(?:download|view|read|see|find)|for) (?:the )?(?:full|complete) "
    r"(?:pdf )?(?:report|statement|study|version)[^()\n]{0,60}\)"
    r"|\(\s?(?:ل?تحميل|ل?تنزيل|للاطلاع على|لقراءة) (?:كامل )?(?:التقرير|البيان)[^()\n]{0,60}\)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\W{0,9}_{3,}\W{0,9}|(?:[*•·#~–—-] ?){3,}")
"""Lines of signs that part sections ("___" of the Associated Press); other lone signs are icons."""
_NO_TEXT = (PDF_LINES, COUNTERS, NOISE_LINES, CAPTION_LINES)
_LABEL = re.compile(r"[^\n.!?؟:]{1,40}:")
"""What names the value behind it, and says nothing without one."""
_HOST_NAME = re.compile(r"(?:www\.)?[a-z][\w-]{1,40}(?:\.[a-z]{2,12}){1,2}", re.IGNORECASE)
"""Alone and in bold it is the credit of the site from which a text was taken over."""


def clean_blocks(blocks: Sequence[Block], titles: Sequence[str]) -> list[Block]:
    """Blocks without lines that say nothing of the report.

    ``titles`` are the page's headline as it may stand again over the text.
    """
    kept: list[Block] = []
    for block in without_title(list(blocks), titles):
        text = clean_text(block.text)
        if len(text) <= MAX_LABEL and fold(text) in END_OF_REPORT:
            if not block.is_link and any(len(one.text) >= PARAGRAPH for one in kept):
                break
            continue  # a button or link to the form may stand over the text
        text = _without_labels(text, block.linked)
        if text and not (block.marked and _HOST_NAME.fullmatch(text)):
            block.text = text
            kept.append(block)
    return without_title(kept, titles)


def clean_text(text: str) -> str:
    """One paragraph without what software left in it: shortcodes, page breaks, download hints."""
    if "[" in text:
        text = _SHORTCODE.sub(" ", _CAPTION_SHORTCODE.sub(" ", text))
    if "<!--" in text:
        text = _PAGE_BREAK.sub(" ", text)
    if "(" in text and _DOWNLOAD_HINT.search(text):
        text = "\n".join(map(_without_hint, text.split("\n")))
    return "\n\n".join(paragraphs(text))


def _without_hint(line: str) -> str:
    """A line without download hints, and without the label that one of them was the value of."""
    rest = _DOWNLOAD_HINT.sub(" ", line)
    return "" if rest != line and _LABEL.fullmatch(rest.strip()) else rest


def _without_labels(text: str, linked: int) -> str:
    """Lines that are text; ``linked`` is how many characters of the block stand in links.

    With the link to the PDF goes its label: "Full text:" before it or on the line over it.
    """
    kept: list[str] = []
    for line in text.split("\n"):
        if len(line) > MAX_LABEL or not is_label(line):
            if not (linked and _is_labelled_pdf(line)):
                kept.append(line)
        elif kept and PDF_LINES.fullmatch(fold(line)) and _LABEL.fullmatch(kept[-1]):
            kept.pop()
    return "\n".join(kept).strip("\n")


def _is_labelled_pdf(line: str) -> bool:
    label = _LABEL.match(line)
    return label is not None and PDF_LINES.fullmatch(fold(line[label.end() :])) is not None


def is_label(line: str) -> bool:
    """Whether a line is a label, a caption, a share or PDF line, a language switcher, or signs."""
    folded = fold(line)
    if not folded:
        return _SEPARATOR.fullmatch(line) is None
    if folded in LABELS or is_language_line(folded):
        return True
    return any(lines.fullmatch(folded) for lines in _NO_TEXT)


def is_language_line(folded: str) -> bool:
    """Whether a folded line is only "Available in" and names of languages."""
    words = re.findall(r"\w+", folded)
    others = [word for word in words if word not in LANGUAGES and word not in CODES]
    if not others or len(others) > WORDS_OF_AVAILABLE:
        return bool(words) and not others
    rest = AVAILABLE_IN.sub(" ", folded, count=1)
    return all(word in LANGUAGES or word in CODES for word in re.findall(r"\w+", rest))


def without_title(blocks: list[Block], titles: Sequence[str]) -> list[Block]:
    """Blocks without the headline where it stands again: over the text, or as a heading in it."""
    wanted = {key for title in set(titles) if (key := bare(title))}
    start = 0
    while start < len(blocks) - 1 and bare(blocks[start].text) in wanted:
        start += 1
    return [
        block
        for block in blocks[start:]
        if block.node.tag not in HEADINGS or bare(block.text) not in wanted
    ]

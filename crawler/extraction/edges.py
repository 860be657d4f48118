"""What stands before and behind the text of a page of unknown software, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extraction.evidence import words_of
from crawler.extraction.labels import fold
from crawler.extraction.lines import MAX_LABEL
from crawler.extraction.text import Block

LONG = 100
"""Characters: a block of this length is a paragraph, where the text begins or ends."""
SAME_TITLE = 0.75
"""Share of the words that two forms of one headline have in common."""
FEW_LINKS = 2
"""Linked lines in a row at the foot: fewer may be a source."""

_DATE_WORDS = frozenset(
    ["am", "pm", "gmt", "utc", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "cet", "cest", "bst", "ist", "amt", "et", "at", "on", "of", "the", "um", "uhr", "den", "de", "à", "às", "h", "updated", "published", "posted", "last", "modified", "veröffentlicht", "aktualisiert", "publicado", "atualizado", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro", "enero", "febrero", "marzo", "mayo", "junio", "julio", "septiembre", "octubre", "noviembre", "diciembre", "janvier", "février", "mars", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre", "الساعه", "في", "يناير", "فبراير", "مارس", "ابريل", "مايو", "يونيو", "يوليو", "اغسطس", "سبتمبر", "اكتوبر", "نوفمبر", "ديسمبر", "كانون", "الثاني", "شباط", "اذار", "نيسان", "ايار", "حزيران", "تموز", "اب", "ايلول", "تشرين", "الاول", "السبت", "الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه"]
)
_BYLINE = re.compile(
    r"(?:written |posted |published |reported |story |text |words )?by[: ] ?\S.{0,80}"
    r"|(?:posted|published|updated|last updated|publicado|postado|por|von|par|escrito)(?: \w+)?[: ] ?\S.{0,140}"
    r"|(?:بقلم|كتب|كتبت|اعداد|نشر|تاريخ النشر|اخر تحديث)[: ] ?\S.{0,60}"
    r"|(?:categor(?:y|ia|ie|ies|ias)|kategorien?|tags?|filed under|posted in|labels?|التصنيف|الوسوم)"
    r" ?[: ] ?\S.{0,80}"
    r"|\d{1,3} min(?:ute)?s? (?:read|read time)|(?:estimated )?reading time.{0,30}|read time.{0,30}"
    r"|tempo de leitura.{0,30}|lesezeit.{0,30}|(?:مده|وقت) القراءه.{0,30}"
)
_BYLINE_WORDS = frozenset(("published", "posted", "updated", "publicado"))
_FOOT = re.compile(
    r"(?:filed under|posted in|tagged(?: with| as)?|tags?|topics?|labels|categor(?:y|ies)|kategorien?"
    r"|schlagw\w+|الوسوم|التصنيفات?)(?: ?: ?| )\S.{0,200}"
    r"|more (?:ap|reuters|afp|from|on|about)\b.{0,80}https?://.{0,160}"
    r"|(?:copyright|©|\(c\)|all rights reserved|جميع الحقوق محفوظه|alle rechte vorbehalten).{0,200}"
    r"|.{0,80}(?:all rights reserved|alle rechte vorbehalten).{0,80}"
    r"|(?:please )?(?:follow|like|find|join) .{1,80} on (?:twitter|facebook|instagram|telegram|x|google news"
    r"|linkedin|youtube|whatsapp)\b.{0,120}"
    r"|(?:subscribe|sign up|get|receive) .{1,120}(?:newsletter|channel|inbox|e-?mails?|updates|alerts)\b.{0,120}"
    r"|(?:click|tap) here (?:to|for) .{0,100}|tell us what you think.{0,60}"
    r"|(?:have|got) (?:a )?(?:tip|something to add|comments?|feedback).{0,160}"
    r"|reuse this content|reprints?(?: and permissions)?|report (?:an error|a typo|a correction).{0,60}"
    r"|originally published (?:by|on|at|in) .{0,80}|this (?:post|article) .{0,60} appeared first on .{0,100}"
    r"|the post .{0,200} appeared first on .{0,100}"
)
_BIO = re.compile(
    r"\b(?:follow|tweet|email|e-mail|contact|reach) (?:him|her|them|me)\b|\bcan be reached at\b",
    re.IGNORECASE,
)


def trim(blocks: list[Block], titles: Sequence[str]) -> list[Block]:
    """Blocks without headline, byline and date at the head, links, tags and notices at the foot.

    Only lines before the first and behind the last paragraph are looked at, and lines between them
    that repeat the headline (galleries and players print it).
    """
    names = [frozenset(words_of(title)) for title in titles]
    start, end = 0, len(blocks)
    while start < end and len(blocks[start].text) < MAX_LABEL and _is_head(blocks[start], names):
        start += 1
    while end - 1 > start and _is_foot(blocks, end, names):
        end -= 1
    lines = {fold(title) for title in titles}
    return [
        block
        for block in blocks[start:end]
        if block.node.tag == "p" or len(block.text) > MAX_LABEL or fold(block.text) not in lines
    ]


def _is_head(block: Block, titles: Sequence[frozenset[str]]) -> bool:
    folded = fold(block.text)
    return (
        block.node.tag == "h1"
        or is_title(block.text, titles)
        or is_date_line(folded)
        or _BYLINE.fullmatch(without_date(folded)) is not None
    )


def _is_foot(blocks: Sequence[Block], end: int, titles: Sequence[frozenset[str]]) -> bool:
    block = blocks[end - 1]
    if len(block.text) > 4 * LONG:
        return False
    folded = fold(block.text)
    return (
        is_title(block.text, titles)
        or _FOOT.fullmatch(folded) is not None
        or _BIO.search(block.text) is not None
        or (block.is_link and _linked_before(blocks, end) >= FEW_LINKS)
    )


def _linked_before(blocks: Sequence[Block], end: int) -> int:
    count = 0
    while count < end and count < FEW_LINKS and blocks[end - 1 - count].is_link:
        count += 1
    return count


def is_title(text: str, titles: Sequence[frozenset[str]]) -> bool:
    """Whether a line is nearly the headline: with a site's name, or without its first word."""
    if len(text) > 3 * LONG:
        return False
    words = frozenset(words_of(text))
    return any(
        title and words and len(words & title) >= SAME_TITLE * len(words | title)
        for title in titles
    )


def is_date_line(folded: str) -> bool:
    """Whether a folded line holds a date or an hour and nothing else."""
    words = words_of(folded)
    return any(word[0].isdigit() for word in words) and all(
        word[0].isdigit() or word in _DATE_WORDS for word in words
    )


def without_date(folded: str) -> str:
    """A folded line without the date words it begins with."""
    for word in re.finditer(r"\w+", folded[:MAX_LABEL]):
        if not word[0][0].isdigit() and (word[0] not in _DATE_WORDS or word[0] in _BYLINE_WORDS):
            return folded[word.start() :]
    return folded

"""References to notes glue to figures when a page is flattened: "1502" + note 7 → "15027"."""

from __future__ import annotations

import re

from lxml import etree

from crawler.extraction.page.belonging import FOOTNOTE
from crawler.extraction.page.elements import flat_text

MAX_MARKER = 12
"""Characters; "[12], [13]" is the longest marker met."""

_MARKER = re.compile(
    r"[\[(]?\s*(?:\d{1,3}|[ivx]{1,5}|[*†‡§¶]{1,3}|note \d{1,3})\s*[\])]?", re.IGNORECASE
)
_SEPARATOR = re.compile(r"(?:(?<!\s)\s+)?[,;–-]\s*|(?<!\s)\s+(?=[\[(])|(?<=\])(?=\[)")
_BACK_LINK = re.compile(r"[↑↩⤴^\ufe0e\ufe0f\s]+")
_BRACKETED = re.compile(r"(?:\[\s*(?:\d{1,3}|[a-z]|[*†‡]+)\s*\]\s*)+", re.IGNORECASE)
_NOTE_TARGET = re.compile(
    r"#_?(?:ftn|fn|edn|foot|note|cite|endnote|sdfootnote|sdendnote|easy-foot|mfn|ref\d)",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?:^|[^^\W\d_])?(?:[kcdmn]?m|ft|in|yd|mi|sq|م|كم|سم)$", re.IGNORECASE)
_SYMBOL = re.compile(r"(?:^|[\s(=+*/·×-])(?:\d*[A-Za-zχσ]|CO|E=mc)$")
_RAISED = re.compile(r"vertical-align\s*:\s*super\b", re.IGNORECASE)
_TIMES_TEN = re.compile(r"(?<![^\W\d_])[x×·*]\s?(?:10|١٠|۱۰)$")
_STANDING_TEN = re.compile(r"(?:^|[^\w.,٫٬/:-])(?:[\d.,٫]*[x×·*]\s?)?(?:10|١٠|۱۰)$")
"""A 10 of its own; the end of 110, 1,010, 2.10, 9/10 or 9-10 is none."""
_MARK_BEFORE = etree.XPath("preceding::sup[1]")
_MARK_BEHIND = etree.XPath("following::sup[1]")
_NUMBER = re.compile(r"\d{1,3}")
_POWER = re.compile(r"[-−–]?\d{1,3}")


def is_note_reference(element: etree._Element) -> bool:
    """Whether an element is no more than the mark of a note.

    Marks are short: "7", "[7]", "(7)", "*", "7, 8". A real superscript ("5th", "m2", "×10⁶",
    "²³⁵U", "Ca2+") is none. A bare number behind a word or a figure is one.
    """
    if element.tag == "a":
        return _is_note_link(element)
    if is_raised(element):
        return _is_note_superscript(element)
    return FOOTNOTE.match(element) and _is_marker(flat_text(element))


def is_raised(element: etree._Element) -> bool:
    """Whether a browser sets an element above the line."""
    return element.tag == "sup" or _RAISED.search(element.get("style") or "") is not None


def _is_note_link(link: etree._Element) -> bool:
    _, mark, fragment = (link.get("href") or "").partition("#")
    name = link.get("name") or link.get("id") or ""
    target = mark + fragment
    text = flat_text(link) if mark or _NOTE_TARGET.match("#" + name) else ""
    if not text or len(text) > MAX_MARKER:
        return False
    if _BACK_LINK.fullmatch(text):
        return bool(mark)
    if _BRACKETED.fullmatch(text):
        return bool(mark) or _NOTE_TARGET.match("#" + name) is not None
    if not _is_marker(text):
        return False
    if _NOTE_TARGET.match(target) or (_NOTE_TARGET.match("#" + name) and not link.get("href")):
        return True
    is_glued = bool(re.search(r"\w[.,”\"’)]?$", text_before(link)[-2:]))
    return bool(mark) and is_glued  # any fragment: "312" + a link "4" would read 3124


def _is_note_superscript(element: etree._Element) -> bool:
    text = flat_text(element)
    if not text or len(text) > MAX_MARKER:
        return False
    linked = [link for link in element.iter("a") if link.get("href")]
    if linked:
        return _is_marker(text) or bool(_BRACKETED.fullmatch(text))
    if _is_power_of_ten(element, text):
        return False
    if not _is_marker(text):
        return bool(_BRACKETED.fullmatch(text))
    return not (text.isdigit() and _is_exponent(element, text))


def sign_before(element: etree._Element) -> str:
    """What keeps a real superscript from gluing to the figure before it: "10^6", "2 1/2"."""
    if not is_raised(element) or not text_before(element)[-1:].isdigit():
        return ""
    if not flat_text(element).lstrip("-−–")[:1].isdigit():
        return ""
    return " " if (element.tail or "").startswith(("/", "⁄")) else "^"


def part_from_number(element: etree._Element) -> None:
    """Put ``sign_before`` into an element."""
    if sign := sign_before(element):
        element.text = sign + (element.text or "").lstrip()


def _is_power_of_ten(element: etree._Element, text: str) -> bool:
    """Whether a bare number stands behind a 10 of its own and is not one of a row of notes."""
    if not _POWER.fullmatch(text) or not _is_behind_ten(element):
        return False
    if not _NUMBER.fullmatch(text) or _TIMES_TEN.search(text_before(element)[-16:]):
        return True
    return not _is_in_row(
        int(text), _note_at(_MARK_BEFORE(element)), _note_at(_MARK_BEHIND(element))
    )


def _is_in_row(number: int, before: int | None, behind: int | None) -> bool:
    """Whether a number goes on from the notes beside it, of which the first or last may miss."""
    if before is None:
        return (number, behind) == (1, 2)
    return number == before + 1 and behind in (number + 1, None)


def _is_behind_ten(element: etree._Element) -> bool:
    previous = element.getprevious()
    glued = flat_text(previous)[-1:] if previous is not None and previous.tail else ""
    return _STANDING_TEN.search(glued + text_before(element)[-16:]) is not None


def _note_at(found: object) -> int | None:
    """The number of a found mark, where it is surely a note's; None without such a mark."""
    for mark in found if isinstance(found, list) else []:
        text = flat_text(mark).strip("[]() ")
        if _NUMBER.fullmatch(text) and not _is_behind_ten(mark) and not _is_exponent(mark, text):
            return int(text)
    return None


def _is_exponent(element: etree._Element, text: str) -> bool:
    before = text_before(element)[-16:]
    if (element.tail or "").startswith(("/", "⁄")):  # ½ as <sup>1</sup>/<sub>2</sub>
        return True
    if not before or before[-1].isspace():  # a mass number: <sup>235</sup>U
        return bool(re.match(r"[A-Z]", element.tail or ""))
    return text in ("2", "3", "٢", "٣") and bool(_UNIT.search(before) or _SYMBOL.search(before))


def text_before(element: etree._Element) -> str:
    """The text that directly precedes an element inside its block."""
    previous = element.getprevious()
    if previous is not None:
        return previous.tail or flat_text(previous)
    parent = element.getparent()
    return "" if parent is None else parent.text or ""


def _is_marker(text: str) -> bool:
    if len(text) > MAX_MARKER:
        return False
    parts = [part for part in _SEPARATOR.split(text) if part]
    return bool(parts) and all(_MARKER.fullmatch(part) for part in parts)

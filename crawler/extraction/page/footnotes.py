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
_SEPARATOR = re.compile(r"\s*[,;–-]\s*|\s+(?=[\[(])|(?<=\])(?=\[)")
_BACK_LINK = re.compile(r"[↑↩⤴^\ufe0e\ufe0f\s]+")
_BRACKETED = re.compile(r"(?:\[\s*(?:\d{1,3}|[a-z]|[*†‡]+)\s*\]\s*)+", re.IGNORECASE)
_NOTE_TARGET = re.compile(
    r"#_?(?:ftn|fn|edn|foot|note|cite|endnote|sdfootnote|sdendnote|easy-foot|mfn|ref\d)",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?:^|[^^\W\d_])?(?:[kcdmn]?m|ft|in|yd|mi|sq|م|كم|سم)$", re.IGNORECASE)
_SYMBOL = re.compile(r"(?:^|[\s(=+*/·×-])(?:\d*[A-Za-zχσ]|CO|E=mc)$")
_POWER_OF_TEN = re.compile(r"[x×·*]\s?10$")


def is_note_reference(element: etree._Element) -> bool:
    """Whether an element is no more than the mark of a note.

    Marks are short: "7", "[7]", "(7)", "*", "7, 8". A real superscript ("5th", "m2", "×10⁶",
    "²³⁵U", "Ca2+") is none. A bare number behind a word or a figure is one.
    """
    if element.tag == "a":
        return _is_note_link(element)
    if element.tag == "sup" or "super" in (element.get("style") or ""):
        return _is_note_superscript(element)
    return FOOTNOTE.match(element) and _is_marker(flat_text(element))


def _is_note_link(link: etree._Element) -> bool:
    _, mark, fragment = (link.get("href") or "").partition("#")
    name = link.get("name") or link.get("id") or ""
    text = flat_text(link)
    if not text or len(text) > MAX_MARKER:
        return False
    target = mark + fragment
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
    if not _is_marker(text):
        return bool(_BRACKETED.fullmatch(text))
    return not (text.isdigit() and _is_exponent(element, text))


def part_from_number(element: etree._Element) -> None:
    """Keep a real superscript from gluing to the figure before it: "×10^6", "2 1/2"."""
    text = element.text or ""
    if element.tag != "sup" or not text[:1].isdigit() or not text_before(element)[-1:].isdigit():
        return
    is_fraction = (element.tail or "").startswith(("/", "⁄"))
    element.text = (" " if is_fraction else "^") + text


def _is_exponent(element: etree._Element, text: str) -> bool:
    before = text_before(element)[-16:]
    if (element.tail or "").startswith(("/", "⁄")):  # ½ as <sup>1</sup>/<sub>2</sub>
        return True
    if _POWER_OF_TEN.search(before):
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

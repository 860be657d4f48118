"""One spelling for what people type in many: letter case, accents, Arabic letter forms, digits.

Each character folds for itself, so ``fold(a + b) == fold(a) + fold(b)`` and a place in the folded
text leads back to a place in the original.
"""

from __future__ import annotations

import re
import unicodedata

_ALIKE = {
    "ٱ": "ا",  # alef wasla has no decomposition; the other alef forms lose their mark as one
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ة": "ه",
    "ہ": "ه",
    "ە": "ه",
    "ھ": "ه",
    "ک": "ك",
    "ـ": "",  # tatweel only stretches a word
    "ı": "i",  # these Latin letters have their stroke or dot inside, not as a mark
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ħ": "h",
}
_MARKS = (
    range(0x0300, 0x0370),  # accents of Latin letters
    range(0x0610, 0x061B),
    range(0x064B, 0x0660),  # tashkeel, with hamza and madda as marks
    range(0x0670, 0x0671),
    range(0x06D6, 0x06EE),
    range(0x08D3, 0x0900),
)
_ARABIC_LETTER = re.compile(
    "[\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff"
    "\u0750-\u077f\u08a0-\u08b4\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe80-\ufefc]"
)


def fold(text: str) -> str:
    """The text in the one spelling that search compares; folding twice changes nothing."""
    return text.translate(_FOLDED)


def has_arabic(text: str) -> bool:
    """Whether any letter is Arabic; digits and punctuation of the script alone do not count."""
    return _ARABIC_LETTER.search(text) is not None


class _Folded(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, codepoint: int) -> str:
        folded, before = chr(codepoint), ""
        while folded != before:
            before, folded = folded, "".join(_fold_once(character) for character in folded)
        self[codepoint] = folded
        return folded


def _fold_once(character: str) -> str:
    return "".join(map(_letter, unicodedata.normalize("NFKD", character.casefold())))


def _letter(character: str) -> str:
    if character in _ALIKE:
        return _ALIKE[character]
    kind = unicodedata.category(character)
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    mark = kind == "Mn" and any(ord(character) in block for block in _MARKS)
    return "" if mark or kind == "Cf" else character


_FOLDED = _Folded()

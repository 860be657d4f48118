"""One spelling of a place's name for the many in which it is written; and one for its sound."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_SUN_LETTERS = ("ch", "dh", "sh", "th", "d", "l", "n", "r", "s", "t", "z")
_ARTICLE = re.compile(rf"(?:[aeiou](?:{'|'.join(_SUN_LETTERS)}))\Z")
_ALWAYS_ARTICLES = frozenset({"al", "el"})
_PREFIXED = re.compile("[بوفك](?=ال)")
"""Arabic ``in``, ``and`` … as they are written onto a word with its article."""

_APOSTROPHES = "'’‘ʼʿʾʻʹ`´′ʽ*"
_ALIKE = {
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ة": "ه",
    "ہ": "ه",
    "ە": "ه",
    "ھ": "ه",
    "ک": "ك",
    "گ": "ك",
    "ـ": "",
    "ı": "i",
    "ə": "e",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ħ": "h",
    **dict.fromkeys(_APOSTROPHES, ""),
}

_SAME_WORDS = {
    "tal": ("tel", "tell", "tall"),
    "ain": ("ayn", "ein", "eyn"),
    "deir": ("dayr", "der", "dair", "deyr", "dier"),
    "kafr": ("kafar", "kfar", "kafer", "kefr", "kfer", "kufr"),
    "jabal": ("jebel", "jabel", "djebel", "gebel", "jbel"),
    "bait": ("beit", "bayt", "beyt"),
    "sheikh": ("shaykh", "shaikh", "sheik", "cheikh", "shekh"),
    "umm": ("um", "om"),
    "abu": ("abo", "abou", "ebu"),
    "khirbat": ("khirbet", "kherbet", "kherbat", "khurbet", "khirbit"),
    "qalat": ("qalaat", "qalet", "qalaa"),
    "maarat": ("maaret", "maarrat", "maarret", "maarit", "maaarat"),
    "jisr": ("jesr", "jiser", "jeser"),
    "burj": ("borj", "bourj"),
    "wadi": ("wady", "ouadi"),
}
FIRST_WORDS = frozenset(
    (
        *("abu", "ain", "albu", "arab", "ard", "bab", "bait", "bani", "bir", "burj", "dahiyat"),
        *("dar", "deir", "haret", "hayy", "hosh", "jabal", "jisr", "kafr", "karm", "khan"),
        *("khirbat", "maarat", "marj", "masaken", "nahr", "new", "old", "qalat", "qasr", "ras"),
        *("sheikh", "souq", "suq", "tal", "umm", "wadi"),
    )
)
"""With what many names begin, folded. Alone they name a place only after an article."""

_SAME = {word: one for one, words in _SAME_WORDS.items() for word in words}


class _Folded(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, codepoint: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(codepoint).casefold())
        folded = "".join(map(_letter, plain))
        self[codepoint] = folded
        return folded


def _letter(character: str) -> str:
    if character in _ALIKE:
        return _ALIKE[character]
    kind = unicodedata.category(character)
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    if kind[0] == "M" or kind == "Cf":
        return ""
    return character if kind[0] == "L" else " "


_FOLDED = _Folded()


@lru_cache(maxsize=1 << 16)
def raw_words(text: str) -> tuple[str, ...]:
    """The words in lower case without marks and apostrophes, articles still among them."""
    return tuple(text.translate(_FOLDED).split())


def is_article(word: str, before: str) -> bool:
    """Whether ``word`` is the article of the word that it stands before.

    ``al`` and ``el`` always are; ``ash``, ``ez`` … only before their own letter.
    """
    if word in _ALWAYS_ARTICLES:
        return True
    return _ARTICLE.match(word) is not None and before.startswith(word[1:])


def name_words(words: Sequence[str]) -> list[str]:
    """Words of a name as they are compared: without articles, common first words in one form."""
    kept = []
    last = len(words) - 1
    for i, word in enumerate(words):
        if i < last and is_article(word, words[i + 1]):
            continue
        kept.append(_plain(word))
    return kept


def _plain(word: str) -> str:
    if _PREFIXED.match(word) and len(word) > 5:
        return word[1:]
    return _SAME.get(word, word)


def fold(name: str) -> str:
    """The one spelling: case, accents, apostrophes, hyphens, articles do not tell names apart.

    The Arabic article does: without it many a name is a word of every day.
    """
    return " ".join(name_words(raw_words(name)))


_GLUED_ARTICLE = re.compile(r"\b(?:[ae]l(?=[bcdfghjkmnpqrstvwxyz][a-z]{3})|[ae](?=([dnrstz])\1))")
_SOUNDS = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"[ae]h?\b"), "a"),
    (re.compile(r"iy[ae]\b"), "ia"),
    (re.compile(r"ou|oo|aw|au|ow|o|w"), "u"),
    (re.compile(r"ei|ai|ay|ey|ee|ie|iy|yi|y|e"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=1 << 14)
def sound(folded: str) -> str:
    """What is left of a folded name where vowels and doubled letters are written loosely."""
    sounded = _GLUED_ARTICLE.sub("", folded)
    for pattern, replacement in _SOUNDS:
        sounded = pattern.sub(replacement, sounded)
    return sounded


def lacks_article(name: str, folded: str) -> bool:
    """Whether it is a common first word without the article that would make it a name."""
    return folded in FIRST_WORDS and len(raw_words(name)) == 1

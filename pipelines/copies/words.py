"""A text as the words that are compared: folded, with figures, dates and names marked."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from attrs import field, frozen

from pipelines.copies.figures import (
    CAPITAL_ONLY,
    ENGLISH,
    MONTHS,
    ORDINALS,
    WEEKDAYS,
    read_number,
)

LONGEST = 20_000
"""Words that are read of a text, some 60 pages; copies of longer ones share their beginning."""

NUMBER, MONTH, WEEKDAY, WORD = "number", "month", "weekday", "word"

_MARKS = re.compile(
    r"[\u0300-\u036f\u0640\u064b-\u0655\u0670\u06d6-\u06ed\u00ad\u061c\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u2069\ufeff¹²³⁰⁴-⁹]"
)
_DIGITS = {
    ord(digit): str(value)
    for zero in ("٠", "۰")
    for value, digit in enumerate(chr(ord(zero) + n) for n in range(10))
}
_LETTERS = str.maketrans({"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا", "٬": ",", "٫": "."})
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’‘ʼ`´ʻʿʾ](?=[^\W\d_])")
_PARTICLE = re.compile(
    r"\b(?:(?:al|el|an|ar|as|ash|ad|at|az|ez|ul|ur)[-‐–](?=[^\W\d_])|[AaEe]l (?=[A-Z]))",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SENTENCE_END = re.compile(r"[.!?:;؟؛\"“«(\[|–—]")
_BEGINNINGS = frozenset({*ORDINALS, *ENGLISH, *MONTHS, *WEEKDAYS})
"""Words in Latin letters with which a number or a date may begin; most words are none."""


@frozen(slots=True)
class Word:
    """One word or number of a text."""

    key: str
    """What is compared: the folded word, the value of a number, ``month 4``, ``weekday 1``."""
    text: str
    """The folded word as it is written; of a number in several words, these joined."""
    kind: str
    """``number``, ``month``, ``weekday`` or ``word``."""
    line: int
    """Which non-empty line of the text it stands on, from 0."""
    is_name: bool
    """Whether a capital inside a sentence shows it to be a name; Arabic script shows none."""
    opens: bool
    """Whether it has a capital that may stand for the sentence it begins."""


@frozen
class Reading:
    """The words of one text."""

    words: tuple[Word, ...]
    lines: int
    counts: Counter[str] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "counts", Counter(word.key for word in self.words))


@lru_cache(maxsize=4)
def read_words(text: str) -> Reading:
    """The words of a text; the last few readings are kept, since one text meets many others."""
    words: list[Word] = []
    number = 0
    for line in text.splitlines():
        found = _read_line(_simplify(line), number)
        number += bool(found)
        words.extend(found)
        if len(words) >= LONGEST:
            break
    return Reading(tuple(words[:LONGEST]), number)


def read_keys(text: str) -> list[tuple[str, str]]:
    """Key and kind of each word that ``read_words`` gives: of the words alone, so much sooner."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        shown = _TOKEN.findall(_simplify(line))
        found += [(key, kind) for _, _, key, kind in _keys(shown)]
        if len(found) >= LONGEST:
            break
    return found[:LONGEST]


def fold_word(word: str) -> str:
    """Lower case, without vowel marks, one form of alef, ya, ta marbuta, kaf."""
    return _simplify(word).casefold()


def _simplify(line: str) -> str:
    """Decomposed and without marks, so that every form of a letter is one; case is kept."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", _MARKS.sub("", line)))
    plain = plain.translate(_DIGITS).translate(_LETTERS)
    return _PARTICLE.sub("", _APOSTROPHE.sub("", plain))


def _read_line(line: str, number: int) -> list[Word]:
    matches = list(_TOKEN.finditer(line))
    shown = [match.group() for match in matches]
    loud = _is_headline(shown)
    words: list[Word] = []
    for at, end, key, kind in _keys(shown):
        capital = not loud and kind == WORD and shown[at][0].isupper()
        is_name = capital and _is_name(line, matches, at)
        text = "".join(shown[at:end]).casefold()
        words.append(Word(key, text, kind, number, is_name, capital and not is_name))
    return words


def _keys(shown: list[str]) -> Iterator[tuple[int, int, str, str]]:
    """Of each word of a line the first of its tokens, the one after its last, key and kind."""
    folded = [word.casefold() for word in shown]
    at = 0
    while at < len(folded):
        word = folded[at]
        if word.isascii() and word.isalpha() and word not in _BEGINNINGS:
            kind, key, taken = WORD, word, 1
        else:
            kind, key, taken = _classify(folded, at, shown[at])
        yield at, at + taken, key, kind
        at += taken


def _classify(folded: list[str], at: int, shown: str) -> tuple[str, str, int]:
    """Kind, key and number of words taken."""
    word = folded[at]
    if word[0].isdigit():
        return NUMBER, word.replace(",", "") if _THOUSANDS.fullmatch(word) else word, 1
    if word in ORDINALS:
        return NUMBER, ORDINALS[word], 1
    read = read_number(folded, at)
    if read is not None:
        return NUMBER, str(read[0]), read[1]
    return _read_date(folded, at, shown) or (WORD, word, 1)


def _read_date(folded: list[str], at: int, shown: str) -> tuple[str, str, int] | None:
    """The month or day of the week that begins here, as ``_classify`` gives it."""
    word = folded[at]
    bare = word[1:] if word[0] in "وبل" and len(word) > 2 else word
    for form in (word, bare):
        pair = f"{form} {folded[at + 1]}" if at + 1 < len(folded) else ""
        if pair in MONTHS:
            return MONTH, f"month {MONTHS[pair]}", 2
        if form in CAPITAL_ONLY and not shown[0].isupper():
            continue
        if form in MONTHS:
            return MONTH, f"month {MONTHS[form]}", 1
        if form in WEEKDAYS:
            return WEEKDAY, f"weekday {WEEKDAYS[form]}", 1
    return None


def _is_name(line: str, matches: list[re.Match[str]], at: int) -> bool:
    shown = matches[at].group()
    if len(shown) > 1 and shown.isupper():
        return True
    start = matches[at - 1].end() if at else 0
    return at > 0 and shown != "I" and not _SENTENCE_END.search(line, start, matches[at].start())


def _is_headline(words: list[str]) -> bool:
    """Whether most longer words have capitals, so that a capital shows no name."""
    long = [word for word in words if len(word) > 3 and word.isalpha()]
    return len(long) > 3 and sum(word[0].isupper() for word in long) > 0.6 * len(long)

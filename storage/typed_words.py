"""What people type into a search box → what is asked of the indexes. Never a syntax error.

Words are ANDed; "quoted words" are a phrase; a final ``*`` asks for what begins so; all else,
such as ``AND``, ``-`` or a lone quote, means nothing but itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import frozen

from storage.folding import has_arabic
from storage.search_index import list_words

_TERM = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)|"')
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_QUOTES = str.maketrans("“”„«»", '"' * 5)
_DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
_TO_ASCII = {ord(digit): str(value) for row in _DIGITS for value, digit in enumerate(row)}
_SHORTEST_TRIGRAM = 3
_CLITICS = (
    *("", "و", "ف", "ب", "ل", "ك", "س"),
    *("ال", "وال", "بال", "فال", "كال", "لل", "ولل", "وب", "ول"),
)
"""What Arabic writes as one with the word after it: and, so, in, to, as, will, the, and joined."""


@frozen
class Term:
    """One word or phrase that a text must have."""

    typed: str
    """As typed, without quotes and star."""
    words: tuple[str, ...]
    """Folded, in order; at least one."""
    is_prefix: bool
    """Whether the last word may go on."""
    is_arabic: bool
    """Whether it is looked for as part of words, for articles are glued to them."""


def read_terms(typed: str) -> tuple[Term, ...]:
    """Each term once, in the order typed; none where there is no letter and no digit."""
    found: dict[tuple[tuple[str, ...], bool], Term] = {}
    sound = _UNREADABLE.sub(" ", typed).translate(_QUOTES)
    for match in _TERM.finditer(sound):
        phrase, star, word = match.groups()
        part = phrase or word or ""
        words = tuple(list_words(part))
        if words:
            is_prefix = bool(star) or (word or "").endswith("*")
            term = Term(part.rstrip("*"), words, is_prefix, has_arabic(part))
            found.setdefault((words, is_prefix), term)
    return tuple(found.values())


def words_query(terms: Iterable[Term]) -> str:
    """FTS5 expression over words for the terms that are not Arabic; empty where there are none.

    Figures are found however the text writes its digits.
    """
    return " AND ".join(_word_expression(term) for term in terms if not term.is_arabic)


def trigram_query(terms: Iterable[Term]) -> str:
    """FTS5 expression over trigrams for the Arabic terms; empty where there are none.

    What is shorter than a trigram is found as a whole word only, alone or with what Arabic glues
    before it; else "blood" would be found in every "progress". It relies on the spaces of
    ``search_index.folded_words``.
    """
    return " AND ".join(_trigram_expression(term) for term in terms if term.is_arabic)


def hit_pattern(terms: Iterable[Term]) -> re.Pattern[str]:
    """Finds the terms in folded text, as the indexes do."""
    return re.compile("|".join(map(_hit, sorted(terms, key=_longest_first))))


def _word_expression(term: Term) -> str:
    """The tokenizer folds what was typed as it folded the text, which is not quite our way."""
    plain = term.typed.translate(_TO_ASCII)
    ways = dict.fromkeys(plain.translate(str.maketrans(_DIGITS[0], digits)) for digits in _DIGITS)
    star = " *" if term.is_prefix else ""
    return "(" + " OR ".join(f'"{way}"{star}' for way in ways) + ")"


def _trigram_expression(term: Term) -> str:
    phrase = " ".join(term.words)
    if not _is_short(term):
        return f'"{phrase}"'
    is_open = term.is_prefix and len(phrase) + 1 >= _SHORTEST_TRIGRAM
    end = "" if is_open else " "
    return "(" + " OR ".join(f'" {clitic}{phrase}{end}"' for clitic in _CLITICS) + ")"


def _is_short(term: Term) -> bool:
    return len(" ".join(term.words)) < _SHORTEST_TRIGRAM


def _hit(term: Term) -> str:
    words = r"[\W_]+".join(term.words)
    end = r"[^\W_]*" if term.is_prefix else r"(?![^\W_])"
    if term.is_arabic and not _is_short(term):
        return words
    if term.is_arabic:
        clitics = "|".join(sorted(_CLITICS, key=len, reverse=True))
        words = f"(?:{clitics}){words}"
    return rf"(?<![^\W_]){words}{end}"


def _longest_first(term: Term) -> int:
    return -len(" ".join(term.words))

"""The language of a text, told from the text itself."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from functools import cache
from itertools import islice

from py3langid.langid import MODEL_FILE, LanguageIdentifier

UNDETERMINED = "und"
"""ISO 639-2 code for a text that has no letters."""

ARABIC_SCRIPT = frozenset({"ar", "fa", "ur", "ps", "ug", "sd", "ckb"})
"""Languages written in Arabic letters; Kurdish of Syria (``ku``) is written in Latin ones."""

_NOT_LANGUAGES = frozenset({"zxx", "ary", "arz", "sdh"})
"""Labels of the model that are none of ours: "no language", dialects of Arabic and Kurdish."""

SURE_MARGIN = 10.0
"""Log-likelihood by which the best language must lead: headlines of three ordinary words lead by
20 and more, place names alone by less than 6."""

READ = 2000
"""Letters that are looked at; of the texts that were tried, more of them changed no answer."""


def detect_language(text: str, allowed: Sequence[str], hint: str = "") -> str:
    """ISO 639-1 code of the language most of ``text`` is in, or ``und`` where it has no letters.

    ``allowed`` are the publisher's languages; none means any. ``hint`` is what the page claims
    (``<html lang>``, such as ``en-US``); core WordPress says ``en-US`` on Arabic posts too, so it
    decides only where the words are too few to tell, and never against the script. A text in
    Arabic letters is ``ar`` even where no such language is allowed, and likewise a text in other
    letters is never called Arabic: a wrong language would be worse than an unexpected one.

    Raises ``ValueError`` where the choice is among languages that the identifier does not know.
    """
    letters = Counter(islice(filter(str.isalpha, text[: 4 * READ]), READ))
    if not letters:
        return UNDETERMINED
    arabic = sum(letters[letter] for letter in filter(_is_arabic, letters)) * 2 >= letters.total()
    candidates = [code for code in allowed if (code in ARABIC_SCRIPT) == arabic]
    if arabic and allowed and not candidates:
        return "ar"
    if len(candidates) == 1:
        return candidates[0]
    ranked = _rank(text[:READ], candidates, arabic=arabic)
    claimed = hint.replace("_", "-").partition("-")[0].strip().lower()
    sure = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= SURE_MARGIN
    return claimed if not sure and claimed in dict(ranked) else ranked[0][0]


def _rank(text: str, candidates: Sequence[str], *, arabic: bool) -> list[tuple[str, float]]:
    ranked = [
        (code, score)
        for code, score in _model(frozenset(candidates)).rank(text)
        if (candidates or (code in ARABIC_SCRIPT) == arabic) and code not in _NOT_LANGUAGES
    ]
    if not ranked:
        raise ValueError(f"none of these languages is known to the identifier: {candidates}")
    return ranked


def _is_arabic(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("ARABIC")


@cache
def _model(candidates: AbstractSet[str]) -> LanguageIdentifier:
    """The identifier that comes with py3langid, of these languages alone; of all with none.

    Its file is read once: that takes about a second and 75 MB.
    """
    if not candidates:
        return LanguageIdentifier.from_model_file(MODEL_FILE)
    some = copy(_model(frozenset()))
    some.set_languages(candidates & set(some.labels))
    return some

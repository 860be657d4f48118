"""The language of a text, told from the text itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

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

READ = 4000
"""Characters that are looked at; more of them change no answer."""


def detect_language(text: str, allowed: Sequence[str], hint: str = "") -> str:
    """ISO 639-1 code of the language most of ``text`` is in, or ``und`` where it has no letters.

    ``allowed`` are the publisher's languages; none means any. ``hint`` is what the page claims
    (``<html lang>``, such as ``en-US``); core WordPress says ``en-US`` on Arabic posts too, so it
    decides only where the words are too few to tell, and never against the script. A text in
    Arabic letters is ``ar`` even where no such language is allowed, and likewise a text in other
    letters is never called Arabic: a wrong language would be worse than an unexpected one.

    Raises ``ValueError`` where the choice is among languages that the identifier does not know.
    """
    letters = [character for character in text[: 4 * READ] if character.isalpha()][:READ]
    if not letters:
        return UNDETERMINED
    arabic = sum(map(_is_arabic, letters)) * 2 >= len(letters)
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
        for code, score in _model().rank(text)
        if (code in candidates if candidates else (code in ARABIC_SCRIPT) == arabic)
        and code not in _NOT_LANGUAGES
    ]
    if not ranked:
        raise ValueError(f"none of these languages is known to the identifier: {candidates}")
    return ranked


def _is_arabic(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("ARABIC")


@cache
def _model() -> LanguageIdentifier:
    """The identifier that comes with py3langid; takes about a second and 30 MB, so once."""
    return LanguageIdentifier.from_model_file(MODEL_FILE)

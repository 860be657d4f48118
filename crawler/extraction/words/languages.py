"""Names of languages as pages write them over the same report in another, folded (``fold``)."""

from __future__ import annotations

import re

from crawler.extraction.words.wording import fold

_WRITTEN = {
    "en": "english englisch الإنجليزية إنجليزي انكليزي الانكليزية",
    "ar": "arabic arabisch arabe árabe عربي عربية العربية عربى",
    "de": "german deutsch allemand الألمانية",
    "fr": "french français französisch الفرنسية",
    "tr": "turkish türkçe التركية",
    "ku": "kurdish kurdî کوردی كوردي كردي الكردية",
    "es": "spanish español",
    "it": "italian italiano",
    "ru": "russian русский",
    "fa": "persian farsi فارسی فارسي",
}
LANGUAGES = {fold(name): code for code, names in _WRITTEN.items() for name in names.split()}
"""Name → ISO 639-1 code."""
CODES = frozenset((*_WRITTEN, "he", "nl", "sv", "ckb"))
"""Languages that stand as the first folder of an address."""
LONGEST_NAME = max(map(len, LANGUAGES)) + 4
"""Characters of a link that is the name of a language, with what may stand around it."""

AVAILABLE_IN = re.compile(
    "(?:this (?:report|article|page|statement) is )?(?:languages? )?(?:also )?available"
    " (?:in|languages)|read (?:this )?in|verfügbar (?:in|auf)"
    "|(?:اللغات )?(?:متوفره?|متاحه?|المتاحه) ?(?:ب|في)?(?:اللغات|اللغه)?"
)
"""A line begins so and names languages, or stands over a list of them."""
WORDS_OF_AVAILABLE = 7
"""Of the longest: "This report is languages also available in"."""

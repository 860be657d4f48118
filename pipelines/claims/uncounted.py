"""Numbers that count no victims: names, dates, ages, rates, money, distances."""

from __future__ import annotations

from pipelines.claims.lexicon import Phrases, words_of
from pipelines.claims.months import MONTHS
from pipelines.claims.nouns import NOUNS
from pipelines.claims.numbers import STARTS, Number
from pipelines.claims.tokens import Tokens

_UNITS: Phrases[None] = Phrases((word, None) for word in words_of("numbers", "units", "words"))
_NAMES = frozenset(words_of("numbers", "names", "words"))
_RATES_AFTER: Phrases[None] = Phrases((w, None) for w in words_of("numbers", "rates", "after"))
_RATES_BEFORE = tuple(w.split() for w in words_of("numbers", "rates", "before"))
_RATES_LAST = frozenset(words[-1] for words in _RATES_BEFORE)
_QUOTES = frozenset(words_of("grammar", "quantities", "quotes"))
_STOP = frozenset(words_of("grammar", "quantities", "stop"))
_SOME = frozenset(words_of("grammar", "quantities", "some"))
DETERMINERS = frozenset(words_of("grammar", "quantities", "determiners"))
_MODELS = frozenset({"an", "su", "il", "tu", "f", "b", "t", "m"})
"""Before a number that touches them: aircraft, roads, bases."""
_OLDEST = 110
_NEAR, _RATED = 4, 9
"""Tokens after a number within which "a day", and "every day", make it a rate."""
_BEING = frozenset({"are", "is", "were", "was", "been", "be", "being", "have", "has"})


def is_name(tokens: Tokens, i: int, named: int) -> bool:
    """Whether the number at ``i`` is a name: of a resolution, an article, a road.

    ``named`` is the index past the last such name: one more of them may follow it.
    """
    before = tokens.low[i - 1] if i else ""
    if before == "." and i > 1 and tokens.low[i - 2] in {"no", "nos", "art", "res"}:
        return True
    if before in {",", "and", "or", "&"} and named == i - 1:
        return True
    if before in _MODELS:
        return tokens.touches(i)
    return before in _NAMES and before != "no"


def is_no_count(tokens: Tokens, i: int, number: Number) -> bool:
    """Whether the number at token ``i`` counts neither victims nor attacks nor weapons."""
    return (
        _is_measure(tokens, number)
        or _is_glued(tokens, i, number)
        or _is_idiom(tokens, i, number)
        or _is_date(tokens, i, number)
        or _is_age(tokens, i, number)
        or _is_rate(tokens, i, number)
    )


def _is_glued(tokens: Tokens, i: int, number: Number) -> bool:
    """Whether it is a piece of something: ``19-page``, ``16:00``, ``12/03``, ``"24"``."""
    low, end = tokens.low, number.end
    after = low[end] if end < len(low) else ""
    before = low[i - 1] if i else ""
    if i == 0 and after in {".", ")"} and len(tokens) > end + 1:
        return True  # the number of an item
    if after in {"-", "–"} and tokens.touches(end) and tokens.touches(end + 1):
        return True
    if before in {"-", "–", "/", ":"} and tokens.touches(i) and low[i][0].isdigit() and i > 1:
        return True
    if before in _QUOTES and after in _QUOTES and tokens.touches(i) and tokens.touches(end):
        return True
    is_digit = end + 1 < len(low) and low[end + 1][0].isdigit()
    return after in {"/", ":"} and tokens.touches(end) and is_digit and tokens.touches(end + 1)


def _is_idiom(tokens: Tokens, i: int, number: Number) -> bool:
    """Whether it is said of no definite number: ``no one``, ``one in ten``, ``father of five``."""
    low, end = tokens.low, number.end
    after = low[end] if end < len(low) else ""
    before, earlier = low[i - 1] if i else "", low[i - 2] if i > 1 else ""
    if before == "in" and earlier in {"one", "two", "three", "1", "2", "3"}:
        return True
    if before == "of" and earlier in {"father", "mother", "parent", "parents"}:
        return True
    of = i - 2 if before in DETERMINERS else i - 1
    if of > 0 and low[of] == "of" and low[of - 1] in _SOME:
        return True
    if low[i] != "one":
        return False
    if after == "in" and end + 1 < len(low):
        return low[end + 1] in STARTS or low[end + 1][0].isdigit()
    return before in {"no", "any", "every", "at"} or after in {"who", "another", "day"}


def _is_measure(tokens: Tokens, number: Number) -> bool:
    end = number.end
    if end >= len(tokens) or tokens.low[end] not in _UNITS.starts:
        return False
    if tokens.low[end] == "times":
        return False
    return _UNITS.at(tokens.low, end) is not None and NOUNS.at(tokens.low, end) is None


def _is_date(tokens: Tokens, i: int, number: Number) -> bool:
    low, end = tokens.low, number.end
    after = end
    while after < len(low) and low[after] in {"of", "th", "st", "nd", "rd"}:
        after += 1
    if after < len(low) and (number.high or 0) <= 31 and is_month(tokens, after):
        return True
    noun_follows = end < len(low) and NOUNS.at(low, end) is not None
    if i and is_month(tokens, i - 1) and not (noun_follows and _opens_date(low, i - 2)):
        return True
    if not _is_year(number) or "," in tokens.words[i]:
        return False
    if i > 1 and low[i - 1] == "," and any(is_month(tokens, at) for at in range(max(i - 4, 0), i)):
        return True
    return not noun_follows or (i > 0 and low[i - 1] in {"in", "since", "year", "during", "of"})


def is_month(tokens: Tokens, i: int) -> bool:
    """Whether token ``i`` is a month and no other word: "May", never "may"."""
    return tokens.low[i] in MONTHS and tokens.is_capital(i)


def _is_year(number: Number) -> bool:
    return number.low is not None and 1900 <= number.low <= 2100


def _opens_date(low: list[str], i: int) -> bool:
    """Whether the month after token ``i`` needs no day after it: "in July 7 civilians died"."""
    if i < 0:
        return False
    is_day = low[i].isdecimal() and len(low[i]) < 3
    return is_day or low[i] in {"in", "of", "during", "last", "this", "st", "nd", "rd", "th"}


def _is_age(tokens: Tokens, i: int, number: Number) -> bool:
    """Whether it tells how old somebody is: "Omar, 34, was killed", "children under 18"."""
    low, end = tokens.low, number.end
    if end >= len(low) or i < 2 or number.low is None or number.low > _OLDEST:
        return False
    before, earlier, after = low[i - 1], low[i - 2], low[end]
    if before == "(" and after == ")":
        return True
    if before in {"under", "above", "below", "over"} and NOUNS.at(low, i - 2) is not None:
        return NOUNS.at(low, end) is None
    if before == "between":
        is_aged = earlier in {"aged", "ages", "age"} or NOUNS.at(low, i - 2) is not None
        return is_aged and NOUNS.at(low, end) is None
    if before == "of" and earlier in {"woman", "man", "boy", "girl", "age"}:
        return not after.isalpha() or after in _STOP
    return before == "," and after in {",", "."} and _is_somebody(tokens, i - 2)


def _is_somebody(tokens: Tokens, i: int) -> bool:
    """Whether token ``i`` is of a name, or one person's noun."""
    match = NOUNS.at(tokens.low, i)
    is_one = match is not None and match[1].is_human and not match[1].is_plural
    return tokens.is_capital(i) or is_one


def _is_rate(tokens: Tokens, i: int, number: Number) -> bool:
    """Whether it is so many a day, or an average."""
    low = tokens.low
    before = low[max(i - 2, 0) : i]
    if (
        before
        and before[-1] in _RATES_LAST
        and any(before[-len(words) :] == words for words in _RATES_BEFORE)
    ):
        return True
    is_late = False
    for at in range(number.end, min(number.end + _RATED, len(low))):
        match = _RATES_AFTER.at(low, at) if low[at] in _RATES_AFTER.starts else None
        if match is not None and not (is_late and low[at] in {"a", "an"}):
            return match[0] == len(low) or NOUNS.at(low, at + 1) is None
        is_late = is_late or at >= number.end + _NEAR or low[at] in _BEING
        if (low[at] in _STOP and low[at] not in _BEING) or not low[at].isalpha():
            return False
    return False

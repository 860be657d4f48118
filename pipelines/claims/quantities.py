"""Numbers with what they count: "at least six civilians", "two of its fighters", "a woman"."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define

from crawler.claim import Harm, Qualifier, Victims
from pipelines.claims.lexicon import Phrases, words_of
from pipelines.claims.nouns import (
    AGENTS,
    HOUSEHOLD,
    KINDS_OF_MODIFIER,
    MEMBER,
    MODIFIERS,
    NOT_PEOPLE,
    NOUNS,
    Noun,
)
from pipelines.claims.numbers import QUALIFIERS, STARTS, SUFFIXES, Number, number_at
from pipelines.claims.tokens import Tokens

_UNITS: Phrases[None] = Phrases((word, None) for word in words_of("numbers", "units", "words"))
_NAMES = frozenset(words_of("numbers", "names", "words"))
_RATES_AFTER: Phrases[None] = Phrases((w, None) for w in words_of("numbers", "rates", "after"))
_RATES_BEFORE = tuple(tuple(w.split()) for w in words_of("numbers", "rates", "before"))
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_DETERMINERS = frozenset(words_of("grammar", "quantities", "determiners"))
_OF = frozenset(words_of("grammar", "quantities", "of"))
_PRONOUNS = frozenset({"them", "whom", "which", "us"})
_STOP = frozenset(words_of("grammar", "quantities", "stop"))
_LONGEST_PHRASE = 7
"""Tokens between a number and its noun at most."""


@define
class Quantity:
    """A count and the noun phrase it stands in; ``start`` and ``end`` are token indexes."""

    start: int
    """Of the first token: a qualifier, a determiner or the number."""
    number: int
    """Of the number itself."""
    end: int
    """Past the noun."""
    low: int | None
    high: int | None
    qualifier: Qualifier
    vague: str | None = None
    noun: Noun | None = None
    victims: Victims | None = None
    """Whom it counts, as far as its own words tell."""
    harm: Harm | None = None
    """The harm its own noun states."""
    is_implicit: bool = False
    """"a woman": one, by the singular."""
    is_definite: bool = False
    """"the 56 civilians": those told before."""
    is_others: bool = False
    """"others", "another": of the kind told before."""
    of_them: bool = False
    """"42 of them": a part of what was told before."""
    is_unreal: bool = False
    """Whether it is only supposed, or denied."""
    is_one_of: bool = False
    """"one of the wounded": picked out of those told before."""
    has_party: bool = False
    """"SDF members": the phrase names a party as the victims'."""

    @property
    def is_bare(self) -> bool:
        """Whether no noun says what is counted."""
        return self.noun is None and not self.is_others


def quantities(tokens: Tokens, parties: Iterator[tuple[int, int]] | None = None) -> list[Quantity]:
    """All numbers of a sentence that may count victims, attacks or weapons, in order.

    ``parties`` are the spans of the names of parties, as victims may be called by their party's.
    Dates, ages, ordinals, rates, money, distances and the numbers of resolutions are left out.
    """
    spans = dict(parties or ())
    found: list[Quantity] = []
    past = 0
    named = -2
    for i, word in enumerate(tokens.low):
        if i < past:
            continue
        if word in STARTS or word[0].isdigit():
            number = number_at(tokens, i)
        else:
            number = None
        if number is not None:
            past = number.end
            if _is_name(tokens, i, named):
                named = number.end
            elif not _is_no_count(tokens, i, number):
                quantity = _counted(tokens, i, number, spans)
                if not _is_kin(tokens, quantity):
                    found.append(quantity)
                past = max(past, quantity.end)
        elif word in _ARTICLES and (one := _single(tokens, i, spans)) is not None:
            found.append(one)
            past = one.end
    return found


def _is_kin(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it only tells who the counted are: "nine people from one family"."""
    noun = quantity.noun
    before = tokens.low[quantity.start - 1] if quantity.start else ""
    return noun is not None and noun.kind == HOUSEHOLD and before in {"of", "from"}


_QUOTES = frozenset(words_of("grammar", "quantities", "quotes"))
_ARTICLES = frozenset({"a", "an", "another"})


def _is_name(tokens: Tokens, i: int, named: int) -> bool:
    """Whether the number is a name: of a resolution, an article, a road; or one more of them."""
    before = tokens.low[i - 1] if i else ""
    if before == "." and i > 1 and tokens.low[i - 2] in {"no", "nos", "art", "res"}:
        return True
    if before in {",", "and", "or", "&"} and named == i - 1:
        return True
    if before in {"no", "an", "su", "il", "tu", "f", "b", "t", "m"} and i:
        return before != "an" and before != "no" and tokens.touches(i)
    return before in _NAMES


def _is_no_count(tokens: Tokens, i: int, number: Number) -> bool:
    low, end = tokens.low, number.end
    after = low[end] if end < len(low) else ""
    before = low[i - 1] if i else ""
    if after in {"-", "–"} and tokens.touches(end) and tokens.touches(end + 1):
        return True
    if before in {"-", "–", "/", ":"} and tokens.touches(i) and low[i][0].isdigit() and i > 1:
        return True
    if before in _QUOTES and after in _QUOTES and tokens.touches(i) and tokens.touches(end):
        return True
    if before == "in" and i > 1 and low[i - 2] in {"one", "two", "three", "1", "2", "3"}:
        return True
    if low[i] == "one" and after == "in" and _is_number_word(low, end + 1):
        return True
    if low[i] == "one" and (before in {"no", "any"} or after in {"who", "another"}):
        return True
    if i > 1 and before == "of" and low[i - 2] in {"father", "mother", "parent", "parents"}:
        return True
    if after in {"/", ":"} and tokens.touches(end) and _digit_at(tokens, end + 1):
        return True
    if after in _UNITS.starts and _UNITS.at(low, end) and not NOUNS.at(low, end):
        return True
    if _is_date(tokens, i, number) or _is_age(tokens, i, number):
        return True
    return _is_rate(tokens, i, number)


def _is_number_word(low: list[str], i: int) -> bool:
    return i < len(low) and (low[i] in STARTS or low[i][0].isdigit())


def _digit_at(tokens: Tokens, i: int) -> bool:
    return i < len(tokens) and tokens.low[i][0].isdigit() and tokens.touches(i)


def _is_date(tokens: Tokens, i: int, number: Number) -> bool:
    low, end = tokens.low, number.end
    after = end
    while after < len(low) and low[after] in {"of", "th", "st", "nd", "rd"}:
        after += 1
    if after < len(low) and _is_month(tokens, after) and (number.high or 0) <= 31:
        return True
    noun_follows = end < len(low) and NOUNS.at(low, end) is not None
    if i and _is_month(tokens, i - 1) and not (noun_follows and _opens_date(low, i - 2)):
        return True
    if i > 1 and low[i - 1] == "," and _near_month(tokens, i - 2) and _is_year(number):
        return True
    if not _is_year(number) or "," in tokens.words[i] or number.vague:
        return False
    return not noun_follows or (i > 0 and low[i - 1] in {"in", "since", "year", "during", "of"})


def _is_age(tokens: Tokens, i: int, number: Number) -> bool:
    """Whether it stands alone after a name, between commas or brackets: "Omar, 34, was killed"."""
    low, end = tokens.low, number.end
    if end >= len(low) or i < 2 or number.low is None or number.low > 110:
        return False
    if low[i - 1] == "(" and low[end] == ")":
        return True
    if low[i - 1] in {"under", "above", "below", "over"} and NOUNS.at(low, i - 2) is not None:
        return NOUNS.at(low, end) is None
    if low[i - 1] == "between" and low[i - 2] in {"aged", "ages", "age"}:
        return True
    if low[i - 1] == "of" and low[i - 2] in {"woman", "man", "boy", "girl", "age"}:
        return not low[end].isalpha() or low[end] in _STOP
    return low[i - 1] == "," and low[end] in {",", "."} and tokens.is_capital(i - 2)


def _is_year(number: Number) -> bool:
    return number.low is not None and 1900 <= number.low <= 2100


def _is_month(tokens: Tokens, i: int) -> bool:
    return tokens.low[i] in MONTHS and tokens.is_capital(i)


def _near_month(tokens: Tokens, i: int) -> bool:
    return any(_is_month(tokens, at) for at in range(max(i - 2, 0), i + 1))


def _opens_date(low: list[str], i: int) -> bool:
    """Whether the month after token ``i`` is one by itself: "in July 7 civilians were killed"."""
    return i >= 0 and low[i] in {"in", "of", "during", "last", "this"}


def _is_rate(tokens: Tokens, i: int, number: Number) -> bool:
    low = tokens.low
    for before in _RATES_BEFORE:
        if tuple(low[max(i - len(before), 0) : i]) == before:
            return True
    for at in range(number.end, min(number.end + 4, len(low))):
        if low[at] in _RATES_AFTER.starts and _RATES_AFTER.at(low, at) is not None:
            return (
                not (low[at] == "a" and NOUNS.at(low, at + 1) is not None)
                if (at + 1 < len(low))
                else True
            )
        if low[at] in _STOP or not low[at].isalpha():
            return False
    return False


def _counted(tokens: Tokens, i: int, number: Number, spans: dict[int, int]) -> Quantity:
    start, qualifier, is_definite = _opening(tokens, i, number)
    quantity = Quantity(
        start,
        i,
        number.end,
        number.low,
        number.high,
        qualifier,
        vague=number.vague,
        is_definite=is_definite,
    )
    if (suffix := SUFFIXES.at(tokens.low, number.end) if number.end < len(tokens) else None) and (
        qualifier is Qualifier.EXACT
    ):
        quantity.qualifier, quantity.end = suffix[1], suffix[0]
    _fill_noun(tokens, quantity, spans)
    return quantity


def _opening(tokens: Tokens, i: int, number: Number) -> tuple[int, Qualifier, bool]:
    """Where the phrase begins, how the number is meant, and whether it is a known one."""
    low = tokens.low
    qualifier = Qualifier.EXACT
    start = i
    if number.low != number.high and i and low[i - 1] in {"between", "from"}:
        start, qualifier = i - 1, Qualifier.ABOUT
    found = _qualifier_before(low, start)
    if found is not None:
        start, qualifier = found
    is_definite = start > 0 and low[start - 1] in _DETERMINERS and not number.vague
    return start, qualifier, is_definite


def _qualifier_before(low: list[str], i: int) -> tuple[int, Qualifier] | None:
    """The outermost qualifier before the number: "at least some 20" is at least 20."""
    best = None
    at = i
    for _ in range(2):
        for length in (4, 3, 2, 1):
            begin = at - length
            if begin < 0 or low[begin] not in QUALIFIERS.starts:
                continue
            match = QUALIFIERS.at(low, begin)
            if match is not None and match[0] == at:
                best = (begin, match[1])
                at = begin
                break
        else:
            break
    return best


def _fill_noun(tokens: Tokens, quantity: Quantity, spans: dict[int, int]) -> None:
    """Find the noun that is counted, with what its modifiers say of it."""
    low, n = tokens.low, len(tokens)
    k = quantity.end
    kind: str | None = None
    if _is_under_age(low, k):
        quantity.victims = Victims.CHILD
        return
    if k < n and low[k] == "of":
        if k + 1 < n and low[k + 1] in _PRONOUNS:
            quantity.of_them = True
            quantity.end = k + 2
            _fill_predicate(tokens, quantity)
            return
        k += 1
        if k < n and low[k] in _OF:
            k += 1
            quantity.is_one_of = quantity.low == 1
    unknown = 0
    for _ in range(_LONGEST_PHRASE):
        if k >= n:
            break
        if k in spans and not (low[k] in NOUNS.starts and not _noun_follows(low, spans[k])):
            quantity.has_party = True
            last = NOUNS.at(low, spans[k] - 1)
            if last is not None and last[0] == spans[k] and not _noun_follows(low, spans[k]):
                _take_noun(tokens, quantity, last, kind)
                return
            k = spans[k]
            continue
        match = NOUNS.at(low, k)
        if match is not None and _is_odd(quantity, match[1]):
            match = None
        if match is not None and not _is_modifier_here(tokens, match, k):
            _take_noun(tokens, quantity, match, kind)
            return
        word = low[k]
        if word in {"others", "another"} or (word == "other" and not _noun_near(low, k + 1)):
            quantity.is_others = True
            quantity.end = k + 1
            return
        if word in MODIFIERS or tokens.is_capital(k):
            if word in {"other", "more", "others"}:
                quantity.is_others = True
                quantity.end = max(quantity.end, k + 1)
            kind = KINDS_OF_MODIFIER.get(word, kind)
        elif word in {"-", "'"} or (word == "and" and _names_on(tokens, k)):
            pass
        elif word[0].isalpha() and word not in _STOP and not word.endswith("ly"):
            if _is_agent(word) and not _noun_near(low, k + 1):
                quantity.noun, quantity.victims = _PEOPLE, Victims(kind or Victims.PERSON)
                quantity.end = k + 1
                return
            unknown += 1
            if unknown > 2 or not _noun_near(low, k + 1):
                break
        else:
            break
        k += 1


def _is_odd(quantity: Quantity, noun: Noun) -> bool:
    """Whether a singular stands after a plural number, as a modifier does: "200 pilot whales"."""
    return quantity.low != 1 and not noun.is_plural


_PEOPLE = Noun("person", is_plural=True)


def _is_agent(word: str) -> bool:
    return word.endswith(AGENTS) and word not in NOT_PEOPLE and len(word) > 5


def _names_on(tokens: Tokens, k: int) -> bool:
    """Whether "and" joins two names before the noun: "19 Hamas and Islamic Jihad fighters"."""
    if not tokens.is_capital(k - 1):
        return False
    for at in range(k + 1, min(k + 5, len(tokens))):
        match = NOUNS.at(tokens.low, at)
        if match is not None:
            return match[1].is_plural and (at > k + 1 or tokens.low[k - 1] in MODIFIERS)
        if not tokens.is_capital(at):
            return False
    return False


def _noun_follows(low: list[str], i: int) -> bool:
    return i < len(low) and (low[i] in NOUNS.starts or low[i] in MODIFIERS)


def _noun_near(low: list[str], i: int) -> bool:
    """Whether a noun stands at ``i`` or one word further."""
    return any(at < len(low) and NOUNS.at(low, at) is not None for at in (i, i + 1)) and (
        i < len(low) and low[i] not in _STOP
    )


def _is_modifier_here(tokens: Tokens, match: tuple[int, Noun], k: int) -> bool:
    """Whether a noun only qualifies the next one: "civilian workers", "child soldiers"."""
    low, end = tokens.low, match[0]
    if low[k] not in MODIFIERS and low[k] not in KINDS_OF_MODIFIER:
        return False
    if end >= len(low) or low[end] in _STOP:
        return False
    return NOUNS.at(low, end) is not None or (_is_agent(low[end]) and low[end] not in _STOP)


def _take_noun(
    tokens: Tokens, quantity: Quantity, match: tuple[int, Noun], kind: str | None
) -> None:
    low = tokens.low
    end, noun = match
    quantity.end = end
    further = NOUNS.at(low, end) if end < len(low) else None
    if (
        further is not None
        and further[1].kind in {"person", MEMBER}
        and noun.is_human
        and (low[end] not in {"dead", "wounded", "injured", "displaced", "missing"})
    ):
        kind = kind or noun.kind
        quantity.end, noun = further[0], further[1]
    quantity.noun = noun
    quantity.harm = None if quantity.is_one_of else noun.harm
    quantity.victims = noun.victims
    if noun.kind == MEMBER:
        is_force = quantity.has_party or _of_force(tokens, quantity.end)
        quantity.victims = Victims.COMBATANT if is_force else Victims.PERSON
    if kind in {"combatant", "medical", "journalist"} and noun.kind in {"man", "woman"}:
        quantity.victims = Victims(kind)
    if kind is not None and noun.kind in {"person", MEMBER}:
        quantity.victims = Victims.PERSON if kind in {MEMBER, "household"} else Victims(kind)
    _take_second(tokens, quantity)
    if "young" in low[quantity.number : end] and low[end - 1] == "siblings":
        quantity.victims = Victims.CHILD
    if noun.harm is not None and noun.kind == "person" and kind is None:
        _fill_described(tokens, quantity)


def _take_second(tokens: Tokens, quantity: Quantity) -> None:
    """Count "women and children" together where one number stands before both."""
    low, at = tokens.low, quantity.end
    if at + 1 >= len(low) or low[at] != "and" or quantity.is_implicit:
        return
    second = NOUNS.at(low, at + 1)
    if second is None or not second[1].is_plural or not second[1].is_human or second[1].harm:
        return
    quantity.end = second[0]
    if second[1].victims is not quantity.victims:
        quantity.victims = Victims.PERSON


_FORCE = frozenset(words_of("grammar", "quantities", "force"))


def _of_force(tokens: Tokens, i: int) -> bool:
    """Whether "of the military council" or so follows the members."""
    low = tokens.low
    if i >= len(low) or low[i] not in {"of", "from"}:
        return False
    for at in range(i + 1, min(i + 8, len(low))):
        if low[at] in _FORCE:
            return True
        if low[at] in _STOP and low[at] not in {"of", "and"}:
            return False
    return False


def _is_under_age(low: list[str], i: int) -> bool:
    """Whether "under the age of eighteen" follows."""
    return low[i : i + 4] == ["under", "the", "age", "of"] or (
        low[i : i + 1] == ["under"] and low[i + 1 : i + 2] in (["18"], ["eighteen"])
    )


def _fill_predicate(tokens: Tokens, quantity: Quantity) -> None:
    """What "10 of them" are: "10 of whom were children", "10 of them children"."""
    low, n = tokens.low, len(tokens)
    k = quantity.end
    while k < n and low[k] in {"were", "are", "was", ","}:
        k += 1
    match = NOUNS.at(low, k) if k < n else None
    if match is not None and match[1].is_human:
        quantity.victims, quantity.end = match[1].victims, match[0]


def _fill_described(tokens: Tokens, quantity: Quantity) -> None:
    """Who the dead were: "16 deaths of civilians" is told of civilians."""
    low = tokens.low
    at = quantity.end
    if at + 1 < len(low) and low[at] in {"of", "among"}:
        k = at + 1
        while k < len(low) and (low[k] in MODIFIERS or low[k] in {"the", "as"}):
            k += 1
        match = NOUNS.at(low, k) if k < len(low) else None
        if match is not None and match[1].is_human and match[1].is_plural:
            quantity.victims, quantity.end = match[1].victims, match[0]


def _single(tokens: Tokens, i: int, spans: dict[int, int]) -> Quantity | None:
    """ "a woman", "another": one victim by the singular; None where no victim is named so."""
    low, n = tokens.low, len(tokens)
    word = low[i]
    quantity = Quantity(i, i, i + 1, 1, 1, Qualifier.EXACT, is_implicit=True)
    quantity.is_others = word == "another"
    k = i + 1
    if k + 2 < n and (low[k][0].isdigit() or low[k] in STARTS) and low[k + 1] == "-":
        quantity.end = k = k + 3
    elif k < n and low[k].endswith("-old"):
        quantity.end = k = k + 1
    elif word == "another" and k < n and (low[k] in STARTS or low[k][0].isdigit()):
        return None
    _fill_noun(tokens, quantity, spans)
    noun = quantity.noun
    if noun is None:
        return quantity if word == "another" else None
    return None if noun.is_plural or not noun.is_human else quantity

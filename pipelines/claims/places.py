"""Where: the places that a sentence names, and which of them a claim is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from crawler.claim import Place
from pipelines.claims.gazetteer.gazetteer import gazetteer
from pipelines.claims.lexicon import numbers_of, words_of
from pipelines.claims.months import MONTHS
from pipelines.claims.tokens import Tokens

_RANKS = numbers_of("grammar", "place_ranks")
_KNOWN_RANKS = {"country": 1, "region": 2, "governorate": 2, "district": 3}
_UNKNOWN = 4
"""Rank of a place of which neither its words nor the gazetteer tell the kind; of a city, too."""
_ARTICLES = frozenset(words_of("grammar", "places", "articles"))
_ENGLISH = frozenset({"as", "at", "an"})
"""Articles of Arabic names that are English words where they stand alone."""
_SIDES = frozenset(words_of("grammar", "places", "sides"))
_WHERE = frozenset(words_of("grammar", "places", "where"))
_NOT_WHERE = frozenset(words_of("grammar", "places", "not_where"))
_NO_PLACES = (
    frozenset(words_of("grammar", "places", "no_places"))
    | frozenset(words_of("grammar", "places", "peoples"))
    | frozenset(MONTHS)
)
_ADJECTIVAL = ("-majority", "-held", "-controlled", "-led", "-backed", "-based", "-born", "-made")
_BEFORE_KIND = frozenset({"international", "military", "idp", "idps", "refugee"})
_LONGEST = 5
"""Words of a name that the gazetteer does not know at most."""
_CLUSTER_GAP = 7
_NEAR = 25
"""Tokens from a claim to a place after it that is surely its own."""


@frozen
class PlaceMention:
    """A place in a sentence; ``start`` and ``end`` are token indexes."""

    start: int
    end: int
    rank: int
    """How narrow it is: a neighbourhood 6, a country 1."""
    place: Place | None
    is_weak: bool
    """Whether it is told for another reason: a dateline, an origin, a distance."""


def place_mentions(
    tokens: Tokens, parties: Sequence[tuple[int, int]], country: str | None
) -> list[PlaceMention]:
    """The places of a sentence, in order; names of parties are none.

    ``country`` is the publisher's. A name that several places bear is that in the governorate
    which the sentence names.
    """
    taken = {i for start, end in parties for i in range(start, end)}
    found = list(_mentions(tokens, taken, country))
    around = {one.place.name for one in found if one.place and one.place.kind == "governorate"}
    if len(around) != 1 or all(one.place is not None for one in found):
        return found
    adm1 = around.pop()
    return [
        one if one.place else evolve(one, place=_linked(tokens, one, country, adm1))
        for one in found
    ]


def _linked(tokens: Tokens, one: PlaceMention, country: str | None, adm1: str) -> Place | None:
    words = tokens.text[tokens.starts[one.start] : tokens.ends[one.end - 1]]
    return gazetteer().lookup(words, country=country, adm1=adm1, told=True)


def _mentions(tokens: Tokens, taken: set[int], country: str | None) -> Iterator[PlaceMention]:
    past = 0
    known = gazetteer()
    for i, word in enumerate(tokens.words):
        if not word[0].isupper() and "-" not in word and word not in _ARTICLES:
            continue
        if i < past or i in taken or not _may_begin(tokens, i):
            continue
        length = known.find(tokens.words, i)
        end = i + length if length else _name_end(tokens, i, taken)
        while end > i + 1 and not tokens.words[end - 1][-1].isalnum():
            end -= 1
        told = _rank_told(tokens.low, i, end)
        if end == i or not (length or told or _stands_as_place(tokens, i)):
            continue
        past = told[0] if told else end
        words = tokens.text[tokens.starts[i] : tokens.ends[past - 1]]
        place = known.lookup(words, country=country, told=length > 0)
        rank = told[1] if told else _KNOWN_RANKS.get(place.kind, _UNKNOWN) if place else _UNKNOWN
        yield PlaceMention(i, past, rank, place, _is_weak(tokens.low, i, past))


def _may_begin(tokens: Tokens, i: int) -> bool:
    word = tokens.words[i]
    if word[0].isupper():
        return tokens.low[i] not in _NO_PLACES and not word.endswith(_ADJECTIVAL)
    if "-" in word and any(part[:1].isupper() for part in word.split("-")):
        return word.split("-")[0].lower() in _ARTICLES
    return word in _ARTICLES - _ENGLISH and i + 1 < len(tokens) and tokens.is_capital(i + 1)


def _name_end(tokens: Tokens, i: int, taken: set[int]) -> int:
    """Past the capitalised words that may be the name of a place unknown to the gazetteer."""
    at = i
    while at < min(i + _LONGEST, len(tokens)) and at not in taken:
        is_parted = at > i and tokens.touches(at) and tokens.words[at - 1] != "-"
        if is_parted or not (_may_begin(tokens, at) or tokens.low[at] in _ARTICLES):
            break
        if at > i and tokens.low[at] in _RANKS:
            break
        at += 1
    return at


def _rank_told(low: list[str], start: int, end: int) -> tuple[int, int] | None:
    """Past the word for the place's kind after its name, and its rank; None where none is."""
    at = end + (low[end : end + 1] != [] and low[end] in (_SIDES | _BEFORE_KIND))
    if at < len(low) and low[at] in _RANKS:
        return at + 1, _RANKS[low[at]]
    if start > 1 and low[start - 1] == "of" and low[start - 2] in _RANKS:
        return end, _RANKS[low[start - 2]]
    return None


def _stands_as_place(tokens: Tokens, start: int) -> bool:
    """Whether a word for where stands before a name; in a title's capitals it proves nothing."""
    at = start - 1
    while at >= 0 and (tokens.low[at] in _SIDES or tokens.low[at] in {"the", "’", "'"}):
        at -= 1
    if at < 0 or tokens.low[at] not in _WHERE or (at > 0 and tokens.low[at - 1] in _NOT_WHERE):
        return False
    return at == 0 or not tokens.is_capital(at)


def _is_weak(low: list[str], start: int, end: int) -> bool:
    before = low[start - 1] if start else ""
    is_dateline = start == 0 and low[end : end + 1] in ([","], [":"], ["–"], ["-"])
    if is_dateline or before in {"from", "between"}:
        return True
    if before in {"to", "at", "in"} and low[end - 1] == "hospital":
        return True
    return "direction" in low[max(start - 4, 0) : start]


def place_of(found: Sequence[PlaceMention], start: int, end: int) -> PlaceMention | None:
    """The place of a claim whose words are the tokens ``start`` to ``end``.

    The places that follow it tell it, else those before; of several told together the narrowest.
    """
    strong = [one for one in found if not one.is_weak]
    if not strong:
        return None
    after = [one for one in strong if end <= one.start]
    if after and after[0].start - end <= _NEAR:
        return _narrowest(_cluster(after))
    inside = [one for one in strong if start <= one.start < end]
    before = [one for one in strong if one.end <= start]
    nearest = inside or before or (_cluster(after) if after else [])
    return _narrowest(nearest) if nearest else None


def _cluster(found: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The first place, and those told along with it: "Raqas village in Raqqa countryside"."""
    cluster = [found[0]]
    for one in found[1:]:
        if one.start - cluster[-1].end > _CLUSTER_GAP:
            break
        cluster.append(one)
    return cluster


def _narrowest(found: Sequence[PlaceMention]) -> PlaceMention:
    return max(found, key=lambda one: (one.rank, -one.start))

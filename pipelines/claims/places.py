"""Where: the places that a sentence names, and which of them a claim is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from crawler.claim import Place
from pipelines.claims.gazetteer.gazetteer import gazetteer
from pipelines.claims.lexicon import words_of
from pipelines.claims.months import MONTHS
from pipelines.claims.tokens import Tokens

_KINDS = {
    "neighborhood": 6,
    "neighbourhood": 6,
    "neighborhoods": 6,
    "neighbourhoods": 6,
    "market": 6,
    "street": 6,
    "airport": 6,
    "airports": 6,
    "crossing": 6,
    "village": 5,
    "villages": 5,
    "town": 5,
    "towns": 5,
    "camp": 5,
    "camps": 5,
    "city": 4,
    "cities": 4,
    "area": 3,
    "subdistrict": 4,
    "sub-district": 4,
    "district": 3,
    "suburb": 2,
    "suburbs": 2,
    "countryside": 2,
    "governorate": 2,
    "province": 2,
    "provinces": 2,
    "governorates": 2,
    "region": 1,
    "valley": 4,
    "mountain": 4,
    "mountains": 3,
    "dam": 5,
    "prison": 6,
    "hospital": 6,
    "island": 4,
    "strip": 3,
}
_GAZETTEER_KINDS = {
    "country": 1,
    "region": 2,
    "governorate": 2,
    "district": 3,
}
_UNKNOWN = 4
_ARTICLES = frozenset(words_of("grammar", "places", "articles"))
_SIDES = frozenset(words_of("grammar", "places", "sides"))
_WHERE = frozenset(words_of("grammar", "places", "where"))
_ORIGINS = frozenset({"from", "between"})
_NO_PLACE = frozenset(
    [
        "i",
        "the",
        "a",
        "he",
        "she",
        "it",
        "they",
        "we",
        "sana",
        "snhr",
        "sohr",
        "isis",
        "sdf",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "october",
        "september",
        "twitter",
        "facebook",
        "telegram",
        "security",
        "council",
        "united",
        "nations",
        "un",
        "resolution",
        "ramadan",
        "eid",
        "allah",
        "islam",
        "mediterranean",
        "internet",
        "english",
        "arabic",
        "arab",
        "islamic",
        "syrian",
        "russian",
        "turkish",
        "israeli",
        "iranian",
        "iraqi",
        "american",
        "kurdish",
        "lebanese",
        "british",
        "french",
        "us",
        "u.s.",
        "palestinian",
        "jordanian",
        "saudi",
        "european",
        "christian",
        "muslim",
        "shiite",
        "sunni",
        "alawite",
        "druze",
        "yazidi",
        "mr",
        "mrs",
        "dr",
        "this",
        "these",
        "those",
        "our",
        "his",
        "her",
        "their",
        "its",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "asayish",
        "hezbollah",
        "pkk",
        "ypg",
        "un",
        "ngo",
        "idp",
        "idps",
        "ied",
        "according",
        "reports",
        "omar",
        "state",
    ]
) | frozenset(MONTHS)
_ENGLISH = frozenset({"as", "at", "an"})
"""Articles of Arabic names that are English words where they stand alone."""
_PEOPLES = frozenset(words_of("grammar", "places", "peoples"))
_ADJECTIVAL = ("-majority", "-held", "-controlled", "-led", "-backed", "-based", "-born", "-made")
_CLUSTER_GAP = 7


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


def place_mentions(tokens: Tokens, parties: Sequence[tuple[int, int]]) -> list[PlaceMention]:
    """The places of a sentence, in order; names of parties are none."""
    return list(_mentions(tokens, {i for start, end in parties for i in range(start, end)}))


def _mentions(tokens: Tokens, taken: set[int]) -> Iterator[PlaceMention]:
    past = 0
    known = gazetteer()
    for i, word in enumerate(tokens.words):
        if word[0].islower() and "-" not in word and word not in _ARTICLES:
            continue
        if i < past or i in taken or not _may_begin(tokens, i):
            continue
        length = known.find(tokens.words, i)
        end = i + length if length else _name_end(tokens, i, taken)
        while end > i + 1 and not tokens.words[end - 1][-1].isalnum():
            end -= 1
        if end == i:
            continue
        start, end, rank, typed = _with_kind(tokens, i, end)
        if not (length or typed or _stands_as_place(tokens, start)):
            continue
        text = tokens.text[tokens.starts[start] : tokens.ends[end - 1]]
        place = known.lookup(text)
        if place is not None and not typed:
            rank = _GAZETTEER_KINDS.get(place.kind, _UNKNOWN)
        yield PlaceMention(start, end, rank, place, _is_weak(tokens, start, end))
        past = end


def _may_begin(tokens: Tokens, i: int) -> bool:
    word = tokens.words[i]
    if word[0].isupper():
        low = tokens.low[i]
        return low not in _NO_PLACE and low not in _PEOPLES and not word.endswith(_ADJECTIVAL)
    if "-" in word and any(part[:1].isupper() for part in word.split("-")):
        return word.split("-")[0].lower() in _ARTICLES
    return word in _ARTICLES - _ENGLISH and i + 1 < len(tokens) and tokens.is_capital(i + 1)


def _name_end(tokens: Tokens, i: int, taken: set[int]) -> int:
    at = i
    while at < len(tokens) and at - i < 5 and at not in taken:
        if at > i and tokens.touches(at) and tokens.words[at - 1] != "-":
            break
        if not (_may_begin(tokens, at) or (tokens.low[at] in _ARTICLES and at > i)):
            break
        if tokens.low[at] in _KINDS and at > i:
            break
        at += 1
    return at


def _with_kind(tokens: Tokens, start: int, end: int) -> tuple[int, int, int, bool]:
    low = tokens.low
    if end < len(low) and low[end] in _KINDS:
        return start, end + 1, _KINDS[low[end]], True
    if end + 1 < len(low) and low[end] in _SIDES and low[end + 1] in _KINDS:
        return start, end + 2, _KINDS[low[end + 1]], True
    if end + 1 < len(low) and low[end] in {"international", "military", "idp", "refugee"}:
        if low[end + 1] in _KINDS or low[end + 1] in {"airbase", "base"}:
            return start, end + 2, _KINDS.get(low[end + 1], 6), True
    if start > 1 and low[start - 1] == "of" and low[start - 2] in _KINDS:
        return start, end, _KINDS[low[start - 2]], True
    return start, end, _UNKNOWN, False


def _stands_as_place(tokens: Tokens, start: int) -> bool:
    at = start - 1
    while at >= 0 and (tokens.low[at] in _SIDES or tokens.low[at] in {"the", "’", "'"}):
        at -= 1
    return at >= 0 and tokens.low[at] in _WHERE - {"of", "to", "on"}


def _is_weak(tokens: Tokens, start: int, end: int) -> bool:
    low = tokens.low
    before = low[start - 1] if start else ""
    if before in _ORIGINS or (start == 0 and low[end : end + 1] in ([","], [":"], ["–"], ["-"])):
        return True
    if before in {"to", "at", "in", "from"} and low[end - 1] == "hospital":
        return True
    return "direction" in low[max(start - 4, 0) : start]


def place_of(found: Sequence[PlaceMention], start: int, end: int) -> PlaceMention | None:
    """The place of a claim whose words are the tokens ``start`` to ``end``.

    The places that follow it tell it, else those before; of several told
    together the narrowest.
    """
    strong = [one for one in found if not one.is_weak]
    after = [one for one in strong if end <= one.start]
    inside = [one for one in strong if start <= one.start < end]
    before = [one for one in strong if one.end <= start]
    if after and after[0].start - end <= 25:
        return _narrowest(_cluster(after))
    if inside:
        return _narrowest(inside)
    if before:
        return _narrowest(before)
    if after:
        return _narrowest(_cluster(after))
    return None


def _cluster(found: Sequence[PlaceMention]) -> list[PlaceMention]:
    cluster = [found[0]]
    for one in found[1:]:
        near = min(abs(one.start - cluster[-1].end), abs(cluster[-1].start - one.end))
        if near > _CLUSTER_GAP:
            break
        cluster.append(one)
    return cluster


def _narrowest(found: Sequence[PlaceMention]) -> PlaceMention:
    return max(found, key=lambda one: (one.rank, -one.start))

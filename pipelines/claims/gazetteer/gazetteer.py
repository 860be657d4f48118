"""The gazetteer: from words to a place of Syria or Iraq, where that is sure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache

from attrs import evolve

from crawler.claim import Place
from pipelines.claims.gazetteer.choosing import breadth, choose, is_seat, lies_in
from pipelines.claims.gazetteer.entries import Entry, read_entries
from pipelines.claims.gazetteer.kinds import COUNTRY, GOVERNORATE, OF_SEVERAL, groups_for
from pipelines.claims.gazetteer.likeness import Likenesses
from pipelines.claims.gazetteer.naming import places_by_name
from pipelines.claims.gazetteer.spelling import fold, lacks_article, sound
from pipelines.claims.gazetteer.spotting import Spotter
from pipelines.claims.gazetteer.wary import Needs, check_names, read_english, read_wary
from pipelines.claims.gazetteer.wording import Part, parts_of

_SHORTEST = 6
"""Letters of a name that may be known by its sound; ``Swede`` is not Sweida."""


class Gazetteer:
    """Places by their names."""

    def __init__(self, entries: Iterable[Entry], wary: Mapping[str, Needs]) -> None:
        self.entries = tuple(entries)
        self._wary = wary
        self._places = places_by_name(self.entries)
        never = {name for name, needs in wary.items() if needs == Needs.NEVER}
        doubtful = {name for name, needs in wary.items() if needs != Needs.NOTHING}
        self._spotter = Spotter(self._places.keys() - never, doubtful)
        self._looked_up = lru_cache(maxsize=1 << 13)(self._look_up)

    @property
    def starts(self) -> Collection[str]:
        """The words with which names begin, as ``spelling.fold`` gives them."""
        return self._spotter.starts

    @property
    def longest(self) -> int:
        """Words of the longest name, articles not counted."""
        return self._spotter.longest

    def find(self, tokens: Sequence[str], at: int) -> int:
        """Number of tokens of the longest name that begins at ``at``; 0 where none does.

        The name must begin with a capital or an Arabic letter. One that is a word or a person's
        name too counts only beside a preposition or the word for its kind.
        """
        return self._spotter.find(tokens, at)

    def lookup(
        self,
        words: str,
        *,
        country: str | None = None,
        adm1: str | None = None,
        kind: str | None = None,
        told: bool = False,
    ) -> Place | None:
        """The place that the words surely mean.

        The words may be more than a name: ``the town of Hit``, ``Damascus – Joubar neighborhood``,
        ``al-Bab city in eastern Aleppo``. ``country`` (SY, IQ) prefers, ``adm1`` (a governorate in
        any spelling) and ``kind`` (as in the data, or a word such as ``countryside``) bind. The
        name that a capital shares with its governorate means the city. ``told`` says that the text
        shows that a place is meant, as it does for what ``find`` found: then ``Hit`` is one too.
        """
        return self._looked_up(words, country, adm1, kind, told=told)

    def _look_up(
        self, words: str, country: str | None, adm1: str | None, kind: str | None, *, told: bool
    ) -> Place | None:
        if not any(letter.isalpha() and not letter.islower() for letter in words):
            return None
        parts = parts_of(words, self._places.__contains__)
        if not parts or any(self._wary.get(part.folded) == Needs.NEVER for part in parts):
            return None
        if kind is not None:
            parts = (evolve(parts[0], kind=kind, is_told=True), *parts[1:])
        if told:
            parts = (evolve(parts[0], is_told=True), *parts[1:])
        within: tuple[Place, ...] = ()
        if adm1 is not None:
            governorate = self._one(Part(adm1, fold(adm1), GOVERNORATE, is_told=True), country)
            if governorate is None:
                return None
            within = (governorate,)
        if len(parts) == 1:
            return self._one(parts[0], country, within)
        return self._finest(parts, country, within)

    def _finest(
        self, parts: Sequence[Part], country: str | None, within: tuple[Place, ...]
    ) -> Place | None:
        """The narrowest of the places that lie in each other; the land around an unknown one."""
        alone = [self._one(part, country, within) for part in parts]
        if len(set(alone)) == 1:
            return alone[0]
        fitted = []
        for i, part in enumerate(parts):
            around = [place for place in (*alone[:i], *alone[i + 1 :]) if place is not None]
            fitted.append(self._one(part, country, (*within, *around)))
        narrowest = max((place for place in fitted if place), key=breadth, default=None)
        if narrowest is None:
            return None
        unknown = [one is None and other is None for one, other in zip(alone, fitted, strict=True)]
        spreads = alone[0] is not None and alone[0].kind in OF_SEVERAL
        if unknown[0] or (is_seat(narrowest) and (any(unknown) or spreads)):
            return self._land_of(narrowest)
        return narrowest

    def _land_of(self, place: Place) -> Place | None:
        if place.adm1 is None:
            return place
        return next(
            entry.place
            for entry in self.entries
            if entry.place.kind == GOVERNORATE
            and (entry.place.country, entry.place.name) == (place.country, place.adm1)
        )

    def _one(self, part: Part, country: str | None, within: tuple[Place, ...] = ()) -> Place | None:
        groups = groups_for(part.kind)
        if groups is None or not self._is_sure(part, within):
            return None
        for find in (self._exactly, self._by_sound, self._by_likeness):
            borne = find(part.folded)
            if borne:
                fitting = [
                    place
                    for place in borne
                    if all(place == outer or lies_in(place, outer) for outer in within)
                ]
                return choose(fitting, groups, country)
        return None

    def _is_sure(self, part: Part, within: tuple[Place, ...]) -> bool:
        if lacks_article(part.name, part.folded):
            return False
        needs = self._wary.get(part.folded)
        if needs is None and part.folded not in self._places:
            needs = self._wary_sounds.get(sound(part.folded))
        if needs == Needs.WORD:
            return part.is_told or bool(within)
        if needs == Needs.GOVERNORATE:
            return any(place.kind != COUNTRY for place in within)
        return needs != Needs.NEVER

    def _exactly(self, folded: str) -> Iterable[Place]:
        return self._places.get(folded, ())

    def _by_sound(self, folded: str) -> Iterable[Place]:
        if len(folded) < _SHORTEST:
            return ()
        return self._all_of(self._by_sounds.get(sound(folded), ()))

    def _by_likeness(self, folded: str) -> Iterable[Place]:
        return self._all_of(self._likenesses.of(folded))

    def _all_of(self, names: Iterable[str]) -> Iterable[Place]:
        return dict.fromkeys(place for name in names for place in self._places[name])

    @cached_property
    def _by_sounds(self) -> Mapping[str, Sequence[str]]:
        sounds: dict[str, list[str]] = {}
        for name in self._places:
            sounds.setdefault(sound(name), []).append(name)
        return sounds

    @cached_property
    def _wary_sounds(self) -> Mapping[str, Needs]:
        return {sound(name): needs for name, needs in self._wary.items()}

    @cached_property
    def _likenesses(self) -> Likenesses:
        return Likenesses([name for name in self._places if name not in self._wary])


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the project, read once; raises GazetteerError for unsound data."""
    entries, wary = read_entries(), read_wary()
    check_names(entries, wary, read_english())
    return Gazetteer(entries, wary)

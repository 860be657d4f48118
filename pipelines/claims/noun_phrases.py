"""What a number counts: the noun after it, with what its modifiers say of it."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.claim import Victims
from pipelines.claims.lexicon import words_of
from pipelines.claims.nouns import (
    AGENTS,
    KINDS_OF_MODIFIER,
    MEMBER,
    MODIFIERS,
    NOT_PEOPLE,
    NOUNS,
    Noun,
)
from pipelines.claims.quantity import Quantity
from pipelines.claims.tokens import Tokens
from pipelines.claims.triggers import PARTICIPLES

_OF = frozenset(words_of("grammar", "quantities", "of"))
_STOP = frozenset(words_of("grammar", "quantities", "stop"))
_QUOTES = frozenset(words_of("grammar", "quantities", "quotes"))
_FORCE = frozenset(words_of("grammar", "quantities", "force"))
_PRONOUNS = frozenset({"them", "whom", "which", "us"})
_STATES = frozenset({"dead", "wounded", "injured", "displaced", "missing"})
_LONGEST = 7
"""Steps from a number to its noun at most."""
PEOPLE = Noun("person", is_plural=True)
FIGHTERS = Noun("combatant", is_plural=True)
_PARTY_NAME = 5
"""Tokens of a number and a party's name at most."""


class NounPhrase:
    """The search for the noun of one number; ``parties`` are spans of their names by start."""

    def __init__(self, tokens: Tokens, quantity: Quantity, parties: Mapping[int, int]) -> None:
        self.tokens = tokens
        self.low = tokens.low
        self.quantity = quantity
        self.parties = parties
        self.at = quantity.end
        self.kind: str | None = None
        self.unknown = 0

    def fill(self) -> None:
        """Give the quantity its noun and victims, where its words tell them."""
        if _is_under_age(self.low, self.at):
            self.quantity.victims = Victims.CHILD
        elif not self._is_of_them():
            for _ in range(_LONGEST):
                if self.at >= len(self.low) or self._is_done():
                    break
            self._take_party()

    def _is_of_them(self) -> bool:
        """Step over "of the"; "of them" ends the search."""
        low, quantity = self.low, self.quantity
        if low[self.at : self.at + 1] != ["of"]:
            return False
        self.at += 1
        following = low[self.at] if self.at < len(low) else ""
        quantity.is_one_of = quantity.low == 1
        if following in _PRONOUNS:
            quantity.of_them, quantity.end = True, self.at + 1
            fill_predicate(self.tokens, quantity)
            return True
        self.at += following in _OF
        return False

    def _is_done(self) -> bool:
        """Go one step towards the noun; True where it is found, or none can follow."""
        low, at = self.low, self.at
        if at in self.parties and not (low[at] in NOUNS.starts and not self._noun_after_party()):
            return self._is_at_party()
        match = NOUNS.at(low, at)
        if match is not None and self.quantity.low != 1 and not match[1].is_plural:
            match = None  # a singular after a plural number is a modifier: "200 pilot whales"
        if match is not None and not self._is_modifier(match):
            self._take(match)
            return True
        return self._is_past(low[at])

    def _is_at_party(self) -> bool:
        """Step over a party's name, or take the noun that it ends in: "ISIS fighters"."""
        self.quantity.has_party = True
        end = self.parties[self.at]
        last = NOUNS.at(self.low, end - 1)
        if last is not None and last[0] == end and not self._noun_after_party():
            self._take(last)
            return True
        self.at = end
        return False

    def _take_party(self) -> None:
        """Count a party's members by its name alone: "three Peshmerga were killed"."""
        quantity, at = self.quantity, self.at
        if quantity.noun is not None or not quantity.has_party or quantity.is_others:
            return
        following = self.low[at] if at < len(self.low) else ""
        is_name = at - quantity.number <= _PARTY_NAME and self.tokens.is_capital(at - 1)
        if is_name and (following in _STOP or not following.isalpha() or following in PARTICIPLES):
            quantity.noun, quantity.victims, quantity.end = FIGHTERS, Victims.COMBATANT, at

    def _noun_after_party(self) -> bool:
        end = self.parties[self.at]
        return end < len(self.low) and (self.low[end] in NOUNS.starts or self.low[end] in MODIFIERS)

    def _is_past(self, word: str) -> bool:
        """Step over a word that may stand before a noun; True where none may."""
        quantity = self.quantity
        if word in {"others", "another"} or (word == "other" and not self._noun_near(self.at + 1)):
            quantity.is_others, quantity.end = True, self.at + 1
            return True
        if word in MODIFIERS or self.tokens.is_capital(self.at):
            if word in {"other", "more"}:
                quantity.is_others = True
                quantity.end = max(quantity.end, self.at + 1)
            self.kind = KINDS_OF_MODIFIER.get(word, self.kind)
        elif not (
            word in {"-", "'"} or self._is_quote() or (word == "and" and self._joins_names())
        ):
            if not word[0].isalpha() or word in _STOP or word.endswith("ly"):
                return True
            if _is_agent(word) and not self._noun_near(self.at + 1):
                quantity.noun, quantity.end = PEOPLE, self.at + 1
                quantity.victims = Victims(self.kind or Victims.PERSON)
                return True
            self.unknown += 1
            if self.unknown > 2 or not self._noun_near(self.at + 1):
                return True
        self.at += 1
        return False

    def _is_quote(self) -> bool:
        """Whether a quote begins there: "five “terrorists”"."""
        at, tokens = self.at, self.tokens
        if self.low[at] not in _QUOTES or at + 1 >= len(tokens):
            return False
        return tokens.touches(at + 1) and not tokens.touches(at)

    def _joins_names(self) -> bool:
        """Whether "and" joins two names before the noun: "19 Hamas and Islamic Jihad fighters"."""
        if not self.tokens.is_capital(self.at - 1):
            return False
        for at in range(self.at + 1, min(self.at + 5, len(self.low))):
            match = NOUNS.at(self.low, at)
            if match is not None:
                after_modifier = self.low[self.at - 1] in MODIFIERS
                return match[1].is_plural and (at > self.at + 1 or after_modifier)
            if not self.tokens.is_capital(at):
                return False
        return False

    def _noun_near(self, i: int) -> bool:
        """Whether a noun stands at ``i`` or one word further."""
        if i >= len(self.low) or self.low[i] in _STOP:
            return False
        return any(at < len(self.low) and NOUNS.at(self.low, at) is not None for at in (i, i + 1))

    def _is_modifier(self, match: tuple[int, Noun]) -> bool:
        """Whether a noun only qualifies the next one: "civilian workers", "child soldiers"."""
        low, end = self.low, match[0]
        if low[self.at] not in MODIFIERS and low[self.at] not in KINDS_OF_MODIFIER:
            return False
        if end >= len(low) or low[end] in _STOP:
            return False
        return NOUNS.at(low, end) is not None or _is_agent(low[end])

    def _take(self, match: tuple[int, Noun]) -> None:
        low, quantity, kind = self.low, self.quantity, self.kind
        end, noun = match
        quantity.end = end
        further = NOUNS.at(low, end) if end < len(low) and low[end] not in _STATES else None
        if further is not None and further[1].kind in {"person", MEMBER} and noun.is_human:
            kind = None if self.tokens.is_owner(end - 1) else kind or noun.kind
            quantity.end, noun = further
        quantity.noun = noun
        quantity.harm = None if quantity.is_one_of else noun.harm
        quantity.victims = self._victims(noun, kind)
        _take_second(self.tokens, quantity)
        if noun.harm is not None and noun.kind == "person" and kind is None:
            _fill_described(self.tokens, quantity)

    def _victims(self, noun: Noun, kind: str | None) -> Victims | None:
        if noun.kind in {"person", MEMBER} and kind not in {None, MEMBER, "household"}:
            return Victims(str(kind))
        if noun.kind == MEMBER:
            is_force = self.quantity.has_party or _of_force(self.low, self.quantity.end)
            return Victims.COMBATANT if is_force else Victims.PERSON
        if noun.kind in {"man", "woman"} and kind in {"combatant", "medical", "journalist"}:
            return Victims(kind)
        return noun.victims


def _is_agent(word: str) -> bool:
    return word.endswith(AGENTS) and word not in NOT_PEOPLE and len(word) > 5


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


def _of_force(low: list[str], i: int) -> bool:
    """Whether "of the military council" or so follows the members."""
    if i >= len(low) or low[i] not in {"of", "from"}:
        return False
    for word in low[i + 1 : i + 8]:
        if word in _FORCE:
            return True
        if word in _STOP and word not in {"of", "and"}:
            return False
    return False


def _is_under_age(low: list[str], i: int) -> bool:
    """Whether "under the age of eighteen" follows."""
    if low[i : i + 4] == ["under", "the", "age", "of"]:
        return True
    return low[i : i + 2] in (["under", "18"], ["under", "eighteen"])


def fill_predicate(tokens: Tokens, quantity: Quantity) -> None:
    """What "10 of them" are: "10 of whom were children", "10 of them children"."""
    low, k = tokens.low, quantity.end
    while k < len(low) and low[k] in {"were", "are", "was", ","}:
        k += 1
    match = NOUNS.at(low, k) if k < len(low) else None
    if match is not None and match[1].is_human and match[1].harm is None:
        quantity.victims, quantity.end = match[1].victims, match[0]


def _fill_described(tokens: Tokens, quantity: Quantity) -> None:
    """Who the dead were: "16 deaths of civilians" is told of civilians."""
    low, at = tokens.low, quantity.end
    if at + 1 >= len(low) or low[at] not in {"of", "among"}:
        return
    k = at + 1
    while k < len(low) and (low[k] in MODIFIERS or low[k] in {"the", "as"}):
        k += 1
    match = NOUNS.at(low, k) if k < len(low) else None
    if match is not None and match[1].is_human and match[1].is_plural:
        quantity.victims, quantity.end = match[1].victims, match[0]

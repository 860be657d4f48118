"""A number with what it counts."""

from __future__ import annotations

from attrs import define

from crawler.claim import Harm, Qualifier, Victims
from pipelines.claims.nouns import Noun


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
    """``a woman``: one, by the singular."""
    is_definite: bool = False
    """``the 56 civilians``: those told before."""
    is_others: bool = False
    """``others``, ``another``: of the kind told before."""
    of_them: bool = False
    """``42 of them``: a part of what was told before."""
    is_one_of: bool = False
    """``one of the wounded``: picked out of those told before."""
    is_unreal: bool = False
    """Whether it is only supposed, or denied."""
    has_party: bool = False
    """``SDF members``: the phrase names a party as the victims'."""
    is_times: bool = False
    """``three times``: how often something was done."""

    @property
    def is_bare(self) -> bool:
        """Whether no noun says what is counted."""
        return self.noun is None and not self.is_others and not self.is_times

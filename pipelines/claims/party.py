"""A party of the conflicts as its data file describes it: who it is, and the words that name it."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from crawler.claim import Actor


@frozen
class Party:
    """A party and how it is named."""

    actor: Actor
    conflicts: tuple[str, ...]
    """Of ``CONFLICTS``."""
    source: str
    """Who uses this designation: a public list, a glossary, the group itself."""
    aliases: tuple[str, ...]
    """Noun phrases that name it wherever they stand, in any case; the canonical name is one."""
    cased: tuple[str, ...] = ()
    """Aliases that name it only with these capitals: ``IS``, ``US``."""
    attributives: tuple[str, ...] = ()
    """Words that name it only before a noun of ``ForceNouns``: ``Turkish``, ``regime``."""
    cased_attributives: tuple[str, ...] = ()
    """The same with these capitals: ``US``, ``U.S.``."""
    arabic: tuple[str, ...] = ()
    """Aliases in Arabic script."""


@frozen
class ForceNouns:
    """The nouns after an attributive that make it the name of a party."""

    force: tuple[str, ...]
    """Those who attack and what they attack with: ``forces``, ``warplanes``."""
    attack: tuple[str, ...]
    """What they do: ``shelling``, ``airstrikes``."""


@frozen
class Meaning:
    """Names whose party depends on who writes, and when: ``the army``, ``Syrian forces``."""

    party: Party
    names: tuple[str, ...]
    """As ``Party.aliases``."""
    attributives: tuple[str, ...]
    """As ``Party.attributives``."""
    arabic: tuple[str, ...]
    """As ``Party.arabic``."""
    country: str | None
    """The publisher's; None for any."""
    since: date | None
    until: date | None

    def holds(self, country: str | None, day: date | None) -> bool:
        """Whether a publisher of this country means the party by it on this day."""
        if self.country is not None and self.country != country:
            return False
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

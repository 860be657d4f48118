"""By whom, who says so, where, when and with what: from the sentence, else from those around."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import define, evolve

from crawler.claim import Actor, Attribution, DateBasis, Field, Harm, Place, Scope, Weapon
from pipelines.claims.actors import Mention
from pipelines.claims.dates import When, date_mentions
from pipelines.claims.passages import Passage
from pipelines.claims.places import place_mentions, place_of
from pipelines.claims.speakers import Source, speaker_of, speakers
from pipelines.claims.statements import Statement
from pipelines.claims.triggers import Frame
from pipelines.claims.weapons import closest


@define
class Circumstances:
    """What a claim says besides its number."""

    source: Source
    actor: Actor | None = None
    actor_text: str | None = None
    attribution: Attribution = Attribution.NONE
    weapon: Weapon | None = None
    weapon_text: str | None = None
    place_text: str | None = None
    place: Place | None = None
    when: When | None = None
    scope: Scope = Scope.INCIDENT


@define
class _Trail:
    """What the sentences before told, and how long ago."""

    actor: Circumstances | None = None
    actor_age: int = 99
    place: Circumstances | None = None
    place_age: int = 99
    when: When | None = None
    source: Source | None = None
    is_quoting: bool = False

    def step(self) -> None:
        self.actor_age += 1
        self.place_age += 1


_INHERITED = 3
"""Sentences over which an actor or a place is taken over."""


def circumstances(
    read: Sequence[Passage],
    found: Sequence[tuple[Passage, Statement]],
    own: Source,
    published: date | None,
) -> dict[Statement, Circumstances]:
    """The circumstances of every statement of a report, of which ``own`` is the publisher."""
    by_passage: dict[int, list[Statement]] = {}
    for passage, one in found:
        by_passage.setdefault(id(passage), []).append(one)
    told: dict[Statement, Circumstances] = {}
    trail = _Trail(source=own)
    period: When | None = None
    for passage in read:
        if passage.field is Field.BODY and trail.actor_age > 1 and passage.start == 0:
            trail = _Trail(source=own)
        statements = by_passage.get(id(passage), [])
        _read_passage(passage, statements, told, trail, own, published)
        period = period or _period_of(passage, published)
    _share(found, told, period)
    return told


def _read_passage(
    passage: Passage,
    statements: Sequence[Statement],
    told: dict[Statement, Circumstances],
    trail: _Trail,
    own: Source,
    published: date | None,
) -> None:
    tokens = passage.tokens
    dates = date_mentions(tokens, published)
    places = place_mentions(tokens, [(m.start, m.name_end) for m in passage.parties])
    voices = speakers(tokens, passage.parties)
    trail.step()
    for one in statements:
        whole = told.get(one.whole) if one.whole else None
        start, end = one.quantity.start, one.quantity.end
        if one.trigger is not None:
            start, end = min(start, one.trigger.start), max(end, one.trigger.end)
        if whole is not None and one.whole and one.whole.tokens is tokens:
            circumstance = evolve(whole)
        else:
            circumstance = Circumstances(own)
            circumstance.source = _source(passage, voices, one, trail, own)
            _set_place(circumstance, passage, places, start, end)
            mention = min(
                dates, key=lambda m: min(abs(m.start - end), abs(start - m.end)), default=None
            )
            circumstance.when = mention.when if mention else None
            _set_weapon(circumstance, passage, start, end)
        _set_actor(circumstance, passage, one, is_part=whole is not None)
        _inherit(circumstance, one, trail, passage)
        circumstance.scope = circumstance.when.scope if circumstance.when else Scope.INCIDENT
        told[one] = circumstance
    _leave_trail(passage, statements, told, trail, places, dates, voices)


def _source(passage: Passage, voices, one: Statement, trail: _Trail, own: Source) -> Source:
    speaker = speaker_of(voices, one.at)
    if speaker is not None:
        return speaker.source or trail.source or own
    return (trail.source or own) if trail.is_quoting else own


def _set_place(circumstance: Circumstances, passage: Passage, places, start: int, end: int) -> None:
    place = place_of(places, start, end, len(passage.tokens))
    if place is not None:
        tokens = passage.tokens
        circumstance.place_text = passage.text[
            tokens.starts[place.start] : tokens.ends[place.end - 1]
        ]
        circumstance.place = place.place


def _set_weapon(circumstance: Circumstances, passage: Passage, start: int, end: int) -> None:
    weapon = closest(passage.means, start, end)
    if weapon is not None:
        tokens = passage.tokens
        circumstance.weapon = weapon.kind
        circumstance.weapon_text = passage.text[
            tokens.starts[weapon.start] : tokens.ends[weapon.end - 1]
        ]


def _set_actor(
    circumstance: Circumstances, passage: Passage, one: Statement, *, is_part: bool
) -> None:
    agents = [m for m in passage.parties if m.is_agent and not _within(m, one)]
    mention = _own_agent(passage, one, agents) if is_part else _agent(one, agents)
    if mention is None:
        return
    tokens = passage.tokens
    circumstance.actor = mention.actor
    circumstance.actor_text = passage.text[
        tokens.starts[mention.start] : tokens.ends[mention.end - 1]
    ]
    circumstance.attribution = mention.attribution


def _within(mention: Mention, one: Statement) -> bool:
    return one.quantity.start <= mention.start < one.quantity.end


def _own_agent(passage: Passage, one: Statement, agents: Sequence[Mention]) -> Mention | None:
    """The party to which a part is given apart from its whole: "56 by Russian forces"."""
    end = one.quantity.end
    low = passage.tokens.low
    for m in agents:
        if end <= m.start <= end + 5 and "by" in low[end : m.start]:
            return m
        if m.end <= one.quantity.start and low[m.end : one.quantity.start][-1:] == [":"]:
            return m
    return None


def _agent(one: Statement, agents: Sequence[Mention]) -> Mention | None:
    start, end = one.quantity.start, one.quantity.end
    trigger = one.trigger
    after = [m for m in agents if m.start >= end]
    before = [m for m in agents if m.end <= start]
    is_active = trigger is not None and trigger.start < start and Frame.NOUN not in trigger.frames
    if is_active and before:
        return before[-1]
    if after and (not before or after[0].start - end <= 20):
        return after[0]
    if before:
        return before[-1]
    return next(iter(agents), None)


def _inherit(circumstance: Circumstances, one: Statement, trail: _Trail, passage: Passage) -> None:
    if one.harm is Harm.DISPLACED:
        return
    if circumstance.actor is None and trail.actor is not None and trail.actor_age <= _INHERITED:
        if not _has_new_attack(passage):
            circumstance.actor = trail.actor.actor
            circumstance.actor_text = trail.actor.actor_text
            circumstance.attribution = trail.actor.attribution
            if circumstance.weapon is None:
                circumstance.weapon = trail.actor.weapon
                circumstance.weapon_text = trail.actor.weapon_text
    if (
        circumstance.place_text is None
        and trail.place is not None
        and trail.place_age <= _INHERITED
    ):
        circumstance.place_text = trail.place.place_text
        circumstance.place = trail.place.place
    if circumstance.when is None and trail.when is not None:
        circumstance.when = evolve(trail.when, basis=DateBasis.INHERITED)


def _has_new_attack(passage: Passage) -> bool:
    """Whether the sentence tells an attack of its own, by nobody: "in a rocket attack"."""
    low = passage.tokens.low
    for one in passage.means:
        at = one.start - 1
        while at >= 0 and low[at] in {
            "similar",
            "separate",
            "intensive",
            "massive",
            "huge",
            "heavy",
        }:
            at -= 1
        if at >= 0 and low[at] in {"a", "an"}:
            return True
    return False


def _leave_trail(passage, statements, told, trail: _Trail, places, dates, voices) -> None:
    agents = [m for m in passage.parties if m.is_agent]
    if agents:
        circumstance = Circumstances(trail.source or Source("", None))
        m = agents[-1]
        tokens = passage.tokens
        circumstance.actor = m.actor
        circumstance.actor_text = passage.text[tokens.starts[m.start] : tokens.ends[m.end - 1]]
        circumstance.attribution = m.attribution
        _set_weapon(circumstance, passage, m.start, m.end)
        trail.actor, trail.actor_age = circumstance, 0
    strong = [one for one in places if not one.is_weak]
    if strong:
        circumstance = Circumstances(trail.source or Source("", None))
        _set_place(circumstance, passage, strong, 0, 0)
        trail.place, trail.place_age = circumstance, 0
    if dates and (agents or statements):
        trail.when = dates[-1].when
    named = [voice.source for voice in voices if voice.source is not None]
    if named:
        trail.source = named[-1]
    piece = passage.text[passage.start : passage.end]
    opened = piece.count("“") - piece.count("”")
    trail.is_quoting = (trail.is_quoting or opened > 0) and opened >= 0


def _period_of(passage: Passage, published: date | None) -> When | None:
    if "period" not in passage.text and "report" not in passage.text.lower():
        return None
    for mention in date_mentions(passage.tokens, published):
        if mention.when.scope is not Scope.INCIDENT:
            return mention.when
    return None


def _share(
    found: Sequence[tuple[Passage, Statement]],
    told: Mapping[Statement, Circumstances],
    period: When | None,
) -> None:
    """Let the same number told again say what the other telling leaves out; then the report's."""
    known: dict[tuple[Harm, int | None], Circumstances] = {}
    for _, one in found:
        mine = told[one]
        other = known.setdefault((one.harm, one.quantity.low), mine)
        _fill(mine, other)
        _fill(other, mine)
    for _, one in found:
        if one.whole is not None and one.whole in told:
            _fill(told[one], told[one.whole])
    days = {c.when for c in told.values() if c.when is not None}
    single = days.pop() if len(days) == 1 else None
    for one, mine in told.items():
        if mine.when is None and one.harm is not Harm.DISPLACED:
            default = single or period
            mine.when = evolve(default, basis=DateBasis.INHERITED) if default else None
            mine.scope = mine.when.scope if mine.when else mine.scope


def _fill(mine: Circumstances, other: Circumstances) -> None:
    if mine.actor is None and other.actor is not None:
        mine.actor, mine.actor_text, mine.attribution = (
            other.actor,
            other.actor_text,
            other.attribution,
        )
    if mine.weapon is None and other.weapon is not None:
        mine.weapon, mine.weapon_text = other.weapon, other.weapon_text
    if mine.place_text is None and other.place_text is not None:
        mine.place_text, mine.place = other.place_text, other.place
    if mine.when is None and other.when is not None:
        mine.when = evolve(other.when, basis=DateBasis.INHERITED)
        mine.scope = mine.when.scope

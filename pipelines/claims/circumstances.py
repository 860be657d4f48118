"""By whom, who says so, where, when and with what: from the sentence, else from those around."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import define, evolve

from crawler.claim import Actor, Attribution, DateBasis, Field, Harm, Place, Scope, Weapon
from pipelines.claims.actors import Mention
from pipelines.claims.dates import DAY, YEAR, When, date_mentions
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
    period: When | None = None
    """What the whole report is about."""
    last_period: When | None = None
    """What was told last: "during this period"."""

    def step(self) -> None:
        self.actor_age += 1
        self.place_age += 1


_INHERITED = 3
_INHERITED_PLACE = 5
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
    period = _period_of(read, published)
    trail = _Trail(source=own, period=period)
    for passage in read:
        if passage.field is Field.BODY and trail.actor_age > 1 and passage.start == 0:
            trail = _Trail(source=own, period=period)
        statements = by_passage.get(id(passage), [])
        _read_passage(passage, statements, told, trail, own, published)
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
    if passage.start == 0 and dates and dates[0].start == 0 and dates[0].when.precision is DAY:
        dates = dates[1:]
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
    weapon = closest(passage.means, passage.tokens.low, start, end)
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
    given = [m for m in after if m.is_by or m.is_attack]
    is_active = trigger is not None and trigger.start < start and Frame.NOUN not in trigger.frames
    close = given[0].start - end if given else _REACH + 1
    if (is_active or trigger is None) and before and close > 4:
        return before[-1]
    if close <= _REACH:
        return given[0]
    return next(iter((*before[::-1], *given, *after)), None)


_REACH = 20
"""Tokens from a number to the "by" that tells whose deed it was."""


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
        and trail.place_age <= _INHERITED_PLACE
    ):
        circumstance.place_text = trail.place.place_text
        circumstance.place = trail.place.place
    piece = passage.text[passage.start : passage.end]
    when = trail.period or trail.when
    if "period" in piece and trail.last_period is not None:
        when = trail.last_period
    if circumstance.when is None and when is not None:
        circumstance.when = evolve(when, basis=DateBasis.INHERITED)


def _has_new_attack(passage: Passage) -> bool:
    """Whether the sentence tells an attack of its own, by nobody: "in a rocket attack"."""
    low = passage.tokens.low
    for one in passage.means:
        if low[one.end - 1] not in _NEW_ATTACKS:
            continue
        at = one.start - 1
        while at >= 0 and low[at] in _ADJECTIVES:
            at -= 1
        if at >= 0 and low[at] in {"a", "an"}:
            return True
    return False


_NEW_ATTACKS = frozenset(
    """attack fire bombing explosion blast bomb ied device mine landmine shooting shell
    bombardment ambush""".split()
)


_ADJECTIVES = frozenset({"similar", "separate", "intensive", "massive", "huge", "heavy", "deadly"})


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
        circumstance, tokens = Circumstances(trail.source or Source("", None)), passage.tokens
        _set_place(circumstance, passage, strong, len(tokens), len(tokens))
        trail.place, trail.place_age = circumstance, 0
    periods = [m.when for m in dates if m.when.scope is not Scope.INCIDENT]
    trail.last_period = periods[-1] if periods else trail.last_period
    if dates and (agents or statements):
        trail.when = dates[-1].when
    named = [voice.source for voice in voices if voice.source is not None]
    if named:
        trail.source = named[-1]
    piece = passage.text[passage.start : passage.end]
    opened = piece.count("“") - piece.count("”")
    trail.is_quoting = (trail.is_quoting or opened > 0) and opened >= 0


_OPENING = 8
"""Lines of a body in which a report tells the period that it is about."""


_PERIODS = ("this period", "same period", "period of time", "that period", "the period")


def _period_of(read: Sequence[Passage], published: date | None) -> When | None:
    """The period that the whole report is about: told in its heading, or where it begins."""
    found: When | None = None
    speaks = any(words in p.text for p in read for words in _PERIODS)
    for passage in read:
        is_opening = passage.is_heading or passage.line < _OPENING
        piece = passage.text[passage.start : passage.end]
        if not is_opening and not speaks:
            continue
        for mention in date_mentions(passage.tokens, published):
            when = mention.when
            if when.scope is Scope.INCIDENT or (passage.line > 1 and when.precision is YEAR):
                continue
            if passage.is_heading or (when.end is not None and when.precision is DAY):
                return when
            if speaks and (when.end is None or "period" in piece or "report" in piece):
                found = found or when
    return found


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

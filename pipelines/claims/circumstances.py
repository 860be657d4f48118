"""By whom, who says so, where, when and with what: from the sentence, else from those around."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, evolve

from crawler.claim import (
    Actor,
    ActorKind,
    Attribution,
    DatePrecision,
    Field,
    Harm,
    Place,
    Scope,
    Victims,
    Weapon,
)
from pipelines.claims.actors import Mention
from pipelines.claims.attributing import Agents, unnamed_agent
from pipelines.claims.dates import When, inherited
from pipelines.claims.passages import Passage
from pipelines.claims.periods import period_of
from pipelines.claims.places import PlaceMention, place_of
from pipelines.claims.responsible import claimed_by
from pipelines.claims.shares import Share, share_of, taken_from
from pipelines.claims.speakers import Source, speaker_of
from pipelines.claims.statements import Statement
from pipelines.claims.trail import Trail
from pipelines.claims.weapons import Means, closest


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
    is_of_period: bool = False
    """Whether the report is about a period, of which the claim is then a total."""

    @property
    def scope(self) -> Scope:
        return self.when.scope if self.when else Scope.INCIDENT

    def lay_to(self, passage: Passage, mention: Mention) -> None:
        self.actor = mention.actor
        self.actor_text = passage.named(mention.start, mention.end)
        self.attribution = mention.attribution

    def put_at(self, passage: Passage, mention: PlaceMention) -> None:
        self.place_text = passage.named(mention.start, mention.end)
        self.place = mention.place

    def do_with(self, passage: Passage, weapon: Means) -> None:
        self.weapon = weapon.kind
        self.weapon_text = passage.quoted(weapon.start, weapon.end)

    def take(self, passage: Passage, share: Share) -> None:
        """Keep what a part tells of itself."""
        if share.place is not None:
            self.put_at(passage, share.place)
        if share.weapon is not None:
            self.do_with(passage, share.weapon)
        if share.date is not None:
            self.when = share.date.when

    def fill_from(self, other: Circumstances) -> None:
        """Take over what this one leaves out; who says so is never taken over."""
        if self.actor_text is None:
            self.actor, self.actor_text = other.actor, other.actor_text
            self.attribution = other.attribution
        if self.weapon is None:
            self.weapon, self.weapon_text = other.weapon, other.weapon_text
        if self.place_text is None:
            self.place_text, self.place = other.place_text, other.place
        if self.when is None and other.when is not None:
            self.when = inherited(other.when)


def circumstances(
    read: Sequence[Passage], found: Sequence[tuple[Passage, Statement]], own: Source
) -> dict[Statement, Circumstances]:
    """The circumstances of every statement of a report, of which ``own`` is the publisher."""
    by_passage: dict[int, list[Statement]] = {}
    for passage, one in found:
        by_passage.setdefault(id(passage), []).append(one)
    told: dict[Statement, Circumstances] = {}
    period = period_of(read)
    for is_body in (False, True):
        part = [passage for passage in read if (passage.field is Field.BODY) is is_body]
        trail = Trail(read[0], part, own, period, set(by_passage))
        for passage in part:
            if (siblings := by_passage.get(id(passage))) is not None:
                agents = Agents(passage.parties, siblings)
                for one in siblings:
                    told[one] = _told(passage, one, siblings, told, trail, agents=agents)
                    told[one].is_of_period = period is not None
            trail.step()
    _share(found, told, period)
    _lay_open_ones(read, found, told)
    return told


def _told(
    passage: Passage,
    one: Statement,
    siblings: Sequence[Statement],
    told: Mapping[Statement, Circumstances],
    trail: Trail,
    *,
    agents: Agents,
) -> Circumstances:
    whole = one.whole
    if whole is not None and whole in told and whole.tokens is one.tokens:
        circumstance = evolve(told[whole])
        circumstance.take(passage, share_of(passage, one))
    else:
        circumstance = _in_sentence(passage, one, siblings, trail)
    agent = agents.of(one)
    unnamed = unnamed_agent(one) if agent is None or not _touches(one, agent) else None
    if unnamed is not None and whole is None:
        circumstance.actor, circumstance.actor_text = None, passage.named(*unnamed)
        circumstance.attribution = Attribution.STATED
    elif agent is not None:
        circumstance.lay_to(passage, agent)
    elif circumstance.actor_text is None and whole is None and not agents.is_unsolved(one):
        _lay_to_last(circumstance, passage, one, trail)
    if circumstance.when is None and one.harm is not Harm.DISPLACED:
        circumstance.when = trail.when_for(passage)
    if circumstance.place_text is None:
        # a total is not of the place told last, where one of its incidents was
        is_total = circumstance.scope is not Scope.INCIDENT
        before = trail.place_of_report() if is_total else trail.place()
        if before is not None:
            circumstance.put_at(*before)
    return circumstance


def _touches(one: Statement, mention: Mention) -> bool:
    """Whether a party stands directly beside the verb, so that no other can be its agent."""
    trigger = one.trigger
    if trigger is None:
        return True
    return trigger.start - 2 <= mention.end and mention.start <= trigger.end + 3


def _in_sentence(
    passage: Passage, one: Statement, siblings: Sequence[Statement], trail: Trail
) -> Circumstances:
    """What the statement's own sentence tells of it, but for the party."""
    start, end = one.quantity.start, one.quantity.end
    if one.trigger is not None:
        start, end = min(start, one.trigger.start), max(end, one.trigger.end)
    circumstance = Circumstances(_source(passage, one, trail))
    taken = taken_from(passage, (other for other in siblings if other.whole is one))
    places = [place for place in passage.places if id(place) not in taken]
    place = _labelling(passage, start) or place_of(places, start, end)
    if place is None and passage.is_item and places:
        place = places[0]
    if place is not None:
        circumstance.put_at(passage, place)
    weapons = [weapon for weapon in passage.means if id(weapon) not in taken]
    weapon = closest(weapons, passage.tokens.low, start, end)
    if weapon is not None:
        circumstance.do_with(passage, weapon)
    nearest = min(
        (mention for mention in passage.dates if id(mention) not in taken),
        key=lambda mention: (
            min(abs(mention.start - end), abs(start - mention.end)),
            mention.start < end,
        ),
        default=None,
    )
    circumstance.when = nearest.when if nearest else None
    return circumstance


def _labelling(passage: Passage, start: int) -> PlaceMention | None:
    """The place that a number stands beside: "Baghdad: 287", "Idlib with 71"."""
    if passage.tokens.low[max(start - 1, 0)] not in {":", "with"}:
        return None
    return next((one for one in passage.places if one.end == start - 1), None)


def _source(passage: Passage, one: Statement, trail: Trail) -> Source:
    speaker = speaker_of(passage.speakers, one.at)
    is_own = speaker is not None and speaker.source == trail.own
    if speaker is not None and not (is_own and trail.is_quoting):
        return speaker.source or trail.source()
    return trail.source() if trail.is_quotation(passage) else trail.own


def _lay_to_last(
    circumstance: Circumstances, passage: Passage, one: Statement, trail: Trail
) -> None:
    last = trail.actor_for(passage, one.harm)
    if last is None:
        return
    before, mention, weapon = last
    circumstance.lay_to(before, mention)
    if circumstance.weapon is None and weapon is not None:
        circumstance.do_with(before, weapon)


def _lay_open_ones(
    read: Sequence[Passage],
    found: Sequence[tuple[Passage, Statement]],
    told: Mapping[Statement, Circumstances],
) -> None:
    """Lay an event to who claimed it, where the report leaves it open or with people unknown."""
    owner = claimed_by(read)
    if owner is None:
        return
    for _, one in found:
        circumstance = told[one]
        is_open = circumstance.actor is None or circumstance.actor.kind is ActorKind.UNKNOWN
        if is_open and circumstance.scope is Scope.INCIDENT and one.harm is not Harm.DISPLACED:
            circumstance.lay_to(*owner)


def _share(
    found: Sequence[tuple[Passage, Statement]],
    told: Mapping[Statement, Circumstances],
    period: When | None,
) -> None:
    """Let the same number told again say what the other telling leaves out; then the report's."""
    known: dict[tuple[Harm, int | None, bool], Circumstances] = {}
    for _, one in found:
        is_facility = one.victims is Victims.FACILITY
        other = known.setdefault((one.harm, one.quantity.low, is_facility), told[one])
        told[one].fill_from(other)
        other.fill_from(told[one])
    for _, one in found:
        if one.whole is not None and one.whole in told:
            told[one].fill_from(told[one.whole])
    days = {circumstance.when for circumstance in told.values() if circumstance.when is not None}
    only = days.pop() if len(days) == 1 else None
    default = only if only is not None and only.precision is DatePrecision.DAY else period
    if default is None:
        return
    for one, circumstance in told.items():
        if circumstance.when is None and one.harm is not Harm.DISPLACED:
            circumstance.when = inherited(default)

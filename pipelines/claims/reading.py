"""A report's text → what it claims. The stages stand in the order in which they work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from crawler.claim import Claim, DatePrecision, Field, Reading, Scope, Unparsed, Victims
from pipelines.claims.breakdowns import adopt_orphans, part_by_actor
from pipelines.claims.circumstances import Circumstances, circumstances
from pipelines.claims.claimants import publisher_claimant
from pipelines.claims.contradictions import flagged
from pipelines.claims.dates import dateline
from pipelines.claims.passages import Origin, Passage, passages
from pipelines.claims.speakers import own_source
from pipelines.claims.statements import Statement, is_alone

_FOLLOWED = frozenset({Victims.JOURNALIST, Victims.MEDICAL, Victims.COMBATANT, Victims.MAN})
ENGLISH = "en"
_REMEMBERED = 40
"""Statements before a number without a harm among which its whole is looked for."""


def read_report(
    title: str,
    subtitle: str,
    body: str,
    *,
    publisher: str,
    published: date | None,
    language: str = ENGLISH,
) -> Reading:
    """The claims of a report, and the sentences that speak of harm and gave none.

    ``publisher`` is the name of a seed or a host; ``published`` is the publisher's local day, by
    which dates without a year and weekdays are understood. Text in other languages than English
    gives an empty reading: no rule for it has been tried.
    """
    if language != ENGLISH:
        return Reading()
    texts = {Field.TITLE: title, Field.SUBTITLE: subtitle, Field.BODY: body}
    return read_texts(texts, publisher=publisher, published=published)


def read_texts(texts: Mapping[Field, str], *, publisher: str, published: date | None) -> Reading:
    """As ``read_report``, of whichever fields there are."""
    written = published or next((day for day in map(dateline, texts.values()) if day), None)
    claimant = publisher_claimant(publisher)
    origin = Origin(written, claimant.country, claimant)
    read = [p for field, text in texts.items() for p in passages(field, text, origin)]
    found = _statements(read)
    if not found:
        return Reading(unparsed=tuple(_unparsed(read, set())))
    told = circumstances(read, found, own_source(claimant))
    part_by_actor(
        [one for _, one in found],
        {id(one): circumstance.actor for one, circumstance in told.items()},
        {id(one): circumstance.weapon for one, circumstance in told.items()},
    )
    claims = _claims(found, told)
    spoken = {id(passage) for passage, _ in found}
    return Reading(flagged(claims, texts), tuple(_unparsed(read, spoken)))


def _statements(read: Sequence[Passage]) -> list[tuple[Passage, Statement]]:
    """Every statement of the text, with the passage that it stands in."""
    found: list[tuple[Passage, Statement]] = []
    told: list[Statement] = []
    for passage in read:
        if not (passage.may_state or (told and passage.may_share)):
            continue
        stated = passage.stated
        own = list(stated.statements)
        if stated.orphans:
            before = [*told[-_REMEMBERED:], *own]
            own += adopt_orphans(
                passage.tokens, stated, passage.parties, before, is_item=passage.is_item
            )
        _follow(own, told, passage)
        own.sort(key=lambda one: (one.start, one.end))
        told += own
        found += [(passage, one) for one in own]
    return found


def _follow(own: Sequence[Statement], told: Sequence[Statement], passage: Passage) -> None:
    """Let a bare number count whom the sentence before it counted: "Nine were arrested"."""
    if not own or not told or passage.is_heading:
        return
    first, last = own[0], told[-1].whole or told[-1]
    if (
        is_alone(first.tokens, first.quantity)
        and first.victims is Victims.PERSON
        and last.victims in _FOLLOWED
    ):
        first.victims = last.victims


def _claims(
    found: Sequence[tuple[Passage, Statement]],
    told: Mapping[Statement, Circumstances],
) -> tuple[Claim, ...]:
    indexes = {id(one): index for index, (_, one) in enumerate(found)}
    return tuple(_claim(passage, one, told[one], indexes) for passage, one in found)


def _claim(
    passage: Passage, one: Statement, told: Circumstances, indexes: Mapping[int, int]
) -> Claim:
    quantity, when = one.quantity, told.when
    return Claim(
        field=passage.field,
        start=one.start,
        end=one.end,
        quote=passage.text[one.start : one.end],
        harm=one.harm,
        count_min=quantity.low,
        count_max=quantity.high,
        vague=quantity.vague,
        qualifier=quantity.qualifier,
        victims=one.victims,
        part_of=indexes.get(id(one.whole)) if one.whole else None,
        is_part=one.is_part,
        claimant=told.source.name,
        claimant_role=told.source.role,
        actor=told.actor,
        actor_text=told.actor_text,
        attribution=told.attribution,
        weapon=told.weapon,
        weapon_text=told.weapon_text,
        place_text=told.place_text,
        place=told.place,
        date_start=when.start if when else None,
        date_end=when.end if when else None,
        date_precision=when.precision if when else None,
        date_basis=when.basis if when else None,
        scope=_scope(one, told),
    )


_EVENT = 10
"""Below so many, "killed in March" tells of an event of that month and no total of it."""


def _scope(one: Statement, told: Circumstances) -> Scope:
    """What the number covers; a month or a year that only dates an event is no period."""
    when, low = told.when, one.quantity.low
    if when is None or told.is_of_period or when.end is None or low is None or low >= _EVENT:
        return told.scope
    return Scope.INCIDENT if when.precision is not DatePrecision.DAY else told.scope


def _unparsed(read: Sequence[Passage], spoken: set[int]) -> Iterator[Unparsed]:
    """The sentences that speak of harm to people with a number, and of which none was taken."""
    for passage in read:
        if id(passage) in spoken or not passage.may_state:
            continue
        why = passage.missed
        if why is not None:
            yield Unparsed(
                field=passage.field,
                start=passage.start,
                end=passage.end,
                sentence=passage.text[passage.start : passage.end],
                why=why,
            )

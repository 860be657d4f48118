"""Writes what texts claim: each claim once, under the id that it had before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from attrs import frozen
from sqlalchemy import RowMapping, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from crawler.claim import Actor as ActorItem
from crawler.claim import Claim as ClaimItem
from crawler.claim import Field, Reading
from crawler.claim import Place as PlaceItem
from crawler.claim import Unparsed as UnparsedItem
from storage.claim_marks import mark_claims, mark_top
from storage.claim_models import Actor, Claim, Place, Unparsed
from storage.claim_sentences import context_of, sentence_around
from storage.models import Report, ReportVersion
from storage.stored_claims import (
    DETAILS,
    load_reading,
    load_unparsed,
    reading_content,
    sentence_of,
)

_PLAIN = ("field", "start", "end", "quote", *DETAILS)
_ALIKE: tuple[Callable[[Claim | ClaimItem], Hashable], ...] = (
    lambda claim: (
        claim.field,
        claim.start,
        claim.quote,
        claim.harm,
        claim.count_min,
        claim.victims,
    ),
    lambda claim: (claim.field, claim.quote, claim.harm, claim.count_min, claim.victims),
    lambda claim: (claim.field, claim.start, claim.quote, claim.harm),
)
"""By what a claim is known to be one that was stored before: the surest first."""

_UNPARSED = ("field", "start", "end", "sentence", "why")
_LAST_CLAIM = select(func.max(Claim.id))
_ADD_CLAIM = insert(Claim)
_ADD_UNPARSED = insert(Unparsed)
_PUT_WHOLE = (
    update(Claim.__table__)  # type: ignore[arg-type]  # a table, not the model: nothing is loaded
    .where(Claim.__table__.c.id == bindparam("claim"))
    .values(part_of_id=bindparam("whole"))
)

_ACTORS = select(Actor.__table__).where(Actor.name.in_(bindparam("names", expanding=True)))
_PLACES = select(Place.__table__).where(Place.key.in_(bindparam("keys", expanding=True)))

CLAIMS_CONTENT = ("reader", "read_language", "read_published", "claims", "unparsed")
"""Names of what ``claims_content`` gives."""


class ClaimError(ValueError):
    """A reading that is not one of this text, which would be stored as if it were."""


@frozen
class Read:
    """What a reader took from a text, and what it was told beside the text."""

    reading: Reading
    reader: str
    """``Report.reader``."""
    language: str
    published: date | None


def check_reading(title: str, subtitle: str, body: str, reading: Reading) -> None:
    """Raise ``ClaimError`` for a claim whose words do not stand where it says.

    The error tells places only: no words about victims may stand in a log.
    """
    texts = {Field.TITLE: title, Field.SUBTITLE: subtitle, Field.BODY: body}
    for claim in reading.claims:
        if not _stands(texts, claim, claim.quote):
            raise ClaimError(f"the quote of {claim!r} does not stand there")
        if claim.part_of is not None and not (
            claim.is_part and 0 <= claim.part_of < len(reading.claims)
        ):
            raise ClaimError(f"{claim!r} is a part of no claim")
        if (claim.count_min is None) != (claim.count_max is None) or (
            claim.count_min is not None and not 0 <= claim.count_min <= (claim.count_max or 0)
        ):
            raise ClaimError(f"{claim!r} has no range of numbers")
    for sentence in reading.unparsed:
        if not _stands(texts, sentence, sentence.sentence):
            raise ClaimError(f"the sentence of {sentence!r} does not stand there")


def write_claims(session: Session, version: ReportVersion, read: Read) -> None:
    """Bring the claims of a version to what was read; a second time changes nothing.

    Raises ``ClaimError`` as ``check_reading`` does. What manifests digest and is now otherwise
    makes the report unsealed. ``storage.claim_links.link_claims`` of the report is to follow.
    """
    check_reading(version.title, version.subtitle, version.body, read.reading)
    report = session.get_one(Report, version.report_id)
    before = claims_content(session, version) if report.is_sealed else None
    _put_claims(session, version, report.publisher_id, read.reading.claims)
    _put_unparsed(session, version.id, read.reading.unparsed)
    version.reader = read.reader
    version.read_language, version.read_published = read.language, read.published
    mark_claims(session, version.report_id)
    if report.is_sealed and before != claims_content(session, version):
        report.is_sealed = False


def write_first_claims(
    session: Session, ids: tuple[int, int, int], words: tuple[str, str, str], read: Read
) -> None:
    """As ``write_claims``, for the only text of a report, of which nothing was read before.

    ``ids`` are of publisher, report and version, whose row says already what read it; ``words``
    are title, subtitle and body.
    """
    check_reading(*words, read.reading)
    publisher_id, report_id, version_id = ids
    claims = read.reading.claims
    actors = _put_actors(session, {claim.actor for claim in claims if claim.actor})
    places = _put_places(session, {claim.place for claim in claims if claim.place})
    if claims:
        first = 1 + (session.scalar(_LAST_CLAIM) or 0)
        texts = dict(zip(Field, words, strict=True))
        rows = []
        for position, claim in enumerate(claims):
            sentence = sentence_around(texts[claim.field], claim.start, claim.end)
            rows.append(
                {name: getattr(claim, name) for name in _PLAIN}
                | {
                    "id": first + position,
                    "version_id": version_id,
                    "report_id": report_id,
                    "position": position,
                    "is_current": True,
                    "is_top": False,
                    "actor_id": actors[claim.actor.name] if claim.actor else None,
                    "place_id": places[claim.place.key] if claim.place else None,
                    "flags": sorted(claim.flags),
                    "context": context_of(publisher_id, sentence, claim),
                }
            )
        connection = session.connection()
        connection.execute(_ADD_CLAIM, rows)
        parts = [
            {"claim": first + position, "whole": first + claim.part_of}
            for position, claim in enumerate(claims)
            if claim.part_of is not None
        ]
        if parts:
            connection.execute(_PUT_WHOLE, parts)
        mark_top(session, report_id)
    if read.reading.unparsed:
        session.connection().execute(
            _ADD_UNPARSED,
            [
                {name: getattr(one, name) for name in _UNPARSED} | {"version_id": version_id}
                for one in read.reading.unparsed
            ],
        )


def forget_claims(session: Session, version: ReportVersion) -> None:
    """The version's text is not read any more; what people judged of its claims is kept."""
    session.execute(delete(Claim).where(Claim.version_id == version.id))
    session.execute(delete(Unparsed).where(Unparsed.version_id == version.id))
    version.reader = version.read_language = version.read_published = None
    session.flush()


def claims_content(session: Session, version: ReportVersion) -> dict[str, object]:
    """What a manifest digests of a version's claims; nothing of a text that was not read."""
    if version.reader is None:
        return {}
    return {
        "reader": version.reader,
        "read_language": version.read_language,
        "read_published": version.read_published.isoformat() if version.read_published else None,
        **reading_content(load_reading(session, version.id)),
    }


def _stands(texts: Mapping[Field, str], one: ClaimItem | UnparsedItem, words: str) -> bool:
    return (
        bool(words)
        and one.start >= 0
        and texts[one.field][one.start : one.end] == words
        and (one.end - one.start == len(words))
    )


def _put_claims(
    session: Session, version: ReportVersion, publisher_id: int, claims: Sequence[ClaimItem]
) -> None:
    stored = session.scalars(
        select(Claim)
        .where(Claim.version_id == version.id)
        .order_by(Claim.position)
        .execution_options(populate_existing=True)
    ).all()
    known = _pair(stored, claims)
    left = {row.id for row in stored} - {row.id for row in known if row}
    if left:
        session.execute(delete(Claim).where(Claim.id.in_(left)))
    actors = _put_actors(session, {claim.actor for claim in claims if claim.actor})
    places = _put_places(session, {claim.place for claim in claims if claim.place})
    rows = [row or Claim(version_id=version.id) for row in known]
    for position, (row, claim) in enumerate(zip(rows, claims, strict=True)):
        for name in _PLAIN:
            setattr(row, name, getattr(claim, name))
        row.report_id = version.report_id
        row.position = position
        row.actor_id = actors[claim.actor.name] if claim.actor else None
        row.place_id = places[claim.place.key] if claim.place else None
        row.flags = sorted(claim.flags)
        row.context = context_of(publisher_id, sentence_of(version, claim), claim)
    session.add_all(rows)
    session.flush()
    for row, claim in zip(rows, claims, strict=True):
        row.part_of_id = None if claim.part_of is None else rows[claim.part_of].id
    session.flush()


def _pair(rows: Sequence[Claim], claims: Sequence[ClaimItem]) -> list[Claim | None]:
    """The stored row of each claim; None for those that are new."""
    found: list[Claim | None] = [None] * len(claims)
    free = list(rows)
    for key in _ALIKE:
        waiting: defaultdict[Hashable, list[Claim]] = defaultdict(list)
        for row in free:
            waiting[key(row)].append(row)
        for number, claim in enumerate(claims):
            if found[number] is None and waiting[key(claim)]:
                found[number] = waiting[key(claim)].pop(0)
        taken = {row.id for row in found if row}
        free = [row for row in free if row.id not in taken]
    return found


def _put_unparsed(session: Session, version_id: int, unparsed: Iterable[UnparsedItem]) -> None:
    wanted = tuple(unparsed)
    if load_unparsed(session, version_id) == wanted:
        return
    session.execute(delete(Unparsed).where(Unparsed.version_id == version_id))
    session.add_all(
        Unparsed(
            version_id=version_id,
            field=one.field,
            start=one.start,
            end=one.end,
            sentence=one.sentence,
            why=one.why,
        )
        for one in wanted
    )
    session.flush()


def _put_actors(session: Session, actors: AbstractSet[ActorItem]) -> dict[str, int]:
    """Ids by name; what the lexicon says of a party is brought up to date."""
    if not actors:
        return {}
    wanted = {
        actor.name: {"name": actor.name, "kind": actor.kind, "country": actor.country}
        for actor in actors
    }
    found = session.execute(_ACTORS, {"names": sorted(wanted)}).mappings().all()
    return _bring_up(session, Actor, "name", wanted, found)


def _put_places(session: Session, places: AbstractSet[PlaceItem]) -> dict[str, int]:
    """Ids by key, likewise."""
    if not places:
        return {}
    names = ("key", "name", "kind", "adm1", "country", "lat", "lon")
    wanted = {place.key: {name: getattr(place, name) for name in names} for place in places}
    found = session.execute(_PLACES, {"keys": sorted(wanted)}).mappings().all()
    return _bring_up(session, Place, "key", wanted, found)


def _bring_up(
    session: Session,
    model: type[Actor | Place],
    key: str,
    wanted: Mapping[str, Mapping[str, object]],
    stored: Iterable[RowMapping],
) -> dict[str, int]:
    """Write what is new or otherwise, which is seldom; ids of all by their key."""
    ids: dict[str, int] = {}
    for row in stored:
        values = wanted[row[key]]
        ids[row[key]] = row["id"]
        if any(row[name] != value for name, value in values.items()):
            session.execute(update(model).where(model.id == row["id"]).values(**values))
    for name in sorted(wanted.keys() - ids.keys()):
        added = session.connection().execute(insert(model).returning(model.id), wanted[name])
        ids[name] = added.scalar_one()
    return ids

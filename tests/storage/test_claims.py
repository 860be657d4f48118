"""Claims are rows that say where their words stand, and keep their ids."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from attrs import evolve
from claim_readings import (
    IDLIB,
    READER,
    REGIME,
    RUSSIA,
    claim_of,
    read,
    store_claims,
    unparsed_of,
    version_of,
    with_claims,
)
from sqlalchemy import text
from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW, count_rows, make_report, rows, store

from crawler.claim import (
    ActorKind,
    Attribution,
    ClaimantRole,
    DateBasis,
    DatePrecision,
    Field,
    Flag,
    Harm,
    Qualifier,
    Reading,
    Scope,
    Victims,
    Weapon,
)
from storage.claim_models import JUDGEMENTS
from storage.claims import ClaimError, forget_claims, write_claims
from storage.engine import Database
from storage.ledger import publisher_id
from storage.models import Report
from storage.stored_claims import load_reading
from storage.versions import rewrite_version

BODY = (
    "At least 12 civilians, including three children, were killed by Russian airstrikes in "
    "Idlib city on April 4, 2017.\n\nMany were wounded. Dozens were displaced."
)
REPORT = make_report(1, body=BODY)
WHOLE = claim_of(
    REPORT,
    "12 civilians, including three children, were killed",
    12,
    qualifier=Qualifier.AT_LEAST,
    claimant_role=ClaimantRole.MONITOR,
    actor=RUSSIA,
    actor_text="Russian",
    attribution=Attribution.STATED,
    weapon=Weapon.AIRSTRIKE,
    weapon_text="airstrikes",
    place=IDLIB,
    place_text="Idlib city",
    date_start=date(2017, 4, 4),
    date_end=date(2017, 4, 4),
    date_precision=DatePrecision.DAY,
    date_basis=DateBasis.EXPLICIT,
    flags=frozenset({Flag.SUPERSEDED, Flag.PARTS_EXCEED_WHOLE}),
)
PART = claim_of(REPORT, "three children", 3, victims=Victims.CHILD, is_part=True, part_of=0)
VAGUE = claim_of(REPORT, "Dozens were displaced", harm=Harm.DISPLACED, vague="dozens", victims=None)
WOUNDED = unparsed_of(REPORT, "Many were wounded.")
IDS = "SELECT id, quote FROM claims ORDER BY position"


def store_all(session: Session, owner: int) -> None:
    store(session, owner, with_claims(REPORT, WHOLE, PART, VAGUE, unparsed=(WOUNDED,)), now=NOW)


def test_a_claim_is_read_as_people_write(session: Session, owner: int):
    store_all(session, owner)
    first, *_ = session.execute(text("SELECT * FROM claim ORDER BY position")).mappings()
    assert dict(first) == {
        "claim_id": 1,
        "report_id": 1,
        "version_id": 1,
        "is_current": 1,
        "publisher": "monitor",
        "url": "https://monitor.example/blog/1/",
        "published_date": None,
        "field": "body",
        "start": 9,
        "end": 60,
        "quote": "12 civilians, including three children, were killed",
        "harm": "killed",
        "count_min": 12,
        "count_max": 12,
        "qualifier": "at_least",
        "victims": "civilian",
        "part_of": None,
        "claimant": "The Monitor",
        "claimant_role": "monitor",
        "actor": "Russian forces",
        "actor_text": "Russian",
        "attribution": "stated",
        "weapon": "airstrike",
        "place": "Idlib",
        "place_text": "Idlib city",
        "adm1": "Idlib",
        "country": "SY",
        "lat": 35.93,
        "lon": 36.63,
        "date_start": "2017-04-04",
        "date_end": "2017-04-04",
        "date_precision": "day",
        "date_basis": "explicit",
        "scope": "incident",
        "flags": '["parts_exceed_whole","superseded"]',
        "vague": None,
        "is_part": 0,
        "weapon_text": "airstrikes",
        "version": 1,
        "title": "Shelling reported in town 1",
        "language": "en",
        "duplicate_of": None,
        "position": 0,
        "actor_kind": "foreign_state",
        "actor_country": "RU",
        "place_kind": "city",
        "place_key": "geonames:1",
        "reader": READER,
        "review": None,
        "review_note": None,
        "reviewer": None,
        "reviewed_at": None,
        "corrections": None,
        "reread_since_review": None,
        "is_top": 1,
    }
    assert rows(session, "SELECT part_of, is_part, count_min, vague FROM claim") == [
        (None, 0, 12, None),
        (1, 1, 3, None),
        (None, 0, None, "dozens"),
    ]
    assert rows(session, "SELECT sentence, why FROM unparsed") == [
        ("Many were wounded.", "harm_without_number")
    ]


def test_what_was_written_is_what_is_loaded(session: Session, owner: int):
    store_all(session, owner)
    assert load_reading(session, 1) == Reading((WHOLE, PART, VAGUE), (WOUNDED,))
    assert load_reading(session, 4711) == Reading()


def test_the_quote_stands_in_the_stored_text(session: Session, owner: int):
    store_all(session, owner)
    stands = 'substr(v.body, c.start + 1, c."end" - c.start) = c.quote'
    found = f"SELECT {stands} FROM claim AS c JOIN report_version AS v USING (version_id)"  # noqa: S608 -- from above
    assert rows(session, found) == [(1,)] * 3


@pytest.mark.parametrize(
    "wrong",
    [
        evolve(WHOLE, start=10),
        evolve(WHOLE, end=61),
        evolve(WHOLE, end=4711),
        evolve(WHOLE, start=-3, end=9),
        evolve(WHOLE, start=9, end=9, quote=""),
        evolve(WHOLE, quote="12 civilians, including three children, were injured"),
        evolve(WHOLE, field=Field.TITLE),
        evolve(WHOLE, part_of=0),
        evolve(PART, part_of=1),
        evolve(PART, part_of=-1),
        evolve(WHOLE, count_max=None),
        evolve(WHOLE, count_max=11),
        evolve(WHOLE, count_min=-1),
    ],
    ids=lambda claim: None,
)
def test_a_claim_that_does_not_stand_in_the_text_is_refused(
    session: Session, owner: int, wrong: object
):
    store(session, owner, REPORT, now=NOW)
    version = version_of(session, 1)
    with pytest.raises(ClaimError) as refused:
        write_claims(session, version, read(wrong))  # type: ignore[arg-type] -- a claim
    assert "children" not in str(refused.value)
    assert rows(session, "SELECT count(*) FROM claims") == [(0,)]
    assert version.reader is None


def test_a_sentence_that_does_not_stand_in_the_text_is_refused(session: Session, owner: int):
    store(session, owner, REPORT, now=NOW)
    wrong = evolve(WOUNDED, sentence="Some were wounded.")
    with pytest.raises(ClaimError):
        write_claims(session, version_of(session, 1), read(unparsed=(wrong,)))


def test_a_report_whose_claims_are_refused_is_not_stored(database: Database):
    with database.session() as session:
        owner = publisher_id(session, "monitor", "The Monitor", "https://monitor.example/")
    with pytest.raises(ClaimError), database.session() as session:
        store(session, owner, with_claims(REPORT, evolve(WHOLE, start=0)), now=NOW)
    with database.session() as session:
        assert rows(session, "SELECT count(*) FROM reports") == [(0,)]


def test_the_same_claims_again_change_no_row(session: Session, owner: int):
    store_all(session, owner)
    names = ("claims", "actors", "places", "unparsed_sentences", "report_versions")
    before = {name: rows(session, f"SELECT * FROM {name}") for name in names}  # noqa: S608 -- from above
    write_claims(session, version_of(session, 1), read(WHOLE, PART, VAGUE, unparsed=(WOUNDED,)))
    assert {name: rows(session, f"SELECT * FROM {name}") for name in names} == before  # noqa: S608 -- from above


def test_an_unchanged_page_is_not_written_anew(session: Session, owner: int):
    store_all(session, owner)
    other = with_claims(REPORT, VAGUE)
    store(session, owner, other, now=NEXT_DAY)
    assert rows(session, "SELECT count(*) FROM claims") == [(3,)]
    store(session, owner, evolve(REPORT, reader=""), now=NEXT_DAY)
    assert rows(session, "SELECT count(*) FROM claims") == [(3,)]


def test_another_reader_is_believed(session: Session, owner: int):
    store_all(session, owner)
    better = evolve(WHOLE, victims=Victims.PERSON, actor=REGIME)
    store(session, owner, with_claims(REPORT, better, reader="0.2.0+reader"), now=NEXT_DAY)
    assert rows(session, "SELECT claim_id, victims, actor, reader FROM claim") == [
        (1, "person", "Syrian regime forces", "0.2.0+reader")
    ]
    assert rows(session, "SELECT * FROM unparsed") == []


def test_a_day_of_publication_that_becomes_known_lets_the_claims_be_read_anew(
    session: Session, owner: int
):
    store_all(session, owner)
    dated = evolve(REPORT, published_date=date(2017, 4, 5))
    yesterday = evolve(WHOLE, date_basis=DateBasis.RELATIVE)
    store(session, owner, with_claims(dated, yesterday), now=NEXT_DAY)
    assert rows(session, "SELECT date_basis FROM claim") == [("relative",)]
    assert rows(session, "SELECT read_published FROM report_versions") == [("2017-04-05",)]


def test_a_page_that_differs_in_its_typography_alone_keeps_the_claims_it_has(
    session: Session, owner: int
):
    store_all(session, owner)
    spaced = make_report(1, body=BODY.replace("At least", "At  least"))
    same = evolve(spaced, fingerprint=REPORT.fingerprint)
    moved = claim_of(same, WHOLE.quote, 12)
    store(session, owner, with_claims(same, moved, reader="0.2.0+reader"), now=NEXT_DAY)
    assert rows(session, "SELECT start, reader FROM claim WHERE position = 0") == [(9, READER)]


@pytest.mark.parametrize(
    ("claims", "kept"),
    [
        ([PART, VAGUE], [(2, PART.quote), (3, VAGUE.quote)]),
        ([VAGUE, WHOLE], [(3, VAGUE.quote), (1, WHOLE.quote)]),
        ([WHOLE, evolve(PART, count_min=4, count_max=4), VAGUE], [(1,), (2,), (3,)]),
        ([evolve(WHOLE, claimant="A doctor"), PART, VAGUE], [(1,), (2,), (3,)]),
        ([evolve(WHOLE, harm=Harm.INJURED), PART, VAGUE], [(4,), (2,), (3,)]),
    ],
    ids=["one is gone", "other order", "other number", "other claimant", "other harm"],
)
def test_claims_that_come_again_keep_their_ids(
    session: Session, owner: int, claims: list[object], kept: list[tuple[object, ...]]
):
    store_all(session, owner)
    alone = [evolve(one, part_of=None, is_part=False) for one in claims]  # type: ignore[type-var] -- claims
    write_claims(session, version_of(session, 1), read(*alone, reader="0.2.0+reader"))
    assert [row[: len(kept[0])] for row in rows(session, IDS)] == kept


def test_claims_of_rewritten_words_keep_their_ids(session: Session, owner: int):
    store_all(session, owner)
    version = version_of(session, 1)
    rewritten = make_report(1, body=f"Share this.\n\n{BODY}")
    rewrite_version(session, version, rewritten)
    assert version.reader is None
    moved = [evolve(one, start=one.start + 13, end=one.end + 13) for one in (WHOLE, PART, VAGUE)]
    write_claims(session, version, read(*moved))
    assert rows(session, IDS) == [(1, WHOLE.quote), (2, PART.quote), (3, VAGUE.quote)]
    assert rows(session, "SELECT part_of FROM claim WHERE claim_id = 2") == [(1,)]


def test_equal_claims_of_one_text_are_rows_of_their_own(session: Session, owner: int):
    words = "Two civilians were killed in A. Two civilians were killed in B."
    quote = "Two civilians were killed"
    store_claims(session, owner, words, [(quote, 2), (quote, 2, {"nth": 2})], now=NOW)
    assert rows(session, "SELECT start FROM claim") == [(0,), (32,)]


def test_what_is_known_of_a_party_and_a_place_is_brought_up_to_date(session: Session, owner: int):
    store_all(session, owner)
    coalition = evolve(RUSSIA, kind=ActorKind.COALITION, country=None)
    moved = evolve(WHOLE, actor=coalition, place=evolve(IDLIB, name="Idleb", lat=None))
    write_claims(session, version_of(session, 1), read(moved, reader="0.2.0+reader"))
    assert rows(session, "SELECT name, kind, country FROM actors") == [
        ("Russian forces", "coalition", None)
    ]
    assert rows(session, "SELECT key, name, lat FROM places") == [("geonames:1", "Idleb", None)]


def test_forgotten_claims_leave_no_row(session: Session, owner: int):
    before = count_rows(session)
    store(session, owner, REPORT, now=NOW)
    unread = count_rows(session)
    write_claims(session, version_of(session, 1), read(WHOLE, PART, unparsed=(WOUNDED,)))
    forget_claims(session, version_of(session, 1))
    named = {"actors": before["actors"] + 1, "places": before["places"] + 1}
    assert count_rows(session) == unread | named
    assert version_of(session, 1).reader is None


def test_other_claims_leave_the_seal_and_equal_ones_keep_it(session: Session, owner: int):
    store_all(session, owner)
    report = session.get_one(Report, 1)
    for claims, is_sealed in (
        ((WHOLE, PART, VAGUE), True),
        ((WHOLE, evolve(PART, count_max=4), VAGUE), False),
        ((WHOLE, PART), False),
    ):
        report.is_sealed = True
        write_claims(session, version_of(session, 1), read(*claims, unparsed=(WOUNDED,)))
        assert report.is_sealed is is_sealed


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("claims", "field", tuple(Field)),
        ("claims", "harm", tuple(Harm)),
        ("claims", "qualifier", tuple(Qualifier)),
        ("claims", "victims", (*Victims, None)),
        ("claims", "claimant_role", (*ClaimantRole, None)),
        ("claims", "attribution", tuple(Attribution)),
        ("claims", "weapon", (*Weapon, None)),
        ("claims", "date_precision", (*DatePrecision, None)),
        ("claims", "date_basis", (*DateBasis, None)),
        ("claims", "scope", tuple(Scope)),
        ("actors", "kind", tuple(ActorKind)),
        ("unparsed_sentences", "field", tuple(Field)),
        ("claim_reviews", "field", tuple(Field)),
        ("claim_reviews", "judgement", JUDGEMENTS),
    ],
)
def test_a_file_takes_our_words_and_no_others(
    database: Database, table: str, column: str, words: tuple[str | None, ...]
):
    with database.session() as session:
        store_all(session, publisher_id(session, "monitor", "The Monitor", "https://m.example/"))
        session.execute(
            text(
                "INSERT INTO claim_reviews (report_id, field, sentence, ordinal, quote, judged,"
                " judgement, corrections, at) VALUES (1, 'body', 's', 0, 'q', '{}', 'accepted',"
                " '{}', '2026-01-01T00:00:00Z')"
            )
        )
    connection = sqlite3.connect(database.path)
    change = f"UPDATE {table} SET {column} = ? WHERE id = 1"  # noqa: S608 -- from above
    for word in words:
        connection.execute(change, (word,))
    for word in ("", "nonsense", "Killed", "BODY"):
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            connection.execute(change, (word,))
    connection.close()

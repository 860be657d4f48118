"""``scrapy verify``: claims are what a reader took from the words, and people judge of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

import pytest
from judging import judge, report_of, seal_as_next_crawl, told, unseal
from rereading.older_release import seal_as_older
from rereading.stored_site import OLD, changing, read_as_older
from running import Project
from sqlalchemy import select

from storage.claim_reviews import add_review
from storage.claims import forget_claims
from storage.models import Report, ReportVersion

Forgery = Callable[[sqlite3.Connection, int], None]


def sql(name: str, statement: str) -> Forgery:
    """Run a statement in which ``:claim`` is a claim of the report, ``:version`` its version."""

    def forge(db: sqlite3.Connection, claim: int) -> None:
        (version,) = db.execute("SELECT version_id FROM claims WHERE id = ?", (claim,)).fetchone()
        db.execute(statement, {"claim": claim, "version": version, "old": OLD})

    forge.__name__ = name
    return forge


def other_words(db: sqlite3.Connection, claim: int) -> None:
    """As long as the quote, from its place on."""
    db.execute(
        'UPDATE claims SET start = start + 1, "end" = "end" + 1, quote = ('
        " SELECT substr(body, start + 2, length(quote)) FROM report_versions"
        " WHERE id = version_id) WHERE id = ?",
        (claim,),
    )


def further_claim(db: sqlite3.Connection, claim: int) -> None:
    names = [row[1] for row in db.execute("PRAGMA table_info(claims)")][1:]
    listed = ", ".join(f'"{name}"' for name in names)
    db.execute(
        f"INSERT INTO claims ({listed}) SELECT {listed} FROM claims WHERE id = ?",  # noqa: S608 -- names of ours
        (claim,),
    )


def claim(name: str, assignment: str) -> Forgery:
    return sql(name, f"UPDATE claims SET {assignment} WHERE id = :claim")  # noqa: S608 -- from below


def version(name: str, assignment: str) -> Forgery:
    return sql(name, f"UPDATE report_versions SET {assignment} WHERE id = :version")  # noqa: S608 -- from below


FORGERIES = [
    claim("count", "count_min = 150, count_max = 150"),
    claim("victims", "victims = 'combatant'"),
    claim("harm", "harm = 'injured'"),
    claim("claimant", "claimant = 'Somebody'"),
    claim("day", "date_start = '2001-01-01'"),
    claim("part", "is_part = 1"),
    claim("flag", "flags = '[\"superseded\"]'"),
    claim("no_flag", "flags = '[\"nonsense\"]'"),
    claim("place_in_the_text", 'start = start - 1, "end" = "end" - 1'),
    sql("claim_deleted", "DELETE FROM claims WHERE id = :claim"),
    sql("all_claims_deleted", "DELETE FROM claims WHERE version_id = :version"),
    sql(
        "sentence_added",
        'INSERT INTO unparsed_sentences (version_id, field, start, "end", sentence, why)'
        " SELECT id, 'body', 0, 3, substr(body, 1, 3), 'harm_without_number'"
        " FROM report_versions WHERE id = :version",
    ),
    version("no_reader", "reader = NULL"),
    other_words,
    further_claim,
]
SEALED_ALONE = [
    version("read_day", "read_published = '2001-01-01'"),
    version("read_language", "read_language = 'fr'"),
    version("older_reader", "reader = :old"),
]
"""By these alone nothing is read otherwise; a manifest has other ones."""


def all_of(name: str, *forgeries: Forgery) -> Forgery:
    def forge(db: sqlite3.Connection, claim: int) -> None:
        for one in forgeries:
            one(db, claim)

    forge.__name__ = name
    return forge


NO_CLAIM = sql("no_claim", "DELETE FROM claims WHERE version_id = :version")
NO_SENTENCE = sql("no_sentence", "DELETE FROM unparsed_sentences WHERE version_id = :version")
UNSEALED = [
    all_of("never_read", version("", "reader = NULL"), NO_SENTENCE, NO_CLAIM),
    all_of("read_by_an_older_reader", version("", "reader = :old"), FORGERIES[0]),
    all_of("read_in_no_language", version("", "read_language = 'fr'"), NO_SENTENCE, NO_CLAIM),
    version("read_for_another_day", "read_published = '2001-01-01'"),
]
"""Such as would be good of themselves."""


def claim_of_fifteen(project: Project) -> int:
    """A claim of the text that the second crawl brought."""
    ((claim_id,),) = project.rows(
        "SELECT min(claim_id) FROM claim WHERE count_min = 15 AND version = 2 AND report_id = ?",
        report_of(project),
    )
    return int(claim_id)


def forge(project: Project, *forgeries: Forgery, is_sealed: bool = True) -> None:
    fifteen = claim_of_fifteen(project)
    with closing(sqlite3.connect(project.database)) as db, db:
        for one in forgeries:
            one(db, fifteen)
        if not is_sealed:
            unseal(db, report_of(project))


def test_claims_as_they_were_read_are_no_damage(copied: Project) -> None:
    assert told(copied) == ""
    assert judge(copied).unproven.older_reader == 0
    assert copied.rows("SELECT 1 FROM claim WHERE count_min IN (12, 15)") != []


@pytest.mark.parametrize("forgery", FORGERIES + SEALED_ALONE, ids=lambda one: one.__name__)
def test_a_forged_claim_is_found(copied: Project, forgery: Forgery) -> None:
    forge(copied, forgery)
    assert "of http://" in told(copied)
    assert "civ" not in told(copied)


@pytest.mark.parametrize(
    "forgery",
    FORGERIES + UNSEALED,
    ids=lambda one: one.__name__,
)
def test_a_forged_claim_of_an_unsealed_report_is_found(copied: Project, forgery: Forgery) -> None:
    forge(copied, forgery, is_sealed=False)
    assert "claims" in told(copied)


def test_a_forged_party_is_found(copied: Project) -> None:
    forge(
        copied,
        sql("", "INSERT INTO actors (id, name, kind) VALUES (4711, 'Somebody', 'unknown')"),
        claim("", "actor_id = 4711"),
        is_sealed=False,
    )
    assert "another actor" in told(copied)


@pytest.mark.parametrize("mark", ["is_top = 1 - is_top", "is_current = 0", "report_id = 1"])
@pytest.mark.parametrize("is_sealed", [True, False])
def test_a_claim_that_views_would_hide_is_found_and_mended(
    copied: Project, mark: str, is_sealed: bool
) -> None:
    forge(copied, claim("", mark), is_sealed=is_sealed)
    assert "of http://" in told(copied)
    assert copied.scrapy("reextract").status == 0
    assert told(copied) == ""


def test_what_people_judge_is_no_damage(copied: Project) -> None:
    fifteen = claim_of_fifteen(copied)
    with changing(copied) as session:
        add_review(session, fifteen, "rejected", note="no", now=datetime.now(UTC))
    assert told(copied) == ""
    assert copied.scrapy("reextract").status == 0
    assert told(copied) == ""
    assert copied.rows("SELECT claim_id FROM claim WHERE review = 'rejected'") == [(fifteen,)]


def read_by_an_older_release(project: Project) -> None:
    """As if the release of both crawls had another reader; sealed by the next manifest."""
    with changing(project) as session:
        for version in session.scalars(select(ReportVersion)):
            read_as_older(session, version)
            session.get_one(Report, version.report_id).is_sealed = False
    seal_as_next_crawl(project)


def test_claims_of_an_older_reader_are_told_and_no_damage(copied: Project) -> None:
    read_by_an_older_release(copied)
    assert told(copied) == ""
    assert judge(copied).unproven.older_reader == 4
    ran = copied.scrapy("verify")
    assert ran.status == 0
    assert "claims of 4 texts were not read by today's reader" in ran.out
    assert copied.scrapy("reextract").status == 0
    assert told(copied) == ""
    assert judge(copied).unproven.older_reader == 0


@pytest.mark.parametrize("is_sealed", [True, False])
def test_forged_claims_of_an_older_reader_are_found(copied: Project, is_sealed: bool) -> None:
    read_by_an_older_release(copied)
    forge(copied, FORGERIES[0], is_sealed=is_sealed)
    assert told(copied) != ""


def test_claims_of_an_older_reader_whose_seal_was_lifted_are_no_damage(copied: Project) -> None:
    read_by_an_older_release(copied)
    forge(copied, is_sealed=False)
    assert told(copied) == ""


def test_texts_of_the_release_before_claims_are_told_and_no_damage(copied: Project) -> None:
    with changing(copied) as session:
        for version in session.scalars(select(ReportVersion)):
            forget_claims(session, version)
    seal_as_older(copied)
    assert told(copied) == ""
    assert judge(copied).unproven.older_reader == 4
    assert copied.scrapy("reextract").status == 0
    assert told(copied) == ""
    assert judge(copied).unproven.older_reader == 0

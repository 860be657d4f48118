"""``scrapy reextract`` reads the claims of every stored text again; people's judgements stay."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from attrs import evolve
from judging import report_of, told
from rereading.older_release import before_claims, seal_as_older
from rereading.stored_site import OLD, changing, tables, views
from running import Project
from sqlalchemy import select

from crawler.claim import Reading
from crawler.publishers import SEEDS, load_publisher
from crawler.rereading import claims_reread
from crawler.rereading.reextracting import Reextraction
from pipelines.claims.reader_version import READER
from storage.claim_links import link_claims
from storage.claim_reviews import add_review
from storage.claims import Read, forget_claims, write_claims
from storage.engine import open_database
from storage.models import Report, ReportVersion
from storage.stored_claims import load_reading

SAID = (
    "SELECT report_id, version, field, start, quote, harm, count_min, victims, actor, claimant,"
    " date_start, scope, flags, reader FROM claim"
)
VIEWS = ("report", "report_version", "claim", "claim_top", "claim_changed", "unparsed")


def said(project: Project) -> list[tuple[object, ...]]:
    return sorted(project.rows(SAID), key=repr)


def reextract(project: Project, *arguments: str, status: int = 0) -> str:
    ran = project.scrapy("reextract", *arguments)
    assert ran.status == status, ran.out + ran.err
    return ran.out


def read_otherwise(project: Project) -> None:
    """As if an older reader had missed each first claim and taken all from one source."""
    with changing(project) as session:
        for version in session.scalars(select(ReportVersion)):
            reading = load_reading(session, version.id)
            claims = tuple(
                evolve(claim, claimant="Somebody", part_of=None) for claim in reading.claims[1:]
            )
            write_claims(session, version, Read(Reading(claims), OLD, "en", None))
            link_claims(session, version.report_id)


def test_a_crawl_reads_claims_and_finds_the_figure_that_was_edited(copied: Project) -> None:
    assert copied.rows("SELECT DISTINCT reader FROM report_version") == [(READER,)]
    assert copied.rows(
        "SELECT report_id, old_count, new_count, old_version, new_version FROM claim_changed"
    ) == [(report_of(copied), 12, 15, 1, 2)]


def test_claims_of_an_older_reader_become_those_of_today(copied: Project) -> None:
    before = said(copied)
    read_otherwise(copied)
    assert said(copied) != before
    out = reextract(copied)
    assert "claims reread" in out
    assert said(copied) == before
    assert told(copied) == ""


def test_a_second_run_changes_nothing(copied: Project) -> None:
    read_otherwise(copied)
    reextract(copied)
    before, files = tables(copied), sorted(copied.archive.rglob("*"))
    reextract(copied)
    assert tables(copied) == before
    assert sorted(copied.archive.rglob("*")) == files


def test_a_dry_run_tells_what_would_be_read_and_writes_nothing(copied: Project) -> None:
    ((claims,),) = copied.rows("SELECT count(*) FROM claim")
    read_otherwise(copied)
    ((left,),) = copied.rows("SELECT count(*) FROM claim")
    before = tables(copied)
    out = reextract(copied, "--dry-run")
    assert tables(copied) == before
    (row,) = [line for line in out.splitlines() if line.startswith("snhr ")]
    assert [int(cell) for cell in row.split()[-5:]] == [claims, 4, claims, left, 0]
    assert f"version 2: {claims_in(copied, 2)}" in out


def claims_in(project: Project, version: int) -> str:
    """What a dry run tells of the text that was edited."""
    report = report_of(project)
    asked = "SELECT count(*) FROM claim WHERE report_id = ? AND version = ?"
    ((left,),) = project.rows(asked, report, version)
    return f"{left + 1} new, {left} gone"


def test_judgements_outlive_what_becomes_of_their_claims(copied: Project) -> None:
    ((claim_id,),) = copied.rows(
        "SELECT claim_id FROM claim WHERE report_id = ? AND count_min = 15", report_of(copied)
    )
    with changing(copied) as session:
        add_review(session, claim_id, "rejected", note="no", now=datetime.now(UTC))
    read_otherwise(copied)
    reextract(copied)
    assert copied.rows("SELECT count_min, review_note FROM claim WHERE review = 'rejected'") == [
        (15, "no")
    ]
    assert copied.rows("SELECT 1 FROM claim_changed") == []


def test_a_file_from_before_claims_gets_them_without_the_network(copied: Project) -> None:
    before = said(copied)
    with changing(copied) as session:
        for version in session.scalars(select(ReportVersion)):
            forget_claims(session, version)
    seal_as_older(copied)
    before_claims(copied)
    ran = copied.scrapy("reextract", "--dry-run")
    assert ran.status == 4
    assert "`scrapy reextract` brings it up to date" in ran.err
    reextract(copied)
    assert said(copied) == before
    assert told(copied) == ""
    assert list(copied.database.parent.glob("*.before-0002")) != []


def test_a_text_on_which_the_reader_fails_keeps_what_it_has(
    copied: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said(copied)
    bad = report_of(copied)
    read = claims_reread.read_words

    def fail(words: tuple[str, str, str], **told: object) -> Reading:
        if "15 civ" in words[2]:
            raise RuntimeError("no such word")
        return read(words, **told)  # type: ignore[arg-type] -- as it was called

    monkeypatch.setattr(claims_reread, "read_words", fail)
    for _ in range(2):
        database = open_database(copied.url)
        again = Reextraction(database, load_publisher(SEEDS / "snhr.toml"), 1, copied.archive)
        for report_id in again.work()[0]:
            again.reread_report(report_id)
        database.close()
        assert again.tally.claims_unread == 1
        (finding,) = [one for one in again.tally.changes if one.kind == "claims_unread"]
        assert finding.detail.startswith("version 2: RuntimeError: no such word (")
        issue = "SELECT report_id, level FROM issue WHERE kind = 'claims_unread'"
        assert copied.rows(issue) == [(bad, "error")]
    assert said(copied) == before


def test_a_day_that_becomes_known_is_told_to_the_reader(copied: Project) -> None:
    before = views(copied, *VIEWS)
    with changing(copied) as session:
        for version in session.scalars(select(ReportVersion)):
            reading = load_reading(session, version.id)
            undated = tuple(
                evolve(claim, date_start=None, date_end=None) for claim in reading.claims
            )
            write_claims(
                session, version, Read(Reading(undated, reading.unparsed), READER, "en", None)
            )
            session.get_one(Report, version.report_id).is_sealed = False
    reextract(copied)
    assert views(copied, *VIEWS) == before

"""``scrapy status`` and ``scrapy failures``, on crawls of the tests' own making."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from running import Project
from seen_reports import writing

from crawler.commands.advice import KINDS, REASONS, advise_page
from crawler.items import Discovered, Outcome, Reason, State
from storage.crawls import finish_crawl, record_issue, start_crawl
from storage.ledger import publisher_id, record_discovered
from storage.settling import settle

NIGHT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "reports.sqlite")


def crawl(
    project: Project,
    outcome: str | None = "complete",
    status: int | None = 0,
    *,
    night: int = 0,
    publisher: str = "snhr",
    issues: tuple[tuple[str, str], ...] = (),
    **options: Any,
) -> None:
    """A night's crawl that ended so; with None it runs."""
    began = NIGHT + timedelta(days=night)
    with writing(project) as session:
        owner = publisher_id(session, publisher, publisher.upper(), f"https://{publisher}.example/")
        number = start_crawl(session, owner, began, options)
        for kind, detail in issues:
            record_issue(session, number, began, "warning", kind, detail=detail)
        if outcome is not None and status is not None:
            ended = began + timedelta(hours=1)
            finish_crawl(session, number, ended, outcome, status, new=3, changed=2, failed=1)


def page(
    project: Project, number: int, reason: Reason | None, *, tries: int = 1, detail: str = ""
) -> None:
    """A page that was named in the first night, and failed in those after it."""
    url = f"https://snhr.example/{number}/"
    with writing(project) as session:
        owner = publisher_id(session, "snhr", "SNHR", "https://snhr.example/")
        found = [Discovered(url=url, key=url, via="feed")]
        first = NIGHT + timedelta(hours=number)
        record_discovered(session, owner, found, first, crawl_started=NIGHT)
        for day in range(tries if reason else 0):
            outcome = Outcome(
                publisher="snhr", url=url, state=State.FAILED, reason=reason, detail=detail
            )
            settle(session, owner, outcome, now=NIGHT + timedelta(days=day + 1))


def lines(project: Project, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in project.scrapy(*arguments, "--json").out.splitlines()]


def told(project: Project, *arguments: str) -> list[str]:
    ran = project.scrapy(*arguments)
    return [" ".join(line.split()) for line in ran.out.splitlines()]


def test_each_publisher_is_told_with_its_last_crawl_and_what_waits(project: Project) -> None:
    crawl(project)
    crawl(project, "incomplete", 3, night=1)
    page(project, 1, None)
    page(project, 2, None)
    page(project, 3, Reason.TIMEOUT)
    page(project, 4, Reason.NETWORK, tries=5)
    ran = project.scrapy("status")
    assert ran.status == 3, ran.err
    shown = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "snhr 2026-03-02 02:00Z incomplete 3 2 1 2 2026-03-01 03:00Z no" in shown
    assert "iraqinews never 0 0 0 0 no" in shown
    assert "snhr: 1 failed pages are tried again, 1 have failed for good: scrapy failures" in shown


def test_drift_stays_until_a_crawl_of_the_site_finds_none(project: Project) -> None:
    crawl(project)
    words = "15 of 20 pages have no body where the publisher's rules say"
    crawl(project, "drift", 6, night=1, issues=(("drift", words),))
    crawl(project, "drift", 6, night=2, issues=(("drift", words),))
    crawl(project, "complete", 0, night=3, archive="old.warc.gz")
    crawl(project, "interrupted", 130, night=4)
    ran = project.scrapy("status")
    assert ran.status == 6
    assert "since 2026-03-02" in ran.out
    assert f"snhr: drift: {words}\n" in ran.out
    (found,) = lines(project, "status", "snhr")
    assert (found["drift"], found["drift_since"]) == ([words], "2026-03-02T02:00:00Z")
    assert found["last"]["outcome"] == "interrupted"
    crawl(project, night=5)
    assert project.scrapy("status").status == 0


@pytest.mark.parametrize(
    ("outcome", "ended", "status"),
    [
        ("complete", 0, 0),
        ("interrupted", 130, 0),
        ("terminated", 143, 0),
        (None, None, 0),
        ("incomplete", 3, 3),
        ("no_source", 7, 7),
        ("storage_failed", 4, 4),
        ("bug", 1, 1),
    ],
)
def test_the_exit_status_is_that_of_the_last_crawl_unless_somebody_ended_it(
    project: Project, outcome: str | None, ended: int | None, status: int
) -> None:
    crawl(project, "incomplete", 3)
    crawl(project, outcome, ended, night=1)
    assert project.scrapy("status").status == status


def test_of_several_publishers_the_gravest_counts_or_those_asked_for(project: Project) -> None:
    crawl(project, "no_source", 7)
    crawl(project, publisher="iraqinews")
    assert project.scrapy("status").status == 7
    assert project.scrapy("status", "iraqinews").status == 0
    assert [one["publisher"] for one in lines(project, "status", "iraqinews")] == ["iraqinews"]


def test_a_crawl_that_did_not_begin_in_time_is_overdue(project: Project) -> None:
    crawl(project)
    assert project.scrapy("status").status == 0
    ran = project.scrapy("status", "--within", "36")
    assert ran.status == 6
    assert "snhr: overdue, no crawl began within 36 hours\n" in ran.out
    ages = (datetime.now(UTC) - NIGHT).total_seconds() / 3600 + 24
    assert project.scrapy("status", "--within", str(ages)).status == 0
    assert project.scrapy("status", "iraqinews", "--within", str(ages)).status == 6


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("status", "nobody"), "no such publisher: nobody; there are: iraqinews, snhr, syriatimes"),
        (("status", "--within", "soon"), "soon is no number of hours such as 36"),
        (("status", "--within", "-1"), "-1 is no number of hours such as 36"),
        (("status", "--within", "1e9"), "1e9 is no number of hours such as 36"),
        (("failures", "snhr"), "no arguments are known but options: snhr"),
        (("failures", "--publisher", "nobody"), "must be one of: iraqinews, snhr, syriatimes"),
        (("failures", "--reason", "because"), "--reason because: must be one of: "),
    ],
)
def test_wrong_usage_is_told(project: Project, arguments: tuple[str, ...], words: str) -> None:
    crawl(project)
    ran = project.scrapy(*arguments)
    assert ran.status == 2
    assert words in ran.out + ran.err


@pytest.mark.parametrize("command", ["status", "failures"])
def test_without_a_database_the_status_is_that_of_failed_storage(
    project: Project, command: str
) -> None:
    ran = project.scrapy(command)
    assert ran.status == 4
    assert ran.err.startswith(f"scrapy {command}: ")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", ["status", "failures"])
def test_help_has_examples_and_exit_statuses(project: Project, command: str) -> None:
    ran = project.scrapy(command, "--help")
    assert ran.status == 0
    assert f"  scrapy {command}\n" in ran.out
    assert "Exit status" in ran.out


def test_failures_are_told_by_reason_with_since_when_and_what_to_do(project: Project) -> None:
    crawl(project)
    page(project, 1, Reason.TIMEOUT, detail="no answer")
    page(project, 2, Reason.TIMEOUT, detail="no answer")
    page(project, 3, Reason.HTTP_STATUS, tries=5, detail="503 Service Unavailable")
    page(project, 4, None)
    shown = told(project, "failures")
    assert "snhr timeout tried again 2 2026-03-01 03:00Z https://snhr.example/1/" in shown
    assert "snhr http_status for good 1 2026-03-01 05:00Z https://snhr.example/3/" in shown
    assert (
        "http_status, for good: it is asked for no more:"
        " scrapy crawl snhr -a refresh=all tries once again"
    ) in shown
    pages = told(project, "failures", "--pages", "--reason", "http_status")
    assert pages == [
        "https://snhr.example/3/",
        "http_status: 503 Service Unavailable",
        "since 2026-03-01 05:00Z, tries: 5, failed for good",
        "to do: it is asked for no more: scrapy crawl snhr -a refresh=all tries once again",
    ]
    found = lines(project, "failures", "--publisher", "snhr", "--reason", "timeout")
    assert [one["url"] for one in found] == ["https://snhr.example/1/", "https://snhr.example/2/"]
    assert found[0]["what"] == "page"
    assert found[0]["since"] == "2026-03-01T03:00:00Z"
    assert found[0]["todo"]


def test_what_the_last_crawl_warned_of_is_told_with_since_when(project: Project) -> None:
    lying = ("source_lying", "sitemap: it lists itself")
    crawl(project, issues=(("source_broken", "feed: cut off"),))
    crawl(project, night=1, issues=(lying,))
    crawl(project, night=2, issues=(lying, lying))
    shown = told(project, "failures")
    assert shown == [
        "snhr, crawl 3: source_lying (2 times): sitemap: it lists itself",
        "since 2026-03-02 02:00Z; to do: nothing: the other sources were read as well",
    ]
    (found,) = lines(project, "failures")
    assert (found["what"], found["count"], found["since"]) == ("issue", 2, "2026-03-02T02:00:00Z")


def test_where_nothing_failed_that_is_said(project: Project) -> None:
    crawl(project)
    page(project, 1, None)
    assert project.scrapy("failures").out == "nothing failed\n"
    assert project.scrapy("failures", "--json").out == ""


@pytest.mark.parametrize("reason", sorted(Reason))
def test_every_reason_has_an_advice(reason: Reason) -> None:
    assert advise_page("snhr", reason, is_given_up=False)


def test_every_issue_of_the_docs_that_warns_has_an_advice() -> None:
    assert {"drift", "layout", "source_lying", "disappeared", "notify_failed"} <= set(KINDS)
    assert Reason.LAYOUT in REASONS

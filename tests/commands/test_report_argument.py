"""REPORT, as people give it: an id or any address; else a sentence that says what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from running import Project
from scrapy.exceptions import UsageError
from seen_reports import see, writing
from sqlalchemy.orm import Session

from crawler.items import Outcome, Reason, State
from crawler.report_argument import find_report, one_report
from storage.ledger import publisher_id
from storage.settling import settle

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
URL = "https://snhr.org/blog/2017/04/13/38282/"
SHARED = "http://127.0.0.1:8088/2019/06/01/1/"
ARABIC = "https://snhr.org/2019/01/02/قصف/"
NO_REPORT = "https://snhr.org/blog/2017/04/15/1/"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Reports 1 of snhr, 2 and 3 of two publishers at one address, 4 with an Arabic address."""
    project = Project(tmp_path_factory.mktemp("argument") / "reports.sqlite")
    with writing(project) as session:
        see(session, URL, NOW, "A body.")
        see(session, SHARED, NOW, "Another body.")
        see(session, SHARED, NOW, "Another body.", publisher="iraqinews")
        see(session, ARABIC, NOW, "A third body.")
        outcome = Outcome(
            publisher="snhr", url=NO_REPORT, state=State.NOT_REPORT, reason=Reason.LOGIN_PAGE
        )
        owner = publisher_id(session, "snhr", "SNHR", "https://snhr.org/")
        key = NO_REPORT.removeprefix("https://").rstrip("/")
        settle(session, owner, outcome, now=NOW, key=key)
    return project


@pytest.fixture
def session(project: Project) -> Iterator[Session]:
    with writing(project) as session:
        yield session


@pytest.mark.parametrize(
    ("argument", "report_id"),
    [
        ("1", 1),
        (" 0001\n", 1),
        ("٢", 2),
        (URL, 1),
        (URL.rstrip("/"), 1),
        (URL.replace("https", "http"), 1),
        (URL.replace("https", "HTTPS"), 1),
        (URL.replace("snhr.org", "WWW.SNHR.ORG"), 1),
        (URL.replace("snhr.org", "www.sn4hr.org"), 1),
        (URL.replace("snhr.org", "snhr.org:443"), 1),
        (URL.removeprefix("https://"), 1),
        (f"{URL}?utm_source=x&fbclid=y#top", 1),
        (f"  {URL}index.php ", 1),
        (ARABIC, 4),
        ("https://snhr.org/2019/01/02/%D9%82%D8%B5%D9%81", 4),
    ],
)
def test_a_report_is_found_by_its_id_or_any_form_of_its_address(
    session: Session, argument: str, report_id: int
) -> None:
    assert find_report(session, argument) == report_id


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give one report, by its id or a URL of it (given: none)"),
        (["1", "2"], "(given: 1 2)"),
        (["0"], "there is no report 0"),
        (["5"], "there is no report 5"),
        (["9" * 30], "there is no report 999"),
        (["9" * 9000], "there is no report 999"),
        (["-1"], "no report stands at -1: it is not known"),
        (["1.5"], "no report stands at 1.5"),
        ([f"{URL}?page=2"], "it is not known"),
        ([URL.replace("blog", "Blog")], "it is not known"),
        ([URL.replace("38282", "38283")], "it is not known"),
        ([URL.replace("snhr.org", "example.org")], "it is not known"),
        ([NO_REPORT], "no report stands at https://snhr.org/blog/2017/04/15/1/: snhr has it as"),
        ([NO_REPORT], "not_report, login_page"),
        ([SHARED], "give its id, one of: 2 (snhr), 3 (iraqinews)"),
        ([""], "is neither a report's id nor a URL"),
        (["http://[bad/"], "is neither a report's id nor a URL"),
        (["ftp://snhr.org/x"], "is neither a report's id nor a URL"),
        (["https://user@snhr.org/x"], "is neither a report's id nor a URL"),
        (["https://snhr.org:99999/x"], "is neither a report's id nor a URL"),
        (["two words"], "is neither a report's id nor a URL"),
        (["x/" * 9000], "is neither a report's id nor a URL"),
        (["1\x002"], "is neither a report's id nor a URL"),
    ],
)
def test_what_names_no_report_or_several_is_refused(
    session: Session, arguments: list[str], said: str
) -> None:
    with pytest.raises(UsageError) as refused:
        one_report(session, arguments)
    assert said in str(refused.value)
    assert len(str(refused.value)) < 500


def test_an_empty_database_knows_no_address(tmp_path: Path) -> None:
    with (
        writing(Project(tmp_path / "empty.sqlite")) as session,
        pytest.raises(UsageError, match="it is not known"),
    ):
        find_report(session, URL)

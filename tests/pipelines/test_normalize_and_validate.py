"""Strings as found become a report, or an outcome that says why they are none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve

from crawler.items import Link, Outcome, RawReport, Reason, State
from crawler.publishers import SEEDS, load_publisher
from crawler.site import Site
from pipelines.normalize import keep_dates, normalize
from pipelines.validate import validate

SITE = Site(load_publisher(SEEDS / "snhr.toml"))
URL = "https://snhr.org/blog/2017/04/13/38282/"
BODY = "Seven civilians were killed in the shelling of the market, two of them women."


def raw(**changes: Any) -> RawReport:
    found = RawReport(
        publisher="snhr",
        url=URL,
        title="  Seven\u00a0Civilians  Killed ",
        body=f"{BODY}\r\n\r\n\r\nSecond  paragraph. ",
        method="publisher:div.td-post-content",
        published="2017-04-12T21:40:00Z",
        published_local="2017-04-13",
        published_from="article:published_time",
        fetched_at=datetime(2024, 1, 2, tzinfo=UTC),
    )
    return evolve(found, **changes)


def addresses(**changes: Any) -> list[tuple[str, str]]:
    return [(found.kind, found.url) for found in normalize(raw(**changes), SITE).addresses]


def test_text_is_brought_into_its_one_form() -> None:
    report = normalize(raw(), SITE)
    assert report.title == "Seven Civilians Killed"
    assert report.body == f"{BODY}\n\nSecond paragraph."
    assert report.language == "en"


def test_the_moment_and_the_local_day_are_two_things() -> None:
    report = normalize(raw(), SITE)
    assert report.published_at == datetime(2017, 4, 12, 21, 40, tzinfo=UTC)
    assert report.published_date == date(2017, 4, 13)


def test_a_bare_day_is_no_moment() -> None:
    report = normalize(raw(published="2017-04-13"), SITE)
    assert report.published_at is None
    assert report.published_date == date(2017, 4, 13)


def test_without_a_date_nothing_gave_it() -> None:
    report = normalize(raw(published="", published_local=""), SITE)
    assert (report.published_at, report.published_date, report.published_from) == (None, None, "")


def test_all_addresses_are_kept_with_their_kinds_each_once() -> None:
    assert addresses(
        requested_urls=["https://snhr.org/?p=38282", URL],
        canonical=URL,
        shortlink="https://snhr.org/?p=38282",
    ) == [("canonical", URL), ("alias", "https://snhr.org/?p=38282")]
    assert addresses(canonical="https://sn4hr.org/blog/2017/04/13/38282/")[1][0] == "mirror"


@pytest.mark.parametrize(
    "canonical",
    [
        "https://snhr.org/",
        "https://elsewhere.example/blog/2017/04/13/38282/",
        "https://media.snhr.org/2017/04/13/38282/",
        "http://127.0.0.1:8088/blog/2017/04/13/38282/",
    ],
)
def test_a_page_is_not_believed_that_it_stands_elsewhere(canonical: str) -> None:
    assert addresses(canonical=canonical) == [("canonical", URL)]


def test_with_an_origin_its_urls_are_the_reports_addresses() -> None:
    site = Site(SITE.publisher, "http://127.0.0.1:8088")
    url = "http://127.0.0.1:8088/blog/2017/04/13/38282/"
    report = normalize(raw(url=url, canonical=URL), site)
    assert [found.url for found in report.addresses] == [url]


def test_lines_lose_doubles_and_blanks() -> None:
    report = normalize(
        raw(
            sections=[" Casualties ", "Casualties", ""],
            links=[Link("pdf", "https://snhr.org/a.pdf", " View \n full Report ")],
        ),
        SITE,
    )
    assert report.sections == ("Casualties",)
    assert report.links[0].label == "View full Report"


def test_equal_words_have_equal_fingerprints_and_others_do_not() -> None:
    one = normalize(raw(), SITE).fingerprint
    assert normalize(raw(title="Seven Civilians Killed"), SITE).fingerprint == one
    assert normalize(raw(title="Eight Civilians Killed"), SITE).fingerprint != one
    assert normalize(raw(subtitle="In one day"), SITE).fingerprint != one


def test_a_page_without_a_fetch_time_is_an_error() -> None:
    with pytest.raises(ValueError, match="no time of the fetch"):
        normalize(raw(fetched_at=None), SITE)


@pytest.mark.parametrize(
    ("since", "until", "kept"),
    [
        (None, None, True),
        (date(2017, 4, 13), date(2017, 4, 13), True),
        (date(2017, 4, 14), None, False),
        (None, date(2017, 4, 12), False),
    ],
)
def test_only_days_asked_for_are_kept(since: date | None, until: date | None, kept: bool) -> None:
    report = normalize(raw(), SITE)
    found = keep_dates(report, since, until)
    if kept:
        assert found is report
    else:
        assert isinstance(found, Outcome)
        assert (found.state, found.reason) == (State.EXCLUDED, Reason.OUTSIDE_DATES)
        assert found.published == date(2017, 4, 13)


def test_a_report_of_unknown_day_is_kept_whatever_days_are_asked_for() -> None:
    report = normalize(raw(published="", published_local=""), SITE)
    assert keep_dates(report, date(2020, 1, 1), date(2020, 2, 1)) is report


def test_a_report_passes_validation_untouched() -> None:
    found = raw()
    assert validate(found) is found


@pytest.mark.parametrize("kind", ["login_page", "challenge_page", "soft_404", "empty_page"])
def test_a_page_that_is_no_report_becomes_an_outcome_of_the_url_asked_for(kind: str) -> None:
    asked = "https://snhr.org/?p=38282"
    found = validate(raw(page_kind=kind, page_kind_detail="its form", requested_urls=[asked]))
    assert isinstance(found, Outcome)
    assert (found.url, found.state, found.reason, found.detail) == (
        asked,
        State.NOT_REPORT,
        Reason(kind),
        "its form",
    )


def test_an_unknown_kind_of_page_is_an_error() -> None:
    with pytest.raises(ValueError, match="odd_page"):
        validate(raw(page_kind="odd_page"))


def test_no_words_of_a_report_stand_in_its_repr() -> None:
    assert repr(raw()) == f"RawReport({URL!r})"
    assert repr(normalize(raw(), SITE)) == f"Report({URL!r})"

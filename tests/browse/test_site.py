"""What holds for every page of the site."""

from __future__ import annotations

import html
import re

import pytest
from browsing import Browser

from browse.views import described_columns, described_views

PAGES = ["/", "/reports", "/reports/claim", "/reports/what-changed", "/reports?sql=select+1"]


@pytest.mark.parametrize("page", [*PAGES, "/nothing-here", "/assets/site.css", "/reports.json"])
def test_every_answer_says_that_nothing_is_loaded_from_elsewhere(page: str, demo: Browser) -> None:
    headers = demo.get(page).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "unsafe" not in policy
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("page", PAGES)
def test_no_page_fails_on_an_empty_file(page: str, empty: Browser) -> None:
    assert empty.get(page).status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8001", 200),
        ("localhost", 200),
        ("[::1]:8001", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example:8001", 421),
        ("", 421),
    ],
)
def test_only_names_of_this_machine_are_answered(host: str, status: int, demo: Browser) -> None:
    assert demo.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    "sql",
    ["delete from reports", "attach 'x' as y", "pragma journal_mode=delete", "drop view claim"],
)
def test_sql_cannot_change_the_file(sql: str, demo: Browser) -> None:
    assert demo.get("/reports.json", params={"sql": sql}).status_code == 400


@pytest.mark.parametrize("address", ["/nothing-here", "/report/x", "/reports/nothing"])
def test_a_page_that_does_not_exist_says_so_and_leads_on(address: str, demo: Browser) -> None:
    answer = demo.get(address)
    assert answer.status_code == 404
    assert "There is no such page" in answer.text
    assert "Search finds reports" in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec-fetch-site": "none", "sec-fetch-dest": "document"}, 200),
        ({"sec-fetch-site": "same-origin", "sec-fetch-dest": "empty"}, 200),
        ({"sec-fetch-site": "cross-site", "sec-fetch-dest": "document"}, 200),
        ({"sec-fetch-site": "cross-site", "sec-fetch-dest": "image"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-dest": "empty"}, 403),
        ({"sec-fetch-site": "same-site", "sec-fetch-dest": "script"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
    ],
)
def test_pages_of_other_sites_may_link_here_and_no_more(
    headers: dict[str, str], status: int, demo: Browser
) -> None:
    assert demo.get("/reports.json?sql=select+1", headers=headers).status_code == status


@pytest.mark.parametrize(
    "sql",
    [
        "select load_extension('x')",
        "select readfile('/etc/passwd')",
        "select writefile('x', 'y')",
        "select 1; delete from reports",
        "with x as (select 1) delete from reports",
        "select zeroblob(100000000)",
        "select hex(randomblob(60000000))",
        "explain delete from reports; delete from reports",
    ],
)
def test_sql_reaches_nothing_beyond_the_file(sql: str, demo: Browser) -> None:
    assert demo.get("/reports.json", params={"sql": sql}).status_code == 400
    assert demo.get("/reports.json?sql=select+count(*)+as+n+from+reports&_shape=arrayfirst").json()


def test_sql_without_an_end_is_stopped(demo: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo.site, "sql_time_limit_ms", 50)
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"
    answer = demo.get("/reports", params={"sql": endless})
    assert answer.status_code == 400
    assert "This took longer than the site allows" in answer.text


@pytest.mark.parametrize("page", ["/search?q=civilians", "/report/1", "/reports/who-claims-what"])
def test_a_page_that_takes_too_long_says_what_to_do(
    page: str, demo: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo.site, "sql_time_limit_ms", 0)
    answer = demo.get(page)
    assert answer.status_code == 400
    assert "Narrow it down" in answer.text


@pytest.mark.parametrize("path", ["/reports.db", "/-/../reports.db", "/assets/../site.py", "/-/x"])
def test_the_file_and_the_program_are_not_handed_out(path: str, demo: Browser) -> None:
    assert demo.get(path).status_code in {403, 404}


def test_every_own_file_that_a_page_names_is_there(demo: Browser) -> None:
    for page in ("/", "/-/dashboards/map", "/reports/claim"):
        for address in re.findall(
            r'(?:href|src)="(/(?:assets|-/static)[^"]*)"', demo.get(page).text
        ):
            assert demo.get(address).status_code == 200, address


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("/reports/report.json?_words=landmine&_shape=array", 1),
        ("/reports/report.json?_words=%22a+landmine+of%22&_shape=array", 1),
        ("/reports/report.json?_words=الرقه&_shape=array", 1),
        ("/reports/report.json?_words=landmine+الرقه&_shape=array", 0),
        ("/reports/report.json?_words=%22%27%2B&_shape=array", 0),
        ("/reports/report.json?_words=+&_shape=array", 24),
        ("/reports/claim.json?_words=landmine&_shape=array", 3),
        ("/reports/crawl.json?_words=landmine&_shape=array", 3),
    ],
)
def test_views_of_texts_are_searched_as_typed(address: str, count: int, demo: Browser) -> None:
    assert len(demo.get(address).json()) == count


@pytest.mark.parametrize("address", ["claim_top", "?sql=SELECT+0,+NULL,+''"])
def test_cells_of_nothing_are_empty_so_that_phones_leave_them_out(
    address: str, demo: Browser
) -> None:
    page = demo.get(f"/reports{'' if address.startswith('?') else '/'}{address}").text
    assert "<div></div>" in page
    assert "<div>&nbsp;</div>" not in page
    assert "<div>0</div>" in page


def test_each_view_explains_itself_and_its_columns(demo: Browser) -> None:
    listed = demo.get("/reports").text
    for name, told in described_views().items():
        assert f'<a href="/reports/{name}">' in listed
        assert html.escape(told, quote=False)[:40] in listed.replace("&#39;", "'")
        page = demo.get(f"/reports/{name}").text
        assert "What the columns mean" in page
        assert all(f"<code>{column}</code>" in page for column in described_columns()[name])


def test_the_front_page_tells_what_is_in_the_file(demo: Browser, empty: Browser) -> None:
    text = " ".join(demo.get("/").text.split())
    assert "24 reports of 3 publishers" in text
    assert "2015-06-19 – 2024-10-02" in text
    assert "Never add figures up." in text
    assert "Nothing yet: a <code>scrapy crawl</code> fills the file." in empty.get("/").text


def test_a_spreadsheet_runs_nothing_of_a_csv(empty: Browser) -> None:
    sql = "select '=1+1' as a, '＋1' as b, char(9) || '@x' as c, -5 as d, 'Idlib' as e, null as f"
    answer = empty.get("/reports.csv", params={"sql": sql})
    assert answer.text.splitlines() == ["a,b,c,d,e,f", "'=1+1,'＋1,'\t@x,-5,Idlib,"]

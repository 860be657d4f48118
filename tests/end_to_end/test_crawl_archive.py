"""Archives of others: dying sites, broken files, pages that are not there."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

import pytest
from running import Project
from sites.newspaper import post_page
from sites.sets import plain_site
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

# warcio's writer does not close the buffer of a record.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")

HTML = ("Content-Type", "text/html; charset=utf-8")
SITE = plain_site(3, base="https://snhr.org")
PAGES = {SITE.url_of(post): post_page(SITE, post).encode() for post in SITE.posts}
URLS = list(PAGES)


def write(
    path: Path, *responses: tuple[str, str, str, bytes], headers: tuple[tuple[str, str], ...] = ()
) -> None:
    """Responses as (URL, year, status line, body)."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for url, year, status, body in responses:
            answer = StatusAndHeaders(status, [HTML, *headers], protocol="HTTP/1.1")
            given = {"WARC-Date": f"{year}-05-01T00:00:00Z"}
            record = writer.create_warc_record(
                url, "response", BytesIO(body), http_headers=answer, warc_headers_dict=given
            )
            writer.write_record(record)


def replay(project: Project, path: Path) -> int:
    return project.scrapy("crawl", "snhr", "-a", f"archive={path}").status


CHALLENGE = b"<html><head><title>Just a moment...</title></head><body><div id='cf-wrapper'>x</div>"


@pytest.mark.parametrize(
    ("status", "body"),
    [("404 Not Found", b"gone"), ("503 Busy", b"busy"), ("200 OK", CHALLENGE), ("200 OK", b"")],
)
def test_a_dying_sites_last_capture_does_not_hide_the_good_one_before(
    project: Project, tmp_path: Path, status: str, body: bytes
) -> None:
    url = URLS[0]
    write(tmp_path / "a.warc.gz", (url, "2017", "200 OK", PAGES[url]), (url, "2024", status, body))
    assert replay(project, tmp_path / "a.warc.gz") == 0
    assert project.rows("SELECT url FROM report") == [(url,)]


def test_where_no_capture_is_a_report_the_page_says_why(project: Project, tmp_path: Path) -> None:
    write(
        tmp_path / "a.warc.gz",
        (URLS[0], "2017", "404 Not Found", b"x"),
        (URLS[0], "2024", "404 Not Found", b"x"),
    )
    assert replay(project, tmp_path / "a.warc.gz") == 0
    assert project.rows("SELECT state FROM page") == [("gone",)]


def test_a_body_that_breaks_off_is_never_stored(project: Project, tmp_path: Path) -> None:
    packed = gzip.compress(PAGES[URLS[0]])
    write(
        tmp_path / "a.warc.gz",
        (URLS[0], "2017", "200 OK", packed[: len(packed) * 6 // 10]),
        (URLS[1], "2017", "200 OK", gzip.compress(PAGES[URLS[1]])),
        headers=(("Content-Encoding", "gzip"),),
    )
    assert replay(project, tmp_path / "a.warc.gz") == 3
    assert project.rows("SELECT url FROM report") == [(URLS[1],)]
    assert project.rows("SELECT state, reason FROM page WHERE url = ?", URLS[0]) == [
        ("failed", "incomplete")
    ]


def test_a_file_that_breaks_off_is_told_and_used_as_far_as_it_goes(
    project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "a.warc.gz"
    write(path, *((url, "2017", "200 OK", page) for url, page in PAGES.items()))
    path.write_bytes(path.read_bytes()[:-900])
    assert replay(project, path) == 0
    assert project.rows("SELECT count(*) FROM report") == [(2,)]
    ((detail,),) = project.rows("SELECT detail FROM issue WHERE kind = 'source_partial'")
    assert "breaks off" in detail


def test_what_a_list_names_and_the_archive_lacks_is_told_and_waits(
    project: Project, tmp_path: Path
) -> None:
    links = "".join(f'<a href="{url}">x</a>' for url in URLS)
    write(
        tmp_path / "a.warc.gz",
        ("https://snhr.org/", "2017", "200 OK", f"<html>{links}</html>".encode()),
        (URLS[0], "2017", "200 OK", PAGES[URLS[0]]),
    )
    assert replay(project, tmp_path / "a.warc.gz") == 0
    states = dict(project.rows("SELECT url, state FROM page"))
    assert states == {URLS[0]: "stored", URLS[1]: "pending", URLS[2]: "pending"}
    assert project.rows("SELECT count(*) FROM issue WHERE kind = 'not_in_archive'") == [(2,)]


def test_of_a_page_captured_on_a_mirror_too_the_publishers_own_is_read(
    project: Project, tmp_path: Path
) -> None:
    page = PAGES[URLS[0]]
    mirror = URLS[0].replace("snhr.org", "sn4hr.org")
    write(
        tmp_path / "a.warc.gz", (mirror, "2017", "200 OK", page), (URLS[0], "2018", "200 OK", page)
    )
    assert replay(project, tmp_path / "a.warc.gz") == 0
    kinds = dict(project.rows("SELECT url, kind FROM report_url"))
    assert (kinds[URLS[0]], kinds[mirror]) == ("canonical", "mirror")


def test_the_same_words_on_a_mirror_are_one_report_whatever_came_first(
    project: Project, tmp_path: Path
) -> None:
    """The staging mirror's paths are others, and the page names no address of its own."""
    url, mirror = (
        "https://www.iraqinews.com/iraq-war/attack-on-a-village/",
        "http://dev.iraqinews.com/blog/2013/07/01/attack-on-a-village/",
    )
    words = "".join(f"<p>{line}</p>" for line in SITE.posts[0].lines())
    head = f"<title>{SITE.posts[0].title}</title>"
    page = f"<html><head>{head}</head><body class='single'><h1>{SITE.posts[0].title}</h1>"
    page += f"<div class='td-post-content'>{words}</div></body></html>"
    for name, first, second in (("a", mirror, url), ("b", url, mirror)):
        one = Project(tmp_path / f"{name}.sqlite")
        for number, address in enumerate((first, second)):
            path = tmp_path / f"{name}{number}.warc.gz"
            write(path, (address, "2017", "200 OK", page.encode()))
            ran = one.scrapy("crawl", "iraqinews", "-a", f"archive={path}")
            assert ran.status == 0, ran.err
        assert one.rows("SELECT url, duplicate_of FROM report") == [(url, None)]
        kinds = dict(one.rows("SELECT url, kind FROM report_url"))
        assert kinds == {url: "canonical", mirror: "mirror"}


def edited(url: str, words: str) -> bytes:
    """The page of a post, with a sentence before its text."""
    page = PAGES[url].decode()
    first = SITE.posts[0].lines()[0]
    assert first in page
    return page.replace(first, f"{words} {first}").encode()


HISTORY = (
    (URLS[0], "2017", "200 OK", PAGES[URLS[0]]),
    (URLS[0], "2019", "200 OK", edited(URLS[0], "The toll rose to 15.")),
    (URLS[0], "2021", "200 OK", edited(URLS[0], "The toll rose to 15.")),
)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_each_text_in_an_archive_is_a_version_dated_by_its_captures(
    project: Project, tmp_path: Path, order: tuple[int, ...]
) -> None:
    """Whatever order they lie in, or come in."""
    write(tmp_path / "a.warc.gz", *(HISTORY[number] for number in order))
    assert replay(project, tmp_path / "a.warc.gz") == 0
    found = project.rows(
        "SELECT number, is_current, first_seen_at, last_seen_at, body LIKE '%rose to 15%'"
        " FROM report_version ORDER BY number"
    )
    assert found == [
        (1, 0, "2017-05-01T00:00:00Z", "2017-05-01T00:00:00Z", 0),
        (2, 1, "2019-05-01T00:00:00Z", "2021-05-01T00:00:00Z", 1),
    ]
    assert project.rows("SELECT new, changed, unchanged, fetched FROM crawl") == [(1, 0, 0, 1)]


def test_archives_that_come_one_by_one_give_the_same_rows(project: Project, tmp_path: Path) -> None:
    columns = "number, is_current, fingerprint, first_seen_at, last_seen_at"
    rows = []
    for name, order in (("forth", (0, 1, 2)), ("back", (2, 1, 0))):
        one = Project(tmp_path / f"{name}.sqlite")
        for number in order:
            write(tmp_path / f"{number}.warc.gz", HISTORY[number])
            assert replay(one, tmp_path / f"{number}.warc.gz") == 0
        rows.append(one.rows(f"SELECT {columns} FROM report_version ORDER BY number"))  # noqa: S608 -- names above
        rows.append(one.rows("SELECT title, body, first_seen_at, last_seen_at FROM report"))
    assert rows[:2] == rows[2:]


def test_an_archive_of_the_past_leaves_the_state_that_was_seen_later(
    project: Project, tmp_path: Path
) -> None:
    write(tmp_path / "new.warc.gz", HISTORY[2])
    write(tmp_path / "old.warc.gz", (URLS[0], "2012", "404 Not Found", b"not yet"), HISTORY[0])
    for name in ("new", "old"):
        assert replay(project, tmp_path / f"{name}.warc.gz") == 0
    assert project.rows("SELECT state, reason, answered_at FROM page") == [
        ("stored", None, "2021-05-01T00:00:00Z")
    ]
    assert project.rows("SELECT count(*) FROM issue WHERE kind = 'disappeared'") == [(0,)]


def test_a_page_whose_last_capture_is_gone_keeps_its_report_and_says_so(
    project: Project, tmp_path: Path
) -> None:
    write(tmp_path / "a.warc.gz", HISTORY[0], (URLS[0], "2022", "410 Gone", b"gone"))
    assert replay(project, tmp_path / "a.warc.gz") == 0
    assert project.rows("SELECT state, report_id FROM page") == [("gone", 1)]
    assert project.rows("SELECT at, report_id FROM issue WHERE kind = 'disappeared'") == [
        ("2022-05-01T00:00:00Z", 1)
    ]


def test_a_replay_is_not_captured_again_but_referred_to(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    write(path, *((url, "2017", "200 OK", page) for url, page in PAGES.items()))
    assert replay(project, path) == 0
    assert project.rows("SELECT DISTINCT file FROM capture") == [(str(path),)]
    assert not list(project.archive.rglob("*.warc.gz"))
    assert project.rows("SELECT count(capture_id) FROM report_version") == [(3,)]

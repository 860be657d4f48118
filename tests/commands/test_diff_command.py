"""``scrapy diff``: the real command on files that real crawls left, and on made-up histories."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from running import ROOT, Project
from seen_reports import observe, see, writing
from sites.posts import Post
from sites.server import serve
from sites.sets import plain_site
from sites.site import Faults

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
CHANGING = "https://snhr.org/blog/2017/04/13/38282/"
STEADY = "https://snhr.org/blog/2017/04/14/38300/"
SHARED = "http://127.0.0.1:8088/2019/06/01/1/"


def day(number: int) -> datetime:
    return START + timedelta(days=number)


class Edited:
    """A site of three posts, crawled, one post of it edited, crawled again."""

    def __init__(self, folder: Path) -> None:
        self.project = Project(folder / "reports.sqlite")
        site = plain_site(3)
        site.posts[1] = post = with_sentence(site.posts[1], "At least 12 civilians died, they say.")
        with serve(site) as served:
            assert self.project.crawl("snhr", served.origin).status == 0
            after = with_sentence(plain_site(3).posts[1], "At least 15 civilians died, they say.")
            title = f"{post.title}, Counted Again"
            site.edit(post.id, post.published + timedelta(2), blocks=after.blocks, title=title)
            again = self.project.crawl("snhr", served.origin, "-a", "refresh=all")
            assert again.status == 0, again.err
            self.url = site.url_of(site.post(post.id))
        ((self.id,),) = self.project.rows("SELECT report_id FROM report WHERE url = ?", self.url)


def with_sentence(post: Post, sentence: str) -> Post:
    """The post with a further paragraph before its last."""
    return replace(post, blocks=(*post.blocks[:-1], sentence, post.blocks[-1]))


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    return Edited(tmp_path_factory.mktemp("edited"))


def test_an_edited_figure_is_shown_with_both_texts_and_when_they_were_seen(edited: Edited) -> None:
    ran = edited.project.scrapy("diff", str(edited.id))
    assert ran.status == 0, ran.err
    assert "\nversion 1 → 2\n" in ran.out
    assert "\n  numbers: 12 → 15\n" in ran.out
    assert "At least [-12-]{+15+} civilians died, they say.\n" in ran.out
    assert "{+, Counted Again+}\n" in ran.out.partition("  title:\n")[2]
    assert "subtitle" not in ran.out
    assert re.search(r"^  \d+ paragraphs? unchanged$", ran.out, re.MULTILINE)
    versions = edited.project.rows(
        'SELECT number, first_seen_at, last_seen_at, capture_id, file, "offset"'
        " FROM report_version LEFT JOIN capture USING (capture_id)"
        " WHERE report_version.report_id = ? ORDER BY number",
        edited.id,
    )
    assert len(versions) == 2
    for number, first, last, capture, file, offset in versions:
        where = f"capture {capture} ({file}, offset {offset})" if capture else "no capture"
        assert f"\n  {number}: seen from {first} to {last}; {where}\n" in ran.out


def test_a_report_is_found_by_its_id_and_by_any_form_of_its_address(edited: Edited) -> None:
    by_id = edited.project.scrapy("diff", str(edited.id))
    for form in (
        edited.url,
        edited.url.rstrip("/"),
        edited.url.replace("http:", "https:"),
        edited.url.removeprefix("http://"),
        f" {edited.url}?utm_source=mail&fbclid=1#top",
    ):
        ran = edited.project.scrapy("diff", form)
        assert (ran.status, ran.out) == (0, by_id.out), form


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Report 1: three texts, the first of which came back; 2: one text; 3 and 4: one address."""
    project = Project(tmp_path_factory.mktemp("seen") / "reports.sqlite")
    same = "The town lies on the river and has a bridge."
    with writing(project) as session:
        first, second = f"{same}\n\n12 people died.", f"{same}\n\n15 people died."
        third = f"In all 15 people died here.\n\n{same}\n\nقُتل ١٥ مدنياً في الرقة."
        report = see(session, CHANGING, day(0), first, subtitle="12 dead")
        see(session, CHANGING, day(2), second, subtitle="15 dead")
        see(session, CHANGING, day(6), third, subtitle="15 dead")
        see(session, CHANGING, day(8), first, subtitle="12 dead")
        observe(session, report, day(4), "disappeared", url=CHANGING, detail="HTTP 404 Not Found")
        observe(session, report, day(6), "reappeared", url=CHANGING, detail="")
        observe(session, report, day(9), "disappeared", url=CHANGING, detail="login_page")
        observe(session, report, day(3), "date_refused", url=CHANGING, detail="year 3019")
        assert report == 1
        see(session, STEADY, day(0), same)
        assert see(session, STEADY, day(5), same) == 2
        see(session, SHARED, day(0), same)
        see(session, SHARED, day(0), same, publisher="iraqinews")
    return project


def test_each_pair_of_versions_and_what_befell_the_page_is_told_in_order_of_time(
    seen: Project,
) -> None:
    ran = seen.scrapy("diff", "1")
    assert ran.status == 0, ran.err
    assert (
        ran.out
        == f"""\
report 1 of snhr: {CHANGING}

version 1 → 2
  1: seen from 2026-03-01T12:00:00Z to 2026-03-09T12:00:00Z; no capture
  2: seen from 2026-03-03T12:00:00Z to 2026-03-03T12:00:00Z; no capture
  numbers: 12 → 15
  subtitle:
    [-12-]{{+15+}} dead
  paragraph 2:
    [-12-]{{+15+}} people died.
  1 paragraph unchanged

2026-03-05T12:00:00Z disappeared; {CHANGING}; HTTP 404 Not Found

2026-03-07T12:00:00Z reappeared; {CHANGING}

version 2 → 3
  2: seen from 2026-03-03T12:00:00Z to 2026-03-03T12:00:00Z; no capture
  3: seen from 2026-03-07T12:00:00Z to 2026-03-07T12:00:00Z; no capture
  numbers: ١٥ is new
  paragraph 2 moved to 1 and changed:
    {{+In all +}}15 people died{{+ here+}}.
  paragraph 3 added:
    {{+قُتل ١٥ مدنياً في الرقة.+}}
  1 paragraph unchanged

2026-03-10T12:00:00Z disappeared; {CHANGING}; login_page

current again is version 1, last seen 2026-03-09T12:00:00Z
"""
    )


def test_two_versions_that_are_chosen_are_compared_alone(seen: Project) -> None:
    ran = seen.scrapy("diff", "1", "--from", "2", "--to", "3")
    assert re.findall(r"^version .*", ran.out, re.MULTILINE) == ["version 2 → 3"]
    assert "reappeared" in ran.out
    assert "login_page" not in ran.out
    whole = seen.scrapy("diff", "1", "--to", "3")
    assert re.findall(r"^version .*", whole.out, re.MULTILINE) == ["version 1 → 3"]
    back = seen.scrapy("diff", "1", "--from", "2", "--to", "1")
    assert "numbers: 15 → 12\n" in back.out
    assert [ran.status, whole.status, back.status] == [0, 0, 0]


def test_one_version_only_is_said_to_be_so(seen: Project) -> None:
    ran = seen.scrapy("diff", STEADY)
    assert ran.status == 0, ran.err
    times = "seen from 2026-03-01T12:00:00Z to 2026-03-06T12:00:00Z"
    assert ran.out.splitlines() == [
        f"report 2 of snhr: {STEADY}",
        f"one version only, {times}; no capture; nothing changed",
    ]


def test_json_has_the_same_and_enough_to_make_the_new_text_of_the_old_one(seen: Project) -> None:
    ran = seen.scrapy("diff", "1", "--json")
    assert ran.status == 0, ran.err
    told = json.loads(ran.out)
    assert [(c["from"], c["to"]) for c in told["changes"]] == [(1, 2), (2, 3)]
    assert told["changes"][0]["numbers"] == [{"old": "12", "new": "15"}]
    assert told["changes"][1]["subtitle"] == []
    assert [(o["at"], o["kind"]) for o in told["observations"]] == [
        ("2026-03-05T12:00:00Z", "disappeared"),
        ("2026-03-07T12:00:00Z", "reappeared"),
        ("2026-03-10T12:00:00Z", "disappeared"),
    ]
    assert [v["is_current"] for v in told["versions"]] == [True, False, False]
    bodies = [
        b
        for (b,) in seen.rows("SELECT body FROM report_version WHERE report_id = 1 ORDER BY number")
    ]
    for change in told["changes"]:
        old, new = bodies[change["from"] - 1], bodies[change["to"] - 1]
        assert made_of(old, change["paragraphs"]) == new


def made_of(old: str, paragraphs: list[dict[str, Any]]) -> str:
    whole = old.split("\n\n")
    return "\n\n".join(
        "".join(piece["text"] for piece in paragraph["pieces"] if piece["fate"] != "gone")
        or whole[paragraph["old"] - 1]
        for paragraph in paragraphs
        if paragraph["new"]
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give one report, by its id or a URL of it (given: none)"),
        (["77"], "there is no report 77"),
        (["https://snhr.org/blog/2017/04/13/1/"], "no report stands at https://snhr.org/blog/"),
        ([SHARED], "more than one report stands at"),
        (["1", "--from", "9"], "report 1 has no version 9; it has: 1, 2, 3"),
        (["1", "--from", "2", "--to", "2"], "version 2 cannot be compared with itself"),
        (["2", "--from", "1"], "version 1 cannot be compared with itself"),
        (["1", "--from", "one"], "invalid int value"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(seen: Project, arguments: list[str], said: str) -> None:
    ran = seen.scrapy("diff", *arguments)
    assert ran.status == 2, ran.err
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_an_address_of_a_page_that_is_no_report_says_what_it_is(project: Project) -> None:
    site = plain_site(2)
    site.posts[0] = replace(site.posts[0], protected=True)
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 0
        url = site.url_of(site.posts[0])
    ran = project.scrapy("diff", url)
    assert ran.status == 2
    assert "snhr has it as not_report, password_form" in ran.err


def test_on_a_terminal_the_marks_have_colours_and_stay_marks(seen: Project) -> None:
    terminal, shown = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "diff", "1", "--from", "1", "--to", "2"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": seen.url},
        stdout=shown,
        timeout=60,
        check=True,
    )
    os.close(shown)
    assert done.returncode == 0
    out = os.read(terminal, 10_000).decode()
    os.close(terminal)
    assert "\x1b[31m[-12-]\x1b[0m\x1b[32m{+15+}\x1b[0m people died." in out


def test_a_page_that_vanished_and_came_back_is_told_between_its_texts(project: Project) -> None:
    site = plain_site(1)
    post = site.posts[0]
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 0
        site.faults = Faults(gone={site.path_of(post): 410})
        project.crawl("snhr", served.origin, "-a", "refresh=all")
        site.faults = Faults()
        after = with_sentence(post, "At least 15 civilians died, they say.")
        site.edit(post.id, post.published + timedelta(2), blocks=after.blocks)
        assert project.crawl("snhr", served.origin, "-a", "refresh=all").status == 0
    ran = project.scrapy("diff", "1")
    assert ran.status == 0, ran.err
    events = r" disappeared; .*410 Gone| reappeared; |^version 1 → 2$"
    told = re.findall(events, ran.out, re.MULTILINE)
    assert [line.split(";")[0].strip() for line in told] == [
        "disappeared",
        "reappeared",
        "version 1 → 2",
    ]


def test_without_a_database_it_says_how_to_get_one(project: Project) -> None:
    ran = project.scrapy("diff", "1")
    assert ran.status == 4
    assert ran.err.startswith("scrapy diff: no database at ")
    assert not project.database.exists()

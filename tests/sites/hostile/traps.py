"""Lists that lead on for ever: calendars, session ids, paths that repeat, pages that are made up."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

from sites.hostile.case import Asked, Case, Steps, story_of
from sites.hostile.sources import AWAY, CAPPED, ENDLESS, PART, _foreign, _odd
from sites.hostile.wire import answer, name_in, page

TRAP = f"{ENDLESS} or read"
"""That it leads on for ever is told; or what it names was left alone without a word."""


def _list(links: Iterable[str], top: str = "") -> bytes:
    items = "".join(f'<li><a href="{link}">Read on</a></li>' for link in links)
    return answer(
        f"<html><head>{top}<title>List</title></head><body><ul>{items}</ul></body></html>"
    )


def _digits(text: str) -> int:
    found = re.findall(r"\d+", text)
    return int(found[-1]) if found else 0


def _calendar(asked: Asked) -> Steps:
    """A month leads to the one before and the one after it, for ever."""
    month = _digits(asked.path) or 24240
    around = (f"/lists/calendar/{month + step}/" for step in (1, -1))
    yield _list([*around, f"/reports/calendar/{month}/"])


def _sessions(asked: Asked) -> Steps:
    """Each visit gives each link another session."""
    session = zlib.crc32(asked.path.encode())
    lists = [f"/lists/sessions/?sid={session + n}" for n in range(3)]
    yield _list([*lists, *(f"/reports/sessions/{n}/?sid={session}" for n in range(3))])


def _repetition(asked: Asked) -> Steps:
    """Relative links that pile up."""
    path = urlsplit(asked.path).path
    yield _list([f"{path}news/archive/", f"{path}archive/news/"])


def _facets(asked: Asked) -> Steps:
    """Each filter may be joined with each other one."""
    chosen = parse_qs(urlsplit(asked.path).query)
    taken = "&".join(f"{key}={value[0]}" for key, value in chosen.items())
    yield _list(f"/lists/facets/?{taken}&f{n}={n}" for n in range(30))


def _numbers(asked: Asked) -> Steps:
    """A next page for ever, each with reports that are not there."""
    number = _digits(asked.path) or 1
    links = [f"/reports/numbers/gone-{number}-{n}/" for n in range(3)]
    yield _list([*links, f"/lists/numbers/page/{number + 1}/"])


def _maze(asked: Asked) -> Steps:
    """Reports that are made up, each of them good, without end."""
    number = _digits(asked.path) or 1
    if asked.path.startswith("/reports/"):
        yield answer(page(f"maze-{number}", inside=f"<p>{' '.join(story_of(f'm{number}')[1])}</p>"))
    else:
        links = [f"/reports/maze/{number * 10 + n}/" for n in range(10)]
        yield _list([*links, f"/lists/maze/page/{number + 1}/"])


def _cloud(asked: Asked) -> Steps:
    links = (f"/lists/cloud/tag-{n}/" for n in range(asked.pages(20_000)))
    yield _list(links if asked.path == "/lists/cloud/" else [])


def _many(asked: Asked) -> Steps:
    yield _list(f"/reports/list-many/gone-{n}/" for n in range(asked.pages(50_000)))


def _away(asked: Asked) -> Steps:
    yield _list(_foreign(asked), f'<link rel="next" href="{asked.elsewhere}/lists/stray/">')


def _base(asked: Asked) -> Steps:
    yield _list(["reports/stray/", "lists/stray/"], f'<base href="{asked.elsewhere}/">')


def _odd_links(asked: Asked) -> Steps:
    yield _list(_odd(asked))


def _ring(asked: Asked) -> Steps:
    number = _digits(asked.path)
    yield _list([f"/lists/ring/{(number + 1) % 3}/", "/reports/ring/gone/"])


def _redirecting(asked: Asked) -> Steps:
    yield answer(
        "", f"Location: /lists/list-redirects/{_digits(asked.path) + 1}/", status="302 Found"
    )


def _cut(_asked: Asked) -> Steps:
    yield _list(f"/reports/list-cut/gone-{n}/" for n in range(50))[:-900]


def _attributes(asked: Asked) -> Steps:
    names = " ".join(f"a{n}=''" for n in range(asked.size(100_000)))
    yield answer(f"<html><body><ul {names}><li>Nothing</li></ul></body></html>")


def _deep(asked: Asked) -> Steps:
    body = "<div>" * asked.size(100_000) + '<a href="/reports/list-deep/gone/">x</a>'
    yield answer(f"<html><body>{body}")


def _mirror(asked: Asked) -> Steps:
    """The same good report under a thousand addresses."""
    if asked.path.startswith("/reports/"):
        yield answer(page(name_in(asked.path)))
    else:
        yield _list(f"/reports/mirror/?copy={n}" for n in range(asked.pages(1000)))


CASES = (
    Case("calendar", "a calendar without end", TRAP, _calendar, source="listing"),
    Case("sessions", "a session id in each link", TRAP, _sessions, source="listing"),
    Case("repetition", "paths that repeat and grow", TRAP, _repetition, source="listing"),
    Case("facets", "filters that can be joined at will", TRAP, _facets, source="listing"),
    Case("numbers", "a next page for ever, with reports that are not there", TRAP, _numbers, source="listing"),
    Case("maze", "a next page for ever, with reports that are made up", TRAP, _maze, source="listing"),
    Case("cloud", "20,000 lists", TRAP, _cloud, source="listing"),
    Case("mirror", "one report under 1,000 addresses", TRAP, _mirror, source="listing"),
    Case("list-many", "50,000 reports that are not there", f"{TRAP} or source_broken", _many, source="listing"),
    Case("list-away", "reports and a next page elsewhere", "read", _away, source="listing"),
    Case("list-base", "a base address elsewhere", "read", _base, source="listing"),
    Case("list-odd", "addresses that are none", "read", _odd_links, source="listing"),
    Case("ring", "three lists that lead to each other", "read or source_lying", _ring, source="listing"),
    Case("list-redirects", "a list that leads on without end", AWAY, _redirecting, source="listing"),
    Case("list-cut", "a list that breaks off before its stated length", f"{AWAY} or {PART}", _cut, source="listing"),
    Case("list-attributes", "100,000 attributes in one tag of a list", f"read or source_broken or {CAPPED} or {AWAY}", _attributes, source="listing"),
    Case("list-deep", "100,000 nested elements in a list", f"read or source_broken or {CAPPED} or {AWAY}", _deep, source="listing"),
)  # fmt: skip

"""Sitemaps, feeds and REST that lie, never end, or ask their reader to do harm."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterable

from sites.hostile.case import Asked, Case, Script, Steps
from sites.hostile.wire import answer, head, name_in

XML = "application/xml; charset=utf-8"
JSON = "application/json; charset=utf-8"
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
MISSING = answer("<h1>Not Found</h1>", status="404 Not Found")

BROKEN = "source_broken"
AWAY = "source_unreachable"
PART = "source_partial"
LYING = "source_lying"
CAPPED = PART
ENDLESS = f"{LYING} or {CAPPED}"


def urlset(addresses: Iterable[str], more: str = "") -> str:
    """A sitemap of these, as they stand."""
    urls = "".join(f"<url><loc>{address}</loc>{more}</url>\n" for address in addresses)
    return f'<?xml version="1.0"?><urlset xmlns="{SITEMAPS}">{urls}</urlset>'


def _index(addresses: Iterable[str]) -> str:
    maps = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return f'<?xml version="1.0"?><sitemapindex xmlns="{SITEMAPS}">{maps}</sitemapindex>'


def _feed(links: Iterable[str], top: str = "", day: str = "Sun, 05 Jan 2020 10:00:00 GMT") -> str:
    items = "".join(
        f"<item><title>Nine killed</title><link>{link}</link><pubDate>{day}</pubDate></item>"
        for link in links
    )
    return f'<?xml version="1.0"?>{top}<rss version="2.0"><channel>{items}</channel></rss>'


def _posts(links: Iterable[object]) -> str:
    return json.dumps([{"id": 1, "link": link, "date": "2020-01-05T10:00:00"} for link in links])


def _gives(text: str | Callable[[Asked], str], *lines: str, kind: str = XML) -> Script:
    """One answer to all that is asked; of a feed and REST the second page is empty."""

    def serve(asked: Asked) -> Steps:
        number = _number(asked.path)
        if "search=nextpage" in asked.path:
            yield answer("[]", kind=JSON)
        elif number > 1:
            yield MISSING
        else:
            yield answer(text(asked) if callable(text) else text, *lines, kind=kind)

    return serve


def _number(path: str) -> int:
    found = re.search(r"[?&](?:page|paged)=(\d{1,9})", path)
    return int(found.group(1)) if found else 1


def _own(asked: Asked, number: object) -> str:
    """A page of the case, which is not there."""
    return f"{asked.origin}/reports/{name_in(asked.path)}/gone-{number}/"


def _laughs(root: str) -> str:
    entities = '<!ENTITY a0 "killed ">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    loc = "<url><loc>&a9;</loc></url>" if root == "urlset" else "<item><link>&a9;</link></item>"
    return f'<?xml version="1.0"?><!DOCTYPE {root} [{entities}]><{root}>{loc}</{root}>'


def _entity(system: str, root: str = "urlset") -> Callable[[Asked], str]:
    """An external entity in the place of an address."""

    def text(asked: Asked) -> str:
        uri = system.format(elsewhere=asked.elsewhere)
        loc = "<url><loc>/reports/&x;/</loc></url>"
        if root == "rss":
            loc = "<channel><item><link>/reports/&x;/</link></item></channel>"
        return (
            f'<?xml version="1.0"?><!DOCTYPE {root} SYSTEM "{uri}" [<!ENTITY x SYSTEM "{uri}">'
            f'<!ENTITY % y SYSTEM "{uri}"> %y;]><{root}>{loc}</{root}>'
        )

    return text


def _bomb(asked: Asked) -> Steps:
    """A packed sitemap of 1 GB, as .gz is served: without Content-Encoding."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    body = packer.compress(urlset([]).encode()[:-9])
    for _ in range(asked.size(1000)):
        body += packer.compress(b" " * 1_000_000)
    yield answer(body + packer.flush(), kind="application/gzip")


def _endless_map(asked: Asked) -> Steps:
    yield head(kind=XML) + urlset([]).encode()[:-9]
    number = 0
    while True:
        urls = "".join(
            f"<url><loc>{_own(asked, n)}</loc></url>" for n in range(number, number + 500)
        )
        number += 500
        yield urls.encode()


def _million(asked: Asked) -> Steps:
    yield head(kind=XML) + urlset([]).encode()[:-9]
    for start in range(0, asked.pages(1_000_000), 1000):
        urls = (
            f"<url><loc>/reports/map-million/gone-{n}/</loc></url>"
            for n in range(start, min(start + 1000, asked.pages(1_000_000)))
        )
        yield "".join(urls).encode()
    yield b"</urlset>"


def _endless_index(asked: Asked) -> Steps:
    """Each sitemap is an index of three more."""
    start = f"{asked.origin}{asked.path}"
    yield answer(_index(f"{start}{n}/" for n in "123"), kind=XML)


def _map_in_turn(asked: Asked) -> Steps:
    """An index of 2,000 sitemaps, each with reports that are not there."""
    if re.search(r"/\d+\.xml$", asked.path):
        number = asked.path.rpartition("/")[2]
        yield answer(urlset(_own(asked, f"{number}-{n}") for n in range(3)), kind=XML)
    else:
        yield answer(
            _index(f"{asked.origin}/lists/map-many/{n}.xml" for n in range(2000)), kind=XML
        )


def _endless_feed(asked: Asked) -> Steps:
    number = _number(asked.path)
    yield answer(_feed(_own(asked, f"{number}-{n}") for n in range(3)), kind=XML)


def _endless_rest(asked: Asked) -> Steps:
    number = _number(asked.path)
    if "search=nextpage" in asked.path:
        yield answer("[]", kind=JSON)
    else:
        yield answer(_posts(_own(asked, f"{number}-{n}") for n in range(3)), kind=JSON)


def _repeating_rest(asked: Asked) -> Steps:
    yield answer(_posts(_own(asked, n) for n in range(3)), kind=JSON)


def _drip(asked: Asked) -> Steps:
    yield head(kind=XML)
    for byte in urlset([_own(asked, 1)]).encode():
        yield bytes([byte])
        yield 0.5


def _rest(text: str | Callable[[Asked], str], *lines: str) -> Script:
    return _gives(text, *lines, kind=JSON)


def _foreign(asked: Asked) -> list[str]:
    return [
        f"{asked.elsewhere}/reports/stray/",
        f"http://127.0.0.2:{asked.port}/reports/stray/",
        "http://169.254.169.254/reports/stray/",
        f"https://127.0.0.1:{asked.port}/reports/stray/",
    ]


def _odd(asked: Asked) -> list[str]:
    return [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        f"http://user:secret@127.0.0.1:{asked.port}/reports/stray/",
        "http://[bad/",
        "http://127.0.0.1:99999/reports/",
        "//",
        "ftp://127.0.0.1/reports/",
        f"{asked.origin}/reports/{'a' * 100_000}/",
        f"{asked.origin}/reports/a%00b/",
    ]


def _attributes(asked: Asked) -> str:
    names = " ".join(f"a{n}=''" for n in range(asked.size(20_000)))
    return f"<urlset {names}><url><loc>{_own(asked, 1)}</loc></url></urlset>"


SITEMAPS_CASES = (
    Case("map-bomb", "a packed sitemap of 1 GB", f"{BROKEN} or {PART} or {AWAY}", _bomb, source="sitemap"),
    Case("map-bomb-encoded", "an index packed ten times over", f"{BROKEN} or {AWAY}", lambda a: iter([answer(gzip.compress(b" " * a.size(80_000_000)), "Content-Encoding: gzip", kind=XML)]), source="sitemap"),
    Case("map-laughs", "entities that unfold to 10^9 words", f"{BROKEN} or read", _gives(_laughs("urlset")), source="sitemap"),
    Case("map-file", "an entity that is a file of this machine", f"{BROKEN} or read", _gives(_entity("file:///etc/passwd")), source="sitemap"),
    Case("map-far", "an entity of another server", f"{BROKEN} or read", _gives(_entity("{elsewhere}/stray.dtd")), source="sitemap"),
    Case("map-xinclude", "XInclude of a file and of another server", f"{BROKEN} or read", _gives(lambda a: f'<urlset xmlns="{SITEMAPS}" xmlns:xi="http://www.w3.org/2001/XInclude"><url><loc><xi:include href="file:///etc/passwd" parse="text"/></loc></url><xi:include href="{a.elsewhere}/stray"/></urlset>'), source="sitemap"),
    Case("map-stylesheet", "a style sheet of another server", "read", _gives(lambda a: f'<?xml-stylesheet href="{a.elsewhere}/stray.xsl" type="text/xsl"?>' + urlset([_own(a, 1)])[21:]), source="sitemap"),
    Case("map-loop", "an index that names itself", "read or source_broken or source_partial", _gives(lambda a: _index([a.origin + a.path] * 3)), source="sitemap"),
    Case("map-endless-index", "indexes that name indexes without end", ENDLESS, _endless_index, source="sitemap"),
    Case("map-many", "an index of 2,000 sitemaps", f"read or {ENDLESS}", _map_in_turn, source="sitemap"),
    Case("map-index-away", "an index of sitemaps elsewhere", PART, _gives(lambda a: _index(_foreign(a))), source="sitemap"),
    Case("map-away", "pages elsewhere", "read", _gives(lambda a: urlset(_foreign(a))), source="sitemap"),
    Case("map-odd", "addresses that are none", "read", _gives(lambda a: urlset(_odd(a))), source="sitemap"),
    Case("map-million", "1,000,000 pages that are not there", f"read or {ENDLESS} or {AWAY}", _million, source="sitemap"),
    Case("map-endless", "a sitemap without end", f"{AWAY} or {CAPPED}", _endless_map, source="sitemap"),
    Case("map-repeats", "one page 100,000 times", f"read or {PART}", _gives(lambda a: urlset([_own(a, 1)] * a.size(100_000))), source="sitemap"),
    Case("map-cut", "a sitemap that breaks off", PART, _gives(lambda a: urlset(_own(a, n) for n in range(3))[:-60]), source="sitemap"),
    Case("map-html", "a page in its place", BROKEN, _gives("<html><body><h1>Welcome</h1></body></html>", kind="text/html"), source="sitemap"),
    Case("map-binary", "bytes in its place", BROKEN, lambda _a: iter([answer(bytes(range(256)) * 50, kind=XML)]), source="sitemap"),
    Case("map-empty", "nothing in its place", BROKEN, _gives(""), source="sitemap"),
    Case("map-deep", "100,000 nested elements", f"{BROKEN} or {PART} or read", _gives(lambda a: "<urlset>" + "<url>" * a.size(100_000)), source="sitemap"),
    Case("map-attributes", "a tag with 20,000 attributes", f"{BROKEN} or read", _gives(_attributes), source="sitemap"),
    Case("map-times", "absurd times of change", "read", _gives(lambda a: urlset([_own(a, 1)], "<lastmod>99999-99-99T99:99:99Z</lastmod>") .replace("</urlset>", f"<url><loc>{_own(a, 2)}</loc><lastmod>0001-01-01T00:00:00+23:59</lastmod></url></urlset>")), source="sitemap"),
    Case("map-utf16", "UTF-16", f"read or {BROKEN}", lambda a: iter([answer(urlset([_own(a, 1)]).replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"), kind="application/xml")]), source="sitemap"),
    Case("map-slow", "a byte each half second", AWAY, _drip, source="sitemap"),
    Case("map-500", "500", AWAY, lambda _a: iter([answer("", status="500 Internal Server Error")]), source="sitemap"),
    Case("map-redirect", "leads to another server", f"{AWAY} or source_refused", lambda a: iter([head(f"Location: {a.elsewhere}/stray.xml", status="302 Found")]), source="sitemap"),
    Case("map-login", "401", "source_refused", lambda _a: iter([answer("", 'WWW-Authenticate: Basic realm="x"', status="401 Unauthorized")]), source="sitemap"),
)  # fmt: skip

FEEDS_CASES = (
    Case("feed-away", "reports of other hosts", "read", _gives(lambda a: _feed(_foreign(a))), source="feed"),
    Case("feed-odd", "addresses that are none", "read", _gives(lambda a: _feed(_odd(a))), source="feed"),
    Case("feed-endless", "pages without end", ENDLESS, _endless_feed, source="feed"),
    Case("feed-repeats", "one page, whatever number is asked for", PART, lambda a: iter([answer(_feed([_own(a, 1)]), kind=XML)]), source="feed"),
    Case("feed-laughs", "entities that unfold to 10^9 words", f"{BROKEN} or read", _gives(_laughs("rss")), source="feed"),
    Case("feed-file", "an entity that is a file of this machine", f"{BROKEN} or read", _gives(_entity("file:///etc/passwd", "rss")), source="feed"),
    Case("feed-base", "a base address elsewhere", "read", _gives(lambda a: f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{a.elsewhere}/"><entry><link href="reports/stray/"/></entry></feed>'), source="feed"),
    Case("feed-html", "a page in its place", BROKEN, _gives("<html><body>Welcome</body></html>", kind="text/html"), source="feed"),
    Case("feed-times", "absurd days", "read", _gives(lambda a: _feed([_own(a, 1)], day="Sun, 99 Foo 99999 99:99:99 +9999")), source="feed"),
    Case("feed-large", "100,000 reports that are not there", f"read or {ENDLESS} or {AWAY}", _gives(lambda a: _feed(_own(a, n) for n in range(a.pages(100_000)))), source="feed"),
)  # fmt: skip

REST_CASES = (
    Case("rest-html", "a page in its place", BROKEN, _rest("<html><body>Welcome</body></html>"), source="wordpress"),
    Case("rest-object", "an object, no list", BROKEN, _rest('{"code": "rest_error"}'), source="wordpress"),
    Case("rest-types", "values of every wrong type", "read", _rest('[1, null, true, "x", [], {}, {"link": 5}, {"link": null}, {"link": ["x"], "date": {}}]'), source="wordpress"),
    Case("rest-dates", "dates of every wrong type", "read", _rest(lambda a: json.dumps([{"link": _own(a, n), "date": day, "modified_gmt": day} for n, day in enumerate([5, None, [], {}, "x", "9999-99-99", "0001-01-01T00:00:00"])])), source="wordpress"),
    Case("rest-deep", "100,000 nested lists", BROKEN, _rest("[" * 100_000), source="wordpress"),
    Case("rest-deep-closed", "100,000 nested lists that are closed", BROKEN, _rest("[" * 100_000 + "]" * 100_000), source="wordpress"),
    Case("rest-number", "a number of 100,000 digits", f"{BROKEN} or read", _rest(f'[{{"id": {"9" * 100_000}, "link": "x"}}]'), source="wordpress"),
    Case("rest-endless", "pages without end", ENDLESS, _endless_rest, source="wordpress"),
    Case("rest-repeats", "one page, whatever number is asked for", LYING, _repeating_rest, source="wordpress"),
    Case("rest-total", "says 10^9 posts and gives one", LYING, _rest(lambda a: _posts([_own(a, 1)]), "X-WP-Total: 999999999", "X-WP-TotalPages: 99999999"), source="wordpress"),
    Case("rest-total-words", "says a number of posts in words", "read", _rest(lambda a: _posts([_own(a, 1)]), "X-WP-Total: many", "X-WP-TotalPages: -3"), source="wordpress"),
    Case("rest-away", "posts of other hosts", "read", _rest(lambda a: _posts(_foreign(a))), source="wordpress"),
    Case("rest-odd", "addresses that are none", "read", _rest(lambda a: _posts(_odd(a))), source="wordpress"),
    Case("rest-large", "100,000 posts on a page of 100", f"read or {ENDLESS} or {AWAY}", _rest(lambda a: _posts(_own(a, n) for n in range(a.pages(100_000)))), source="wordpress"),
    Case("rest-surrogates", "lone surrogates and NUL in addresses", "read", _rest('[{"link": "/reports/\\ud800/"}, {"link": "/reports/\\u0000/"}]'), source="wordpress"),
    Case("rest-link", "a Link header to another server", "read", _rest(lambda a: _posts([_own(a, 1)]), "Link: <http://127.0.0.2/>; rel=next"), source="wordpress"),
)  # fmt: skip

"""Pages that lie: in their charset, dates, titles, figures, addresses."""

from __future__ import annotations

import json
from collections.abc import Callable

from sites.hostile.case import Asked, Case, Check, Kept, Script, Steps, story_of
from sites.hostile.markup import HEAVY, lacks, short, whole
from sites.hostile.wire import DAY, answer, good, name_in, page, shows

SPOILED = "stored or not_report: not_html or not_report: empty_page or not_report: no_title"
ARABIC = "قتل سبعة مدنيين بينهم طفلان في قصف على القرية"


def has(*words: str) -> Check:
    """Each of these stands in title or text."""

    def check(kept: Kept) -> str:
        gone = [word for word in words if word not in kept.body and word not in kept.title]
        return f"lacks {gone}" if gone else ""

    return check


def dated(day: str) -> Check:
    """Published on that day; of an empty one: on none that is known."""
    return lambda kept: "" if kept.day == day else f"dated {kept.day or 'on no day'}"


def plausible(kept: Kept) -> str:
    """No figure is absurd."""
    absurd = [figure for figure in kept.figures if figure > 10**8]
    return f"claims {absurd}" if absurd else ""


def own_address(kept: Kept) -> str:
    """No address of another report has become its own."""
    foreign = [url for url in kept.urls if "/blog/" in url or "stray" in url or "shared" in url]
    return f"has the address {foreign}" if foreign else ""


def valid(kept: Kept) -> str:
    """Text without surrogates, controls and marks that turn the writing direction."""
    bad = [f"U+{ord(c):04X}" for c in kept.title + kept.body if _is_bad(c)]
    return f"has {sorted(set(bad))}" if bad else ""


def _is_bad(character: str) -> bool:
    code = ord(character)
    control = code < 32 and character != "\n"
    return control or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or character in BIDI


BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def _encoded(
    charset: str, kind: str, meta: str = "", mark: bytes = b"", words: str = ARABIC
) -> Script:
    """The page in a charset, whatever header and meta say of it."""

    def serve(asked: Asked) -> Steps:
        text = page(name_in(asked.path), inside=f"<p>{words}</p>", charset=meta)
        yield answer(mark + text.encode(charset, "replace"), kind=kind)

    return serve


def _place(place: str, piece: Callable[[Asked], str], **more: str) -> Script:
    def serve(asked: Asked) -> Steps:
        yield answer(page(name_in(asked.path), **{place: piece(asked)}, **more))  # type: ignore[arg-type]

    return serve


def _time(moment: str, *, day: str = "") -> Script:
    """A page whose dates all say this."""
    tag = f'<meta property="article:published_time" content="{moment}">'
    data = f'<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"{moment}"}}</script>'
    shown = f'<time class="entry-date" datetime="{moment}">{moment[:40]}</time>'
    return shows(top=tag + data, before=shown, day=day)


def _long_date(asked: Asked) -> Steps:
    yield from _time("2020-01-05T10:00:00Z" + "0" * asked.size(1_000_000))(asked)


def _good_url(asked: Asked) -> str:
    return f"{asked.origin}/reports/shared-target/"


def _canonical(address: Callable[[Asked], str]) -> Script:
    return _place("top", lambda asked: f'<link rel="canonical" href="{address(asked)}">')


def _shared_jsonld(asked: Asked) -> str:
    data = {"@type": "NewsArticle", "@id": _good_url(asked), "url": _good_url(asked)}
    data |= {"datePublished": "2011-11-11T11:11:11Z", "headline": "Another page"}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


NO_UTF8 = "text/html; charset=windows-1256"
CHARSETS = (
    Case("charset-header-lies", "UTF-8 that the header calls windows-1256", "stored", _encoded("utf-8", NO_UTF8), (valid,)),
    Case("charset-meta-lies", "UTF-8 that a meta tag calls latin-1; the header is right", "stored", _encoded("utf-8", "text/html; charset=utf-8", '<meta charset="iso-8859-1">'), (has(ARABIC),)),
    Case("charset-bom", "a UTF-8 mark before what all else calls latin-1", "stored", _encoded("utf-8", "text/html; charset=iso-8859-1", '<meta charset="iso-8859-1">', b"\xef\xbb\xbf"), (has(ARABIC),)),
    Case("charset-meta", "windows-1256 that a meta tag tells", "stored", _encoded("cp1256", "text/html", '<meta charset="windows-1256">'), (has(ARABIC),)),
    Case("charset-header", "windows-1256 that the header tells", "stored", _encoded("cp1256", NO_UTF8), (has(ARABIC),)),
    Case("charset-unsaid", "UTF-8 that nothing tells", "stored", _encoded("utf-8", "text/html"), (has(ARABIC),)),
    Case("charset-unsaid-1256", "windows-1256 that nothing tells", "stored", _encoded("cp1256", "text/html"), (valid,)),
    Case("charset-none", "a charset that does not exist", "stored", _encoded("utf-8", "text/html; charset=klingon", '<meta charset="x-user-defined">'), (has(ARABIC),)),
    Case("charset-utf7", "UTF-7, in which script hides", SPOILED, _encoded("utf-7", "text/html; charset=utf-7"), (lacks("<script"), valid)),
    Case("charset-utf16", "UTF-16 with its mark", "stored", _encoded("utf-16", "text/html"), (has(ARABIC),)),
    Case("charset-utf16-le", "UTF-16 that the header tells", "stored", _encoded("utf-16-le", "text/html; charset=utf-16le"), (has(ARABIC),)),
    Case("charset-utf32", "UTF-32", SPOILED, _encoded("utf-32", "text/html; charset=utf-32"), (valid,)),
    Case("charset-ebcdic", "EBCDIC", SPOILED, _encoded("cp037", "text/html; charset=cp037", words="x"), (valid,)),
    Case("charset-broken", "UTF-8 with bytes that are none", "stored", lambda a: iter([answer(good(a).replace(b" archive", b" \xff\xfe\xc0\xaf\xed\xa0\x80 archive"))]), (valid,)),
    Case("charset-rot13", "a codec that is no charset", "stored", _encoded("utf-8", "text/html; charset=rot13"), (has(ARABIC),)),
    Case("charset-idna", "a codec that fails on text", "stored", _encoded("utf-8", "text/html; charset=idna"), (has(ARABIC),)),
    Case("charset-long", "a charset's name of 100 kB", "stored or not_report: not_html or failed: network", _encoded("utf-8", "text/html; charset=" + "u" * 10_000)),
    Case("charset-two", "two charsets in one header", "stored", _encoded("utf-8", "text/html; charset=utf-8; charset=iso-8859-1"), (has(ARABIC),)),
    Case("surrogates", "lone surrogates as entities", "stored", shows(inside="<p>Lone &#xD800; and &#56320; here.</p>"), (whole, valid)),
    Case("noncharacters", "characters that are none, private ones, the last of all", "stored", shows(inside="<p>Odd \ufffe\uffff\ufdd0\ue000\U0010ffff here.</p>"), (whole, valid)),
    Case("accents", "a letter under 100,000 accents", "stored", _place("inside", lambda a: "<p>Zal" + "\u0301" * a.size(100_000) + "go</p>"), (whole,)),
    Case("bidi", "marks that turn the writing direction", "stored", shows(shown="\u202eNine \u2066killed\u2069", inside="<p>\u202e71 killed\u202c in the village.</p>"), (whole, valid)),
    Case("zero-width", "100,000 characters of no width", "stored", _place("inside", lambda a: "<p>kil" + "\u200b\u2060\ufeff" * a.size(30_000) + "led</p>"), (whole,)),
)  # fmt: skip

DATES = (
    Case("date-none", "no date at all", "stored", shows(day=""), (dated(""),)),
    Case("date-absurd", "14 October 1066", "stored", _time("1066-10-14T08:00:00Z"), (dated(""),)),
    Case("date-far", "31 December 9999", "stored", _time("9999-12-31T23:59:59Z"), (dated(""),)),
    Case("date-year-zero", "the year 0", "stored", _time("0000-00-00T00:00:00Z"), (dated(""),)),
    Case("date-epoch", "1 January 1970", "stored", _time("1970-01-01T00:00:00Z"), (dated(""),)),
    Case("date-five-digits", "the year 20200", "stored", _time("20200-01-05T10:00:00Z"), (dated(""),)),
    Case("date-offset", "an offset of 99 hours", "stored", _time("2020-01-05T10:00:00+99:00")),
    Case("date-leap", "30 February", "stored", _time("2020-02-30T10:00:00Z"), (dated(""),)),
    Case("date-hour-25", "an hour of 25", "stored", _time("2020-01-05T25:61:61Z")),
    Case("date-long", "dates of 1 MB", "stored", _long_date, (whole,)),
    Case("date-digits", "a date of 100,000 digits", "stored", _time("9" * 100_000), (dated(""),)),
    Case("date-script", "script as a date", "stored", _time("&lt;script&gt;alert(1)&lt;/script&gt;"), (dated(""),)),
    Case("date-arabic", "Arabic digits without sense", "stored", _time("٩٩٩٩-٩٩-٩٩"), (dated(""),)),
    Case("dates-two", "two dates; the first counts", "stored", shows(top='<meta property="article:published_time" content="2031-01-01T00:00:00Z">'), (dated(DAY),)),
    Case("date-borrowed", "JSON-LD of another page with that page's date", "stored", _place("top", _shared_jsonld), (dated(DAY), own_address)),
    Case("date-borrowed-only", "the same, with no date of its own", "stored", _place("top", _shared_jsonld, day=""), (dated(""), own_address)),
)  # fmt: skip

LONG_FIGURE = "1" + "0" * 30
NAMES = (
    Case("title-long", "a title of 1 MB", "stored", _place("shown", lambda a: "Nine killed " * a.size(85_000)), (short,)),
    Case("title-none", "no title", "stored or not_report: no_title", shows(shown="", title=""), (whole,)),
    Case("title-script", "script in the title", "stored", shows(shown="Nine killed<script>alert(1)</script>", title="Nine killed&lt;script&gt;alert(1)&lt;/script&gt;"), (lacks("<script>alert(1)</script>\n"), whole)),
    Case("title-formula", "a spreadsheet's formula as title", "stored", shows(shown="=HYPERLINK(&quot;http://127.0.0.1/&quot;;&quot;Killed&quot;)"), (whole,)),
    Case("title-command", "a spreadsheet's command as title", "stored", shows(shown="@SUM(1+9)*cmd|' /C calc'!A0"), (whole,)),
    Case("title-terminal", "a terminal's commands in the title", "stored", shows(shown="Nine \x1b]0;owned\x07killed \x1b[2J"), (valid,)),
    Case("title-sql", "SQL in the title", "stored", shows(shown="Robert'); DROP TABLE reports;--"), (has("DROP TABLE"),)),
    Case("title-template", "templates in the title", "stored", shows(shown="{{7*7}} ${7*7} {0.__class__} %s %n"), (has("{{7*7}}"),)),
    Case("title-lines", "10,000 lines in the title", "stored", shows(shown="Nine killed\n" * 10_000), (short,)),
    Case("author-long", "an author of 1 MB", "stored", _place("top", lambda a: f'<meta name="author" content="{"Name " * a.size(200_000)}">'), (whole,)),
    Case("tags-many", "20,000 tags", HEAVY, _place("top", lambda a: "".join(f'<meta property="article:tag" content="tag {n}">' for n in range(a.size(20_000)))), (whole,)),
    Case("language-long", "a language of 100 kB", "stored", lambda a: iter([answer(good(a).replace(b'lang="en"', b'lang="' + b"e" * 100_000 + b'"'))]), (whole,)),
    Case("etag-long", "an ETag of 10 kB", "stored", shows("ETag: \"" + "e" * 10_000 + '"'), (whole,)),
    Case("etag-odd", "an ETag with odd bytes", "stored or failed: network", lambda a: iter([answer(good(a), 'ETag: "\udcff\t\udc80"', "Last-Modified: yesterday")]), (whole,)),
    Case("figure-huge", "10^30 killed", "stored", shows(inside=f"<p>{LONG_FIGURE} civilians were killed by government forces.</p>"), (whole, plausible)),
    Case("figure-words", "a nonillion killed, in words", "stored", shows(inside="<p>A million million million million civilians were killed.</p>"), (whole, plausible)),
    Case("figure-negative", "-5 killed", "stored", shows(inside="<p>-5 civilians were killed and 1e9 civilians were injured.</p>"), (whole, plausible)),
    Case("figure-titles", "10^30 killed, in the title", "stored", shows(shown=f"{LONG_FIGURE} Civilians Killed"), (plausible,)),
    Case("figure-commas", "a number of 300 groups", "stored", shows(inside=f"<p>{','.join(['999'] * 300)} civilians were killed.</p>"), (whole, plausible)),
    Case("canonical-other", "a canonical link to another report", "stored", _canonical(_good_url), (own_address, whole)),
    Case("canonical-away", "a canonical link to another host", "stored", _canonical(lambda a: f"{a.elsewhere}/stray/"), (own_address,)),
    Case("canonical-script", "a canonical link to javascript:", "stored", _canonical(lambda _: "javascript:alert(1)"), (whole,)),
    Case("canonical-long", "a canonical link of 1 MB", "stored", _canonical(lambda a: "/reports/" + "a" * a.size(1_000_000)), (whole,)),
    Case("shortlink-other", "a short link that is another report's address", "stored", _place("top", lambda a: f'<link rel="shortlink" href="{_good_url(a)}">'), (own_address,)),
    Case("post-id-other", "a post id that a thousand others state, too", "stored", shows(top="<link rel='shortlink' href='/?p=18000'>", before='<div id="post-18000" class="postid-18000">', after="</div>"), (whole,)),
    Case("og-url-other", "og:url of another report", "stored", _place("top", lambda a: f'<meta property="og:url" content="{_good_url(a)}">'), (own_address,)),
    Case("words-other", "the words of another report under this address", "stored or duplicate: alias", lambda a: iter([answer(page("shared-target"))])),
    Case("file-name", "a Content-Disposition that leaves its folder", "stored", shows('Content-Disposition: inline; filename="../../../../tmp/harm-reports-stray"'), (whole,)),
    Case("file-name-attached", "a page to be saved under a name", "stored or not_report: not_html", shows('Content-Disposition: attachment; filename="/etc/cron.d/stray"')),
)  # fmt: skip

CASES_OF = {"charset": CHARSETS, "dates": DATES, "names": NAMES}

STORY = story_of("shared-target")
"""The report whose words, date and address others claim."""

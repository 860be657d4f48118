"""Pages whose markup is made to cost time and memory, or to smuggle something in."""

from __future__ import annotations

from collections.abc import Callable

from sites.hostile.case import Asked, Case, Check, Kept, Script, Steps
from sites.hostile.wire import HTML, answer, good, head, name_in, page, says, shows

LIMIT = "failed: unreadable"
"""Reading it took more time or memory than a page may."""
HEAVY = f"stored or {LIMIT} or failed: too_large"


def whole(kept: Kept) -> str:
    """The last paragraph of the case's own text is there."""
    return "" if "in our archive is called" in kept.body else "the end of the text is missing"


def lacks(*words: str) -> Check:
    """None of these stands in title or text."""

    def check(kept: Kept) -> str:
        found = [word for word in words if word in kept.body or word in kept.title]
        return f"has {found}" if found else ""

    return check


def short(kept: Kept) -> str:
    """The title is one that can be shown."""
    return "" if len(kept.title) <= 2000 else f"a title of {len(kept.title)} characters"


def _inside(piece: Callable[[Asked], str], place: str = "inside") -> Script:
    """A good page with something in it that is made when it is asked for."""

    def serve(asked: Asked) -> Steps:
        yield answer(page(name_in(asked.path), **{place: piece(asked)}))

    return serve


def _stream(start: str, piece: str, count: int, end: str = "") -> Script:
    """A good page, cut in the middle of its content for a flood of pieces."""

    def serve(asked: Asked) -> Steps:
        before, after = good(asked).decode().split("</article>")
        yield head() + before.encode() + start.encode()
        left = asked.size(count)
        while left > 0:
            yield (piece * min(left, 1000)).encode()
            left -= 1000
        yield (end + "</article>" + after).encode()

    return serve


def _attributes(asked: Asked) -> str:
    names = " ".join(f"data-a{number}='{number}'" for number in range(asked.size(100_000)))
    return f"<p {names}>A paragraph with many attributes.</p>"


def _cells(_asked: Asked) -> str:
    return f"<table><tr>{'<td colspan=99999 rowspan=99999>1</td>' * 2000}</tr></table>"


def _entities(_asked: Asked) -> str:
    return "<p>" + "&amp;&#x202e;&#0;&#xd800;&#x110000;&nosuch;&" * 20_000 + "</p>"


def _links(asked: Asked) -> str:
    return "".join(
        f'<a href="{asked.elsewhere}/{n}.pdf">View full Report</a>'
        for n in range(asked.size(20_000))
    )


def _alternates(asked: Asked) -> str:
    return "".join(
        f'<link rel="alternate" hreflang="x{n}" href="{asked.elsewhere}/{n}/">'
        for n in range(asked.size(20_000))
    )


def _frames(asked: Asked) -> str:
    away = f"{asked.elsewhere}/stray/"
    return (
        f'<iframe src="{away}"></iframe><frame src="{away}"><object data="{away}"></object>'
        f'<embed src="{away}"><img src="{away}" srcset="{away} 2x"><script src="{away}"></script>'
        f'<link rel="stylesheet" href="{away}"><link rel="preload" href="{away}" as="fetch">'
        f'<video poster="{away}"></video><a ping="{away}" href="/">x</a><form action="{away}">'
    )


def _base(asked: Asked) -> str:
    return f'<base href="{asked.elsewhere}/stray/">'


def _more_pages(asked: Asked) -> str:
    pages = "".join(f'<a href="{asked.elsewhere}/stray/{n}/">{n}</a>' for n in range(2, 9))
    return f'<div class="page-nav page-links">Pages: {pages}</div>'


def _endless_parts(asked: Asked) -> Steps:
    """A post whose next page always has one more."""
    name = name_in(asked.path)
    rest = asked.path.split("/")[3:-1]
    number = int(rest[0]) if rest and rest[0].isdigit() else 1
    links = "".join(
        f'<a href="/reports/{name}/{n}/" class="post-page-numbers">{n}</a>'
        for n in range(1, number + 60)
        if n != number
    )
    yield answer(page(name, inside=f'<div class="page-links">Pages: {links}</div>'))


XHTML_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE html ['
    '<!ENTITY a0 "killed ">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + ']><html xmlns="http://www.w3.org/1999/xhtml"><head><title>&a9;</title></head>'
    + "<body><h1>&a9;</h1><p>&a9;</p></body></html>"
)


def _external_entity(asked: Asked) -> Steps:
    yield answer(
        f'<?xml version="1.0"?><!DOCTYPE html SYSTEM "{asked.elsewhere}/stray.dtd" ['
        f'<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY far SYSTEM "{asked.elsewhere}/x">]>'
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Entities</title></head><body>'
        "<h1>Entities</h1><p>&file;</p><p>&far;</p></body></html>",
        kind="application/xhtml+xml",
    )


NOT_READ = ("root:x:0:0", "<script", "alert(1)")
HIDDEN = (
    '<p style="display:none">Hidden one: 900 killed.</p>'
    '<p style="visibility: hidden">Hidden two: 900 killed.</p>'
    '<div style="position:absolute;left:-9999px">Hidden three: 900 killed.</div>'
    '<p style="font-size:0">Hidden four: 900 killed.</p>'
    "<p hidden>Hidden five: 900 killed.</p>"
    "<template><p>Hidden six: 900 killed.</p></template>"
    '<span class="screen-reader-text">Hidden seven: 900 killed.</span>'
    "<noscript><p>Hidden eight: 900 killed.</p></noscript>"
)
HIDDEN_WORDS = tuple(f"Hidden {n}" for n in ("one", "two", "three", "four", "five", "six", "seven"))

CASES = (
    Case("attributes", "100,000 attributes in one tag", HEAVY, _inside(_attributes)),
    Case("attribute-long", "an attribute of 20 MB", HEAVY, _stream('<p title="', "a" * 100, 200_000, '">')),
    Case("nested-divs", "100,000 nested elements", HEAVY, _stream("", "<div>", 100_000)),
    Case("nested-divs-text", "500 nested elements around the text", "stored", _inside(lambda _: "<div>" * 500, "before"), (whole,)),
    Case("nested-inline", "50,000 open inline elements", HEAVY, _stream("", "<b><i><font>", 50_000)),
    Case("nested-lists", "20,000 nested lists", HEAVY, _stream("", "<ul><li>", 20_000)),
    Case("nested-tables", "5,000 nested tables", HEAVY, _stream("", "<table><tr><td>", 5_000)),
    Case("nested-svg", "20,000 nested svg and math", HEAVY, _stream("", "<svg><math>", 20_000)),
    Case("nested-comments", "100,000 openings of comments", HEAVY, _stream("", "<!--<!-->", 100_000)),
    Case("tags-million", "1,000,000 empty tags", HEAVY, _stream("", "<b></b>", 1_000_000)),
    Case("paragraphs", "200,000 paragraphs", HEAVY, _stream("", "<p>Words of no weight stand here.</p>\n", 200_000)),
    Case("text-30mb", "a text of 30 MB", HEAVY, _stream("<p>", "Words of no weight. ", 1_500_000, "</p>")),
    Case("word-20mb", "a word of 20 MB", HEAVY, _stream("<p>", "a" * 100, 200_000, "</p>")),
    Case("digits", "a number of 5 MB", HEAVY, _stream("<p>", "9" * 100, 50_000, " were killed.</p>")),
    Case("figures-many", "100,000 numbers, killed", HEAVY, _stream("<p>", "17 were killed, ", 100_000, "</p>")),
    Case("commas", "a sentence of 2 MB without end", HEAVY, _stream("<p>", "and (a, ", 250_000, "</p>")),
    Case("blanks", "10 MB of blanks", HEAVY, _stream("<p>", " \t\n\u00a0", 2_500_000, "</p>")),
    Case("tag-unclosed", "a tag that is never closed", f"stored or {LIMIT}", _stream("<p class=", "a " * 50, 20_000)),
    Case("comment-unclosed", "a comment that is never closed, before the text", "stored or not_report: empty_page or not_report: no_title", shows(before="<!-- ")),
    Case("comment-unclosed-after", "a comment that is never closed, after the text", "stored", shows(after="<!-- "), (whole,)),
    Case("script-unclosed", "a script that is never closed", "stored", shows(after="<script>alert(1)"), (whole, lacks(*NOT_READ))),
    Case("textarea-unclosed", "a textarea that is never closed, before the text", "stored or not_report: empty_page or not_report: no_title", shows(before="<textarea>")),
    Case("cdata", "CDATA, processing instructions and doctypes between the words", "stored", shows(inside="<![CDATA[<p>alert(1)</p>]]><?php echo 1 ?><!DOCTYPE html>"), (whole,)),
    Case("nul-bytes", "NUL bytes between the words", "stored", lambda a: iter([answer(good(a).replace(b" our archive", b" our\x00 archive"))])),
    Case("controls", "control characters between the words", "stored", shows(inside="<p>\x01\x02\x07\x08\x1b[31m\x7f\x85 Text.</p>"), (whole, lacks("\x01", "\x07", "\x08", "\x1b", "\x7f", "\x85"))),
    Case("entities", "100,000 odd entities", HEAVY, _inside(_entities), (lacks("\u202e", "\x00"),)),
    Case("cells", "a table with cells that span 99,999 rows and columns", HEAVY, _inside(_cells)),
    Case("links", "20,000 links to files elsewhere", HEAVY, _inside(_links)),
    Case("alternates", "20,000 languages elsewhere", HEAVY, _inside(_alternates, "top")),
    Case("selects", "100,000 options without a select", HEAVY, _stream("<select>", "<option>1", 100_000)),
    Case("frames", "frames, pictures, scripts and forms of another host", "stored", _inside(_frames, "after"), (whole,)),
    Case("base-away", "a base address elsewhere", "stored", _inside(_base, "top"), (whole,)),
    Case("parts-away", "further pages elsewhere", "stored", _inside(_more_pages), ()),
    Case("parts-endless", "a report of pages without end", "stored or failed: incomplete", _endless_parts),
    Case("xhtml-laughs", "entities that unfold to 10^9 words, as XHTML", f"not_report: empty_page or not_report: no_title or not_report: not_html or {LIMIT} or stored", says(answer(XHTML_BOMB, kind="application/xhtml+xml")), (short,)),
    Case("xhtml-entities", "entities of files and of another host, as XHTML", "not_report: empty_page or not_report: no_title or stored", _external_entity, (lacks(*NOT_READ),)),
    Case("xml-page", "a page as text/xml", "stored or not_report: not_html", shows(kind="text/xml")),
    Case("hidden", "text that no reader sees", "stored", shows(inside=HIDDEN), (whole, lacks(*HIDDEN_WORDS))),
    Case("style-content", "words in style and script", "stored", shows(inside="<style>p:after{content:'alert(1)'}</style><script>alert(1)</script>"), (whole, lacks(*NOT_READ))),
    Case("events", "handlers and javascript: links", "stored", shows(inside="<p onclick='alert(1)'>A click.</p><a href='javascript:alert(1)'>A link.</a>"), (whole, lacks(*NOT_READ))),
    Case("shadow", "the text in a declarative shadow root", "stored", shows(inside="<div><template shadowrootmode=open><p>Shadow.</p></template></div>"), (whole,)),
    Case("ids-twice", "10,000 elements of one id", "stored", shows(inside="<p id=content>Again.</p>" * 10_000), (whole,)),
    Case("containers-many", "5,000 containers of the body", HEAVY, shows(after='<div class="td-post-content"><p>Another text.</p></div>' * 5_000)),
    Case("headlines-many", "5,000 headlines", HEAVY, shows(before='<h1 class="entry-title">Another one</h1>' * 5_000)),
    Case("metas-many", "50,000 meta tags", HEAVY, _inside(lambda a: '<meta property="og:title" content="Other">' * a.size(50_000), "top")),
    Case("jsonld-bomb", "JSON-LD of 100,000 nested lists", "stored or " + LIMIT, _inside(lambda a: f'<script type="application/ld+json">{"[" * 100_000}</script>', "top"), (whole,)),
    Case("jsonld-many", "20,000 JSON-LD blocks", HEAVY, _inside(lambda a: '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"1066-10-14"}</script>' * a.size(20_000), "top")),
    Case("jsonld-number", "JSON-LD with a number of 1 MB", "stored or " + LIMIT, _inside(lambda a: f'<script type="application/ld+json">{{"@type":"NewsArticle","wordCount":{"9" * a.size(1_000_000)}}}</script>', "top"), (whole,)),
    Case("jsonld-cycle", "JSON-LD that points to itself", "stored", shows(top='<script type="application/ld+json">{"@graph":[{"@id":"#a","@type":"NewsArticle","isPartOf":{"@id":"#a"},"mainEntity":{"@id":"#a"}}]}</script>'), (whole,)),
    Case("jsonld-types", "JSON-LD with values of every wrong type", "stored", shows(top='<script type="application/ld+json">{"@type":["NewsArticle",5,null],"datePublished":{"a":1},"headline":[[]],"author":7,"articleSection":{"x":[]},"keywords":9,"inLanguage":false}</script>'), (whole,)),
    Case("conditional", "conditional comments and noscript around the text", "stored", shows(before="<!--[if IE]><p>Old.</p><![endif]--><noscript>", after="</noscript>"), ()),
    Case("empty", "an empty body", "not_report: empty_page or not_report: not_html", says(answer(""))),
    Case("blank-page", "a page without words", "not_report: empty_page or not_report: no_title", says(answer("<html><head></head><body></body></html>"))),
    Case("one-byte", "one byte", "not_report: empty_page or not_report: no_title or not_report: not_html", says(answer("<"))),
    Case("headers-html", "a Content-Type of 10 kB", "not_report: empty_page or not_report: not_html or failed: network", says(answer("<h1>x</h1>", kind=HTML + "; a=" + "b" * 10_000))),
)  # fmt: skip

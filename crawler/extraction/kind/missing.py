"""Pages that stand in place of one that is gone, answered with status 200: soft 404s, suspended
accounts, broken servers, parked domains."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.extraction.page.belonging import is_noise
from crawler.extraction.page.reading import Page
from crawler.extraction.page.shown import line_of
from crawler.extraction.page.site import SEPARATOR

_BODY_CLASSES = frozenset(
    {"error404", "error-404", "page-404", "search-no-results", "wp-die-message"}
)
_GONE = (
    r"(?:error )?40[34](?: error)?(?:\W+(?:error|not found|page not found|forbidden|oops))*",
    (
        r"(?:the |this |that )?(?:requested )?(?:page|content|article|post|url|resource)"
        r"(?: you (?:requested|are looking for|were looking for))?"
        r" (?:(?:was |is |could |can'?t |cannot )(?:not )?(?:be )?found|not found"
        r"|does(?: not|n'?t) exist|no longer exists|is no longer available|is not available"
        r"|(?:has been )?(?:removed|deleted))"
    ),
    r"not found(?:\W+(?:error )?404)?",
    r"nothing(?: was)? found(?: here)?",
    r"no (?:posts|results|articles) (?:were )?found",
    r"(?:file|object|category|article) not found",
    (
        r"(?:عذرا|عذراً|نأسف)?\W*(?:هذه )?(?:الصفحة|المقالة|المقال)(?: المطلوبة| التي تبحث عنها)?"
        r" (?:غير موجودة?|غير متوفرة?|غير متاحة?)"
    ),
    r"لم يتم العثور على (?:الصفحة|أي شيء|نتائج|شيء)(?: المطلوبة)?",
    r"لا (?:توجد|يوجد) (?:نتائج|مقالات|شيء هنا)|خطأ 404",
    r"(?:die )?(?:seite|artikel)(?: wurde)? nicht gefunden|nichts gefunden",
    r"page non trouvée|página no encontrada",
)
_BROKEN = (
    r"(?:this )?(?:account|(?:web)?site) (?:has been )?suspended",
    r"error establishing a database connection|database (?:connection )?error|fatal error",
    r"there has been a critical error on this website|wordpress\W+error",
    r"(?:site (?:is )?)?(?:in )?maintenance mode|scheduled maintenance",
    r"(?:(?:web)?site (?:is )?)?(?:currently )?under (?:maintenance|construction)",
    r"briefly unavailable for scheduled maintenance.*|coming soon",
    r"(?:\d{3} )?(?:internal server error|service (?:temporarily )?unavailable|bad gateway)",
    r"(?:\d{3} )?(?:gateway time-?out|forbidden|gone|too many requests|bandwidth limit exceeded)",
    r"(?:web)?site (?:temporarily )?unavailable|web server is down|connection timed out",
    r".{0,80}\| 5\d\d: .{1,60}|dns resolution error",
)
_NO_SITE = (
    r"welcome to nginx!?|apache2? .{0,30}default page.*|it works!?|default web site page",
    r"iis windows server|plesk .{0,20}default page|future home of .{0,60}|site not found.*",
    r"(?:this )?domain (?:name )?(?:is |has )?(?:parked|expired|for sale|not configured)",
    r"[\w.-]{3,60}\.\w{2,12} is for sale!?|(?:hosting )?parked domain",
)
_PHRASES = re.compile(
    rf"(?:\W|oops|sorry|error|http|status|whoops)*(?:{'|'.join((*_GONE, *_BROKEN, *_NO_SITE))})\W*",
    re.IGNORECASE,
)
"""Whole headings, case and signs at the edges aside."""

_PARKING = re.compile(
    r"sedoparking\.com|parkingcrew\.net|bodis\.com|afternic\.com|hugedomains\.com|dan\.com/|above\.com/park"
    r"|parklogic|d38psrni17bvxu|img\.sedo\.|godaddy\.com/parking|parking-lander|/px\.js\?ch="
)


def missing(page: Page, title: str, status: int) -> str:
    """What shows that a page stands for one that is gone; "" where nothing does.

    The phrases must be all of a heading or of the title's first or last part; a report whose title
    has them among other words is none. Not to be asked of a page that is surely a post.
    """
    if marks := _BODY_CLASSES & page.outline.body_classes():
        return f"body class {min(marks)}"
    for line in _headings(page, title):
        if _PHRASES.fullmatch(line):
            return f"heading {line[:80]!r}"
    if parking := _parking(page):
        return f"parked domain: {parking}"
    return f"HTTP status {status}" if status >= 400 else ""


def _headings(page: Page, title: str) -> list[str]:
    document = page.outline.document_title()
    parts = [part for part in SEPARATOR.split(document) if part.strip()]
    shown = [line_of(h) for h in page.outline.of("h1")[:3] if not is_noise(h)]
    lines = [title, document, *parts[:1], *parts[-1:], *shown]
    return [line.strip().replace("’", "'") for line in lines if line.strip()]


def _parking(page: Page) -> str:
    if any(element.get("data-adblockkey") for element in page.outline.of("html")):
        return "data-adblockkey"
    for element in _loaded(page):
        if match := _PARKING.search(element.get("src") or element.get("href") or ""):
            return match[0]
    return ""


def _loaded(page: Page) -> list[HtmlElement]:
    return [*page.outline.of("script"), *page.outline.of("iframe"), *page.outline.of("link")]

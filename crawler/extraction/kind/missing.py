"""Pages that stand in place of one that is gone, answered with status 200: soft 404s, suspended
accounts, broken servers, parked domains."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.extraction.page.belonging import UNSEEN, is_noise
from crawler.extraction.page.elements import class_tokens
from crawler.extraction.page.hidden import is_hidden
from crawler.extraction.page.reading import Page
from crawler.extraction.page.shown import line_of
from crawler.extraction.page.site import SEPARATOR

_BODY_CLASSES = frozenset(
    {"error404", "error-404", "page-404", "search-no-results", "wp-die-message"}
)
_BLOCK_CLASSES = re.compile(
    r"(?:[a-z]{1,12}[-_])?error[-_]?404(?:[-_](?:content|page|title|wrapper|container|inner|text))?"
    r"|(?:[a-z]{1,12}[-_])?404[-_](?:head|title|sub-title|heading|content|page|wrapper|container"
    r"|inner|text|error|layout(?:-\d)?|template)"
    r"|(?:error[-_])?(?:page|container|template)[-_]?404|(?:page|post|content)[-_]not[-_]?found"
    r"|not[-_]?found[-_](?:page|content|wrapper|container)|(?:fusion[-_])?error[-_]page"
    r"|wp-die-message",
    re.IGNORECASE,
)
"""Classes round the text of a missing page: tagDiv (td-404-title), core themes (error-404,
error404), Astra, OceanWP, Avada, WordPress itself (wp-die-message). A post's number (post-404,
page-id-404) is none."""
_NOT_FOUND = frozenset({"not-found", "not_found"})
"""The same of core themes and Divi; search boxes name an answer of theirs so too, hence it counts
only on a page whose headline does not stand outside."""
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
    r"(?:(?:the |this |our )?(?:web)?site (?:is )?)?(?:in )?maintenance(?: mode| page)?",
    r"(?:scheduled|planned|routine|website|server|system) maintenance",
    (
        r"(?:(?:the |this |our )?(?:web)?site (?:is )?|we(?: a|')re )?(?:currently |temporarily )?"
        r"(?:(?:down|offline|closed|unavailable) )?(?:for|under|undergoing)"
        r" (?:(?:scheduled|planned|routine) )?(?:maintenance|construction)"
    ),
    (
        r"(?:(?:we|the site|our site|our website)(?:'ll| will) )?be (?:right )?back(?: online)?"
        r"(?: (?:very )?(?:soon|shortly))?"
    ),
    r"briefly unavailable for scheduled maintenance.*|coming soon",
    (
        r"(?:عذر[اً]{1,2}\W+)?(?:هذا )?الموقع (?:حالي[اً]{1,2} )?(?:متوقف |مغلق )?(?:مؤقت[اً]{1,2} )?"
        r"(?:(?:قيد|تحت|في وضع) (?:الصيانة|الإنشاء)|للصيانة)(?: حالي[اً]{1,2})?"
    ),
    r"(?:قيد|تحت|وضع) الصيانة|(?:أعمال )?صيانة الموقع|(?:سوف |س)?نعود (?:إليكم )?قريب[اً]{1,2}",
    r"wartungs(?:arbeiten|modus)|wir sind (?:bald|gleich|in kürze) (?:wieder da|zurück)",
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
    r"(?:\W++|o+ps|sorry|error|http|status|whoops)*"
    rf"(?:{'|'.join((*_GONE, *_BROKEN, *_NO_SITE))})\W*",
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
    if marks := _BODY_CLASSES & page.outline.body_classes:
        return f"body class {min(marks)}"
    if block := _block(page):
        return f"class {block}"
    for line in _headings(page, title):
        if _PHRASES.fullmatch(line):
            return f"heading {line[:80]!r}"
    if parking := _parking(page):
        return f"parked domain: {parking}"
    return f"HTTP status {status}" if status >= 400 else ""


def _block(page: Page) -> str:
    """The class of a block that themes print in place of a missing page; "" without one."""
    for element in page.tree.iter("div", "section", "article", "main"):
        for name in class_tokens(element):
            is_sure = _BLOCK_CLASSES.fullmatch(name) is not None
            if not is_sure and (name not in _NOT_FOUND or _is_headed(page, element)):
                continue
            if not is_noise(element) and not _is_unseen(element):
                return name
    return ""


def _is_headed(page: Page, block: HtmlElement) -> bool:
    """Whether the page has a heading with words outside a block."""
    heading = page.headline.element
    if heading is None or not page.headline.text:
        return False
    return all(above is not block for above in heading.iterancestors())


def _is_unseen(element: HtmlElement) -> bool:
    return any(
        UNSEEN.match(node) or is_hidden(node) for node in (element, *element.iterancestors())
    )


def _headings(page: Page, title: str) -> list[str]:
    """Title, document's title, its first and last part, and headings.

    Parts of the page's own headline are none: a report may quote such words before a dash.
    """
    document = page.outline.document_title
    headed = page.headline.text if page.headline.source in ("theme", "h1") else ""
    rest = document.replace(headed, " ", 1) if headed else document
    parts = [part for part in SEPARATOR.split(rest) if part.strip()]
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

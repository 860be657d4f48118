"""What kind of page it is: a report, or one of the things that answer in its place.

Marks of structure decide (classes of ``<body>``, forms, scripts, whole headings), never a word of
the text: reports speak of logins, challenges and errors, and have search, comment and login forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from crawler.extraction.kind.challenges import challenge
from crawler.extraction.kind.listings import class_marks, listing
from crawler.extraction.kind.missing import missing
from crawler.extraction.page.addresses import path_key
from crawler.extraction.page.belonging import is_noise
from crawler.extraction.page.jsonld import is_article_type, names_page, types_of
from crawler.extraction.page.reading import Page
from crawler.extraction.page.shown import line_of
from crawler.extraction.page.site import SEPARATOR
from crawler.extraction.page.themes import is_password_form
from crawler.items import Reason

_POST_CLASSES = frozenset({"single", "single-post", "view-article"})
_LOGIN_TITLES = re.compile(
    r"(?:admin(?:istrator)? |member |user |wordpress |please )?"
    r"(?:log[ -]?in|sign[ -]?in|log[ -]?on)"
    r"(?: (?:required|page|to continue|to your account|to view this (?:page|content)))?"
    r"|members only|authori[sz]ation required|lost password|تسجيل الدخول|الدخول"
    r"|anmelden|anmeldung|einloggen"
    r"|connexion|iniciar sesión|oturum aç|joomla! administrator",
    re.IGNORECASE,
)
_NEEDS_SCRIPTS = re.compile(
    r"\W*+(?:(?:please|you need to|sorry,?|this (?:site|page|app|website)|we'?re sorry)?.{0,60}"
    r"(?:enable|enabled|requires?|turn on|activate|without) ?(?:java ?script|js)\b.{0,120})",
    re.IGNORECASE | re.DOTALL,
)
_APP_ROOTS = frozenset({"root", "app", "__next", "___gatsby", "__nuxt", "app-root", "application"})
_UNSHOWN = frozenset({"script", "style", "noscript", "template"})
_FEW = 50
"""Characters that an empty shell may show: a name, "Loading…"."""


def page_kind(page: Page, body: str, title: str, status: int = 200) -> tuple[Reason, str] | None:
    """Why a page is no report, and what on it shows that; None where it is a report.

    ``body`` and ``title`` are what was extracted, ``status`` that of the answer.
    """
    marks = _marks(page, body, title, status)
    return next(((reason, mark) for reason, mark in marks if mark), None)


def _marks(page: Page, body: str, title: str, status: int) -> Iterator[tuple[Reason, str]]:
    """The kinds in the order in which they are told apart, each with its mark or "".

    WordPress publishes posts without a title; another page without one is none of the publisher's.
    """
    post = is_post(page)
    if not post:
        shown = _shown(page)
        yield Reason.CHALLENGE_PAGE, challenge(page, shown)
        yield Reason.LOGIN_PAGE, _login(page)
        yield Reason.SOFT_404, missing(page, title, status)
        yield Reason.EMPTY_PAGE, _shell(page, body, shown)
        yield Reason.LISTING_PAGE, listing(page, body)
    yield Reason.PASSWORD_FORM, _password_form(page)
    yield Reason.EMPTY_PAGE, "" if body.strip() else "no text in the body"
    titled = title.strip() or page.headline.refused
    yield Reason.NO_TITLE, "" if titled or post else "no title but the site's name"


def is_post(page: Page) -> bool:
    """Whether the page is surely one post: WordPress and Joomla say so in ``<body>``, SEO plugins
    by an article in JSON-LD that names this page, or by Open Graph with a date of publication."""
    classes = page.outline.body_classes
    if classes & {"error404", "search-no-results"}:
        return False
    if classes & _POST_CLASSES or any(re.fullmatch(r"postid-\d+", name) for name in classes):
        return True
    article = page.article
    if article is not None and any(map(is_article_type, types_of(article))):
        own = {path_key(url) for url in (page.outline.url, page.outline.canonical) if url}
        if names_page(article, own) or not class_marks(classes):
            return True
    is_article = page.outline.meta("og:type").lower() == "article"
    return is_article and bool(page.outline.meta("article:published_time"))


def _shown(page: Page) -> int:
    """Characters that the page shows."""
    shown = 0
    for body in page.outline.of("body"):
        for element in body.iter(etree.Element):
            if element.tag not in _UNSHOWN:
                shown += len((element.text or "").strip())
            shown += len((element.tail or "").strip())
    return shown


def _login(page: Page) -> str:
    """A form that asks for a password, under a title that is nothing but "log in"."""
    asks = any(
        (field.get("type") or "").lower() == "password" and not is_noise(field)
        for field in page.outline.of("input")
    )
    if not asks:
        return ""
    document = page.outline.document_title
    lines = [document, SEPARATOR.split(document)[0], *map(line_of, page.outline.of("h1")[:2])]
    for line in lines:
        if _LOGIN_TITLES.fullmatch(line.strip(" .!…")):
            return f"password field under {line[:60]!r}"
    marks = page.outline.body_classes & {"login", "view-login", "login-action-login"}
    return f"password field and body class {min(marks)}" if marks else ""


def _password_form(page: Page) -> str:
    """WordPress's form in place of a protected post; those of other posts in lists do not count."""
    for form in page.outline.of("form"):
        if is_password_form(form) and not is_noise(form):
            return "form of a protected post"
    return ""


def _shell(page: Page, body: str, shown: int) -> str:
    headed = body.strip() and page.headline.source in ("theme", "h1")
    if shown <= _FEW and not headed:
        for element in page.tree.iter("div", "app-root", "main"):
            if element.get("id") in _APP_ROOTS or element.tag == "app-root":
                return "empty root of a JavaScript application"
        return "nothing is shown"
    if len(body) <= 4 * _FEW and _NEEDS_SCRIPTS.fullmatch(body.strip()):
        return "asks for JavaScript"
    return ""

"""Pages of a guard before the site: browser checks, captchas, "Just a moment…"."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.extraction.page.elements import class_tokens
from crawler.extraction.page.reading import Page
from crawler.extraction.page.shown import line_of

_TITLES = re.compile(
    r"just a moment\W*|attention required!?(?: \| cloudflare)?"
    r"|checking your browser(?: before accessing.*)?\W*"
    r"|please wait\W*(?:\| cloudflare)?"
    r"|one moment,? please\W*|access denied"
    r"(?: \| .{1,80} used cloudflare .*|\W*)|access to this page has been denied\W*|ddos[- ]guard"
    r"|ddos protection by .*|sucuri website firewall.*|you are being redirected\W*"
    r"|making sure you'?re not a bot\W*|are you (?:a )?(?:human|robot)\W*|robot check|captcha"
    r"|(?:human|bot|browser) (?:verification|check)|security (?:check|verification)(?: required)?"
    r"|(?:please )?verify(?:ing)? (?:that )?you are (?:a )?(?:not a (?:ro)?bot|human)\W*"
    r"|verifying that you are not a robot\W*|pardon our interruption\W*|validation request"
    r"|request unsuccessful\. incapsula.*|establishing a secure connection\W*|client challenge"
    r"|nur einen moment\W*|un instant\W*|un momento\W*|bir dakika lütfen\W*|(?:انتظر )?لحظة\W*",
    re.IGNORECASE,
)
"""Whole titles, as Cloudflare (in six languages), Sucuri, DDoS-Guard, Imunify360, Akamai, Distil,
LiteSpeed and Anubis write them."""

_IDS = frozenset(
    (
        "challenge-form", "challenge-running", "challenge-stage", "challenge-error-text",
        "cf-challenge-running", "cf-please-wait", "anubis_version", "anubis_challenge",
        "px-captcha", "sec-if-cpt-container", "ddg-captcha", "imunify360-captcha",
    )
)  # fmt: skip
_SCRIPTS = re.compile(
    r"_cf_chl_opt|/cdn-cgi/challenge-platform/h/\w+/orchestrate|sucuri_cloudproxy_js|gokuProps"
    r"|AwsWafIntegration|/\.well-known/ddos-guard/|ddos-guard\.net/check|captcha-delivery\.com"
    r"|/\.within\.website/x/cmd/anubis|/\.well-known/sgcaptcha|geo\.captcha|imunify360"
)
"""What a guard's own script holds. Into the pages they let through Cloudflare also puts
``/cdn-cgi/challenge-platform/scripts/`` and Incapsula its ``_Incapsula_Resource``: these show
nothing."""

_FRAMES = re.compile(r"_Incapsula_Resource|captcha-delivery\.com|challenges\.cloudflare\.com")
_REFRESHES = re.compile(r"/\.well-known/sgcaptcha|/_Incapsula_Resource|/cdn-cgi/|bm-verify")
_WIDGETS = frozenset(
    {"cf-turnstile", "h-captcha", "g-recaptcha", "cf-challenge", "cf-captcha-container"}
)
_LONGEST = 900
"""Characters that a guard's page shows at most; its widget also stands in comment forms."""


def challenge(page: Page, shown: int) -> str:
    """What shows that a page is a guard's; "" where nothing does.

    ``shown`` is how many characters the page shows. Not to be asked of a page that is surely a
    post: what stands there is a widget of its comment form.
    """
    title = page.outline.document_title
    if _TITLES.fullmatch(title) and shown <= _LONGEST:
        return f"title {title!r}"
    for script in page.outline.of("script"):
        if match := _SCRIPTS.search(script.get("src") or "") or _SCRIPTS.search(script.text or ""):
            return f"script {match[0]}"
    for meta in page.outline.of("meta"):
        refresh = (meta.get("http-equiv") or "").lower() == "refresh"
        if refresh and (match := _REFRESHES.search(meta.get("content") or "")):
            return f"refresh {match[0]}"
    if shown > _LONGEST:
        return ""
    for frame in page.outline.of("iframe"):
        if match := _FRAMES.search(frame.get("src") or ""):
            return f"frame {match[0]}"
    return _marked(page)


def _marked(page: Page) -> str:
    headings = [line_of(h) for h in page.outline.of("h1")[:2]]
    for element in page.tree.iter("div", "form", "script", "input", "h2", "span"):
        if (name := element.get("id") or "") in _IDS:
            return f"element #{name}"
        if not _WIDGETS.isdisjoint(class_tokens(element)) and not _in_comments(element):
            return f"captcha under {headings[0][:60]!r}" if headings else "captcha and no heading"
    return ""


def _in_comments(element: HtmlElement) -> bool:
    forms = ("commentform", "comments", "respond", "contact", "newsletter", "search")
    return any(
        name in (node.get("id") or "").lower() or name in (node.get("class") or "").lower()
        for node in element.iterancestors("form", "section", "div", "aside", "footer")
        for name in forms
    )

"""Answers that are no report, whatever they call themselves."""

from __future__ import annotations

import zlib

from sites.hostile.case import Asked, Case, Script, Steps
from sites.hostile.fields import SPOILED
from sites.hostile.wire import HTML, answer, good, head, says

NOT_HTML = "not_report: not_html"
NO_PAGE = f"{NOT_HTML} or not_report: empty_page or not_report: no_title"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n"
ZIP = b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + zlib.compress(b"a" * 5000) * 20
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff" + bytes(range(256)) * 20
)
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 40
FORM = (
    '<form id="loginform" action="/wp-login.php" method="post"><input name="log">'
    '<input type="password" name="pwd"><input type="submit" value="Log In"></form>'
)


def _page(title: str, text: str) -> bytes:
    body = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{text}</body></html>"
    return answer(body)


def _typed(kind: str, *lines: str) -> Script:
    def serve(asked: Asked) -> Steps:
        yield answer(good(asked), *lines, kind=kind)

    return serve


def _film(asked: Asked) -> Steps:
    yield head(kind="video/mp4")
    while True:
        yield bytes(100_000)


CASES = (
    Case("pdf", "a PDF that says so", NOT_HTML, says(answer(PDF, kind="application/pdf"))),
    Case("pdf-as-html", "a PDF that is called HTML", NO_PAGE, says(answer(PDF * 50, kind=HTML))),
    Case("zip-as-html", "a ZIP file that is called HTML", NO_PAGE, says(answer(ZIP, kind=HTML))),
    Case("picture-as-html", "a picture of 2^32 × 2^32 points that is called HTML", NO_PAGE, says(answer(PNG, kind=HTML))),
    Case("program-as-html", "a program that is called HTML", NO_PAGE, says(answer(EXE, kind=HTML))),
    Case("film", "a film without end", f"failed: too_large or {NOT_HTML}", _film),
    Case("json", "JSON", NOT_HTML, says(answer('{"title": "Nine killed"}', kind="application/json"))),
    Case("plain-text", "a text file", NOT_HTML, says(answer("Nine killed.\n" * 50, kind="text/plain"))),
    Case("script-file", "a script", NOT_HTML, says(answer("alert(1)", kind="text/javascript"))),
    Case("kind-none", "a page without Content-Type", "stored or " + NOT_HTML, _typed("")),
    Case("kind-empty", "a page with an empty Content-Type", "stored or " + NOT_HTML, lambda a: iter([answer(good(a), "Content-Type: ", kind="")])),
    Case("kind-octets", "a page as application/octet-stream", "stored or " + NOT_HTML, _typed("application/octet-stream")),
    Case("kind-plain", "a page as text/plain, not to be guessed", "stored or " + NOT_HTML, _typed("text/plain", "X-Content-Type-Options: nosniff")),
    Case("kind-odd", "a Content-Type that is none", "stored or " + NOT_HTML, _typed("html/;;;=,,")),
    Case("kind-two", "two Content-Types", "stored or " + NOT_HTML, _typed("text/html", "Content-Type: application/pdf")),
    Case("kind-multipart", "multipart/x-mixed-replace", f"{SPOILED} or {NOT_HTML}", _typed("multipart/x-mixed-replace; boundary=x")),
    Case("soft-404", "\"not found\" with status 200", "not_report: soft_404 or not_report: empty_page", says(_page("Page not found", "<p>Oops! That page can’t be found. It looks like nothing was found at this location.</p>"))),
    Case("login", "a form to log in", "not_report: login_page", says(_page("Log In", FORM))),
    Case("challenge", "a check whether the visitor is human", "not_report: challenge_page or failed: http_status", says(answer("<html><head><title>Just a moment...</title></head><body><h1>Just a moment...</h1><div id='cf-challenge-running'>Checking your browser before accessing the site. Enable JavaScript and cookies to continue.</div><script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'></script></body></html>", "cf-mitigated: challenge", "Server: cloudflare", status="403 Forbidden"))),
    Case("listing", "a list of posts", "not_report: listing_page", says(_page("Archive", "".join(f'<article class="post"><h2 class="entry-title"><a href="/reports/listed-{n}/">Report number {n} of the archive</a></h2><p class="entry-summary">Short words.</p></article>' for n in range(12))))),
    Case("gone", "410", "gone: http_status", says(answer("<h1>Gone</h1>", status="410 Gone"))),
    Case("parked", "a parked domain", "not_report: soft_404 or not_report: empty_page or stored", says(_page("example.org is for sale", "<p>Buy this domain.</p>"))),
    Case("default-page", "a web server's own first page", "not_report: soft_404 or not_report: empty_page or stored", says(_page("Welcome to nginx!", "<p>If you see this page, the web server is working.</p>"))),
)  # fmt: skip

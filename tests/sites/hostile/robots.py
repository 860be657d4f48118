"""robots.txt that cannot be had, or is made to do harm; each is a crawl of its own."""

from __future__ import annotations

import gzip

from sites.hostile.case import Asked, Case, Script, Step, Steps
from sites.hostile.wire import answer, head, says

TEXT = "text/plain; charset=utf-8"
GOOD = "User-agent: *\nDisallow: /forbidden/\n"
ALL = "complete"
"""All good reports are stored."""
NONE = "no_source"
"""Nothing was asked for but robots.txt."""


def _rules(text: str) -> Script:
    return says(answer(text, kind=TEXT))


def _endless(_asked: Asked) -> Steps:
    yield head(kind=TEXT) + GOOD.encode()
    while True:
        yield b"# no end of rules\n" * 5000


def _slow(_asked: Asked) -> Steps:
    yield head(kind=TEXT)
    for byte in GOOD.encode():
        yield bytes([byte])
        yield 0.5


def _led(target: str) -> Script:
    def serve(asked: Asked) -> Steps:
        location = target.format(elsewhere=asked.elsewhere, path=asked.path)
        yield head(f"Location: {location}", "Content-Length: 0", status="302 Found")

    return serve


def _robots(name: str, told: str, fate: str, serve: Script) -> Case:
    return Case(f"robots-{name}", told, fate, serve, source="robots")


CASES = (
    _robots("500", "500", NONE, says(answer("", status="500 Internal Server Error"))),
    _robots("reset", "resets the connection", NONE, says(Step.RESET)),
    _robots("silent", "never answers", NONE, says(3600.0)),
    _robots("slow", "a byte each half second", NONE, _slow),
    _robots("404", "404", ALL, says(answer("", status="404 Not Found"))),
    _robots("403", "403", ALL, says(answer("", status="403 Forbidden"))),
    _robots("away", "leads to another server", f"{ALL} or {NONE}", _led("{elsewhere}/robots.txt")),
    _robots("loop", "leads to itself", f"{ALL} or {NONE}", _led("/robots.txt")),
    _robots("forbids", "forbids everything", NONE, _rules("User-agent: *\nDisallow: /\n")),
    _robots("endless", "never ends", ALL, _endless),
    _robots("long", "3 MB of comments after the rules", ALL, _rules(GOOD + "# comment\n" * 300_000)),
    _robots("longest", "40 MB of comments after the rules", ALL, _rules(GOOD + "# comment\n" * 4_000_000)),
    _robots("bomb", "gzip that unpacks to 1 GB", ALL, lambda a: iter([answer(gzip.compress(b"#" * a.size(1_000_000_000)), "Content-Encoding: gzip", kind=TEXT)])),
    _robots("page", "a page", ALL, says(answer("<html><body><h1>Welcome</h1></body></html>"))),
    _robots("binary", "bytes", ALL, says(answer(bytes(range(256)) * 100, kind=TEXT))),
    _robots("mark", "a byte order mark before the rules", ALL, _rules("\ufeff" + GOOD)),
    _robots("delay", "asks for 10^9 seconds between requests", ALL, _rules(GOOD + "Crawl-delay: 1000000000\n")),
    _robots("delay-odd", "asks for a delay that is no number", ALL, _rules(GOOD + "Crawl-delay: -5\nCrawl-delay: nan\nCrawl-delay: 1e999\nCrawl-delay: x\n")),
    _robots("wildcards", "patterns that are slow to match", ALL, _rules(GOOD + f"Disallow: /{'*a' * 60}b\nDisallow: /{'*' * 5000}x$\n")),
    _robots("groups", "50,000 groups", ALL, _rules("".join(f"User-agent: bot{n}\nDisallow: /\n\n" for n in range(50_000)) + GOOD)),
    _robots("sitemap", "names a sitemap of another server", ALL, lambda a: iter([answer(f"{GOOD}Sitemap: {a.elsewhere}/stray.xml\n", kind=TEXT)])),
    _robots("length", "breaks off before its length", f"{ALL} or {NONE}", lambda _a: iter([head("Content-Length: 900", kind=TEXT) + GOOD.encode()])),
)  # fmt: skip

"""Redirects: without end, to nowhere, and to where nobody should be led."""

from __future__ import annotations

from collections.abc import Callable

from sites.hostile.case import Asked, Case, Kept, Script, Steps
from sites.hostile.wire import answer, good, head, name_in

OFF = "excluded: off_site"
REFUSED = "failed: http_status"
ENDLESS = REFUSED
NOWHERE = f"{OFF} or {REFUSED}"
"""Either it is told apart as leading away, or as an answer that cannot be followed."""


def _to(target: str | Callable[[Asked], str], *lines: str, status: str = "302 Found") -> Script:
    """Lead on; of a text ``{origin}``, ``{port}``, ``{elsewhere}``, ``{other}`` are filled in."""

    def serve(asked: Asked) -> Steps:
        location = target(asked) if callable(target) else _filled(target, asked)
        yield head(f"Location: {location}", *lines, "Content-Length: 0", status=status)

    return serve


def _filled(text: str, asked: Asked) -> str:
    return text.format(
        origin=asked.origin,
        port=asked.port,
        elsewhere=asked.elsewhere,
        other=asked.elsewhere.rpartition(":")[2],
    )


def _then_good(target: str, status: str = "302 Found") -> Script:
    """Lead once, to a page that is good."""

    def serve(asked: Asked) -> Steps:
        if "second" in asked.path:
            yield answer(good(asked))
        else:
            yield from _to(target, status=status)(asked)

    return serve


def _loop(asked: Asked) -> Steps:
    turn = "two" if asked.path.endswith("one/") else "one"
    yield from _to(f"/reports/{name_in(asked.path)}/{turn}/")(asked)


def _chain(asked: Asked) -> Steps:
    number = int(asked.path.rpartition("=")[2] or 0) if "=" in asked.path else 0
    yield from _to(f"/reports/{name_in(asked.path)}/?step={number + 1}")(asked)


def _growing(asked: Asked) -> Steps:
    yield from _to(f"{asked.path}further/")(asked)


def _body_too(asked: Asked) -> Steps:
    yield head("Location: /reports/redirect-body/second/", status="302 Found")
    while True:
        yield b"<p>A redirect needs no body, least of all one without end.</p>" * 1000


def _refresh(where: str) -> Script:
    """A page that sends browsers on."""

    def serve(asked: Asked) -> Steps:
        target = _filled(where, asked)
        meta = f'<meta http-equiv="refresh" content="0; url={target}">'
        yield answer(good(asked).replace(b"</head>", f"{meta}</head>".encode()))

    return serve


def _not_forged(kept: Kept) -> str:
    return "it has the address of another report" if any("/blog/" in u for u in kept.urls) else ""


AWAY = {
    "other-port": ("another port of the same host", "{elsewhere}/reports/stray/"),
    "other-address": ("another address, same port", "http://127.0.0.2:{port}/reports/stray/"),
    "other-name": ("another name of the same address", "http://localhost:{port}/reports/stray/"),
    "other-scheme": ("https at the same port", "https://127.0.0.1:{port}/reports/stray/"),
    "no-scheme": ("an address without scheme", "//127.0.0.1:{other}/reports/stray/"),
    "backslashes": ("an address with backslashes", r"http:\\127.0.0.1:{other}\reports\stray"),
    "slash-backslash": ("/\\ and a host", r"/\127.0.0.1:{other}/reports/stray/"),
    "port-missing": ("the host without its port", "http://127.0.0.1/reports/stray/"),
    "private-10": ("10.0.0.1", "http://10.0.0.1/reports/stray/"),
    "private-192": ("192.168.1.1", "http://192.168.1.1/reports/stray/"),
    "link-local": ("169.254.169.254", "http://169.254.169.254/latest/meta-data/"),
    "loopback-six": ("[::1]", "http://[::1]:{other}/reports/stray/"),
    "mapped-six": ("[::ffff:127.0.0.1]", "http://[::ffff:127.0.0.1]:{other}/reports/stray/"),
    "nowhere-zero": ("0.0.0.0", "http://0.0.0.0:{other}/reports/stray/"),
    "decimal-host": ("127.0.0.1 as one number", "http://2130706433:{other}/reports/stray/"),
    "octal-host": ("127.0.0.1 in octal", "http://0177.0.0.1:{other}/reports/stray/"),
    "short-host": ("127.1", "http://127.1:{other}/reports/stray/"),
    "public-host": ("a public host", "http://example.com/reports/stray/"),
    "user-then-host": ("our host as user name", "http://127.0.0.1:{port}@127.0.0.1:{other}/stray/"),
    "dotted-host": ("our host with a dot", "http://127.0.0.1.:{other}/reports/stray/"),
}
SCHEMES = {
    "scheme-javascript": "javascript:alert(1)",
    "scheme-file": "file:///etc/passwd",
    "scheme-data": "data:text/html,<h1>Killed</h1>",
    "scheme-ftp": "ftp://127.0.0.1:{other}/stray",
    "scheme-gopher": "gopher://127.0.0.1:{other}/stray",
    "scheme-odd": "ht!tp://127.0.0.1:{other}/",
}
NO_ADDRESS = {
    "bad-host": ("an address in a bad form", "http://[bad/"),
    "bad-port": ("port 99999", "http://127.0.0.1:99999/"),
    "empty-host": ("an address without host", "http:///reports/stray/"),
    "blank-target": ("nothing but blanks", "   "),
    "long-target": ("an address of 100 kB", "/reports/long-target/" + "a" * 100_000),
    "long-target-14": ("an address of 14 kB", "/reports/long-target-14/" + "a" * 14_000),
}

CASES = (
    Case("loop-self", "leads to itself", f"{ENDLESS} or failed: timeout", _to("/reports/loop-self/")),
    Case("loop-two", "two pages lead to each other", ENDLESS, _loop),
    Case("chain", "leads on without end", ENDLESS, _chain),
    Case("growing", "leads to ever longer paths", ENDLESS, _growing),
    Case("location-missing", "301 without an address", REFUSED, lambda a: iter([answer(good(a), status="301 Moved Permanently")])),
    Case("location-twice", "two addresses", f"{OFF} or {REFUSED} or stored", _to("/reports/location-twice/second/", "Location: http://127.0.0.1:1/")),
    Case("location-user", "our own address with user and password", NOWHERE, _to("http://user:secret@127.0.0.1:{port}/reports/location-user/second/")),
    Case("to-forbidden", "leads to what robots.txt forbids", "not_allowed: robots", _to("/forbidden/page/")),
    Case("to-front", "leads to the front page", "not_report: soft_404", _to("/")),
    Case("to-good", "leads to a good report", "duplicate: alias or stored or unchanged", _to("/reports/shared-target/")),
    Case("to-second", "leads to a good page by a relative address", "stored", _then_good("second/")),
    Case("to-second-307", "the same with 307", "stored", _then_good("second/", "307 Temporary Redirect")),
    Case("to-second-308", "the same with 308 and a fragment", "stored", _then_good("second/#part", "308 Permanent Redirect")),
    Case("choices-300", "300 Multiple Choices", f"{REFUSED} or stored", _then_good("second/", "300 Multiple Choices")),
    Case("redirect-body", "a redirect with a body without end", "failed: too_large or failed: timeout", _body_too),
    Case("refresh-away", "a meta refresh to another host", "stored or not_report: challenge_page", _refresh("{elsewhere}/reports/stray/")),
    Case("refresh-loop", "a meta refresh to itself", "stored or not_report: challenge_page", _refresh("/reports/refresh-loop/")),
    Case("refresh-script", "a meta refresh to javascript:", "stored or not_report: challenge_page", _refresh("javascript:alert(1)")),
    Case("refresh-header", "a Refresh header to another host", "stored", lambda a: iter([answer(good(a), f"Refresh: 0; url={a.elsewhere}/stray")]), (_not_forged,)),
    *(Case(name, f"leads to {told}", f"{NOWHERE} or gone: http_status", _to(target)) for name, (told, target) in AWAY.items()),
    *(Case(name, f"leads to `{target.partition(':')[0]}:`", NOWHERE, _to(target)) for name, target in SCHEMES.items()),
    *(Case(name, f"leads to {told}", f"{NOWHERE} or gone: http_status or failed: too_large or failed: network or failed: timeout or not_report: soft_404", _to(target)) for name, (told, target) in NO_ADDRESS.items()),
)  # fmt: skip

"""Answers that are wrong on the wire: broken off, endless, contradictory, no HTTP."""

from __future__ import annotations

from sites.hostile.case import Asked, Case, Script, Step, Steps
from sites.hostile.wire import answer, good, head, says

LOST = "failed: network"
CUT = "failed: incomplete"
REFUSED = "failed: http_status"


def _stop(share: float, end: Step | None = None, stated: float = 1.0) -> Script:
    """Send so much of a good page under a length of ``stated`` times it, then close."""

    def serve(asked: Asked) -> Steps:
        body = good(asked)
        yield head(f"Content-Length: {int(len(body) * stated)}")
        yield body[: int(len(body) * share)]
        if end:
            yield end

    return serve


def _without_length_cut(asked: Asked) -> Steps:
    yield head()
    yield good(asked)[:-20]


def _chunked(*after: bytes, whole: bool = False) -> Script:
    """A good page as one chunk, or half of one, and what comes after it."""

    def serve(asked: Asked) -> Steps:
        body = good(asked)
        yield head("Transfer-Encoding: chunked")
        yield f"{len(body):x}\r\n".encode() + (body + b"\r\n" if whole else body[:400])
        yield from after

    return serve


def _with_headers(*lines: str, status: str = "200 OK", kind: str = "text/html") -> Script:
    def serve(asked: Asked) -> Steps:
        yield answer(good(asked), *lines, status=status, kind=kind)

    return serve


def _with_status(line: bytes) -> Script:
    def serve(asked: Asked) -> Steps:
        yield answer(good(asked)).replace(b"HTTP/1.1 200 OK", line, 1)

    return serve


def _flood_headers(asked: Asked) -> Steps:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    for number in range(asked.size(100_000)):
        yield f"X-Flood-{number}: {'a' * 100}\r\n".encode()
    yield b"\r\n" + good(asked)


def _endless_headers(asked: Asked) -> Steps:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    while True:
        yield b"".join(b"X-Flood: %d\r\n" % number for number in range(500))


def _endless_line(asked: Asked) -> Steps:
    yield b"HTTP/1.1 200 OK\r\nX-Flood: "
    for _ in range(asked.size(10_000)):
        yield b"a" * 1000
    yield b"\r\n\r\n" + good(asked)


def _informed_without_end(asked: Asked) -> Steps:
    while True:
        yield b"HTTP/1.1 100 Continue\r\n\r\n"
        yield 0.01


def _informed_much(asked: Asked) -> Steps:
    yield b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n" * 5
    yield answer(good(asked))


def _slow_headers(asked: Asked) -> Steps:
    for byte in answer(good(asked)):
        yield bytes([byte])
        yield 0.5


def _drip(asked: Asked) -> Steps:
    body = good(asked)
    yield head(f"Content-Length: {len(body)}")
    for byte in body:
        yield bytes([byte])
        yield 0.5


def _stall(asked: Asked) -> Steps:
    yield from _stop(0.5)(asked)
    yield 3600.0


def _endless(asked: Asked) -> Steps:
    yield head() + good(asked)
    while True:
        yield b"<p>No end of words in a page that has no length.</p>\n" * 1000


def _endless_chunks(asked: Asked) -> Steps:
    yield head("Transfer-Encoding: chunked")
    while True:
        yield b"ffff\r\n" + b"a" * 0xFFFF + b"\r\n"


def _tiny_chunks(asked: Asked) -> Steps:
    """One byte a chunk, as fast as it goes."""
    yield head("Transfer-Encoding: chunked")
    yield b"".join(b"1\r\n%c\r\n" % byte for byte in good(asked)) + b"0\r\n\r\n"


def _smuggle(asked: Asked) -> Steps:
    """A second answer right behind the first, for whoever asks next on this connection."""
    body = good(asked)
    forged = answer(
        "<html><title>Forged</title><body><h1>Forged</h1><p>Forged words.</p></body></html>"
    ).replace(b"Connection: close\r\n", b"")
    yield answer(body).replace(b"Connection: close\r\n", b"") + forged
    yield 0.2


CASES = (
    Case("no-answer", "closes without a byte", LOST, says()),
    Case("reset", "resets the connection at once", LOST, says(Step.RESET)),
    Case("silent", "never answers", "failed: timeout", says(3600.0)),
    Case("cut-status", "closes within the status line", LOST, says("HTTP/1.1 20")),
    Case("cut-headers", "closes within the headers", LOST, says("HTTP/1.1 200 OK\r\nConte")),
    Case("cut-body", "closes before the length it stated", CUT, _stop(0.5)),
    Case("cut-last-byte", "closes one byte before the length it stated", CUT, _stop(0.9999)),
    Case("reset-body", "resets within the body", f"{CUT} or {LOST}", _stop(0.5, Step.RESET)),
    Case("length-short", "states a shorter length than it sends", CUT, _stop(1, stated=0.97)),
    Case("length-tera", "states a length of 10^13 bytes", "failed: too_large", _stop(1, None, 3e9)),
    Case("length-none", "sends no length and closes at the end", "stored", lambda a: iter([head() + good(a)])),
    Case("length-none-cut", "sends no length and closes within the page", CUT, _without_length_cut),
    Case("length-words", "states a length that is no number", LOST, says(head("Content-Length: many"), "<p>text</p>")),
    Case("length-negative", "states a negative length", LOST, says(head("Content-Length: -5"), "<p>text</p>")),
    Case("lengths-conflict", "states two lengths", LOST, says(head("Content-Length: 5", "Content-Length: 900"), "<p>text</p>")),
    Case("length-and-chunks", "states a length and sends chunks", f"stored or {LOST}", lambda a: iter([head("Content-Length: 3", "Transfer-Encoding: chunked"), b"%x\r\n%s\r\n0\r\n\r\n" % (len(good(a)), good(a))])),
    Case("chunks-cut", "closes within a chunk", CUT, _chunked()),
    Case("chunks-no-end", "closes without a last chunk", CUT, _chunked(whole=True)),
    Case("chunk-size-words", "a chunk's size is no number", f"{CUT} or {LOST}", says(head("Transfer-Encoding: chunked"), "zz\r\ntext\r\n0\r\n\r\n")),
    Case("chunk-size-negative", "a chunk's size is negative", f"{CUT} or {LOST}", says(head("Transfer-Encoding: chunked"), "-4\r\ntext\r\n0\r\n\r\n")),
    Case("chunk-size-huge", "a chunk's size is 2^64", f"{CUT} or {LOST} or failed: too_large", says(head("Transfer-Encoding: chunked"), "ffffffffffffffff\r\ntext\r\n0\r\n\r\n")),
    Case("chunk-extension", "a chunk's size has an extension of 1 MB", f"{CUT} or {LOST}", says(head("Transfer-Encoding: chunked"), "5;" + "a" * 1_000_000 + "\r\ntexts\r\n0\r\n\r\n")),
    Case("chunk-trailers", "trailers without end after the last chunk", f"{CUT} or {LOST} or failed: timeout", _chunked(b"0\r\n", *[b"X-Trailer: a\r\n" * 1000] * 500, whole=True)),
    Case("chunks-tiny", "chunks of one byte", "stored", _tiny_chunks),
    Case("chunks-endless", "chunks without end", "failed: too_large or failed: timeout", _endless_chunks),
    Case("body-endless", "a page without end", "failed: too_large or failed: timeout", _endless),
    Case("header-flood", "100,000 headers", "failed: too_large", _flood_headers),
    Case("header-endless", "headers without end", "failed: too_large", _endless_headers),
    Case("header-long", "a header of 10 MB", "failed: too_large", _endless_line),
    Case("header-nul", "NUL bytes in a header", f"stored or {LOST}", _with_headers("X-Nul: a\x00b")),
    Case("header-odd", "headers in no charset and without a colon", f"stored or {LOST}", _with_headers("X-Odd: \udcff\udcfe", "no colon")),
    Case("header-folded", "a folded header", f"stored or {LOST}", _with_headers("X-Folded: a\r\n  b")),
    Case("line-feeds", "lines of the head end without a carriage return", f"stored or {LOST}", lambda a: iter([head().replace(b"\r\n", b"\n"), good(a)])),
    Case("cookies", "10,000 cookies of every kind", "failed: too_large", _with_headers(*(f"Set-Cookie: c{n}={'x' * 20}; Domain=.com" for n in range(10_000)))),
    Case("cookie", "a cookie", "stored", _with_headers("Set-Cookie: session=1; Path=/")),
    Case("asks-password", "401 with a Basic challenge", REFUSED, _with_headers('WWW-Authenticate: Basic realm="reports"', status="401 Unauthorized")),
    Case("asks-proxy-password", "407", REFUSED, _with_headers('Proxy-Authenticate: Basic realm="reports"', status="407 Proxy Authentication Required")),
    Case("no-http", "no HTTP but a page (HTTP/0.9)", LOST, lambda a: iter([good(a)])),
    Case("other-protocol", "the greeting of a mail server", LOST, says("220 mail.example.org ESMTP\r\n", 0.5)),
    Case("status-999", "status 999", REFUSED, _with_status(b"HTTP/1.1 999 Request denied")),
    Case("status-0", "status 000", f"{REFUSED} or {LOST}", _with_status(b"HTTP/1.1 000 Nothing")),
    Case("status-negative", "status -200", f"{REFUSED} or {LOST}", _with_status(b"HTTP/1.1 -200 OK")),
    Case("status-word", "a status that is no number", LOST, _with_status(b"HTTP/1.1 fine OK")),
    Case("status-huge", "a status of 1,000 digits", f"{REFUSED} or {LOST}", _with_status(b"HTTP/1.1 2" + b"0" * 1000 + b" OK")),
    Case("version-odd", "HTTP/7.3", f"stored or {LOST}", _with_status(b"HTTP/7.3 200 OK")),
    Case("status-204", "204, and a page all the same", REFUSED, _with_status(b"HTTP/1.1 204 No Content")),
    Case("status-206", "206, though the whole was asked for", REFUSED, _with_headers("Content-Range: bytes 0-99/9999", status="206 Partial Content")),
    Case("status-304", "304, though nobody asked whether it changed", REFUSED, says(head(status="304 Not Modified"))),
    Case("status-101", "switches the protocol", f"{REFUSED} or {LOST} or failed: timeout", says("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n", 0.5)),
    Case("status-500", "500 with a page", REFUSED, _with_headers(status="500 Internal Server Error")),
    Case("informed", "five early hints, then a page", "stored", _informed_much),
    Case("informed-endless", "100 Continue without end", f"failed: timeout or {LOST}", _informed_without_end),
    Case("headers-slow", "a byte of the head each half second", "failed: timeout", _slow_headers),
    Case("body-slow", "a byte of the body each half second", "failed: timeout", _drip),
    Case("body-stalls", "stops within the body and keeps the connection", "failed: timeout", _stall),
    Case("smuggled", "a forged answer behind the page, for the next request", f"stored or {LOST}", _smuggle),
    Case("retry-later", "429, to be asked again in 30 years", "failed: retry_later", _with_headers("Retry-After: 999999999", status="429 Too Many Requests")),
    Case("retry-date", "503, to be asked again in the year 9999", "failed: retry_later", _with_headers("Retry-After: Fri, 31 Dec 9999 23:59:59 GMT", status="503 Service Unavailable")),
    Case("retry-words", "503, to be asked again in words", REFUSED, _with_headers("Retry-After: when the moon is full", status="503 Service Unavailable")),
    Case("retry-negative", "429, to be asked again before now", REFUSED, _with_headers("Retry-After: -99999", status="429 Too Many Requests")),
)  # fmt: skip

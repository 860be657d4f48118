"""The head of an HTTP message as a WARC record holds it: a first line and the header lines.

warcio reads header lines as UTF-8 where it can and percent-encodes what is not ASCII when it
writes. Here bytes stay what they were: as latin-1, in which every byte is one character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol
from urllib.parse import urlsplit

from attrs import frozen

LONGEST_LINE = 1_048_576
"""Bytes of a line; what has none within that is no head, and is not taken into memory."""

_STATUS_LINE = re.compile(r"HTTP/\d(?:\.\d)? +(\d{3})(?: +(.*))?", re.IGNORECASE)
_BLANK = " \t"
_BREAKS = re.compile(r"[\r\n\x00]+")
_NO_TOKEN = re.compile(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]")


class Lines(Protocol):
    """A stream of bytes that is read line by line."""

    def readline(self, length: int, /) -> bytes:
        """The next line with its end, at most ``length`` bytes; nothing at the end."""


@frozen
class Head:
    """The head of a response."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    """As latin-1."""

    def value(self, wanted: str) -> str:
        """The first header of that name, which is given in lower case; empty without one."""
        return next((value for name, value in self.headers if name.lower() == wanted), "")


def read_head(stream: Lines) -> Head:
    """Read a response's head and leave the stream at its body.

    Lines without a colon are passed over, folded ones joined. Raises ValueError where the
    stream does not begin with a status line.
    """
    first = _read_line(stream)
    match = _STATUS_LINE.fullmatch(first)
    if match is None:
        raise ValueError(f"not the head of an HTTP response: {first[:80]!r}")
    headers: list[tuple[str, str]] = []
    while line := _read_line(stream):
        name, colon, value = line.partition(":")
        if line[0] in _BLANK and headers:
            headers[-1] = (headers[-1][0], " ".join((headers[-1][1], line.strip(_BLANK))))
        elif colon and line[0] not in _BLANK:
            headers.append((name.strip(_BLANK), value.strip(_BLANK)))
    return Head(int(match[1]), (match[2] or "").strip(_BLANK), tuple(headers))


def _read_line(stream: Lines) -> str:
    line = stream.readline(LONGEST_LINE)
    if len(line) == LONGEST_LINE:
        raise ValueError("a header line without end")
    return line.rstrip(b"\r\n").decode("latin-1")


def compose_response_head(
    protocol: str, status: int, reason: str, headers: Iterable[tuple[str, str]]
) -> bytes:
    """The head with its empty line; what would break it is taken out of the values."""
    # Readers of WARC files know no other protocols, and a server may name any.
    known = protocol if protocol in {"HTTP/1.0", "HTTP/1.1"} else "HTTP/1.1"
    return _compose(f"{known} {status:03} {_value(reason)}", headers)


def compose_request_head(method: str, url: str, headers: Iterable[tuple[str, str]]) -> bytes:
    """The same of a request; ``Host``, which a client adds last, is added where it lacks."""
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    given = list(headers)
    if all(name.lower() != "host" for name, _ in given):
        given.insert(0, ("Host", parts.netloc.rpartition("@")[2]))
    return _compose(f"{_NO_TOKEN.sub('_', method)} {_value(target)} HTTP/1.1", given)


def _compose(first: str, headers: Iterable[tuple[str, str]]) -> bytes:
    lines = [first]
    lines += [f"{_NO_TOKEN.sub('_', name)}: {_value(value)}" for name, value in headers if name]
    return b"".join(_encode(line) + b"\r\n" for line in [*lines, ""])


def _value(text: str) -> str:
    return _BREAKS.sub(" ", text).strip(_BLANK)


def _encode(line: str) -> bytes:
    try:
        return line.encode("latin-1")
    except UnicodeEncodeError:
        # Not what a server sent as bytes, so some code's decoding of it, which is mostly UTF-8.
        return line.encode("utf-8", "backslashreplace")

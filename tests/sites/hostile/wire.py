"""Bytes of answers: good ones, and the pieces of which bad ones are put together."""

from __future__ import annotations

import socket
from html import escape

from sites.hostile.case import Asked, Script, Step, Steps, story_of

HTML = "text/html; charset=utf-8"
DAY = "2020-01-05"
"""On which the reports of the cases were published, where they say nothing else."""


def head(*lines: str, status: str = "200 OK", kind: str = HTML) -> bytes:
    """Status line and headers; without a length, so that the body ends with the connection."""
    fields = [f"HTTP/1.1 {status}", "Connection: close"]
    fields += [f"Content-Type: {kind}"] if kind else []
    return "\r\n".join([*fields, *lines, "", ""]).encode("utf-8", "surrogateescape")


def answer(body: bytes | str, *lines: str, status: str = "200 OK", kind: str = HTML) -> bytes:
    """A whole answer with its length."""
    content = body.encode() if isinstance(body, str) else body
    return head(f"Content-Length: {len(content)}", *lines, status=status, kind=kind) + content


def page(
    name: str,
    *,
    title: str | None = None,
    shown: str | None = None,
    top: str = "",
    inside: str = "",
    before: str = "",
    after: str = "",
    day: str = DAY,
    charset: str = '<meta charset="utf-8">',
) -> str:
    """A report as a theme shows it; ``title`` and ``shown`` (the headline) are HTML.

    ``top`` goes into the head, ``before`` and ``after`` around the article, ``inside`` ends its
    content.
    """
    words, paragraphs = story_of(name)
    headline = escape(words) if shown is None else shown
    dated = f'<meta property="article:published_time" content="{day}T10:00:00+02:00">'
    text = "\n".join(f"<p>{escape(line)}</p>" for line in paragraphs)
    return f"""<!DOCTYPE html>
<html lang="en"><head>{charset}<title>{headline if title is None else title}</title>
{dated if day else ""}{top}</head>
<body>{before}<article class="post"><h1 class="entry-title">{headline}</h1>
<div class="td-post-content">
{text}
{inside}</div></article>{after}</body></html>
"""


def good(asked: Asked) -> bytes:
    """The page of the case that was asked for, with nothing wrong in it."""
    return page(name_in(asked.path)).encode()


def name_in(path: str) -> str:
    """Name of the case in one of its addresses."""
    return path.split("/")[2].partition("?")[0]


def says(*pieces: bytes | str | float | Step) -> Script:
    """Sends always the same."""

    def serve(_asked: Asked) -> Steps:
        for piece in pieces:
            yield piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece

    return serve


def shows(*lines: str, kind: str = HTML, **places: str) -> Script:
    """A page with something in one of its places, at the case's own address."""

    def serve(asked: Asked) -> Steps:
        yield answer(page(name_in(asked.path), **places), *lines, kind=kind)  # type: ignore[arg-type]

    return serve


def reset(connection: socket.socket) -> None:
    """Make the next close of a socket a TCP reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")

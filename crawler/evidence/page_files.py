"""Bodies of captures as files that a person can open and that no browser runs."""

from __future__ import annotations

from collections.abc import Callable

from crawler.captures.reading import CapturedResponse

Unpack = Callable[[CapturedResponse], bytes | None]
"""Undoes the content-encoding of a body; None where it cannot."""
_HTML = {"text/html", "application/xhtml+xml"}


def page_file(
    capture_id: int, media_type: str, served: CapturedResponse, unpack: Unpack
) -> tuple[str, bytes]:
    """Name and content; an empty content where there is no body.

    The name is of our id alone. It ends in ``.txt`` or ``.bin``, so that a double click shows the
    source of a page, and runs nothing.
    """
    body = unpack(served) if served.body else b""
    if body is None:
        return f"page-{capture_id}.packed.bin", served.body
    ending = "html.txt" if media_type in _HTML else "bin"
    return f"page-{capture_id}.{ending}", body

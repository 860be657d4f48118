"""Bodies of captures as files that a person can open and that no browser runs."""

from __future__ import annotations

import zlib
from io import BytesIO

from warcio.bufferedreaders import DecompressingBufferedReader

from crawler.captures.reading import CapturedResponse

LARGEST = 64 * 1024 * 1024
"""Bytes of an unpacked body; a larger one stays packed."""
_HTML = {"text/html", "application/xhtml+xml"}


def page_file(capture_id: int, media_type: str, served: CapturedResponse) -> tuple[str, bytes]:
    """Name and content; an empty content where there is no body.

    The name is of our id alone. It ends in ``.txt`` or ``.bin``, so that a double click shows the
    source of a page, and runs nothing.
    """
    packings = [
        packing.strip().lower()
        for name, value in served.headers
        if name.lower() == "content-encoding"
        for packing in value.split(",")
    ]
    body: bytes | None = served.body
    for packing in reversed([one for one in packings if one and one != "identity"]):
        body = _unpack(body, packing) if body else body
    if body is None:
        return f"page-{capture_id}.packed.bin", served.body
    ending = "html.txt" if media_type in _HTML else "bin"
    return f"page-{capture_id}.{ending}", body


def _unpack(body: bytes, packing: str) -> bytes | None:
    """None for what is packed in another way, broken, or too large."""
    if packing in {"gzip", "x-gzip"}:
        return _inflate(body, zlib.MAX_WBITS + 16)
    if packing == "deflate":
        return _inflate(body, zlib.MAX_WBITS) or _inflate(body, -zlib.MAX_WBITS)
    if packing == "br":
        # warcio gives back what it cannot read.
        plain: bytes = DecompressingBufferedReader(BytesIO(body), decomp_type="br").read(LARGEST)
        return None if len(plain) == LARGEST or plain == body else plain
    return None


def _inflate(body: bytes, window: int) -> bytes | None:
    plain = b""
    try:
        while body:
            unpacker = zlib.decompressobj(window)
            plain += unpacker.decompress(body, LARGEST)
            if not unpacker.eof or len(plain) > LARGEST:
                return None
            body = unpacker.unused_data
    except zlib.error:
        # Some servers pad a body with zeros.
        return plain or None
    return plain

"""Bytes of a page → text, by the order that browsers keep (WHATWG Encoding, HTML 13.2.3).

A byte order mark counts before the Content-Type, that before ``<meta>``; where none of them tells,
the bytes do. In one thing browsers are not followed: what is valid UTF-8 beyond ASCII is never read
as a charset of one byte a letter, whatever the page calls it. A browser would show letter salad,
and no text of another charset is valid UTF-8 by chance.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from attrs import frozen

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LABEL = r"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:+-]{2,40})"
_HEADER = re.compile(_LABEL, re.IGNORECASE | re.ASCII)
_META = re.compile(rb"<meta\b[^<>]{0,500}?" + _LABEL.encode(), re.IGNORECASE)
_XML = re.compile(rb"\A\s{0,99}<\?xml\b[^<>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:+-]{2,40})")
_COMMENT = re.compile(rb"<!--(?:[^-]|-(?!->))*+(?:-->|\Z)")
_PRESCAN = 4096
"""Bytes in which a page tells its charset; browsers read the first 1024, some sites are late."""
_RIGHT_TO_LEFT = re.compile(
    rb"<html\b[^<>]{0,300}(?:dir=[\"']?rtl|lang=[\"']?(?:ar|fa|ckb))", re.IGNORECASE
)
_REPLACED = "\ufffd"
MANY = 10
"""Places that cannot be read from which somebody should look: software cuts letters in two."""

_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "big5": "big5hkscs",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-16-le",
    "utf-8-sig": "utf-8",
}
"""What browsers read instead, since software calls the wider one by the narrower one's name."""
_KNOWN = frozenset((
    "utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "cp932",
    "cp949", "koi8-r", "koi8-u", "cp866", "cp874", "mac-roman", "mac-cyrillic",
    *(f"cp125{number}" for number in range(9)),
    *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
))  # fmt: skip
"""Codecs of the charsets that the standard names; UTF-7, UTF-32, EBCDIC and codecs of Python's own
are none of them."""
_ALIASES = {
    "unicode-1-1-utf-8": "utf-8", "x-unicode20utf8": "utf-8", "unicode20utf8": "utf-8",
    "x-cp1250": "cp1250", "x-cp1251": "cp1251", "x-cp1252": "cp1252", "x-cp1253": "cp1253",
    "x-cp1254": "cp1254", "x-cp1256": "cp1256", "x-sjis": "cp932", "x-gbk": "gb18030",
    "x-x-big5": "big5hkscs", "x-mac-cyrillic": "mac-cyrillic", "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman", "iso-8859-8-i": "iso8859-8", "logical": "iso8859-8",
    "x-user-defined": "cp1252", "dos-874": "cp874", "koi": "koi8-r", "unicode": "utf-16-le",
    "ucs-2": "utf-16-le", "csunicode": "utf-16-le",
}  # fmt: skip
"""Labels of the standard that Python has not."""
_WIDE = ("utf-16-le", "utf-16-be")


@frozen
class Decoded:
    """A page as text."""

    text: str
    charset: str
    """The codec."""
    source: str
    """What told it: ``mark``, ``header``, ``meta``, ``content``."""
    problems: tuple[str, ...] = ()
    """What the page said of itself and was not so."""


@lru_cache(maxsize=256)
def codec_of(label: str) -> str:
    """The codec for a label of the Encoding Standard; "" for what is none."""
    name = label.strip().lower()
    if name in _ALIASES:
        return _ALIASES[name]
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    codec = _WIDER.get(codec, codec)
    return codec if codec in _KNOWN else ""


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text of a page; never fails.

    Bytes that the charset has not become U+FFFD; where there are many, a problem tells how many.
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return _read(body[len(mark) :], codec, "mark")
    codec, source = _told(body, content_type)
    if codec in ("utf-8", *_WIDE):
        return _read(body, codec, source)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _read(body, codec or _guess(body), source)
    if body.isascii():
        return Decoded(text, codec or "utf-8", source)
    problem = f"charset: {source} says {codec}, the bytes are utf-8"
    return Decoded(text, "utf-8", "content", (problem,) if codec else ())


def _told(body: bytes, content_type: str) -> tuple[str, str]:
    """The codec that header or head tells, and which; "" and ``content`` where neither does."""
    label = _HEADER.search(content_type)
    if label and (codec := codec_of(label[1])):
        return codec, "header"
    head = body[:_PRESCAN]
    declared = _XML.match(head) or _META.search(_COMMENT.sub(b"", head))
    if declared and (codec := codec_of(declared[1].decode("ascii", "replace"))):
        # A page in which ASCII could be read is not in UTF-16, whatever it says.
        return "utf-8" if codec in _WIDE else codec, "meta"
    return "", "content"


def _guess(body: bytes) -> str:
    """The charset of a page that tells none and is no UTF-8, as browsers guess by its language."""
    return "cp1256" if _RIGHT_TO_LEFT.search(body[:_PRESCAN]) else "cp1252"


def _read(body: bytes, codec: str, source: str) -> Decoded:
    text = body.decode(codec, "replace")
    lost = text.count(_REPLACED)
    if lost < MANY or lost <= body.count(_REPLACED.encode()):
        return Decoded(text, codec, source)
    told = f"charset: {lost} places cannot be read as {codec} ({source})"
    return Decoded(text, codec, source, (told,))

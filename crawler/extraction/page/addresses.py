"""Links of a page made absolute, and whether two addresses are one page."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from crawler.characters import printable

MAX_URL = 2000
"""Longest address in characters; servers and browsers refuse longer ones."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_ABSOLUTE = re.compile(r"https?://[^/]")
_NO_NAMES = ("", "index.php", "index.html")
_FORM = re.compile(r"amp|print|feed|embed|page|\d{1,3}")
"""Parts behind a page's name that choose a form of it, or one of its pages."""
_TRACKING = re.compile(r"(?:^|&)(?:utm_\w+|fbclid|gclid|amp)(?:=[^&]*)?")


def resolve(href: str | None, base: str) -> str:
    """``href`` absolute and without its fragment; "" where it leads to no web page.

    Empty and fragment-only links, ``javascript:``, ``data:``, ``mailto:`` and what cannot be
    parsed give "". A user name and password are left out. Spaces become ``%20``, as does
    what is not printable; letters beyond ASCII stay as written.
    """
    text = _CONTROLS.sub("", href or "").strip()
    if not text or text.startswith("#") or len(text) > MAX_URL:
        return ""
    parts = split(text, base)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = parts.netloc.rpartition("@")[2]
    found = urlunsplit(parts._replace(netloc=host, fragment="")).replace(" ", "%20")
    return found if printable(found) == found else "".join(map(_escaped, found))


def _escaped(character: str) -> str:
    if printable(character) == character:
        return character
    return quote(character, errors="replace")


def split(address: str, base: str = "") -> SplitResult | None:
    """``urlsplit`` of an address; None where it cannot be one (``http://[bad``)."""
    try:
        return urlsplit(address if _ABSOLUTE.match(address) else urljoin(base, address))
    except ValueError:
        return None


def page_base(url: str, base_href: str | None) -> str:
    """What relative links of the page at ``url`` are relative to.

    The path of ``<base href>`` counts, its host never does: Joomla writes the live site's host into
    every page, and a relative link of a copy or a mirror must stay on that copy.
    """
    base = split((base_href or "").strip(), url)
    page = split(url)
    if not base_href or base is None or page is None or base.scheme not in ("http", "https"):
        return url
    return urlunsplit(page._replace(path=base.path or "/", query=base.query, fragment=""))


def may_be_own(stated: str, url: str) -> bool:
    """Whether an address that the page at ``url`` states can be another one of its own.

    It has the last part of its path, as permalinks in all their forms do; of a page that a query
    chooses (``?p=ID``) nothing can be told. What a page says of another address is of another page.
    """
    own, other = split(url), split(stated)
    if own is None or other is None:
        return False
    names = [name for name in own.path.lower().split("/") if name not in _NO_NAMES]
    if own.query or not names:
        return True
    last = names[-1] if len(names) == 1 or not _FORM.fullmatch(names[-1]) else names[-2]
    return unquote(last) in unquote(other.path.lower()).split("/")


def path_key(address: str) -> str:
    """Path and query of an address, for comparing copies of a page on different hosts."""
    parts = split(address)
    if parts is None:
        return address
    query = _TRACKING.sub("", parts.query).lstrip("&")
    path = unquote(parts.path).rstrip("/") or "/"
    return f"{path}?{query}" if query else path


def page_key(address: str) -> str:
    """``path_key`` with the host: equal for one page under http, https, ``www.`` or a slash."""
    parts = split(address)
    host = (parts.hostname or "") if parts else ""
    return host.removeprefix("www.") + path_key(address)

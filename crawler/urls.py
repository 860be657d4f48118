"""Addresses of pages: which are surely the same page, and what is stored of one.

Every function here raises ``ValueError`` and nothing else for what is no ordinary web address:
no http or https scheme, no or a malformed host, a bad port, a user name or password, control
characters, lone surrogates, more than ``LONGEST`` characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from ipaddress import IPv6Address
from typing import NamedTuple
from urllib.parse import urlsplit

LONGEST = 8192
"""Characters of an address; servers answer 414 to longer ones (RFC 9110 asks for 8,000)."""

TRACKING_PREFIXES = ("utm_", "__cf_chl_", "_hs")
"""Campaign tags, tokens of a Cloudflare challenge, HubSpot's marks."""

TRACKING_NAMES = frozenset(
    {
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid"),
        *("twclid", "ttclid", "igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "_ga", "_gl"),
        *("ref_src", "ref_url", "phpsessid", "replytocom"),
    }
)
"""Click and session marks that never choose a page; ``replytocom`` opens WordPress's answer form.

Kept, because some site uses them to choose a page: ``p``, ``id``, ``page``, ``paged``, ``start``,
``lang`` (another language is another page), ``ref``, ``amp``, ``print``, ``share``.
"""

DEFAULT_PORTS = {"http": 80, "https": 443}
INDEX_FILES = frozenset({"index.php", "index.html", "index.htm"})

_EDGES = "".join(map(chr, range(33))) + "\x7f\u00a0\u200b\u200e\u200f\u202f\u2060\ufeff"
_LABELS = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_ODD = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~!$&'()*+,;=:@/-]")
_QUERY_ODD = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~!$'()*,;=:@/?+&-]")


_USER = re.compile(r"(//)[^/\\?#\s]*@")
_ODD_USER = re.compile(r"\A(\s*(?:https?|ftps?):[/\\]*)[^/\\?#]*@", re.IGNORECASE)
"""Browsers take ``http:/user:secret@host`` for an address, too."""


class Origin(NamedTuple):
    """Where a request goes."""

    scheme: str
    host: str
    port: int


class _Parts(NamedTuple):
    scheme: str
    host: str
    """With its port, unless it is the default one of http or https."""
    netloc: str
    """The same, but only the scheme's own port is left out."""
    path: str
    query: str


def origin_of(url: str) -> Origin | None:
    """Scheme, host and port that an address leads to.

    None for what no request may be made of: no http or https, a user name or password, no address.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # "http://[bad", "http://host:99999"
        return None
    if parts.scheme not in DEFAULT_PORTS or "@" in parts.netloc or not parts.hostname:
        return None
    own = DEFAULT_PORTS[parts.scheme]
    return Origin(parts.scheme, parts.hostname, own if port is None else port)


def without_credentials(url: str) -> str:
    """The same text without user name and password, to be stored or shown; it may be no address."""
    return _USER.sub(r"\1", _ODD_USER.sub(r"\1", url))


def page_key(url: str, mirrors: Mapping[str, str]) -> str:
    """Key that is equal for addresses of surely the same page.

    ``mirrors`` maps a host to the host that stands for it, both in lower case, IDN in its
    ``xn--`` form, with a port where it is not a default one; the ``www.`` forms are the caller's
    to list, and no value may be a key itself.

    Dropped: scheme, default port, fragment, tracking parameters, doubled and final slashes, a
    final ``index.php`` or ``index.html``. Percent-encoding and the order of parameters do not
    matter. Case of path and parameters does.

    The key is ``host/path?query``; ``https://`` before it gives an address with the same key.
    """
    parts = _split(url)
    host = mirrors.get(parts.host, parts.host)
    segments = _walk(_requote(parts.path, _PATH_ODD, _canonical_escape).split("/"))
    while segments and segments[-1] in INDEX_FILES:
        segments.pop()
    names = _parameters(_requote(parts.query.replace("+", "%20"), _QUERY_ODD, _canonical_escape))
    key = "/".join([host, *segments]) + ("?" + "&".join(sorted(names)) if names else "")
    _measure("https://" + key)
    return key


def clean_url(url: str) -> str:
    """The address as it is fetched: as ``plain_url`` gives it, without tracking parameters."""
    parts = _split(url)
    names = _parameters(_requote(parts.query, _QUERY_ODD, _kept_escape))
    return _join(parts, "&".join(names))


def plain_url(url: str) -> str:
    """The address as it was found: absolute, without fragment and spaces around it.

    Scheme and host are lower case, what may not stand in a URL is percent-encoded; path and
    parameters are otherwise left as the site writes them.
    """
    parts = _split(url)
    return _join(parts, _requote(parts.query, _QUERY_ODD, _kept_escape))


def _join(parts: _Parts, query: str) -> str:
    path = _requote(parts.path, _PATH_ODD, _kept_escape) or "/"
    return _measure(f"{parts.scheme}://{parts.netloc}{path}" + (f"?{query}" if query else ""))


def is_http(url: str) -> bool:
    """Whether the other functions here take it: an absolute http or https address."""
    try:
        clean_url(url)
    except ValueError:
        return False
    return True


def _split(url: str) -> _Parts:
    text = re.sub(r"[\t\r\n]", "", _measure(url).strip(_EDGES))
    if _FORBIDDEN.search(text):
        raise ValueError("control character or lone surrogate in the address")
    split = urlsplit(text)
    if split.scheme not in {"http", "https"}:
        raise ValueError(f"neither http nor https: {without_credentials(url)[:80]!r}")
    if "@" in split.netloc:
        raise ValueError("user name or password in the address")
    host = _host(split.hostname or "")
    port = "" if split.port is None else f":{split.port}"
    return _Parts(
        split.scheme,
        host if split.port in DEFAULT_PORTS.values() else host + port,
        host if split.port == DEFAULT_PORTS[split.scheme] else host + port,
        split.path,
        split.query,
    )


def _host(host: str) -> str:
    if ":" in host:
        if "%" in host:
            raise ValueError(f"host with a zone: {host[:80]!r}")
        return f"[{IPv6Address(host)}]"
    if not host.isascii():
        host = host.encode("idna").decode("ascii").lower()
    host = host.removesuffix(".")
    if not _LABELS.fullmatch(host):
        raise ValueError(f"no host: {host[:80]!r}")
    return host


def _measure(url: str) -> str:
    if len(url) > LONGEST:
        raise ValueError(f"address of {len(url)} characters")
    return url


def _requote(text: str, odd: re.Pattern[str], escape: Callable[[str], str]) -> str:
    """Percent-encode what must be; ``escape`` says what becomes of an escape that is there."""

    def quote(match: re.Match[str]) -> str:
        found = match.group()
        if len(found) > 1:
            return escape(found)
        return "".join(f"%{byte:02X}" for byte in found.encode())

    return odd.sub(quote, text)


def _canonical_escape(escape: str) -> str:
    character = chr(int(escape[1:], 16))
    return character if character in _UNRESERVED else escape.upper()


def _kept_escape(escape: str) -> str:
    return escape


def _walk(segments: list[str]) -> list[str]:
    """Resolve ``.`` and ``..`` as RFC 3986, 5.2.4 does; then drop empty segments."""
    walked: list[str] = []
    for segment in segments:
        if segment == "..":
            del walked[-1:]
        elif segment != ".":
            walked.append(segment)
    return [segment for segment in walked if segment]


def _parameters(query: str) -> list[str]:
    return [pair for pair in query.split("&") if pair and not _is_tracking(pair)]


def _is_tracking(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name in TRACKING_NAMES or name.startswith(TRACKING_PREFIXES)

"""What a page of the site may load and run, and whom the server answers."""

from __future__ import annotations

from collections.abc import Mapping

OWN_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Names of this machine. Any other is a site that had its name point here."""
_POLICY = (
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
_DRAWING = "/-/dashboards"
"""Vega makes functions of its expressions; so only these pages may evaluate text."""


def security_headers(path: str) -> dict[bytes, bytes]:
    """Headers of the answer to a path, names in lower case."""
    is_chart = path == _DRAWING or path.startswith(_DRAWING + "/")
    scripts = "script-src 'self' 'unsafe-eval'" if is_chart else "script-src 'self'"
    return {
        b"content-security-policy": "; ".join((*_POLICY, scripts)).encode(),
        b"x-frame-options": b"DENY",
        b"x-content-type-options": b"nosniff",
        b"referrer-policy": b"no-referrer",
        b"cross-origin-opener-policy": b"same-origin",
        b"cross-origin-resource-policy": b"same-origin",
    }


def may_ask(headers: Mapping[bytes, bytes]) -> bool:
    """Whether a request is not one that a page of another site makes behind the user's back.

    Browsers tell by Fetch Metadata who asks; other programs tell nothing. A link may
    be followed from anywhere.
    """
    site = headers.get(b"sec-fetch-site", b"none")
    is_page = headers.get(b"sec-fetch-dest") == b"document"
    return site in {b"none", b"same-origin"} or is_page


def is_own_host(header: bytes) -> bool:
    """Whether a Host header names this machine, with whatever port."""
    name, colon, port = header.decode("latin-1").rpartition(":")
    return (name if colon and port.isdecimal() else header.decode("latin-1")) in OWN_HOSTS

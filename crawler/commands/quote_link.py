"""The address of a quote: browsers that know text fragments scroll to it and mark it."""

from __future__ import annotations

from urllib.parse import quote

LONG_QUOTE = 10
"""Words above which a link names the first and the last ones only."""
ENDS = 4
"""How many of each."""


def quote_link(url: str, words: str) -> str:
    """``https://…#:~:text=98%20civilians``.

    The words must stand in the page as they do in the quote; where the page has changed, it is the
    address of the page.
    """
    told = words.split()
    parts = [told] if len(told) <= LONG_QUOTE else [told[:ENDS], told[-ENDS:]]
    mark = ":~:text=" if "#" in url else "#:~:text="
    return url + mark + ",".join(_encoded(" ".join(part)) for part in parts)


def _encoded(words: str) -> str:
    """``-`` has a meaning of its own in a fragment, and ``quote`` lets it stand."""
    return quote(words, safe="").replace("-", "%2D")

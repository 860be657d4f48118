"""The body of a page, as it is handed on."""

from __future__ import annotations

from attrs import frozen


@frozen
class Body:
    """What a page's container gives."""

    text: str
    """Paragraphs parted by a blank line, items of a list and rows of a table by a line break."""
    method: str
    """``publisher:<css>``, ``theme:<name>`` or ``generic:<way>``."""
    captions: tuple[str, ...] = ()
    """Words about its pictures, the lead image's first."""
    subtitle: str = ""
    """The line under the headline, where a rule tells where it stands."""
    more_pages: tuple[str, ...] = ()
    """Absolute URLs of the other pages of a multi-page post, in their order."""

"""What ``scrapy verify`` found wrong."""

from __future__ import annotations

from attrs import frozen


@frozen
class Damage:
    """One thing that is not as it was written."""

    what: str
    """``capture``, ``archive file``, ``manifest``, ``chain``, ``crawl``, ``version`` or
    ``claims``."""
    where: str
    """Which of them."""
    expected: str
    found: str

    @property
    def line(self) -> str:
        """For a person."""
        return f"{self.what} {self.where}: expected {self.expected}; found {self.found}"

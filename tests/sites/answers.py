"""What a generated site answers to one request."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Answer:
    """A response before it goes over the wire; ``delay`` is in seconds."""

    status: int
    body: bytes
    content_type: str
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0

    @classmethod
    def html(cls, text: str, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
        """A page."""
        return cls(status, text.encode(), "text/html; charset=UTF-8", headers or {})

    @classmethod
    def xml(cls, text: str, kind: str = "application/xml", **headers: str) -> Answer:
        """A sitemap or feed; ``If_None`` style names become headers with dashes."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return cls(200, text.encode(), f"{kind}; charset=UTF-8", named)

    @classmethod
    def json(cls, text: str, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
        """REST."""
        return cls(status, text.encode(), "application/json; charset=UTF-8", headers or {})

    @classmethod
    def moved(cls, location: str, status: int = 301) -> Answer:
        """A redirect, as WordPress sends it: with an empty body."""
        return cls(status, b"", "text/html; charset=UTF-8", {"Location": location})

"""How a report, a claim of it or a page is cited: one line that leads back to the bytes."""

from __future__ import annotations


def citation(
    *,
    publisher: str,
    title: str,
    published_date: str | None,
    url: str,
    captured_at: str | None,
    sha256: str | None,
) -> str:
    """The line, such as one puts below a quotation.

    ``publisher`` is the title of its seed, not its name; ``published_date`` its own day;
    ``captured_at`` the moment of the capture that first showed the text, and ``sha256`` the digest
    of what was served then. An empty ``title`` is left out; what else is not known is said.
    """
    name, headline = (" ".join(words.split()) for words in (publisher, title))
    day = published_date or "no date"
    seen = f"captured {captured_at}" if captured_at else "no capture kept"
    digest = f"SHA-256 {sha256}" if sha256 else ""
    quoted = f"“{headline}”" if headline else ""
    return ", ".join(filter(None, (name, quoted, day, url, seen, digest)))

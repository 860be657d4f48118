"""The index of a web archive, as its CDX server gives it: which page was captured when."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from attrs import frozen

from crawler.discovery.entries import Answer, SourceError, Trouble
from crawler.urls import plain_url

FIELDS = ("timestamp", "original", "mimetype", "statuscode", "digest")
"""What is asked for of each capture, by the names of the Wayback Machine."""
_OTHER_NAMES = {"url": "original", "mime": "mimetype", "status": "statuscode"}
"""How pywb, OutbackCDX and arquivo.pt name these fields."""
_MOMENT = re.compile(r"[0-9]{14}")


@frozen
class Memento:
    """One capture of a page in somebody's archive."""

    url: str
    """The page's own address, as ``plain_url`` writes it."""
    at: datetime
    """When the archive captured it, UTC, to the second."""
    digest: str
    """The archive's digest of the body, equal for equal bytes; empty where it gives none."""


@frozen
class CdxPage:
    """What one answer of a CDX server says."""

    mementos: tuple[Memento, ...]
    """Captures of HTML pages that were served with status 200, in the order of the answer."""
    resume_key: str = ""
    """What to ask for the rest with; empty where there is none."""
    malformed: int = 0
    """Rows passed over because they are not what a row should be."""


def read_cdx(answer: Answer) -> CdxPage:
    """Read a JSON array with a header row, JSON objects by line, or plain or CDXJ lines.

    Rows of other kinds (redirects, images, repeats of type ``warc/revisit``) are passed over.
    Raises SourceError, BROKEN, where the answer is no index at all, such as an error page.
    """
    text = answer.text or answer.body.decode("utf-8", "replace")
    text = text.removeprefix("\ufeff").rstrip()
    array = text.lstrip().startswith("[")
    rows, resume_key = _part(_array(answer, text) if array else _lines(text))
    mementos: list[Memento] = []
    malformed = 0
    for row in rows:
        try:
            memento = _memento(row)
        except ValueError:
            malformed += 1
        else:
            mementos += [memento] if memento else []
    if malformed and malformed == len(rows) and not array:
        raise _broken(answer, text)
    return CdxPage(tuple(mementos), resume_key, malformed)


def _array(answer: Answer, text: str) -> list[object]:
    """The rows as mappings; what does not fit the header stays as it is."""
    try:
        header, *rows = json.loads(text) or [list(FIELDS)]
    except (ValueError, RecursionError) as error:
        raise _broken(answer, text) from error
    names = [str(name) for name in header] if isinstance(header, list) else []
    if not {"timestamp", "original"} <= set(names):
        raise _broken(answer, text)
    fitting = (isinstance(row, list) and len(row) == len(names) for row in rows)
    return [
        dict(zip(names, row, strict=True)) if fits else row
        for row, fits in zip(rows, fitting, strict=True)
    ]


def _lines(text: str) -> list[object]:
    """The lines as mappings; what is no row, as the line itself."""
    return [_line(line.strip()) for line in text.splitlines()]


def _line(line: str) -> object:
    """``{…}``, ``urlkey timestamp {…}``, ``[urlkey] timestamp original mimetype status digest``."""
    head, brace, rest = line.partition("{")
    if brace and len(head.split()) in {0, 2}:
        try:
            fields = json.loads(brace + rest)
        except (ValueError, RecursionError):
            return line
        named = {_OTHER_NAMES.get(name, name): value for name, value in fields.items()}
        return {"timestamp": "".join(head.split()[1:]), **named}
    words = line.split()
    words = words if words and _MOMENT.fullmatch(words[0]) else words[1:]
    return dict(zip(FIELDS, words, strict=False)) if len(words) >= len(FIELDS) else line


def _part(rows: list[object]) -> tuple[list[object], str]:
    """The rows, and the key of the rest, which stands last, behind an empty row."""
    last = rows[-1] if len(rows) > 1 and not rows[-2] else None
    if isinstance(last, list) and len(last) == 1:
        last = last[0]
    if not isinstance(last, str) or not last or " " in last:
        return [row for row in rows if row], ""
    return [row for row in rows[:-1] if row], last


def _memento(row: object) -> Memento | None:
    """None for a capture of another kind. Raises ValueError for what is no row of an index."""
    if not isinstance(row, Mapping):
        raise ValueError("no row of an index")  # noqa: TRY004 -- malformed input, no bug
    at = read_timestamp(row.get("timestamp"))
    kind = str(row.get("mimetype", "text/html")).partition(";")[0].strip().lower()
    if kind != "text/html" or str(row.get("statuscode", "200")) != "200":
        return None
    digest = str(row.get("digest") or "-").strip().removeprefix("sha1:")
    return Memento(plain_url(str(row.get("original"))), at, "" if digest == "-" else digest)


def read_timestamp(timestamp: object) -> datetime:
    """The moment of 14 digits, UTC. Raises ValueError for anything else."""
    if not isinstance(timestamp, str) or not _MOMENT.fullmatch(timestamp):
        raise ValueError(f"no moment of 14 digits: {timestamp!r}")
    return datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _broken(answer: Answer, text: str) -> SourceError:
    start = text.lstrip()[:60].replace("\n", " ")
    return SourceError(Trouble.BROKEN, f"{answer.url}: no index of captures but {start!r}")

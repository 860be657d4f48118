"""Claims for other programs: lines of JSON, and CSV in which a spreadsheet runs nothing."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from crawler.commands.chosen_claims import Group
from crawler.commands.quote_link import quote_link
from crawler.exporting.cells import write_cells


def claims_as_json(groups: Iterable[Group]) -> str:
    """One object a line: the columns of the view ``claim``, and ``link``."""
    return "".join(json.dumps(claim, ensure_ascii=False) + "\n" for claim in _flat(groups))


def claims_as_csv(session: Session, groups: Iterable[Group]) -> str:
    """The same columns with a head; lists and objects as JSON, an apostrophe before formulas."""
    names = [*session.execute(text("SELECT * FROM claim LIMIT 0")).keys(), "link"]
    written = io.StringIO()
    write_cells(written, names, ([claim[name] for name in names] for claim in _flat(groups)))
    return written.getvalue()


def _flat(groups: Iterable[Group]) -> Iterator[dict[str, Any]]:
    for group in groups:
        for claim in (*((group.whole,) if group.whole else ()), *group.parts):
            yield {**claim, "link": quote_link(claim["url"], claim["quote"])}

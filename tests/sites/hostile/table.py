"""All cases of the hostile site, in their groups."""

from __future__ import annotations

from dataclasses import replace

from sites.hostile import (
    fields,
    kinds,
    markup,
    packing,
    redirects,
    robots,
    sources,
    transport,
    traps,
)
from sites.hostile.case import Case

GROUPS: dict[str, tuple[Case, ...]] = {
    "Transport": transport.CASES,
    "Packing": packing.CASES,
    "Redirects": redirects.CASES,
    "Markup": markup.CASES,
    "Charsets and characters": fields.CHARSETS,
    "Dates": fields.DATES,
    "Titles, figures, addresses": fields.NAMES,
    "No reports": kinds.CASES,
    "Sitemaps": sources.SITEMAPS_CASES,
    "Feeds": sources.FEEDS_CASES,
    "REST": sources.REST_CASES,
    "Traps in lists": traps.CASES,
    "robots.txt": robots.CASES,
}
CASES = tuple(replace(case, group=group) for group, cases in GROUPS.items() for case in cases)
TOGETHER = tuple(case for case in CASES if case.source != "robots")
"""Cases that one site can have at once."""


def told(group: str) -> str:
    """The cases of a group as a table of the docs."""
    rows = [f"| `{case.name}` | {case.told} | {_fate(case)} |" for case in GROUPS[group]]
    return "\n".join(
        ["| Case | What the server does | What becomes of it |", "| --- | --- | --- |", *rows]
    )


def _fate(case: Case) -> str:
    return " or ".join(f"`{fate}`" for fate in case.fate.split(" or "))

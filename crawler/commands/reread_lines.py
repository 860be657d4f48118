"""What ``scrapy reextract`` says of each report, and of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crawler.commands.changed_figures import changed_figures
from crawler.evidence.differences import Text, compare_texts
from storage.rereads import Reread, VersionChange, Words

if TYPE_CHECKING:
    # Every command loads this module, and these take as long to load as all else.
    from crawler.rereading.reextracting import Tally

COUNTS = (
    "versions",
    "unchanged",
    "rewritten",
    "new",
    "merged",
    "late",
    "lost",
    "without_capture",
    "unreadable",
    "claims",
    "claims_reread",
    "claims_new",
    "claims_gone",
    "claims_unread",
)
HEADER = ("publisher", *(name.replace("_", " ") for name in COUNTS))
_PARTS = ("title", "subtitle", "body")


def tally_row(name: str, tally: Tally) -> tuple[object, ...]:
    """A line of the table."""
    return (name, *(getattr(tally, count) for count in COUNTS))


def change_lines(tally: Tally, *, all_changes: bool) -> Iterator[str]:
    """What is to be told of the reports read since the last call; findings always are."""
    told, tally.changes = tally.changes, []
    for change in told:
        if not isinstance(change, Reread):
            yield f"{change.kind.replace('_', ' ')}: {change.url}: {change.detail}"
        elif all_changes:
            yield from _report_lines(change)


def _report_lines(reread: Reread) -> Iterator[str]:
    for change in reread.changes:
        yield f"{change.kind}: {reread.url} version {change.number}: {_difference(change)}"
    if reread.fields:
        yield f"fields: {reread.url}: {', '.join(sorted(reread.fields))}"
    for claims in reread.claims:
        if claims.new or claims.gone:
            told = f"{claims.new} new, {claims.gone} gone"
            yield f"claims: {reread.url} version {claims.number}: {told}"


def _difference(change: VersionChange) -> str:
    parts = [name for name in _PARTS if getattr(change.before, name) != getattr(change.after, name)]
    figures = [
        f"{figure.old or 'nothing'} → {figure.new or 'nothing'}"
        for figure in changed_figures(compare_texts(_text(change.before), _text(change.after)))
    ]
    told = ", ".join(parts) or "the same words"
    return f"{told}; figures: {', '.join(figures)}" if figures else told


def _text(words: Words) -> Text:
    return Text(words.title, words.subtitle, words.body)

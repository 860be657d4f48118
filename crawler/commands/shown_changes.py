"""A report's history in plain text: what changed from version to version, with marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from attrs import frozen

from crawler.commands.changed_figures import ChangedFigure
from crawler.evidence.differences import Change, Difference, Paragraph
from crawler.evidence.wording import Fate, Piece
from storage.histories import History, Observation, Version

INDENT = "    "


@frozen
class Marks:
    """What is put around words that went and words that came."""

    gone: tuple[str, str] = ("[-", "-]")
    come: tuple[str, str] = ("{+", "+}")


PLAIN = Marks()
COLOURED = Marks(("\x1b[31m[-", "-]\x1b[0m"), ("\x1b[32m{+", "+}\x1b[0m"))


@frozen
class Step:
    """From one version to another."""

    old: Version
    new: Version
    difference: Difference
    figures: tuple[ChangedFigure, ...]


def show_history(history: History, steps: Sequence[Step], marks: Marks) -> str:
    """The whole answer of the command."""
    lines = [f"report {history.report_id} of {history.publisher}: {history.url}"]
    if len(history.versions) == 1:
        lines += [f"one version only, {_seen(history.versions[0])}; nothing changed"]
    told: list[tuple[datetime, int, list[str]]] = [
        *((step.new.first_seen_at, 1, ["", *_show_step(step, marks)]) for step in steps),
        *((o.at, 0, ["", _show_observation(o)]) for o in history.observations),
    ]
    # A page that came back with another text came back first.
    for _, _, block in sorted(told, key=lambda item: item[:2]):
        lines += block
    lines += _show_return(history.versions)
    return "".join(f"{line}\n" for line in lines)


def _show_step(step: Step, marks: Marks) -> Iterator[str]:
    difference = step.difference
    yield f"version {step.old.number} → {step.new.number}"
    for version in (step.old, step.new):
        yield f"  {version.number}: {_seen(version)}"
    if step.figures:
        yield f"  numbers: {_figures(step.figures)}"
    for name, pieces in (("title", difference.title), ("subtitle", difference.subtitle)):
        if pieces:
            yield f"  {name}:"
            yield from _marked(pieces, marks)
    same = 0
    for paragraph in difference.paragraphs:
        if paragraph.change is Change.SAME and not paragraph.moved:
            same += 1
            continue
        yield f"  {_place(paragraph)}" + (":" if paragraph.pieces else "")
        yield from _marked(paragraph.pieces, marks)
    yield f"  {same} {'paragraph' if same == 1 else 'paragraphs'} unchanged"


def _place(paragraph: Paragraph) -> str:
    if paragraph.change is Change.REMOVED:
        return f"paragraph {paragraph.old} removed"
    if paragraph.change is Change.ADDED:
        return f"paragraph {paragraph.new} added"
    if paragraph.moved and paragraph.change is Change.SAME:
        return f"paragraph {paragraph.old} moved to {paragraph.new}, unchanged"
    if paragraph.moved:
        return f"paragraph {paragraph.old} moved to {paragraph.new} and changed"
    was = "" if paragraph.old == paragraph.new else f" (was {paragraph.old})"
    return f"paragraph {paragraph.new}{was}"


def _marked(pieces: Iterable[Piece], marks: Marks) -> Iterator[str]:
    around = {Fate.KEPT: ("", ""), Fate.GONE: marks.gone, Fate.COME: marks.come}
    text = "".join(piece.text.join(around[piece.fate]) for piece in pieces)
    return (INDENT + line if line else "" for line in text.split("\n"))


def _figures(figures: Iterable[ChangedFigure]) -> str:
    parts = []
    for figure in figures:
        if figure.old is None:
            parts.append(f"{figure.new} is new")
        elif figure.new is None:
            parts.append(f"{figure.old} is gone")
        else:
            parts.append(f"{figure.old} → {figure.new}")
    return ", ".join(parts)


def _show_observation(observation: Observation) -> str:
    of = "".join(f"; {part}" for part in (observation.url, observation.detail) if part)
    return f"{moment(observation.at)} {observation.kind}{of}"


def _show_return(versions: Sequence[Version]) -> list[str]:
    """A text may come back: then the last one that was new is not the current one."""
    current = next(version for version in versions if version.is_current)
    if current is versions[-1]:
        return []
    return [
        "",
        f"current again is version {current.number}, last seen {moment(current.last_seen_at)}",
    ]


def _seen(version: Version) -> str:
    times = f"seen from {moment(version.first_seen_at)} to {moment(version.last_seen_at)}"
    if version.capture_id is None:
        return f"{times}; no capture"
    return f"{times}; capture {version.capture_id} ({version.file}, offset {version.offset})"


def moment(value: datetime) -> str:
    """As the database writes it: ``2017-04-13T07:30:00Z``."""
    return value.isoformat().replace("+00:00", "Z")

"""Questions that people ask: a file of SQL each, what is told of it in the comment above.

The comment is TOML: ``title``, ``description``, and for each parameter a table
``[parameters.NAME]`` with ``label``, and, where wanted, ``default``, ``kind`` and ``hint``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

from browse.choices import KINDS

_FOLDER = Path(__file__).parent / "queries"
_PARAMETER = re.compile(r"'(?:[^']|'')*'|--[^\n]*|:(\w+)")
_TOLD = {"title", "description", "order", "parameters"}
_TOLD_OF_PARAMETER = {"label", "default", "kind", "hint"}


class QuestionError(Exception):
    """A file of a question is not as it must be; the sentence says what is wrong."""


@frozen
class Parameter:
    """What the reader can set."""

    name: str
    label: str
    default: str = ""
    """Also what is asked where the address tells nothing; empty for no restriction."""
    kind: str = "text"
    """What can be given: a key of ``browse.choices.KINDS``."""
    hint: str = ""


@frozen
class Question:
    """A canned query."""

    name: str
    title: str
    description: str
    order: int
    """Its place in lists."""
    parameters: tuple[Parameter, ...]
    sql: str
    limit: int
    """Rows that it gives at most: its final LIMIT."""


@cache
def questions() -> Mapping[str, Question]:
    """Those of the site, in their order. Raises ``QuestionError``."""
    return read_questions(_FOLDER)


def read_questions(folder: Path) -> Mapping[str, Question]:
    """The questions of a folder by name, in their order. Raises ``QuestionError``."""
    found = [_read(path) for path in folder.glob("*.sql")]
    return {one.name: one for one in sorted(found, key=lambda one: (one.order, one.name))}


def _read(path: Path) -> Question:
    try:
        return parse_question(path.stem, path.read_text("utf-8"))
    except QuestionError as error:
        raise QuestionError(f"{path}: {error}") from error


def parse_question(name: str, text: str) -> Question:
    """The question that a file tells. Raises ``QuestionError``."""
    comment, sql = _split(text)
    try:
        told = tomllib.loads(comment)
    except tomllib.TOMLDecodeError as error:
        raise QuestionError(f"the comment above the query is no TOML: {error}") from error
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise QuestionError(f"{name!r} is no name: lower-case words joined by hyphens")
    _check_words(told, _TOLD, "the comment")
    parameters = tuple(
        _parameter(word, value) for word, value in told.get("parameters", {}).items()
    )
    _check_sql(sql, {parameter.name for parameter in parameters})
    return Question(
        name=name,
        title=_text(told, "title"),
        description=_text(told, "description"),
        order=int(told.get("order", 100)),
        parameters=parameters,
        sql=sql,
        limit=_limit(sql),
    )


def _split(text: str) -> tuple[str, str]:
    lines = text.splitlines()
    head = next((n for n, line in enumerate(lines) if not line.startswith("--")), len(lines))
    comment = "\n".join(line.removeprefix("--").removeprefix(" ") for line in lines[:head])
    return comment, "\n".join(lines[head:]).strip().removesuffix(";").strip()


def _parameter(name: str, told: object) -> Parameter:
    if not isinstance(told, dict):
        raise QuestionError(f"parameter {name} must be a table: [parameters.{name}]")
    _check_words(told, _TOLD_OF_PARAMETER, f"parameter {name}")
    kind = told.get("kind", "text")
    if kind not in KINDS:
        raise QuestionError(f"parameter {name}: kind {kind!r} is none of {', '.join(KINDS)}")
    _text(told, "label", f"parameter {name}: ")
    return Parameter(name=name, **{word: str(value) for word, value in told.items()})


def _text(told: Mapping[str, Any], word: str, where: str = "") -> str:
    value = told.get(word)
    if not isinstance(value, str) or not value.strip():
        raise QuestionError(f"{where}{word} is missing")
    return value.strip()


def _check_words(told: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(told) - known):
        raise QuestionError(f"{where} tells {', '.join(unknown)}; known are {sorted(known)}")


def _limit(sql: str) -> int:
    found = re.search(r"\bLIMIT (\d+)$", sql)
    if found is None:
        raise QuestionError("the query must end with LIMIT and a number")
    return int(found[1])


def _check_sql(sql: str, told: set[str]) -> None:
    if not re.match(r"(?:SELECT|WITH)\b", sql):
        raise QuestionError("the query must be one SELECT, under its comment")
    used = {name for name in _PARAMETER.findall(sql) if name}
    if unknown := sorted(used - told):
        raise QuestionError(f"the query asks for {', '.join(unknown)}, of which nothing is told")
    if idle := sorted(told - used):
        raise QuestionError(f"the query does not use {', '.join(idle)}")

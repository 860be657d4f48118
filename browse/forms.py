"""The fields of a form: what each one asks for, offers, and has been given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import field, frozen
from sqlalchemy import text
from sqlalchemy.orm import Session

from browse.choices import OPEN_KINDS, fixed_choices, stored_choices
from browse.questions import Parameter


@frozen
class Choice:
    """A word that can be chosen."""

    value: str
    label: str = field()

    @label.default
    def _words(self) -> str:
        return self.value.replace("_", " ")


@frozen
class Field:
    """One field, as the template ``_form.html`` draws it."""

    name: str
    label: str
    hint: str
    value: str
    control: str
    """``text``, ``date``, ``checkbox``, ``select``, or ``suggest``: text with suggestions."""
    choices: tuple[Choice, ...] = ()
    is_other: bool = False
    """Whether the value is none of the choices."""


def make_fields(
    session: Session, parameters: Iterable[Parameter], values: Mapping[str, str]
) -> list[Field]:
    """The fields of these parameters with what was given; what is not offered stays as it is."""
    offered = {parameter.kind: _choices(session, parameter.kind) for parameter in list(parameters)}
    return [_field(one, offered[one.kind], values.get(one.name, one.default)) for one in parameters]


def wrong_days(fields: Iterable[Field]) -> str:
    """A sentence for each day that is none; SQL would compare its letters and give other rows."""
    return " ".join(
        f"“{one.value}” is no day: write it as in 2017-04-14."
        for one in fields
        if one.control == "date" and one.value and not _is_day(one.value)
    )


def _is_day(word: str) -> bool:
    try:
        return date.fromisoformat(word).isoformat() == word
    except ValueError:
        return False


def _choices(session: Session, kind: str) -> list[str]:
    query = stored_choices(kind)
    return list(session.scalars(text(query))) if query else fixed_choices(kind)


def _field(parameter: Parameter, words: Sequence[str], value: str) -> Field:
    return Field(
        name=parameter.name,
        label=parameter.label,
        hint=parameter.hint,
        value=value,
        control=_control(parameter.kind),
        choices=tuple(Choice(word) for word in words),
        is_other=bool(value) and value not in words,
    )


def _control(kind: str) -> str:
    plain = {"text": "text", "day": "date", "yes": "checkbox"}
    return plain.get(kind, "suggest" if kind in OPEN_KINDS else "select")

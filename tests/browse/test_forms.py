"""Forms: what their fields offer, and what an address leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from browse.choices import KINDS
from browse.forms import Field, make_fields
from browse.plugins.defaults import with_defaults
from browse.questions import Parameter
from storage.engine import open_reader


@pytest.fixture(scope="module")
def session(demo_file: Path) -> Iterator[Session]:
    database = open_reader(f"sqlite:///{demo_file}")
    with database.reading() as session:
        yield session
    database.close()


def field(session: Session, kind: str, **values: str) -> Field:
    (made,) = make_fields(session, [Parameter("name", "Name", kind=kind)], values)
    return made


@pytest.mark.parametrize(
    ("kind", "control", "offered"),
    [
        ("text", "text", None),
        ("day", "date", None),
        ("yes", "checkbox", None),
        ("harm", "select", "killed"),
        ("scope", "select", "period_total"),
        ("flag", "select", "superseded"),
        ("state", "select", "failed"),
        ("publisher", "select", "iraqinews"),
        ("actor", "select", "US-led coalition"),
        ("language", "select", "ar"),
        ("claimant", "suggest", "SNHR"),
    ],
)
def test_a_field_offers_the_words_of_its_kind(
    kind: str, control: str, offered: str | None, session: Session
) -> None:
    made = field(session, kind)
    words = [choice.value for choice in made.choices]
    assert made.control == control
    assert offered in words if offered else words == []


@pytest.mark.parametrize(
    ("kind", "word"), [("flag", "repeated_boilerplate"), ("state", "stored"), ("harm", "SNHR")]
)
def test_what_a_question_cannot_ask_is_not_offered(kind: str, word: str, session: Session) -> None:
    assert word not in [choice.value for choice in field(session, kind).choices]


def test_every_claimant_is_offered_once(session: Session) -> None:
    words = [choice.value for choice in field(session, "claimant").choices]
    assert len(words) == len(set(words)) > 3


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_given_stays(kind: str, session: Session) -> None:
    made = field(session, kind, name="<b>none of them</b>")
    assert made.value == "<b>none of them</b>"
    assert made.is_other


def test_nothing_given_is_the_default(session: Session) -> None:
    told = Parameter("harm", "Harm", default="killed", kind="harm")
    (made,) = make_fields(session, [told], {})
    assert (made.value, made.is_other) == ("killed", False)
    (made,) = make_fields(session, [told], {"harm": ""})
    assert made.value == ""


@pytest.mark.parametrize(
    ("path", "asked", "filled"),
    [
        ("/reports/who-claims-what", "", "harm=killed"),
        ("/reports/who-claims-what.json", "", "harm=killed"),
        ("/reports/who-claims-what.csv", "_size=max", "_size=max&harm=killed"),
        ("/reports/who-claims-what", "harm=", "harm="),
        ("/reports/who-claims-what", "harm=injured&actor=", "harm=injured&actor="),
        ("/reports/coverage", "", ""),
        ("/reports/claim", "", ""),
        ("/who-claims-what", "", ""),
        ("/", "harm", "harm"),
    ],
)
def test_an_address_is_filled_with_what_it_leaves_open(path: str, asked: str, filled: str) -> None:
    assert with_defaults(path, asked) == filled

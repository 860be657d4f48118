"""The passage that shows why a report was found."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.snippets import LENGTH, cut_snippet, find_hits
from storage.typed_words import hit_pattern, read_terms

LONG = "An unrelated opening sentence stands here. " * 20


def snippet(text: str, typed: str, marks: tuple[str, str] = ("[", "]")) -> str | None:
    return cut_snippet(text, hit_pattern(read_terms(typed)), marks)


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("The crisis of ISIS", "isis", "The crisis of [ISIS]"),
        ("Three killings, one killed", "kill*", "Three [killings], one [killed]"),
        ("in Al-Bab and al Bab", "al-bab", "in [Al-Bab] and [al Bab]"),
        ("the people’s home", "people's", "the [people’s] home"),
        ("وفي الرَّقَّةِ قتلى", "الرقه", "وفي [الرَّقَّةِ] قتلى"),
        ("بالرقة", "رقة", "بال[رقة]"),
        ("تقدم ودم", "دم", "تقدم [ودم]"),
        ("قتل ٢٣ مدنيا", "23", "قتل [٢٣] مدنيا"),
        ("Straße", "strasse", "[Straße]"),
        ("one\n\ntwo  three", "two", "one [two] three"),
    ],
)
def test_hits_are_marked_in_the_original_text(text: str, typed: str, shown: str):
    assert snippet(text, typed) == shown


@pytest.mark.parametrize(
    ("text", "typed"),
    [("a crisis", "isis"), ("killed", "kill"), ("2017", "17"), ("تقدم", "دم"), ("", "a")],
)
def test_there_is_no_snippet_without_a_hit(text: str, typed: str):
    assert snippet(text, typed) is None


def test_marks_are_as_asked_for():
    assert snippet("a bomb", "bomb", ("<b>", "</b>")) == "a <b>bomb</b>"


def test_the_densest_passage_is_shown_cut_between_words():
    text = f"{LONG}bomb. {LONG}A bomb hit a school in town. {LONG}"
    shown = snippet(text, "bomb school town")
    assert shown is not None
    assert "A [bomb] hit a [school] in [town]." in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert set(re.findall(r"\w+", shown)) <= set(re.findall(r"\w+", text))
    assert len(shown) <= LENGTH + 90


def test_a_start_and_an_end_are_not_cut():
    shown = snippet("bomb " + LONG, "bomb")
    assert shown is not None
    assert shown.startswith("[bomb]")
    shown = snippet(LONG + "bomb", "bomb")
    assert shown is not None
    assert shown.endswith("[bomb]")


@given(st.text(), st.text(min_size=1, max_size=4))
def test_without_its_marks_a_snippet_is_of_the_text(text: str, typed: str):
    terms = read_terms(typed)
    if not terms:
        return
    spans = find_hits(text, hit_pattern(terms))
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    shown = cut_snippet(text, hit_pattern(terms), ("", ""))
    if shown is not None:
        inner = shown.removeprefix("…").removesuffix("…").strip()
        assert inner in " ".join(text.split()) or "…" in text

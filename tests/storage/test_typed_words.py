"""What is made of what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.typed_words import read_terms, trigram_query, words_query


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("barrel bombs", [("barrel",), ("bombs",)]),
        ('"barrel bombs"', [("barrel", "bombs")]),
        ("“barrel bombs”", [("barrel", "bombs")]),
        ("«barrel bombs»", [("barrel", "bombs")]),
        ('"barrel bombs', [("barrel",), ("bombs",)]),
        ('barrel "', [("barrel",)]),
        ('a"b c"d', [("a",), ("b", "c"), ("d",)]),
        ("al-Bab", [("al", "bab")]),
        ("people's", [("people", "s")]),
        ("AND OR NOT", [("and",), ("or",), ("not",)]),
        ("title:bomb", [("title", "bomb")]),
        ("bomb bomb BOMB", [("bomb",)]),
        ("الرَّقّة", [("الرقه",)]),
        ("a_b", [("a", "b")]),
        ("bomb\x00ing", [("bomb",), ("ing",)]),
        ("\udcff bomb", [("bomb",)]),
        ("", []),
        ("   ", []),
        ("* - \" '' () {} ^ : + , . ؟ ،", []),
        ("🕊", []),
    ],
)
def test_terms_are_read_as_typed(typed: str, words: list[tuple[str, ...]]):
    assert [term.words for term in read_terms(typed)] == words


@pytest.mark.parametrize("typed", ["kill*", '"kill"*', "kill**", "al-bab*"])
def test_a_final_star_asks_for_a_beginning(typed: str):
    assert [term.is_prefix for term in read_terms(typed)] == [True]


@pytest.mark.parametrize("typed", ["kill", "*kill", "ki*ll", "kill *", '"kill*"'])
def test_a_star_elsewhere_does_not(typed: str):
    assert [term.is_prefix for term in read_terms(typed)] == [False]


@pytest.mark.parametrize(
    ("typed", "words", "trigrams"),
    [
        ("bomb", '("bomb")', ""),
        ("bomb*", '("bomb" *)', ""),
        ("O'Neil AND x", '("O\'Neil") AND ("AND") AND ("x")', ""),
        ("12", '("12" OR "١٢" OR "۱۲")', ""),
        ("١٢", '("12" OR "١٢" OR "۱۲")', ""),
        ("الرقة", "", '"الرقه"'),
        ("bomb الرقة", '("bomb")', '"الرقه"'),
        ('"في دم"', "", '"في دم"'),
    ],
)
def test_each_script_asks_its_index(typed: str, words: str, trigrams: str):
    terms = read_terms(typed)
    assert words_query(terms) == words
    assert trigram_query(terms) == trigrams


@given(st.text())
def test_no_quote_of_the_typed_words_reaches_the_index(typed: str):
    terms = read_terms(typed)
    for term in terms:
        assert '"' not in term.typed
        assert term.words
    for query in (words_query(terms), trigram_query(terms)):
        assert query.count('"') % 2 == 0

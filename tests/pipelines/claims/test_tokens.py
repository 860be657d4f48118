"""Words of a sentence: where they stand, and how lexicons have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.claims.tokens import Tokens, lower, lowered

WRITTEN = st.text(st.sampled_from("aZé1٣,.'’‘-‑*  \u00a0\u202fُقU.S|\n½²Ⅻ\u200b\U0001f4a5"))


def tokens_of(text: str) -> Tokens:
    return Tokens(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1,302 killed", ["1,302", "killed"]),
        ("6.5 million.", ["6.5", "million", "."]),
        ("١٬٣٠٢ و٦٫٥", ["١٬٣٠٢", "و", "٦٫٥"]),
        ("١،٣٠٢", ["١،٣٠٢"]),
        ("5,6 and 7.", ["5,6", "and", "7", "."]),
        ("5, 6", ["5", ",", "6"]),
        ("60–70", ["60", "–", "70"]),
        ("60-70", ["60", "-", "70"]),
        ("60killed", ["60", "killed"]),
        ("Toll812", ["Toll", "812"]),
        ("12-year-old", ["12", "-", "year-old"]),
        ("US-led", ["US-led"]),
        ("F-16", ["F", "-", "16"]),
        ("U.S. forces", ["U.S.", "forces"]),
        ("U.S.-led", ["U.S.", "-", "led"]),
        ("Ma’aret", ["Ma’aret"]),
        ("Ma‘arat", ["Ma‘arat"]),
        ("‘killed’", ["‘", "killed", "’"]),
        ("said-", ["said", "-"]),
        ("well--known", ["well", "-", "-", "known"]),
        ("kil*led", ["kil*led"]),
        ("**killed**", ["*", "*", "killed", "*", "*"]),
        ("killed/wounded", ["killed", "/", "wounded"]),
        ("snake_case", ["snake", "_", "case"]),
        ("قُتِل مدنيًّا", ["قُتِل", "مدنيًّا"]),
        ("", []),
        (" \n\t ", []),
        ("½", ["½"]),
    ],
)
def test_a_sentence_is_parted_into_words(text: str, words: list[str]) -> None:
    assert tokens_of(text).words == words


@pytest.mark.parametrize(
    ("word", "low"),
    [
        ("Killed", "killed"),
        ("kil*led", "killed"),
        ("KIL-LED", "killed"),
        ("bod-ies", "bodies"),
        ("SNHR’s", "snhr"),
        ("regime's", "regime"),
        ("Ma’aret", "ma'aret"),
        ("Ma‘arat", "ma'arat"),
        ("US‑led", "us-led"),
        ("قُتِل", "قتل"),
        ("٣٥", "٣٥"),
        # None of these is anything else.
        ("*", "*"),
        ("’", "'"),
        ("its", "its"),
        ("al-Nusra", "al-nusra"),
        ("so-called", "so-called"),
        ("kill-switch", "kill-switch"),
        ("dead-end", "dead-end"),
        ("U.S.", "u.s."),
        ("1,302", "1,302"),
    ],
)
def test_a_word_in_lower_case_is_as_the_lexicons_have_it(word: str, low: str) -> None:
    assert lower(word) == low
    assert lowered(word) == [low]


@given(WRITTEN)
def test_tokens_are_the_words_of_the_text_in_order(text: str) -> None:
    tokens = tokens_of(text)
    spans = list(zip(tokens.starts, tokens.ends, strict=True))
    assert [text[start:end] for start, end in spans] == tokens.words
    past = 0
    for start, end in spans:
        assert text[past:start].strip() == ""
        assert start < end
        past = end
    assert text[past:].strip() == ""
    assert len(tokens) == len(tokens.low) == len(tokens.words)
    assert all(tokens.low)


@given(WRITTEN, WRITTEN, WRITTEN)
def test_only_the_span_that_is_asked_for_is_read(before: str, text: str, after: str) -> None:
    whole = before + "\n" + text + "\n" + after
    start = len(before) + 1
    tokens = Tokens(whole, start, start + len(text))
    assert tokens.words == tokens_of(text).words
    assert tokens.starts == [start + at for at in tokens_of(text).starts]


def test_what_touches_and_what_a_narrow_space_parts() -> None:
    tokens = tokens_of("at 1\u202f302 and 5 000 (7)")
    low = tokens.low
    narrow = [low[i] for i in range(len(tokens)) if tokens.narrow_space_before(i)]
    touching = [low[i] for i in range(len(tokens)) if tokens.touches(i)]
    assert narrow == ["302"]
    assert touching == ["7", ")"]

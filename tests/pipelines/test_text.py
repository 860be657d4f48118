"""What normalizing changes and what it leaves; which texts share a fingerprint."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text import fingerprint, normalize_line, normalize_text


@pytest.mark.parametrize(
    ("found", "stored"),
    [
        ("One.\n\n\n\nTwo.", "One.\n\nTwo."),
        ("One.\n \t \n\u00a0\nTwo.", "One.\n\nTwo."),
        ("One,\nstill one.", "One,\nstill one."),
        ("One.\r\n\r\nTwo.\rThree.", "One.\n\nTwo.\nThree."),
        ("One.\u2029Two.\u2028Three.", "One.\n\nTwo.\nThree."),
        ("  One.  \n  Two.  ", "One.\nTwo."),
        ("a\u00a0b\u2009c\u3000d\te", "a b c d e"),
        ("Cafe\u0301", "Café"),
        ("\ufeffto\u200bday\u00ad", "today"),
        ("\u202bتقرير\u202c \u200f2017\u200e", "تقرير 2017"),
        ("a\x00b\x07c\x9dd", "abcd"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("1439 ه\u200d", "1439 ه\u200d"),
        ("ab\u200ccd \u200d\u200c", "abcd"),
        ("كتب\u200c ", "كتب"),
        ("smile \ud83d\ude00", "smile 😀"),
        ("half \ud83d!", "half \ufffd!"),
        ("", ""),
        (" \n\n\u200b ", ""),
        ("“Quoted” – kept…", "“Quoted” – kept…"),
        ("مُحَمَّد ــ أحمد", "مُحَمَّد ــ أحمد"),
    ],
)
def test_text_is_stored_in_one_form(found: str, stored: str) -> None:
    assert normalize_text(found) == stored


def test_a_title_is_one_line() -> None:
    assert normalize_line(" Twelve killed\r\n\n in\u00a0Harim ") == "Twelve killed in Harim"


ANY_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.lists(
        st.sampled_from("aسُ\u200c\u200d\u200e\u00a0 \n\r\u2028\u2029\u0301\ud83d\ude00'\"“×-–3")
    ).map("".join),
)


@given(ANY_TEXT)
def test_normalizing_twice_changes_nothing(text: str) -> None:
    once = normalize_text(text)
    assert normalize_text(once) == once
    assert normalize_line(once) == normalize_line(text)
    assert unicodedata.is_normalized("NFC", once)
    assert "\n\n\n" not in once
    assert "  " not in once
    once.encode()


@given(ANY_TEXT, ANY_TEXT)
def test_the_fingerprint_is_that_of_the_normalized_text(title: str, body: str) -> None:
    expected = fingerprint(title, "", body)
    assert fingerprint(normalize_line(title), "", normalize_text(body)) == expected
    assert len(expected) == 64


TITLE, BODY = "Market hit in Harim", "“It was noon,” he said – then 3×4 shells…\n\nFour died."


@pytest.mark.parametrize(
    "body",
    [
        '"It was noon," he said - then 3x4 shells...\n\nFour died.',
        "“It was noon,” he said -- then 3×4 shells…\n\nFour died.",
        "„It was noon,‟ he said — then 3 × 4 shells... Four died.\n",
        "\u200f“It  was noon,” he said – then 3×4 shells…\nFour\u00a0died.",
    ],
)
def test_typography_and_white_space_make_no_new_version(body: str) -> None:
    assert fingerprint(TITLE, "", body) == fingerprint(TITLE, "", BODY)


@pytest.mark.parametrize(
    ("title", "subtitle", "body"),
    [
        (TITLE, "", BODY.replace("Four", "Five")),
        (TITLE, "", BODY.replace("Four", "four")),
        (TITLE, "", BODY.replace("3×4", "34")),
        (TITLE, "", BODY.replace("died.", "died!")),
        (TITLE, "", BODY.replace("was", "is")),
        (TITLE, BODY, ""),
        ("", TITLE, BODY),
        (TITLE, "At noon", BODY),
        (f"{TITLE} {BODY}", "", ""),
        (TITLE + "x", "", BODY),
    ],
)
def test_another_word_or_another_field_is_another_version(
    title: str, subtitle: str, body: str
) -> None:
    assert fingerprint(title, subtitle, body) != fingerprint(TITLE, "", BODY)

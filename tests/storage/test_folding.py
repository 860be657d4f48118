"""One spelling for what people type in many."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.folding import fold, has_arabic

ARABIC = st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF))
ANY = st.one_of(st.text(), ARABIC)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("الرقة", "الرقه"),
        ("الرَّقَّةُ", "الرقه"),
        ("الـــرقة", "الرقه"),
        ("أحمد إدلب آب ٱلله", "احمد ادلب اب الله"),
        ("مستشفى", "مستشفي"),
        ("مسؤول شاطئ", "مسوول شاطي"),
        ("٢٠١٧ ۲۰۱۷ 2017", "2017 2017 2017"),
        ("کردی", "كردي"),
        ("ﻻ ﷲ", "لا الله"),
        ("هٰذا", "هذا"),
        ("Café ÉCOLE naïve", "cafe ecole naive"),
        ("e\u0301", "e"),
        ("Straße", "strasse"),
        ("Erdoğan İstanbul Diyarbakır", "erdogan istanbul diyarbakir"),
        ("Łódź Øst", "lodz ost"),
        ("ﬁre", "fire"),
        ("２３", "23"),
        ("a\u00adb\u200fc", "abc"),
    ],
)
def test_spellings_of_one_word_fold_to_one(written: str, folded: str):
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("حلب", "حلف"),
        ("سوريا", "سورية"),
        ("قتل", "قتيل"),
        ("دم", "دما"),
        ("سماء", "سما"),
        ("بيت", "نبت"),
        ("Homs", "Hons"),
        ("12", "21"),
        ("कि", "का"),
        ("a b", "ab"),
    ],
)
def test_different_words_stay_different(one: str, other: str):
    assert fold(one) != fold(other)


@given(ANY)
def test_folding_twice_changes_nothing(text: str):
    assert fold(fold(text)) == fold(text)


@given(ANY, ANY)
def test_each_character_folds_for_itself(one: str, other: str):
    assert fold(one + other) == fold(one) + fold(other)


@given(st.text(st.characters(codec="latin-1")))
def test_case_does_not_matter(text: str):
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@given(ANY)
def test_composed_and_decomposed_text_fold_alike(text: str):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(ARABIC, st.lists(st.sampled_from("ًٌٍَُِّْـٰٓٔ"), max_size=9), st.randoms())
def test_vowel_signs_and_tatweel_may_stand_anywhere(text: str, signs: list[str], random: object):
    signed = list(text)
    for sign in signs:
        signed.insert(random.randint(0, len(signed)), sign)
    assert fold("".join(signed)) == fold(text)


@given(ARABIC)
def test_arabic_text_grows_by_no_letter(text: str):
    plain = "".join(character for character in text if not unicodedata.decomposition(character))
    assert len(fold(plain)) <= len(plain)


@given(st.text(st.characters(categories=["Nd"])))
def test_digits_of_every_script_are_ascii(text: str):
    folded = fold(text)
    assert folded.isascii()
    assert len(folded) == len(text)


@pytest.mark.parametrize("text", ["الرقة", "killed in الرقة today", "ﻻ", "پ", "ڤ", "ۇ"])
def test_arabic_letters_are_seen(text: str):
    assert has_arabic(text)


@pytest.mark.parametrize("text", ["", "Raqqa", "٢٠١٧", "،؟؛", "ـ", "ً", "שלום", "Москва", "!٪"])
def test_digits_and_signs_alone_are_not_arabic_text(text: str):
    assert not has_arabic(text)

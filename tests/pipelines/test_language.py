"""Language from the words, the page's own claim only where they are too few."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language import UNDETERMINED, detect_language

ALL = ("en", "ar", "de")


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        ("Three people were killed when a shell hit a bakery.", "", "en"),
        ("Three people were killed when a shell hit a bakery.", "de", "en"),
        ("Drei Menschen wurden beim Einschlag einer Granate getötet.", "en-US", "de"),
        ("Menschenrechte in Syrien", "en-US", "de"),
        ("SCHULE IN HARIM BESCHOSSEN UND SCHWER BESCHÄDIGT", "en-US", "de"),
        ("قتل ثلاثة مدنيين بقصف على مخبز", "en-US", "ar"),
        ("قصف", "en-US", "ar"),
        ("قتل ثلاثة من عناصر SDF و YPG في بلدة الشدادي", "en", "ar"),
        ("Residents call the quarter المدينة القديمة, the old town.", "ar", "en"),
        ("Attack on a school", "de", "en"),
        ("Harim", "de", "de"),
        ("Harim", "en-GB", "en"),
        ("Harim", "ar", "en"),
        ("Harim", "fr", "en"),
        ("12 / 2017", "en", UNDETERMINED),
        ("", "en", UNDETERMINED),
    ],
)
def test_the_words_decide_before_the_page(text: str, hint: str, language: str) -> None:
    assert detect_language(text, ALL, hint) == language


@pytest.mark.parametrize(
    ("text", "allowed", "language"),
    [
        ("قتل ثلاثة مدنيين بقصف على مخبز", ["en"], "ar"),
        ("Three people were killed when a shell hit a bakery.", ["ar"], "en"),
        ("Three people were killed when a shell hit a bakery.", [], "en"),
        ("Üç sivil fırına isabet eden top mermisiyle öldürüldü.", ["en", "tr", "ar"], "tr"),
        ("سه غیرنظامی در حمله به نانوایی کشته شدند و خانه‌ها ویران شد.", ["ar", "fa"], "fa"),
        ("Sê sivîl di êrîşa li ser firinê de hatin kuştin.", ["ku", "en", "ar"], "ku"),
        ("Three people were killed.", ["en", "ar"], "en"),
    ],
)
def test_the_publishers_languages_bound_the_choice_but_not_against_the_script(
    text: str, allowed: list[str], language: str
) -> None:
    assert detect_language(text, allowed) == language


def test_languages_that_cannot_be_told_apart_are_an_error() -> None:
    with pytest.raises(ValueError, match="none of these"):
        detect_language("some words", ["qaa", "qab"])


@given(st.text(), st.text(max_size=8))
def test_any_text_gets_a_language(text: str, hint: str) -> None:
    assert detect_language(text, ALL, hint) in {*ALL, UNDETERMINED}

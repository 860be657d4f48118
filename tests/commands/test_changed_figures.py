"""Which figures changed: as the texts show them, each once, and none that only moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.commands.changed_figures import changed_figures, read_figures
from crawler.evidence.differences import Text, compare_texts


def figures(
    old: str, new: str, old_title: str = "", new_title: str = ""
) -> list[tuple[object, object]]:
    difference = compare_texts(Text(old_title, "", old), Text(new_title, "", new))
    return [(figure.old, figure.new) for figure in changed_figures(difference)]


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("12 civilians died", "15 civilians died", [("12", "15")]),
        ("1,200 fled the town", "1,300 fled the town", [("1,200", "1,300")]),
        ("1.5 million fled", "2.5 million fled", [("1.5", "2.5")]),
        ("قُتل ١٢ مدنياً هنا", "قُتل ١٥ مدنياً هنا", [("١٢", "١٥")]),
        ("قتل خمسة عشر مدنيا هنا", "قتل ستة عشر مدنيا هنا", [("خمسة عشر", "ستة عشر")]),
        ("twelve civilians died", "fifteen civilians died", [("twelve", "fifteen")]),
        ("twenty civilians died", "twenty three civilians died", [("twenty", "twenty three")]),
        ("twenty-three men died", "twenty-four men died", [("twenty-three", "twenty-four")]),
        ("two hundred men died", "three hundred men died", [("two hundred", "three hundred")]),
        ("killed 12 and hurt 15", "killed 15 and hurt 12", [("12", "15"), ("15", "12")]),
        ("a 12-year-old boy died", "a 13-year-old boy died", [("12", "13")]),
        (
            "12 men and 3 boys and 3 girls",
            "15 men and 3 boys and 4 girls",
            [("12", "15"), ("3", "4")],
        ),
        ("they died there", "they died there, 7 of them", [(None, "7")]),
        ("they died there, 7 of them", "they died there", [("7", None)]),
    ],
)
def test_changed_figures_are_told(
    old: str, new: str, changed: list[tuple[str | None, str | None]]
) -> None:
    assert figures(old, new) == changed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12 civilians died", "12 civilians were killed"),
        ("twelve civilians died", "12 civilians died"),
        ("1,200 civilians died", "1200 civilians died"),
        ("١٢ civilians died", "12 civilians died"),
        ("the army shelled it", "the army bombed it"),
        ("", ""),
        ("12", "12"),
        ("12 died.\n\nThe market burned down.", "The market burned down.\n\n12 died."),
        ("12 men died there. The market burned.", "12 men died there.\n\nThe market burned."),
        ("first they came", "second they came"),
        ("anyone saw none", "someone saw nothing"),
    ],
)
def test_what_is_no_other_figure_is_not_told(old: str, new: str) -> None:
    assert figures(old, new) == []


def test_a_figure_that_changed_in_title_and_body_alike_is_told_once() -> None:
    assert figures("12 died there", "15 died there", "12 dead", "15 dead") == [("12", "15")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,200 and 1200 and ١٬٢٠٠", ["1200", "1200", "1200"]),
        ("2017/04/14", ["2017", "04", "14"]),
        ("twenty, three", ["20", "3"]),
        ("twenty three", ["23"]),
        ("ثلاثة وعشرين", ["23"]),
        ("1,20", ["1,20"]),
        ("x2 A320", ["2", "320"]),
        ("²", []),
        ("none, anyone, tennis", []),
        ("", []),
    ],
)
def test_numbers_are_read_with_their_value(text: str, values: list[str]) -> None:
    assert [figure.value for figure in read_figures(text)] == values


@given(st.text("12٣,. aone three hundred-عشر\n\u064b²—"))
def test_numbers_stand_where_they_are_said_to_stand_and_do_not_overlap(text: str) -> None:
    end = 0
    for figure in read_figures(text):
        assert end <= figure.start < figure.end
        assert text[figure.start : figure.end] == figure.shown
        end = figure.end


words = st.lists(st.sampled_from(["12", "15", "three", "twenty", "died", "hundred", "٧", ","])).map(
    " ".join
)


@given(words, words)
def test_only_figures_that_the_texts_have_are_told_and_none_that_stayed(old: str, new: str) -> None:
    before = {figure.shown for figure in read_figures(old)}
    after = {figure.shown for figure in read_figures(new)}
    for gone, come in figures(old, new):
        assert gone is None or gone in before
        assert come is None or come in after
        assert gone != come
    assert figures(old, old) == []

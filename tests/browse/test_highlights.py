"""A text is cut where claims begin and end, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from browse.highlights import Span, cut_paragraphs, cut_text

TEXT = "98 civilians, including 24 children"


@pytest.mark.parametrize(
    ("spans", "pieces"),
    [
        ([], [(TEXT, ())]),
        ([Span(0, 12, 1)], [("98 civilians", (1,)), (", including 24 children", ())]),
        (
            [Span(0, 35, 1), Span(24, 35, 2)],
            [("98 civilians, including ", (1,)), ("24 children", (1, 2))],
        ),
        (
            [Span(0, 23, 1), Span(14, 35, 2)],
            [("98 civilians, ", (1,)), ("including", (1, 2)), (" 24 children", (2,))],
        ),
        ([Span(0, 35, 2), Span(0, 35, 1)], [(TEXT, (1, 2))]),
        (
            [Span(0, 12, 1), Span(12, 13, 2)],
            [("98 civilians", (1,)), (",", (2,)), (" including 24 children", ())],
        ),
    ],
    ids=["none", "one", "nested", "overlapping", "equal", "side by side"],
)
def test_words_know_the_claims_that_cover_them(
    spans: list[Span], pieces: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert [(piece.text, piece.numbers) for piece in cut_text(TEXT, spans)] == pieces


def test_each_claim_begins_once_and_ends_once() -> None:
    spans = [Span(0, 35, 1), Span(3, 12, 2), Span(3, 35, 3)]
    pieces = cut_text(TEXT, spans)
    assert sorted(number for piece in pieces for number in piece.begins) == [1, 2, 3]
    assert sorted(number for piece in pieces for number in piece.ends) == [1, 2, 3]


def test_an_empty_text_has_no_words() -> None:
    assert [piece.text for piece in cut_text("", [])] == [""] or cut_text("", []) == []
    assert cut_paragraphs("", []) == []


@pytest.mark.parametrize("span", [Span(0, 36, 1), Span(-1, 3, 1), Span(5, 5, 1), Span(6, 5, 1)])
def test_what_is_not_in_the_text_is_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="is not in a text of 35 characters"):
        cut_text(TEXT, [span])


def test_a_claim_over_two_paragraphs_is_marked_in_both() -> None:
    first, second = cut_paragraphs("Ten died.\n\nTwo lived.", [Span(4, 14, 1)])
    assert [(piece.text, piece.numbers, piece.begins, piece.ends) for piece in first] == [
        ("Ten ", (), (), ()),
        ("died.", (1,), (1,), ()),
    ]
    assert [(piece.text, piece.numbers, piece.begins, piece.ends) for piece in second] == [
        ("Two", (1,), (), (1,)),
        (" lived.", (), (), ()),
    ]


def test_lines_of_a_paragraph_stay_together() -> None:
    assert len(cut_paragraphs("Killed:\n- two\n- three\n\n\n\nEnd", [])) == 2


@given(
    st.text(alphabet="aب \n", min_size=1, max_size=40).flatmap(
        lambda text: st.tuples(
            st.just(text),
            st.lists(
                st.tuples(st.integers(0, len(text) - 1), st.integers(1, 40)).map(
                    lambda pair: (pair[0], min(pair[0] + pair[1], len(text)))
                ),
                max_size=6,
            ),
        )
    )
)
def test_the_pieces_of_a_claim_are_its_words(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, places = case
    spans = [Span(start, end, number) for number, (start, end) in enumerate(places, 1)]
    pieces = cut_text(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    for span in spans:
        words = "".join(piece.text for piece in pieces if span.number in piece.numbers)
        assert words == text[span.start : span.end]

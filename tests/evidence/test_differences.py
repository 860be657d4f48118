"""What changed between two texts: nothing is lost, no word is cut, hostile texts cost no more."""

from __future__ import annotations

import unicodedata
import zlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence import matching
from crawler.evidence.differences import (
    BREAK,
    LOOKS,
    NEAR,
    Change,
    Difference,
    Text,
    candidates,
    compare_texts,
    split_body,
)
from crawler.evidence.matching import longest_rise, match_in_order
from crawler.evidence.wording import Fate, Piece, compare_words

LETTERS = "ab Ab12٣١,.-'’\n\u064eم ن(é)e\u0301—_"
WORDS = [
    "12",
    "15",
    "civilians",
    "killed",
    "in",
    "قُتل",
    "١٢",
    "مدنياً",
    "three-year",
    "1,200",
    "(",
    ".",
]
line = st.text(LETTERS, max_size=30)
sentence = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
body = st.lists(st.one_of(line, sentence, st.sampled_from(["***", "a"])), max_size=8).map(
    BREAK.join
)
text = st.builds(Text, st.one_of(line, sentence), line, body)


def old_of(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.fate is not Fate.COME)


def new_of(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.fate is not Fate.GONE)


def marked(pieces: tuple[Piece, ...]) -> str:
    around = {Fate.KEPT: "{}", Fate.GONE: "[-{}-]", Fate.COME: "{{+{}+}}"}
    return "".join(around[piece.fate].format(piece.text) for piece in pieces)


def rebuild(old: Text, difference: Difference) -> Text:
    """The new text, of the old one and what changed alone."""
    paragraphs = split_body(old.body)
    new = {
        found.new: new_of(found.pieces) if found.pieces else paragraphs[(found.old or 0) - 1]
        for found in difference.paragraphs
        if found.new is not None
    }
    assert list(new) == list(range(1, len(new) + 1))
    return Text(
        new_of(difference.title) if difference.title else old.title,
        new_of(difference.subtitle) if difference.subtitle else old.subtitle,
        BREAK.join(new.values()),
    )


def outline(difference: Difference) -> list[tuple[str, int | None, int | None, bool]]:
    return [(p.change.value, p.old, p.new, p.moved) for p in difference.paragraphs]


def compare_bodies(old: list[str], new: list[str]) -> Difference:
    return compare_texts(Text("", "", BREAK.join(old)), Text("", "", BREAK.join(new)))


@given(text, text)
def test_the_new_text_can_be_made_of_the_old_one_and_the_difference(old: Text, new: Text) -> None:
    difference = compare_texts(old, new)
    rebuilt = rebuild(old, difference)
    assert (rebuilt.title, rebuilt.subtitle) == (new.title, new.subtitle)
    assert split_body(rebuilt.body) == split_body(new.body)


@given(text, text)
def test_every_paragraph_of_both_texts_is_told_once_with_its_words(old: Text, new: Text) -> None:
    difference = compare_texts(old, new)
    paragraphs, others = split_body(old.body), split_body(new.body)
    told = [p.old for p in difference.paragraphs if p.old is not None]
    assert sorted(told) == list(range(1, len(paragraphs) + 1))
    for found in difference.paragraphs:
        before = paragraphs[found.old - 1] if found.old else ""
        after = others[found.new - 1] if found.new else ""
        same = bool(found.old and found.new) and before == after
        assert (found.change is Change.SAME) == same
        if found.pieces:
            assert (old_of(found.pieces), new_of(found.pieces)) == (before, after)


@given(text)
def test_a_text_does_not_differ_from_itself(same: Text) -> None:
    difference = compare_texts(same, same)
    assert (difference.title, difference.subtitle) == ((), ())
    assert {(p.change, p.moved) for p in difference.paragraphs} <= {(Change.SAME, False)}


@given(st.one_of(line, sentence), st.one_of(line, sentence))
def test_no_word_is_cut(old: str, new: str) -> None:
    pieces = compare_words(old, new)
    for side in (Fate.GONE, Fate.COME):
        parts = [piece.text for piece in pieces if piece.fate in {Fate.KEPT, side}]
        for left, right in pairwise(parts):
            assert not (left[-1].isalnum() and right[0].isalnum()), (left, right)
            assert unicodedata.category(right[0])[0] != "M" or not left[-1].isalnum()


@given(st.one_of(line, sentence), st.one_of(line, sentence))
def test_pieces_are_not_empty_and_their_fates_alternate(old: str, new: str) -> None:
    pieces = compare_words(old, new)
    assert all(piece.text for piece in pieces)
    assert all(left.fate is not right.fate for left, right in pairwise(pieces))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("12 civilians died", "15 civilians died", "[-12-]{+15+} civilians died"),
        ("died on Monday", "died", "died[- on Monday-]"),
        ("At least 1,200 died.", "At least 1,300 died.", "At least [-1,200-]{+1,300+} died."),
        ("a 12-year-old boy", "a 13-year-old boy", "a [-12-year-old-]{+13-year-old+} boy"),
        ("قُتل ١٢ مدنياً", "قُتل ١٥ مدنياً", "قُتل [-١٢-]{+١٥+} مدنياً"),
        ("مَدنِيّ قتيل", "مَدنِيّون قتيل", "[-مَدنِيّ-]{+مَدنِيّون+} قتيل"),
        ("12, 15", "13, 16", "[-12-]{+13+}, [-15-]{+16+}"),
        ("(12)", "(15)", "([-12-]{+15+})"),
        ("one\ntwo", "one two", "one[-\n-]{+ +}two"),
        ("same", "same", "same"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("", "", ""),
        ("killed", "kill", "[-killed-]{+kill+}"),
    ],
)
def test_words_that_went_and_came_are_marked_whole(old: str, new: str, shown: str) -> None:
    assert marked(compare_words(old, new)) == shown


def test_two_long_changes_are_not_torn_apart_by_a_word_that_both_happen_to_have() -> None:
    old = "said: shells hit our northern streets the night before dawn came up fast today"
    new = "said: nobody was seen near any market the whole long week because of rain today"
    fates = [piece.fate for piece in compare_words(old, new)]
    assert fates == [Fate.KEPT, Fate.GONE, Fate.COME, Fate.KEPT]


def numbered(*numbers: int) -> list[str]:
    return [f"Paragraph {n} tells of event number {n} in the town of quarter {n}" for n in numbers]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ([], [], []),
        (numbered(1, 2), numbered(1, 2), [("same", 1, 1, False), ("same", 2, 2, False)]),
        (
            numbered(1, 2, 3),
            numbered(1, 3),
            [("same", 1, 1, False), ("removed", 2, None, False), ("same", 3, 2, False)],
        ),
        (
            numbered(1, 3),
            ["Wholly other words stand here.", *numbered(1, 3)],
            [("added", None, 1, False), ("same", 1, 2, False), ("same", 2, 3, False)],
        ),
        (
            numbered(1, 2, 3, 4),
            numbered(4, 1, 2, 3),
            [("same", 4, 1, True), *(("same", n, n + 1, False) for n in (1, 2, 3))],
        ),
        (
            [*numbered(1, 2, 3), "Medics counted 12 dead in the hospital."],
            ["Medics counted 15 dead in the hospital.", *numbered(1, 2, 3)],
            [("changed", 4, 1, True), *(("same", n, n + 1, False) for n in (1, 2, 3))],
        ),
        (
            ["Medics counted 12 dead.", "Aleppo"],
            ["Medics counted 15 dead.", "Idlib"],
            [("changed", 1, 1, False), ("added", None, 2, False), ("removed", 2, None, False)],
        ),
        (
            ["a", "a", "a"],
            ["a"],
            [("same", 1, 1, False), *(("removed", n, None, False) for n in (2, 3))],
        ),
        ([], ["a"], [("added", None, 1, False)]),
        (["a"], [], [("removed", 1, None, False)]),
    ],
)
def test_paragraphs_are_told_by_what_became_of_them(
    old: list[str], new: list[str], told: list[tuple[str, int | None, int | None, bool]]
) -> None:
    assert outline(compare_bodies(old, new)) == told


def test_title_and_subtitle_are_compared_apart_from_the_body() -> None:
    difference = compare_texts(Text("12 dead", "same", "b"), Text("15 dead", "same", "b"))
    assert marked(difference.title) == "[-12-]{+15+} dead"
    assert difference.subtitle == ()
    assert outline(difference) == [("same", 1, 1, False)]


def test_ten_thousand_paragraphs_each_with_another_figure_are_paired() -> None:
    places = [f"street{n} of quarter{n % 97}" for n in range(10_000)]
    old = [f"In {place} 12 people were killed." for place in places]
    new = [f"In {place} 15 people were killed." for place in places]
    assert {p.change for p in compare_bodies(old, new).paragraphs} == {Change.CHANGED}


def test_one_paragraph_of_twenty_thousand_words_is_compared_word_by_word() -> None:
    words = [f"w{zlib.crc32(b'%d' % n) % 400}" for n in range(20_000)]
    others = list(words)
    for place in range(0, len(words), 500):
        others[place] = "changed"
    (found,) = compare_bodies([" ".join(words)], [" ".join(others)]).paragraphs
    assert sum(piece.fate is Fate.COME for piece in found.pieces) == 40


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 50_000, "a " * 49_000 + "b"),
        ("a b " * 25_000, "b a " * 25_000),
        ("a b " * 25_000, "b a a " * 17_000),
        (",.-" * 33_000, "-.," * 33_000),
        (BREAK.join(["a"] * 10_000), BREAK.join(["a", "b"] * 5_000)),
        (BREAK.join(["a b"] * 5_000), BREAK.join(["b c"] * 5_000)),
        ("a" * 100_000, "a" * 99_999),
        ("\u064e" * 50_000, "\u064e " * 25_000),
        (" \n" * 50_000, " " * 99_999),
    ],
)
def test_a_hostile_text_can_be_rebuilt_and_each_comparison_in_full_is_bounded(
    old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[int, int]] = []
    in_full = matching._common

    def watched(left: list[int], right: list[int]) -> list[tuple[int, int]]:
        compared.append((len(left), len(right)))
        return in_full(left, right)

    monkeypatch.setattr(matching, "_common", watched)
    difference = compare_texts(Text(old, "", old), Text(new, "", new))
    assert rebuild(Text(old, "", old), difference) == Text(new, "", new)
    assert all(one * other <= matching.CELLS for one, other in compared)
    assert sum(one + other for one, other in compared) <= 4 * (len(old) + len(new))


@given(st.lists(st.integers(0, 3000), max_size=60), st.lists(st.integers(0, 3000), max_size=60))
def test_short_texts_have_all_their_paragraphs_compared(left: list[int], right: list[int]) -> None:
    found = list(candidates(left, right))
    assert found == [(one, other) for one in range(len(left)) for other in range(len(right))]


@pytest.mark.parametrize(
    ("count", "words"), [(10_000, 0), (10_000, 10), (2_000, 500), (141, 50_000)]
)
def test_the_words_looked_at_to_pair_paragraphs_are_bounded(count: int, words: int) -> None:
    pairs = sum(1 for _ in candidates([words] * count, [words] * count))
    assert pairs * words <= max(2 * LOOKS, (2 * NEAR + 1) * count * words)
    assert pairs <= max(LOOKS, (2 * NEAR + 1) * count)


@given(
    st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd"), max_size=30)
)
def test_matches_are_equal_elements_in_rising_order_and_as_many_as_possible(
    old: list[str], new: list[str]
) -> None:
    pairs = match_in_order(old, new)
    assert all(old[place] == new[match] for place, match in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    assert len(pairs) == longest_common(old, new)


def longest_common(old: list[str], new: list[str]) -> int:
    """By the book."""
    row = [0] * (len(new) + 1)
    for element in old:
        before = row
        row = [0]
        for place, other in enumerate(new):
            row.append(before[place] + 1 if element == other else max(before[place + 1], row[-1]))
    return row[-1]


@given(st.lists(st.integers(0, 40)), st.lists(st.integers(0, 40)), st.integers(0, 30))
def test_what_is_too_large_is_cut_into_parts_that_match_all_the_same(
    old: list[int], new: list[int], cells: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(matching, "CELLS", cells)
        pairs = match_in_order(list(map(str, old)), list(map(str, new)))
    assert all(old[place] == new[match] for place, match in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


@given(st.permutations(range(9)))
def test_the_longest_rise_is_found(values: list[int]) -> None:
    rise = longest_rise(values)
    assert rise == sorted(rise)
    assert [values[place] for place in rise] == sorted(values[place] for place in rise)
    best = [1] * len(values)
    for place, value in enumerate(values):
        best[place] = 1 + max(
            (best[earlier] for earlier in range(place) if values[earlier] < value), default=0
        )
    assert len(rise) == max(best)

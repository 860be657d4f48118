"""Sentences: where one ends and where a full stop ends none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.claims.sentences import LONGEST, sentences

PIECES = st.sampled_from(
    [
        *("Five", "killed", "the", "Dr", "U.S.", "a.m.", "No", "1", "1.3", "Dec", "قتل", "é", "x"),
        *(".", ". ", "? ", "! ", "…", "؟ ", " ", "  ", "\n", "\n\n", "|", " | ", "• ", '"', "“"),
        *("” ", "(", ") ", "[3] ", "، ", ", ", "\t", "\u00a0", "٣", "?”", ".)", "...", "‘", "'"),
        "a" * 1_500,
    ]
)


def split(text: str) -> list[str]:
    return [text[one.start : one.end] for one in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Five were killed.~The army left.",
        "Five were killed!~Who did it?~Nobody knows…~The army left.",
        "“Five were killed.”~He left.",
        'He said "five were killed."~Then he left.',
        "Five were killed (two of them children).~Ten were hurt.",
        "Five were killed.[12]~The army left.",
        "It happened in Aleppo.~12 others were hurt.",
        "Five were killed in 2016.~Ten were hurt.",
        "Five were killed by the U.S.~The army left.",
        "It struck at 6 a.m.~Two were killed.",
        "They were with Acme Inc.~The firm denied it.",
        "قتل خمسة مدنيين.~أصيب عشرة.",
        "من قتلهم؟~لا أحد يعلم.",
        "Five were killed.~“They were at home,” she said.",
        "Five were killed.The army left.",
        "Five killed |~Northern Aleppo",
        "Five killed\n~Ten hurt",
        "Killed:~• five men~• two women",
        "Five were killed\n\n~by shells.",
        "Ten died...~The army left.",
        "Five were killed.~Émile left.",
    ],
)
def test_a_sentence_ends(text: str) -> None:
    parts = [part.strip() for part in text.replace("killed.The", "killed.~The").split("~")]
    assert split(text.replace("~", " " if "\n" not in text else "")) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Ahmad was killed.",
        "Lt. Gen. John Smith said five died.",
        "Sen. Murphy spoke.",
        "On Dec. 7th five were killed.",
        "On Sept. 30, 2016 five were killed.",
        "The U.S. Army killed five.",
        "The U.S. forces killed five.",
        "J. A. Smith was killed.",
        "At 6 a.m. Sunday five were killed.",
        "At 6 p.m. 12 shells fell.",
        "Under Art. 5 nobody may be tortured.",
        "Resolution No. 2139 was passed.",
        "Resolution no. 2139 was passed.",
        "About 6.5 million fled.",
        "They number 1.302 in all.",
        "e.g. Aleppo and Idlib",
        "St. George church was hit.",
        "Who knows? he asked.",
        "“Stop!” he said.",
        "“Five were killed.” he said.",
        "Five ... were killed.",
        "Five… killed",
        "Read it at www.example.org today.",
        "example.com has it.",
        "1. Russian forces: 17 civilians",
        "a. Russian forces: 17 civilians",
        "(iv). Russian forces: 17 civilians",
        "The ratio is 3:1. that is so.",
        "approx. 500 were hurt",
        "Five were killed; ten were hurt: all civilians.",
        "AT&T vs. Verizon",
        "Mr.Smith left",
    ],
)
def test_no_sentence_ends(text: str) -> None:
    assert split(text) == [text]


def test_a_bullet_opens_a_sentence_only_between_spaces() -> None:
    assert split("Killed • five • two•three") == ["Killed", "• five", "• two•three"]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("Five killed in Aleppo\n\nFive were killed.", ["Five killed in Aleppo"]),
        ("Massacre in Idlib | Five killed\nThey died.", ["Massacre in Idlib |", "Five killed"]),
        ("  Five killed\nThey died.", ["Five killed"]),
        ("Five were killed.\nTen were hurt.", []),
        ("Who killed five?\nNobody knows!", []),
        ("The killed:\n“We saw five dead”\n", []),
        ("They died. Five killed\n", []),
        (f"{'Five killed ' * 40}\nThey died.", []),
        ("", []),
    ],
)
def test_a_short_line_without_an_end_is_a_heading(text: str, headings: list[str]) -> None:
    found = [text[one.start : one.end] for one in sentences(text) if one.is_heading]
    assert found == headings


def test_lines_are_counted_and_empty_ones_are_not() -> None:
    text = "\n\nTitle\n\n\nFirst. Second.\n \nThird | fourth\nFifth."
    assert [one.line for one in sentences(text)] == [0, 1, 1, 2, 2, 3]


def test_a_sentence_that_is_too_long_is_cut_between_words() -> None:
    text = "killed " * 1_000
    found = sentences(text)
    assert len(found) > 1
    assert all(one.end - one.start <= LONGEST for one in found)
    assert all(text[one.start : one.end].startswith("killed") for one in found)


@given(st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text()))
def test_every_character_but_white_space_stands_in_one_sentence(text: str) -> None:
    past = line = 0
    for one in sentences(text):
        assert past <= one.start < one.end <= len(text)
        assert text[past : one.start].strip() == ""
        words = text[one.start : one.end]
        assert words == words.strip()
        assert len(words) <= LONGEST
        assert one.line >= line
        past, line = one.end, one.line
    assert text[past:].strip() == ""

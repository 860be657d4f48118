"""Numbers: what digits and words say, ranges, and what is no number; never more than the words."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipelines.claims.numbers import HIGHEST, STARTS, Number, number_at
from pipelines.claims.tokens import Tokens

Told = int | str | tuple[int, int]


def found_in(tokens: Tokens) -> Iterator[tuple[int, Number]]:
    """The numbers of a sentence, each with the index of its first token."""
    past = 0
    for i, word in enumerate(tokens.low):
        if i < past or not (word in STARTS or word[0].isdigit()):
            continue
        number = number_at(tokens, i)
        if number is not None:
            past = number.end
            yield i, number


def numbers(text: str) -> list[Told]:
    return [told(number) for _, number in found_in(Tokens(text, 0, len(text)))]


def told(number: Number) -> Told:
    if number.low is None or number.high is None:
        return str(number.vague)
    return number.low if number.low == number.high else (number.low, number.high)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1302 killed", 1302),
        ("1,302 killed", 1302),
        ("1.302 killed", 1302),
        ("1\u202f302 killed", 1302),
        ("1\u00a0302\u00a0417 killed", 1302417),
        ("1,302,417", 1302417),
        ("05 killed", 5),
        ("60killed", 60),
        ("Toll812 Civilians", 812),
        ("(12) civilians", 12),
        ("6.5 million", 6_500_000),
        ("6,5 million", 6_500_000),
        ("1.3 thousand", 1300),
        ("1,302 thousand", 1_302_000),
        ("1.302 million", 1_302_000),
        ("0.5 million", 500_000),
        ("1.255 hundred", 125),
        ("2.3 million", 2_300_000),
        ("5 hundred thousand", 500_000),
        ("2 million 300 thousand", 2_300_000),
        ("2 and a half million", 2_500_000),
        ("10k people", 10_000),
        ("5 dozen", 60),
        ("two", 2),
        ("Twenty-one", 21),
        ("twenty one", 21),
        ("two hundred and twelve", 212),
        ("two hundred twelve", 212),
        ("a hundred", 100),
        ("a hundred and five", 105),
        ("hundred thousand", 100_000),
        ("one hundred and twenty thousand", 120_000),
        ("one million three hundred thousand", 1_300_000),
        ("one thousand and two", 1002),
        ("twelve hundred", 1200),
        ("two and a half million", 2_500_000),
        ("a million and a half people", 1_500_000),
        ("half a million", 500_000),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("a couple of", 2),
        ("٣٥ مدنيا", 35),
        ("١٬٣٠٢", 1302),
        ("٦٫٥ مليون", 6_500_000),
        ("خمسة مدنيين", 5),
        ("ثلاثة وعشرون مدنيا", 23),
        ("ثلاثة عشر مدنيا", 13),
        ("أحد عشر", 11),
        ("اثنا عشر", 12),
        ("مئة وثلاثة وعشرون", 123),
        ("مئتان", 200),
        ("مائتين وخمسين", 250),
        ("ثلاث مئة", 300),
        ("ثلاثمائة", 300),
        ("ألفان", 2000),
        ("خمسة آلاف ومئتان", 5200),
        ("خمسين ألفا", 50_000),
        ("ألف وثلاثمئة واثنان", 1302),
        ("مليونان", 2_000_000),
    ],
)
def test_a_number_is_read(text: str, value: int) -> None:
    assert numbers(text) == [value]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("60 to 70 people", (60, 70)),
        ("60–70", (60, 70)),
        ("60-70", (60, 70)),
        ("60 – 70", (60, 70)),
        ("between 60 and 70", (60, 70)),
        ("between about 60 and 70", (60, 70)),
        ("from 5 to 8 people", (5, 8)),
        ("from 60 up to 70", (60, 70)),
        ("two or three", (2, 3)),
        ("five or 6", (5, 6)),
        ("two to three hundred", (200, 300)),
        ("five to six thousand", (5000, 6000)),
        ("1 to 1.5 million", (1_000_000, 1_500_000)),
        ("10-15k people", (10_000, 15_000)),
        ("60 to one hundred", (60, 100)),
        ("90 to one hundred thousand", (90_000, 100_000)),
        ("500 or a thousand", (500, 1000)),
    ],
)
def test_a_range_is_read(text: str, ends: tuple[int, int]) -> None:
    assert numbers(text) == [ends]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The toll rose from 5 to 8", [5, 8]),
        ("an increase on Monday from 5 to 8", [5, 8]),
        ("fell to 5 from 8", [5, 8]),
        ("60 and 70", [60, 70]),
        ("between 60 civilians and 70 fighters", [60, 70]),
        ("8 to 5", [8, 5]),
        ("5 or 5", [5, 5]),
        ("60 -70", [60, 70]),
        ("60, 70", [60, 70]),
        ("60/70", [60, 70]),
        ("twenty and thirty", [20, 30]),
        ("three hundred and one hundred and fifty", [300, 150]),
        ("two thousand and three thousand", [2000, 3000]),
        ("one hundred and two hundred", [100, 200]),
        ("killed 23 and 7 more", [23, 7]),
        ("1 302", [1, 302]),
        ("2018\u00a0812 civilians", [2018, 812]),
        ("1\u00a030", [1, 30]),
        ("خمسة وستة", [5]),
        ("5 million to 8", [5_000_000, 8]),
    ],
)
def test_two_numbers_are_not_one(text: str, values: list[int]) -> None:
    assert numbers(text) == values


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dozens of civilians", "dozens"),
        ("hundreds", "hundreds"),
        ("Tens of thousands fled", "tens of thousands"),
        ("several hundred people", "several hundred"),
        ("a few dozen", "a few dozen"),
        ("a couple of hundred", "a couple of hundred"),
        ("scores were killed", "scores"),
    ],
)
def test_a_vague_number_has_words_and_no_value(text: str, words: str) -> None:
    assert numbers(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "nobody",
        "a woman",
        "half of them",
        "a few",
        "the twentieth",
        "0 killed",
        "zero killed",
        "3.14",
        "12,34",
        "0.302",
        "1,302.500",
        "1.302,5",
        "1,2,3",
        "1,1,1,1,1,1",
        "192.168.1.1",
        "12.04.2017",
        "½",
        "²",
        "Ⅻ",
        "AK47",
        "M16",
        "300 billion people",
        "nine hundred billion",
        "two billion three hundred million",
        "1,000,000,000,000",
        "1" + "0" * 30,
        "9" * 5_000,
        "1" + "\u202f000" * 2_000,
        "1. Russian forces",
        "(3) Russian forces",
        "5) killed",
        "one-third of them",
        "someone",
        "أحد",
        "و",
    ],
    ids=lambda text: text[:30],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert numbers(text) == []


UNITS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def spoken(value: int, joint: str, hyphen: str) -> str:
    """The number in English words."""
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if value >= scale:
            head, rest = divmod(value, scale)
            words = f"{spoken(head, joint, hyphen)} {name}"
            return f"{words} {spoken(rest, joint, hyphen)}" if rest else words
    if value >= 100:
        head, rest = divmod(value, 100)
        return f"{UNITS[head - 1]} hundred" + (joint + spoken(rest, joint, hyphen) if rest else "")
    if value < 20:
        return UNITS[value - 1]
    ten, unit = divmod(value, 10)
    return TENS[ten - 2] + (hyphen + UNITS[unit - 1] if unit else "")


@given(
    st.integers(1, HIGHEST),
    st.sampled_from((" ", " and ")),
    st.sampled_from((" ", "-")),
    st.sampled_from(("", "killing ", "at least ", "in the ")),
    st.sampled_from(("", " civilians", ", and", ".")),
)
def test_any_number_in_words_is_read_as_it_is_said(
    value: int, joint: str, hyphen: str, before: str, after: str
) -> None:
    assert numbers(before + spoken(value, joint, hyphen) + after) == [value]


@given(st.integers(1, HIGHEST), st.sampled_from(("", ",", ".", "\u202f", "\u00a0", "٬")))
def test_any_number_in_digits_is_read_with_any_separator(value: int, separator: str) -> None:
    assert numbers(f"killed {value:,} civilians".replace(",", separator)) == [value]


SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "k": 1000,
}
VALUES = {word: value for value, word in enumerate(UNITS, 1)}
VALUES |= {word: 10 * value for value, word in enumerate(TENS, 2)}
VALUES |= {"forty-two": 42, "zero": 0}
JOINTS = ("and", "to", "or", "-", "–", "a", "half", "of", "between", "from", "rose", ",", "up")
DIGITS = ("5", "07", "12", "302", "2019", "1,302", "1.302", "6.5", "1,5", "0.25", "9" * 20, "000")


def largest(words: list[str]) -> Decimal:
    """The most that number words say, read from left to right, scale by scale."""
    total = current = scaled = last = Decimal(0)
    for i, word in enumerate(words):
        if word in SCALES:
            scaled = max(current, Decimal(1)) * SCALES[word]
            if SCALES[word] < 1000:
                current = scaled
            else:
                total, current = total + scaled, Decimal(0)
            last = Decimal(SCALES[word])
        elif word == "half":
            half = next((SCALES[w] for w in words[i:] if w in SCALES), last) / Decimal(2)
            current += half if words[i + 1 : i + 2] == [] else Decimal("0.5")
        elif word in VALUES:
            current += VALUES[word]
        elif word[0].isdigit():
            current += figure(word, *words[i + 1 : i + 2])
    return total + current


def figure(word: str, after: str = "") -> Decimal:
    """What digits say: before a scale "1.302" and "1,5" are decimals."""
    parts = word.replace(",", ".").split(".")
    if after in SCALES and len(parts) == 2 and ("." in word or len(parts[1]) < 3):
        return Decimal(f"{parts[0]}.{parts[1]}")
    return Decimal("".join(parts))


@given(
    st.lists(
        st.one_of(
            st.sampled_from((*VALUES, *SCALES, *JOINTS)),
            st.sampled_from(DIGITS),
            st.sampled_from(("people", "killed")),
        ),
        max_size=12,
    )
)
@example(["one", "hundred", "and", "two", "hundred"])
@example(["two", "and", "a", "half", "million"])
@example(["1,5", "million", "and", "a", "half"])
@example(["9", "billion", "three", "hundred"])
def test_a_number_is_never_larger_than_its_own_words_say(words: list[str]) -> None:
    text = " ".join(words)
    tokens = Tokens(text, 0, len(text))
    for i, number in found_in(tokens):
        if number.low is None or number.high is None:
            continue
        own = tokens.low[i : number.end]
        assert 0 < number.low <= number.high <= HIGHEST
        assert number.high <= largest(own)


@given(st.text(st.sampled_from("12.,0 ٣\u202f-–andtoreughk()")))
def test_any_text_gives_numbers_within_its_tokens(text: str) -> None:
    tokens = Tokens(text, 0, len(text))
    for i in range(len(tokens)):
        number = number_at(tokens, i)
        if number is not None:
            assert i < number.end <= len(tokens)

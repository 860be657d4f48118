"""Dates as people read them, in English, Arabic and German → ``Written``."""

from __future__ import annotations

import re
from datetime import date, datetime

import dateparser

from crawler.extraction.dates.written import DIGITS, LONGEST, Written, looks_iso, read_stamp
from crawler.extraction.words.calendar import CLOCK_WORDS, WEEKDAYS, ZONE
from crawler.extraction.words.wording import fold, one_line

_LETTERS = r"[^\W\d_]"
_WRITTEN_DAY = re.compile(
    rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th|\.)?[\s/-]+(?:of\s+)?{_LETTERS}{{3,12}}(?:\s{_LETTERS}{{3,8}})?\.?"
    rf"(?:\s?/\s?{_LETTERS}{{3,12}})?[\s,،/-]+\d{{4}}(?!\d)"
    rf"|{_LETTERS}{{3,12}}\.?\s\d{{1,2}}(?:st|nd|rd|th)?[\s,،]+\d{{4}}(?!\d)"
)
_FIGURES = re.compile(r"(?<![\d./-])(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?![\d/-])")
_CLOCK = re.compile(
    r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?:\s?([ap])\.?m\b)?", re.IGNORECASE
)
_SECOND_NAME = re.compile(rf"\s?/\s?{_LETTERS}{{3,12}}")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_DATE_WORDS = WEEKDAYS | CLOCK_WORDS
"""Words that may stand beside a date on a line that is nothing but its date."""


def read_attribute(text: str) -> Written | None:
    """A date of an attribute or of JSON: ``read_stamp``, else words; None where it is none."""
    written = read_stamp(text)
    is_broken = written is None and looks_iso(text)  # the hour 25, an offset of 99 hours
    return None if is_broken or len(text) > LONGEST else written or read_words(text)


def read_words(text: str) -> Written | None:
    """A date that a line of text shows: "Thursday, 13 April 2017 09:12", "13 نيسان، 2017".

    Day, month and year must all be there. "2 days ago" is never read, nor "04/05/2017" in Latin
    script, which is April or May.
    """
    line = one_line(text[:LONGEST]).translate(DIGITS)
    locale = "ar-SY" if _ARABIC.search(line) else "en"
    if match := _WRITTEN_DAY.search(line):
        day = _parse_words(_SECOND_NAME.sub(" ", match[0]), locale)
    elif match := _FIGURES.search(line):
        day = _from_figures(match, day_first=locale == "ar-SY" or match[2] == ".")
    else:
        return None
    if day is None:
        return None
    clock = _CLOCK.search(line, match.end())
    return Written(day, _at_clock(day, clock) if clock else None)


def is_only_a_date(line: str) -> bool:
    """Whether a line is a date, perhaps with weekday and time, and nothing else."""
    digits = one_line(line[:LONGEST]).translate(DIGITS)
    rest, found = (_WRITTEN_DAY if _WRITTEN_DAY.search(digits) else _FIGURES).subn(" ", digits)
    words = re.findall(r"[^\W_]+", _CLOCK.sub(" ", ZONE.sub("", fold(rest))))
    return found == 1 and all(word in _DATE_WORDS for word in words)


def starts_with_date(line: str) -> bool:
    """Whether a line begins with a date, a weekday before it aside."""
    digits = one_line(line[:LONGEST]).translate(DIGITS)
    match = _WRITTEN_DAY.search(digits) or _FIGURES.search(digits)
    before = re.findall(r"[^\W_]+", fold(digits[: match.start()])) if match else ["?"]
    return all(word in _DATE_WORDS for word in before)


def _parse_words(words: str, locale: str) -> date | None:
    found = dateparser.parse(
        words.replace("،", " "),
        locales=[locale],
        settings={
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "DATE_ORDER": "DMY",
        },
    )
    return found.date() if found else None


def _from_figures(match: re.Match[str], *, day_first: bool) -> date | None:
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    try:
        if len(match[1]) == 4:
            return date(first, second, third)
        if len(match[4]) != 4:
            return None
        if day_first or first > 12 or first == second:
            return date(third, second, first)
        return date(third, first, second) if second > 12 else None
    except ValueError:
        return None


def _at_clock(day: date, clock: re.Match[str]) -> datetime:
    hour = int(clock[1])
    if clock[3] and hour <= 12:
        hour = hour % 12 + (12 if clock[3].lower() == "p" else 0)
    return datetime(day.year, day.month, day.day, hour, int(clock[2]))  # noqa: DTZ001 -- the writer's

"""Dates as pages write them → day and moment. Nothing is guessed: what is ambiguous is none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

import dateparser
from attrs import frozen

from crawler.extraction.words.calendar import CLOCK_WORDS, WEEKDAYS
from crawler.extraction.words.wording import fold, one_line

EARLIEST = date(1990, 1, 1)
"""No web page is older; zero dates of databases (0000, -0001, 1970) are far below."""
TOLERANCE = timedelta(days=2)
"""How far after its fetch a page may be dated: time zones, clocks that run fast."""

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:[T\s]\s*(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?"
    r"(?:\[[\w/+-]{1,40}\])?",
    re.IGNORECASE,
)
_SCRIPT_DATE = re.compile(
    r"(?:\w{3} )?(\w{3} \d{1,2} \d{4} \d\d:\d\d:\d\d) GMT([+-]\d{4})(?: \([^)]{0,60}\))?"
)
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
_LONGEST = 120
_DATE_WORDS = WEEKDAYS | CLOCK_WORDS
"""Words that may stand beside a date on a line that is nothing but its date."""


@frozen
class Written:
    """A date as it was written."""

    day: date
    clock: datetime | None = None
    """Day and time on the writer's clock, naive; None where only the day is written. Midnight to
    the second without an offset is how software writes a day."""
    offset: timedelta | None = None
    """Distance of that clock from UTC, where it is written."""
    zulu: bool = False
    """Written in UTC by name (``Z``): the moment is sure, and the day need not be the writer's."""

    def moment(self, zone: tzinfo) -> datetime | None:
        """The moment in UTC; a clock without offset is taken for that of ``zone``."""
        if self.clock is None:
            return None
        own = timezone(self.offset) if self.offset is not None else zone
        return self.clock.replace(tzinfo=own).astimezone(UTC)


def read_attribute(text: str) -> Written | None:
    """A date of an attribute or of JSON: ISO 8601, RFC 2822, JavaScript's, or words.

    None where it is none: month 13, year 0, more than ``_LONGEST`` characters.
    """
    line = one_line(text[: _LONGEST + 1]).translate(_DIGITS)
    if not line or len(line) > _LONGEST:
        return None
    if match := _ISO.fullmatch(line):
        return _from_iso(match)
    if match := _SCRIPT_DATE.fullmatch(line):
        return _aware(_strptime(f"{match[1]} {match[2]}", "%b %d %Y %H:%M:%S %z"))
    return _from_mail(line) or read_words(line)


def _from_iso(match: re.Match[str]) -> Written | None:
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        written = date(int(year), int(month), int(day))
        if hour is None:
            return Written(written)
        clock = datetime(  # noqa: DTZ001 -- the writer's clock; its offset is kept beside it
            written.year, written.month, written.day, int(hour), int(minute), int(second or 0)
        )
        offset = _offset(zone)
    except ValueError:
        return None
    if zone is None and not any((clock.hour, clock.minute, clock.second)):
        return Written(written)
    return Written(written, clock, offset, zulu=bool(zone) and zone[0] not in "+-")


def _offset(zone: str | None) -> timedelta | None:
    """Raises ValueError where there is no such offset: +99:00."""
    if zone is None:
        return None
    if zone[0] not in "+-":
        return timedelta(0)
    digits = zone[1:].replace(":", "").ljust(4, "0")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if size > timedelta(hours=14):
        raise ValueError(f"no clock is {zone} from UTC")
    return -size if zone[0] == "-" else size


def _strptime(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007 -- the form holds the offset
    except ValueError:
        return None


def _aware(moment: datetime | None) -> Written | None:
    if moment is None:
        return None
    clock = moment.replace(tzinfo=None)
    return Written(clock.date(), clock, moment.utcoffset())


def _from_mail(line: str) -> Written | None:
    if ":" not in line or "," not in line[:5]:
        return None
    try:
        return _aware(parsedate_to_datetime(line))
    except (ValueError, IndexError):  # not RFC 2822
        return None


def read_words(text: str) -> Written | None:
    """A date that a line of text shows: "Thursday, 13 April 2017 09:12", "13 نيسان، 2017".

    Day, month and year must all be there. "2 days ago" is never read, nor "04/05/2017" in Latin
    script, which is April or May.
    """
    line = one_line(text[:_LONGEST]).translate(_DIGITS)
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
    digits = one_line(line[:_LONGEST]).translate(_DIGITS)
    rest, found = (_WRITTEN_DAY if _WRITTEN_DAY.search(digits) else _FIGURES).subn(" ", digits)
    words = re.findall(r"[^\W_]+", fold(_CLOCK.sub(" ", rest)))
    return found == 1 and all(word in _DATE_WORDS for word in words)


def starts_with_date(line: str) -> bool:
    """Whether a line begins with a date, a weekday before it aside."""
    digits = one_line(line[:_LONGEST]).translate(_DIGITS)
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


def refusal(written: Written, fetched_at: datetime) -> str:
    """Why a date cannot be a page's, fetched at ``fetched_at`` (aware); "" where it can."""
    if written.day < EARLIEST:
        return f"is before {EARLIEST.year}"
    if written.day > (fetched_at + TOLERANCE).date():
        return "is after the page was fetched"
    return ""

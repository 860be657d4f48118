"""Dates as pages write them → day and moment. Nothing is guessed: what is ambiguous is none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

from attrs import frozen

from crawler.extraction.words.wording import one_line

EARLIEST = date(1990, 1, 1)
"""No web page is older; zero dates of databases (0000, -0001, 1970) are far below."""
TOLERANCE = timedelta(days=2)
"""How far after its fetch a page may be dated: time zones, clocks that run fast."""

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:[T\s]\s*(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?"
    r"(?:\[[\w/+-]{1,40}\])?",
    re.IGNORECASE,
)
_SCRIPT_DATE = re.compile(
    r"(?:\w{3} )?(\w{3} \d{1,2} \d{4} \d\d:\d\d:\d\d) GMT([+-]\d{4})(?: \([^)]{0,60}\))?"
)
LONGEST = 120


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


def read_stamp(text: str) -> Written | None:
    """A date in a form for machines: ISO 8601, RFC 2822, JavaScript's.

    None where it is none: month 13, year 0, more than ``LONGEST`` characters.
    """
    line = one_line(text[: LONGEST + 1]).translate(DIGITS)
    if not line or len(line) > LONGEST:
        return None
    if match := _ISO.fullmatch(line):
        return _from_iso(match)
    if match := _SCRIPT_DATE.fullmatch(line):
        return _aware(_strptime(f"{match[1]} {match[2]}", "%b %d %Y %H:%M:%S %z"))
    return _from_mail(line)


def looks_iso(text: str) -> bool:
    """Whether a text is in the form of ISO 8601, possible or not."""
    return _ISO.fullmatch(one_line(text[:LONGEST]).translate(DIGITS)) is not None


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


def refusal(written: Written, fetched_at: datetime) -> str:
    """Why a date cannot be a page's, fetched at ``fetched_at`` (aware); "" where it can."""
    if written.day < EARLIEST:
        return f"is before {EARLIEST.year}"
    if written.day > (fetched_at + TOLERANCE).date():
        return "is after the page was fetched"
    return ""

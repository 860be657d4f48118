"""Figures and dates as words write them: numbers, months, days of the week, in English and Arabic.

All spellings are folded as ``pipelines.copies.words`` folds them: lower case, no vowel marks, one
form of alef, ya for alef maqsura and for hamza on ya, ha for ta marbuta.
"""

from __future__ import annotations

from collections.abc import Sequence


def _table(first: int, rows: str) -> dict[str, int]:
    """Numbered lines of spellings, parted by ``/``."""
    lines = rows.strip().split("\n")
    return {
        name.strip(): first + number
        for number, line in enumerate(lines)
        for name in line.split("/")
    }


MONTHS = _table(
    1,
    """
    january / jan / januar / يناير / كانون الثاني / كانون ثاني
    february / feb / februar / فبراير / شباط
    march / mar / marz / مارس / اذار
    april / apr / ابريل / نيسان
    may / mai / مايو / ايار / مايس
    june / jun / juni / يونيو / حزيران
    july / jul / juli / يوليو / تموز
    august / aug / اغسطس / اب
    september / sep / sept / سبتمبر / ايلول
    october / oct / oktober / اكتوبر / تشرين الاول / تشرين اول
    november / nov / نوفمبر / تشرين الثاني / تشرين ثاني
    december / dec / dezember / ديسمبر / كانون الاول / كانون اول
    """,
)
WEEKDAYS = _table(
    1,
    """
    monday / mon / montag / الاثنين
    tuesday / tue / tues / dienstag / الثلاثاء
    wednesday / wed / mittwoch / الاربعاء
    thursday / thu / thurs / donnerstag / الخميس
    friday / fri / freitag / الجمعه
    saturday / sat / samstag / السبت
    sunday / sun / sonntag / الاحد
    """,
)
CAPITAL_ONLY = frozenset({"may", "march", "mar", "mai", "dec", "mon", "wed", "fri", "sat", "sun"})
"""Spellings that are a month or a day of the week only with a capital letter."""

UNITS = _table(
    1,
    """
    one / واحد / واحده
    two / اثنان / اثنين / اثنا / اثني / اثنتا / اثنتي / اثنتان / اثنتين
    three / ثلاثه / ثلاث
    four / اربعه / اربع
    five / خمسه / خمس
    six / سته / ست
    seven / سبعه / سبع
    eight / ثمانيه / ثماني / ثمان
    nine / تسعه / تسع
    ten / عشره / عشر
    eleven
    twelve
    thirteen
    fourteen
    fifteen
    sixteen
    seventeen
    eighteen
    nineteen
    """,
)
TENS = {
    name: 10 * tens
    for name, tens in _table(
        2,
        """
        twenty / عشرون / عشرين
        thirty / ثلاثون / ثلاثين
        forty / fourty / اربعون / اربعين
        fifty / خمسون / خمسين
        sixty / ستون / ستين
        seventy / سبعون / سبعين
        eighty / ثمانون / ثمانين
        ninety / تسعون / تسعين
        """,
    ).items()
}
_STEMS = ("ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع")
HUNDREDS = {
    **dict.fromkeys(("ميه", "مايه"), 100),
    **dict.fromkeys(("ميتان", "ميتين", "مايتان", "مايتين"), 200),
    **{
        stem + hundred: 100 * (number + 3)
        for number, stem in enumerate(_STEMS)
        for hundred in ("ميه", "مايه")
    },
}
THOUSANDS = {"الف": 1000, "الاف": 1000, "الفان": 2000, "الفين": 2000}
ORDINALS = {
    name: f"{number}."
    for name, number in _table(
        1,
        "first\nsecond\nthird\nfourth\nfifth\nsixth\nseventh\neighth\nninth\ntenth\neleventh\ntwelfth",
    ).items()
}
_TEEN_MARKS = frozenset({"عشر", "عشره"})
_TEEN_UNITS = frozenset({"احد", "احدي", *UNITS})


def read_number(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """Value of the number written in words from ``start`` on, and how many words it takes.

    ``twenty three``, ``one hundred and five``, ``two thousand``, ``ثلاثه وعشرين``. Neighbours
    that form no number are not joined: of ``twenty forty`` only the first is read. None where no
    number begins.
    """
    if words[start].isascii():
        return _english(words, start) if words[start] in ENGLISH else None
    return _arabic(words, start)


def _english(words: Sequence[str], start: int) -> tuple[int, int]:
    value, at = _below_thousand(words, start)
    if _word(words, at) == "thousand":
        value, at = value * 1000, at + 1
        rest = at + (_word(words, at) == "and")
        if _word(words, rest) in ENGLISH:
            more, at = _below_thousand(words, rest)
            value += more
    return value, at - start


def _below_thousand(words: Sequence[str], start: int) -> tuple[int, int]:
    value, at = _below_hundred(words, start)
    if _word(words, at) == "hundred":
        value, at = value * 100, at + 1
        rest = at + (_word(words, at) == "and")
        if _word(words, rest) in ENGLISH:
            more, at = _below_hundred(words, rest)
            value += more
    return value, at


def _below_hundred(words: Sequence[str], start: int) -> tuple[int, int]:
    value = ENGLISH[words[start]]
    unit = UNITS.get(_word(words, start + 1), 0)
    if value in _ROUND and 0 < unit < 10:
        return value + unit, start + 2
    return value, start + 1


def _arabic(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """Parts are added: Arabic says ``three and twenty``, ``hundred and five and twenty``."""
    total, at = 0, start
    while at < len(words) and (at == start or words[at].startswith("و")):
        part = _arabic_part(words, at)
        if part is None:
            break
        value, taken = part
        total, at = total + value, at + taken
    return (total, at - start) if at > start else None


def _arabic_part(words: Sequence[str], at: int) -> tuple[int, int] | None:
    following = _word(words, at + 1)
    for word in (words[at], words[at][1:] if words[at][0] in "وبل" else ""):
        if following in _TEEN_MARKS and word in _TEEN_UNITS:
            return UNITS.get(word, 1) + 10, 2
        value = _ARABIC.get(word)
        if value is not None:
            if following in {"الف", "الاف"} and value < THOUSANDS["الف"]:
                return value * 1000, 2
            return value, 1
    return None


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if at < len(words) else ""


ENGLISH = {name: value for name, value in (UNITS | TENS).items() if name.isascii()}
_ROUND = frozenset(TENS.values())
_ARABIC = {
    name: value
    for name, value in (UNITS | TENS | HUNDREDS | THOUSANDS).items()
    if not name.isascii()
}

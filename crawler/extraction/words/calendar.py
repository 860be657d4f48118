"""Words of dates in the languages of the publishers and their neighbours, folded (``fold``)."""

from __future__ import annotations

import re

from crawler.extraction.words.wording import fold


def _folded(*lines: str) -> frozenset[str]:
    return frozenset(fold(word) for line in lines for word in line.split())


WEEKDAYS = _folded(
    "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة",
)
MONTHS = _folded(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july",
    "august september october november december",
    "januar februar märz mai juni juli oktober dezember",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "enero febrero marzo mayo junio julio septiembre octubre noviembre diciembre",
    "janvier février mars avril juin juillet août septembre octobre novembre décembre",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين الأول",
)
CLOCK_WORDS = _folded(
    "am pm gmt utc est edt cst cdt mst mdt pst pdt cet cest bst ist et at on of the",
    "um uhr den de à às h يوم في الساعة م ص",
)
"""What stands between day, month and hour, and behind the hour."""
STATUS_WORDS = _folded(
    "updated published posted last modified veröffentlicht aktualisiert publicado atualizado"
)
"""What happened then."""
ZONE = re.compile(r"(?<=:\d\d)( [ap]m)? [a-z]{3,4}$")
"""The short name of a time zone behind an hour at the end of a folded line: there are hundreds."""

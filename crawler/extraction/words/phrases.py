"""What is no part of a report, as data: lines by their pattern, in English, Arabic and German.

All patterns are matched against folded lines (``labels.fold``) of at most ``labels.MAX_LABEL``
characters. Repeats are bounded, so that no line makes them slow.
"""

from __future__ import annotations

import re

_REPORT = "(?:report|statement|study|pdf|version|document|press release|briefing|release)"
_WHERE = (
    "(?:[,:]? (?:here|below|attached|pdf|(?:as|in|on) (?:a )?(?:pdf|english|arabic)"
    "(?: (?:file|format|version))?|(?:please )?click here|(?:at|on|via|from) (?:this|the) link))"
    "{0,4}"
)
_COUNT = r"\d(?:[\d.,٫٬]| (?=\d{3}(?!\d))){0,12}[km]?"
_NETWORK = (
    "(?:facebook|twitter|x|whatsapp|telegram|pinterest|linkedin|instagram|youtube|google news|viber"
    "|reddit|tumblr|messenger|e-?mail)"
)
_NETWORK_AR = "(?:فيسبوك|تويتر|واتساب|تيليجرام|تلغرام|تليغرام|انستغرام|يوتيوب|اخبار جوجل)"


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


PDF_LINES = _any_of(
    "(?:(?:to |please |click (?:here )?to |click here for )?"
    f"(?:view|download|read|see|open|get|access) )?(?:the )?(?:full|complete|entire|whole)"
    f"(?: pdf)? {_REPORT}{_WHERE}",
    f"(?:view|download|open|get)(?: the| this)?(?: pdf)? {_REPORT}{_WHERE}",
    "(?:download|view|open)(?: as| in)? (?:the )?pdf(?: file| version)?(?: here)?",
    "(?:ل?تحميل|ل?تنزيل|ل?عرض|ل?قراءه|مشاهده|للاطلاع علي) (?:كامل )?(?:التقرير|البيان|الدراسه)"
    "(?: (?:كاملا|كامل|الكامل|بصيغه|pdf|هنا|ادناه|في الاسفل|بالكامل)){0,3}",
    "(?:التقرير|البيان) (?:كاملا|الكامل|بالكامل)(?: (?:هنا|pdf)){0,2}",
    r"(?:vollständige[rn]?|ganze[rn]?|komplette[rn]?) (?:bericht|pdf|fassung)(?: \w+){0,2}",
    "(?:den )?(?:vollständigen |ganzen )?bericht (?:als pdf )?(?:herunterladen|lesen|ansehen)",
)
"""Whole lines that are the link to the PDF: snhr.org."""

NOISE_LINES = _any_of(
    # share and follow: WordPress plugins, Newspaper
    rf"(?:please )?(?:follow|like|find|join) (?:us|me|@?[\w.]{{2,40}}) on (?:our )?{_NETWORK}"
    rf"(?:(?:,| and|, and) {_NETWORK}){{0,6}}(?: \w+)?",
    rf"(?:share|tweet|pin|print)(?: (?:share|tweet|pin|print|on|this|{_NETWORK}|\d+[km]?)){{1,20}}",
    f"{_NETWORK}(?: (?:{_NETWORK}|print|copy link)){{1,12}}",
    r"click (?:here )?to (?:share|tweet|e-?mail|print)\b.{0,80}",
    "(?:subscribe|sign up) (?:to|for) (?:our|the) .{0,60}newsletter.{0,40}",
    f"تابعونا (?:علي|عبر) .{{0,60}}|(?:شارك|شاركه|انشر) (?:علي|عبر) {_NETWORK_AR}",
    # comment form: WordPress in three languages
    "your email address will not be published.{0,80}",
    "لن يتم نشر عنوان بريدك.{0,80}",
    "(?:deine|ihre) e-mail-adresse wird nicht veröffentlicht.{0,80}",
    "required fields are marked.{0,10}",
    "you must be logged in to post a comment",
    # advertisement
    r"(?:story|article|post|text) continues (?:below|after)(?: \w+){0,2}",
    "(?:this )?(?:is )?(?:an )?advertisement(?: continue reading.{0,30})?",
    # pages of a post, counters of a gallery
    r"\d{1,3} ?(?:of|/|von|من) ?\d{1,3}",
    r"(?:pages?|seiten?|الصفحات|الصفحه) ?:?(?: ?\d{1,3}){1,30}",
)
"""Whole lines that say nothing of the report."""

COUNTERS = _any_of(
    rf"{_COUNT} (?:(?:post|page|total) )?(?:shares?|views?|comments?|reads?|aufrufe?)",
    rf"(?:(?:post|page|article|total|daily) )?(?:views?|view count|reads) ?[:：-] ?{_COUNT}",
    r"(?:this )?(?:(?:post|page|article|report) )?(?:has been |was )?(?:viewed|read) ?:? ?"
    rf"{_COUNT} times|(?:post|page) views? {_COUNT}|(?:seiten)?aufrufe ?: ?{_COUNT}",
    rf"(?:عدد )?(?:ال)?(?:مشاهدات|قراءات)(?: (?:المقال|الخبر|الصفحه|التقرير))? ?:? ?{_COUNT}",
    rf"(?:تمت )?(?:ال)?(?:مشاهده|قراءه) ?:? ?{_COUNT} (?:مره|مرات)",
    rf"{_COUNT} (?:(?:مره|مرات) )?(?:مشاهده|مشاهدات|قراءه|قراءات)",
)
"""Whole lines that count visits (WordPress plugins, Joomla): other at each visit."""

CAPTION_LINES = _any_of(
    "(?:representational|representative|illustrative|illustration|file|archived?|stock|courtesy)"
    " (?:photo|image|picture|photograph)s?(?: of .{1,60})?",
    "(?:photo|image|picture)s? (?:credit|source|courtesy)s?(?:(?: ?:| of| by) .{1,80})?",
    "(?:photo|image|foto|bild|titelbild|bildquelle|صوره|الصوره) ?: .{1,100}",
    "صوره (?:ارشيفيه|تعبيريه|توضيحيه)|symbolbild|symbolfoto|archivbild|archivfoto",
)
"""Whole lines about a picture: iraqinews.com, news sites."""

READ_ALSO = _any_of(
    r"(?:(?:also )?read(?: also| more| next)?|see also|also read|also see|related(?: \w+)?|more"
    "|don'?t miss|watch(?: also)?|recommended(?: reading)?|must read|further reading"
    "|اقرا (?:ايضا|المزيد)|شاهد ايضا|انظر ايضا|ذات صله|lesen sie auch|lies auch|siehe auch"
    "|mehr dazu|auch interessant|leia (?:também|mais)|veja também|lea también|lire aussi"
    "|à lire aussi|leggi anche|baca juga)(?: on this(?: topic)?)? ?[:：–—|»>-]"
)
"""A line begins so and is a link: the headline of another page."""

BYLINES = _any_of(
    r"(?:written |posted |published |reported |story |text |words )?by[: ] ?\S.{0,80}",
    r"(?:posted|published|updated|last updated|publicado|postado|por|von|par|escrito)(?: \w+)?"
    r"[: ] ?\S.{0,140}",
    r"(?:بقلم|كتب|كتبت|اعداد|نشر|تاريخ النشر|اخر تحديث)[: ] ?\S.{0,60}",
    "(?:categor(?:y|ia|ie|ies|ias)|kategorien?|tags?|filed under|posted in|labels?|التصنيف|الوسوم)"
    r" ?[: ] ?\S.{0,80}",
    r"\d{1,3} min(?:ute)?s? (?:read|read time)|(?:estimated )?reading time.{0,30}|read time.{0,30}",
    "tempo de leitura.{0,30}|lesezeit.{0,30}|(?:مده|وقت) القراءه.{0,30}",
)
"""Whole lines over the text of a page of unknown software."""
FOOT_LABELS = _any_of(
    r"(?:filed under|posted in|tagged(?: with| as)?|tags?|topics?|labels|categor(?:y|ies)"
    r"|kategorien?|schlagw\w+|الوسوم|التصنيفات?)(?: ?: ?| )\S.{0,200}",
)
"""Labels with their values under the text of a page of unknown software."""
FOOT_LINES = _any_of(
    r"(?:copyright|©|all rights reserved"
    "|جميع الحقوق محفوظه|alle rechte vorbehalten).{0,200}",
    ".{0,80}(?:all rights reserved|alle rechte vorbehalten).{0,80}",
    rf"(?:please )?(?:follow|like|find|join) .{{1,80}} on {_NETWORK}\b.{{0,120}}",
    "(?:subscribe|sign up|get|receive) .{1,120}"
    r"(?:newsletter|channel|inbox|e-?mails?|updates|alerts)\b.{0,120}",
    "(?:click|tap) here (?:to|for) .{0,100}",
    "(?:have|got) (?:a )?(?:tip|something to add|comments?|feedback).{0,160}",
    "report (?:an error|a typo|a correction).{0,60}",
    "originally published (?:by|on|at|in) .{0,80}",
    "(?:this|the) (?:post|article) .{0,160} appeared first on .{0,100}",
)
"""Whole lines under the text of a page of unknown software."""

# ruff: noqa: E501 -- sentences of made-up reports stand on one line each
"""Templates and mutations kept apart: none of their words or tricks is in ``copies_dev``."""

from __future__ import annotations

import re
from random import Random

from copy_reports import Kind, Mutation

EN = {
    "n": [*(str(n) for n in range(3, 220) if n not in {6, 8, 10, 13, 15, 19, 26, 50, 112}), "1,044", "2,875", "5,190", "six", "eight", "ten", "thirteen",
          "fifteen", "nineteen", "twenty-six", "fifty", "one hundred and twelve"],
    "month": ["January", "February", "March", "April", "May", "June", "July", "August",
              "September", "October", "November", "December"],
    "day": list(map(str, range(1, 29))),
    "year": ["2012", "2013", "2019", "2020", "2021"],
    "weekday": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "place": ["Mosul", "Fallujah", "Ramadi", "Tikrit", "Kirkuk", "Baquba", "Samarra", "Hawija",
              "Tal Afar", "Sinjar", "al-Qaim", "Baiji", "Haditha", "Basra", "Najaf"],
    "party": ["Islamic State", "Iraqi", "Peshmerga", "American", "militia", "Iranian"],
    "person": ["Hassan Jabbar", "Nadia Rashid", "Karim al-Obeidi", "Zainab Sattar",
               "Ibrahim Younis", "Salwa Mikhail"],
}  # fmt: skip
AR = {
    "n": [*(str(n) for n in range(3, 150) if n not in {6, 8, 12, 14, 25, 29, 38, 40, 51, 76, 100}), "١٤", "٢٩", "٣٨", "٥١", "٧٦", "ستة", "ثمانية", "اثني عشر",
          "خمسة وعشرين", "أربعين", "مئة"],
    "month": ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر",
              "أكتوبر", "نوفمبر", "ديسمبر"],
    "day": list(map(str, range(1, 29))),
    "year": ["2013", "2014", "2019", "2020"],
    "weekday": ["السبت", "الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة"],
    "place": ["الموصل", "الفلوجة", "الرمادي", "تكريت", "كركوك", "بعقوبة", "سامراء", "الحويجة",
              "تلعفر", "سنجار", "بيجي", "البصرة"],
    "party": ["الجيش العراقي", "الحشد الشعبي", "البيشمركة", "تنظيم الدولة", "الشرطة الاتحادية"],
    "person": ["حسن جبار", "نادية رشيد", "كريم العبيدي", "زينب ستار", "إبراهيم يونس"],
}  # fmt: skip

KINDS = [
    Kind(
        "detentions",
        "No fewer than {n} arbitrary detentions in {month0} {year0}",
        "Our teams logged {n} cases of detention in {month0} {year0}; {n} of those held have "
        "since been classed as missing.",
        [
            (
                "{party} units detained {n} people, {n} women and {n} minors among them, mostly in "
                "raids on houses in {place} and at the gates of the university."
            ),
            (
                "Checkpoints around {place} accounted for {n} cases. In {n} of these, relatives paid "
                "for news that proved untrue."
            ),
            (
                "{n} detainees were let go during {month0}, {n} of them after less than a week; "
                "none had been shown a warrant or seen a judge."
            ),
            "Lawyers in {place} filed {n} petitions for habeas corpus; courts answered {n}.",
            (
                "Prison visits were halted on {weekday}, {month} {day}, when guards cited a riot that "
                "former inmates say never took place."
            ),
        ],
        "Detention here means being deprived of liberty for over twelve hours without any legal "
        "ground being given. The tally leaves out ordinary criminal cases. Families who wish to "
        "report a missing relative can do so through the form on this website, and nothing is "
        "published without their written consent.",
        EN,
        (140, 2800),
    ),
    Kind(
        "bombing brief",
        "Bomb blast in {place0} wounds {n}",
        "A roadside bomb that went off near a bus station in western {place0} on {weekday0} "
        "morning killed {n} people and wounded {n} others, a police officer told reporters, "
        "adding that {party0} fighters were thought to be behind the attack of {month0} {day0}.",
        [],
        "",
        EN,
        (40, 45),
    ),
    Kind(
        "hospital hit",
        "{place0} hospital out of service after {party0} strike",
        "The only maternity hospital in {place0} shut its doors on {weekday0}, {month0} {day0}, "
        "{year0}, after {n} barrel bombs landed in its yard.",
        [
            (
                "Dr {person}, who runs the ward, said {n} newborns were moved to a cellar. "
                "“We had {n} incubators and current for {n} hours,” the doctor recalled."
            ),
            (
                "Serial numbers on fragments point to a type of bomb used in {n} earlier raids, "
                "as weapons experts who studied the images explained."
            ),
            "It was the third time in {n} weeks that the building had been struck.",
            (
                "Its coordinates had been handed to the United Nations under the deconfliction "
                "scheme, which was meant to keep such places out of harm's way."
            ),
            "Some {n} patients now travel {n} kilometres to {place}, past {n} checkpoints.",
            (
                "Medical staff have been leaving: of {n} surgeons who worked there before the siege, "
                "{n} are still at their posts."
            ),
        ],
        "To protect witnesses, first names are used or names withheld. Satellite pictures, flight "
        "logs and videos were geolocated by two analysts who did not know each other's result.",
        EN,
        (160, 1000),
    ),
    Kind(
        "analysis",
        "What the fall of {place0} means",
        "When {party0} forces raised their flag over {place0} in {month0} {year0}, they left "
        "{n} families in the desert.",
        [
            (
                "Those who fled speak of thirst, of cousins left behind and of a road lined with "
                "abandoned cars. Hardly anybody expects to go home before the harvest."
            ),
            (
                "Reconstruction has been promised at {n} conferences; of the pledged money {n} per "
                "cent has arrived, much of it spent on guards and fences."
            ),
            (
                "Tribal elders want guarantees that homes will not be seized, while ministers talk "
                "of security screening that could last {n} months."
            ),
            (
                "History offers little comfort: after {place} changed hands, reprisals cost {n} "
                "lives, and graves are still being opened."
            ),
            "Pupils have missed {n} school years. A teacher, {person}, gives lessons in a bus.",
            "Oil prices, drought and pandemics matter here as much as rifles do.",
        ],
        "",
        EN,
        (150, 1500),
    ),
    Kind(
        "village item",
        "{person0} shot dead in {place0}",
        "{person0}, {n} years old, was shot dead by {party0} gunmen outside {place0} on {month0} "
        "{day0}. The reason is not known.",
        [],
        "",
        EN,
        (20, 25),
    ),
    Kind(
        "arabic school",
        "استهداف مدرسة في {place0} وإصابة {n} تلاميذ",
        "تعرضت مدرسة ابتدائية في {place0} صباح {weekday0} الموافق {day0} {month0} {year0} لهجوم "
        "بطائرة مسيرة تابعة لـ{party0}، أسفر عن إصابة {n} تلاميذ بجروح.",
        [
            (
                "وذكر المدرس {person} أن الدوام كان قد بدأ منذ {n} دقائق، وأن الصف الثالث كان يضم {n} "
                "طالباً حين انهار السقف."
            ),
            (
                "وقد خرجت عن الخدمة {n} مدارس في {place} خلال الفصل الدراسي الحالي، ما حرم {n} طفلاً من "
                "التعليم."
            ),
            "وتؤكد اتفاقية جنيف الرابعة على حماية الأعيان التعليمية، وتعد مهاجمتها عمداً جريمة حرب.",
            (
                "وناشد الأهالي المنظمات الدولية تأمين خيام بديلة قبل حلول الشتاء، إذ إن أقرب مدرسة تبعد "
                "{n} كيلومتراً."
            ),
        ],
        "",
        AR,
        (60, 600),
    ),
    Kind(
        "arabic weekly",
        "النشرة الأسبوعية: {n} انتهاكاً بحق الصحفيين",
        "رصد مكتبنا الإعلامي {n} انتهاكاً بحق الصحفيين في {place0} خلال الأسبوع الثاني من {month0} "
        "{year0}، توزعت على {n} جهات.",
        [
            (
                "تصدرت {party} قائمة الجهات المنتهكة بواقع {n} حالات، منها {n} احتجازات و{n} مصادرة "
                "معدات."
            ),
            "مُنعت {n} طواقم من التصوير في {place} يوم {weekday}، وأُجبر المراسل {person} على حذف مواده.",
            "ولا يزال {n} إعلاميين مغيبين قسراً، مضى على اختفاء بعضهم {n} أعوام دون أي معلومة.",
        ],
        "يعرّف المكتب الصحفي بأنه كل من يمارس نقل الأخبار بانتظام مهما كانت وسيلته، ولا تشمل النشرة "
        "المشاجرات الشخصية.",
        AR,
        (90, 900),
    ),
    Kind(
        "arabic brief",
        "انفجار لغم في {place0}",
        "انفجر لغم أرضي من مخلفات الحرب برعاة أغنام شمال {place0} ظهر {weekday0} {day0} {month0}، "
        "فقضى {n} منهم ونُقل {n} إلى المشفى، بحسب شهود عيان.",
        [],
        "",
        AR,
        (20, 25),
    ),
]

OTHER_SPELLING = {
    "Mosul": "Mousel", "Fallujah": "Falluja", "Ramadi": "Ar-Ramadi", "Tikrit": "Tekrit",
    "Kirkuk": "Karkuk", "Baquba": "Ba'qubah", "Samarra": "Samara", "Hawija": "Hawijah",
    "Tal Afar": "Tall Afar", "Sinjar": "Sindjar", "al-Qaim": "Al-Qa'im", "Baiji": "Bayji",
    "Haditha": "Hadithah", "Basra": "Basrah", "Najaf": "An-Najaf", "Hassan": "Hasan",
    "Nadia": "Nadya", "Karim": "Kareem", "Obeidi": "Ubaydi", "Ibrahim": "Ebrahim",
    "Younis": "Yunis", "Zainab": "Zaynab", "Rashid": "Rasheed",
    "الفلوجة": "الفلوجه", "بعقوبة": "بعقوبه", "سامراء": "سامرا", "الأربعاء": "الاربعاء",
    "أسفر": "اسفر", "إصابة": "اصابه", "مدرسة": "مدرسه", "إبراهيم": "ابراهيم",
}  # fmt: skip


def swap_letters(text: str, rng: Random) -> str:
    """Two letters swapped, one lost or one doubled in every fiftieth word or so."""
    words = text.split(" ")
    long = [i for i, w in enumerate(words) if len(w) >= 5 and w.isalpha()]
    for place in rng.sample(long, min(len(long), max(1, len(words) // 50))):
        word = words[place]
        at = rng.randrange(1, len(word) - 2)
        words[place] = rng.choice(
            [
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
            ]
        )
    return " ".join(words)


def spell_names(text: str, _: Random) -> str:
    for name, other in OTHER_SPELLING.items():
        text = text.replace(name, other)
    return text


def caption(text: str, rng: Random) -> str:
    paragraphs = text.split("\n\n")
    line = rng.choice(["Representational photo.", "Photo: archive / Reuters, 2018", "صورة تعبيرية"])
    paragraphs.insert(rng.randrange(1, len(paragraphs) + 1), line)
    return "\n\n".join(paragraphs)


def share_line(text: str, _: Random) -> str:
    return text + "\n\nFollow us on Telegram and Facebook. Read also: our yearbook of losses"


def lose_lead(text: str, _: Random) -> str:
    """The first paragraph is gone; of a text that is one paragraph, its first three words."""
    title, rest = text.split("\n\n", 1)
    paragraphs = rest.split("\n\n")
    if len(paragraphs) > 3:
        return "\n\n".join([title, *paragraphs[1:]])
    return f"{title}\n\n" + " ".join(rest.split(" ")[3:])


def insert_sentence(text: str, rng: Random) -> str:
    sentences = text.split(". ")
    extra = rng.choice(
        ["Communications remain cut in 7 districts, and 90 sorties were flown overhead",
         "وقد قطعت الاتصالات عن 7 أحياء منذ مساء أمس"]
    )  # fmt: skip
    sentences.insert(rng.randrange(1, len(sentences) + 1), extra)
    return ". ".join(sentences)


def no_title(text: str, _: Random) -> str:
    return text.split("\n\n", 1)[1]


def read_more(text: str, rng: Random) -> str:
    words = re.findall(r"\S+\s*", text)
    return (
        "".join(words[: round(len(words) * rng.uniform(0.62, 0.8)) + 1]).rstrip() + " […] Read more"
    )


def rotate(text: str, rng: Random) -> str:
    title, *paragraphs = text.split("\n\n")
    at = rng.randrange(len(paragraphs))
    return "\n\n".join([title, *paragraphs[at:], *paragraphs[:at]])


def loud_title(text: str, _: Random) -> str:
    title, rest = text.split("\n\n", 1)
    return f"{title.upper()} (UPDATED)\n\n{rest}"


def notes_marks(text: str, _: Random) -> str:
    """Footnote marks after full stops, as a page flattened by another tool has them."""
    count = 0

    def mark(_match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f". [{count}] "

    return re.sub(r"\. ", mark, text)


def according(text: str, rng: Random) -> str:
    title, rest = text.split("\n\n", 1)
    lead = rng.choice(
        ["Iraq Desk, agencies | The monitoring group put out the following statement today:",
         "بغداد | وكالات: نشرت المنظمة البيان الآتي"]
    )  # fmt: skip
    return f"{title}\n\n{lead}\n\n{rest}"


def marks_of_vowels(text: str, _: Random) -> str:
    """Stretched and vowelled Arabic, British dashes and guillemets in Latin script."""
    text = text.replace("في ", "فِي ").replace("من ", "مـن ").replace("قا", "قـا")
    return text.replace(" - ", " — ").replace("“", "«").replace("”", "»").replace(": ", " : ")


def all_at_once(text: str, rng: Random) -> str:
    return share_line(caption(spell_names(swap_letters(text, rng), rng), rng), rng)


MUTATIONS: dict[str, Mutation] = {
    "letters swapped": swap_letters,
    "other spelling": spell_names,
    "caption": caption,
    "share line": share_line,
    "lead lost": lose_lead,
    "sentence inserted": insert_sentence,
    "no title": no_title,
    "read more": read_more,
    "rotated": rotate,
    "loud title": loud_title,
    "footnote marks": notes_marks,
    "lead-in": according,
    "vowel marks": marks_of_vowels,
    "all at once": all_at_once,
}

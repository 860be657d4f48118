# ruff: noqa: E501 -- sentences of made-up reports stand on one line each
"""Templates and mutations that were looked at while the rules were made."""

from __future__ import annotations

import re
from random import Random

from copy_reports import Kind, Mutation

NUMBERS = [
    *(str(n) for n in range(13, 130) if n not in {23, 30, 41}), "6", "8", "10", "1,204", "2,310", "3,018", "11,450", "two", "three", "four", "five",
    "seven", "nine", "eleven", "twelve", "twenty-three", "thirty", "forty-one",
]  # fmt: skip
EN = {
    "n": NUMBERS,
    "month": ["January", "February", "March", "April", "May", "June", "July", "August",
              "September", "October", "November", "December"],
    "day": list(map(str, range(1, 29))),
    "year": ["2014", "2015", "2016", "2017", "2018"],
    "weekday": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "place": ["Aleppo", "Idlib", "Homs", "Hama", "Daraa", "Raqqa", "Deir ez-Zor", "Latakia",
              "al-Bab", "Manbij", "Douma", "Khan Sheikhoun", "Maarat al-Numan", "Saraqeb"],
    "party": ["Syrian regime", "Russian", "Turkish", "coalition", "opposition", "Kurdish",
              "ISIS", "Hay'at Tahrir al-Sham"],
    "person": ["Ahmad al-Saleh", "Mahmoud Darwish", "Samira Khalil", "Omar Barakat",
               "Layla Haddad", "Yousef Qasim"],
}  # fmt: skip
AR = {
    "n": [*(str(n) for n in range(13, 90) if n not in {23, 27, 35, 48, 63}), "6", "8", "١٢", "٢٧", "٣٥", "٤٨", "٦٣", "ثلاثة", "أربعة", "خمسة", "سبعة",
          "تسعة", "عشرة", "أحد عشر", "ثلاثة وعشرين"],
    "month": ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول",
              "تشرين الأول", "تشرين الثاني", "كانون الأول"],
    "day": list(map(str, range(1, 29))),
    "year": ["2015", "2016", "2017", "2018"],
    "weekday": ["السبت", "الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة"],
    "place": ["حلب", "إدلب", "حمص", "حماة", "درعا", "الرقة", "دير الزور", "اللاذقية", "الباب",
              "منبج", "دوما", "خان شيخون", "معرة النعمان"],
    "party": ["النظام السوري", "الروسية", "التركية", "التحالف الدولي", "المعارضة", "تنظيم داعش"],
    "person": ["أحمد الصالح", "محمود درويش", "سميرة خليل", "عمر بركات", "ليلى حداد"],
}  # fmt: skip

DISPLACED = (
    "The war has driven 6.5 million people from their homes inside the country, and most of them "
    "live in camps, schools and unfinished houses without heating, clean water or work. Families "
    "have moved four and five times, each time with less than before, and relief reaches them "
    "late or not at all. We call on the Security Council to act on its own resolutions."
)
METHOD = (
    "This report draws on daily monitoring, on the archive of victims that our team keeps, and on "
    "interviews with relatives, doctors and survivors, held directly and not taken from open "
    "sources. Names are checked against at least two accounts. What is told here is the least "
    "that we could verify, and the true toll is likely higher."
)

KINDS = [
    Kind(
        "monthly toll",
        "{n} civilians, among them {n} children, killed in {month0} {year0}",
        "At least {n} civilians were killed in {month0} {year0}, {n} of them at the hands of "
        "{party0} forces, according to the database of our network.",
        [
            (
                "In {place} governorate we recorded the deaths of {n} civilians, including {n} "
                "children and {n} women. Most of them fell in air raids on markets and homes."
            ),
            (
                "{party} forces killed {n} civilians, among them {n} children, {n} women and {n} "
                "medical workers, and were behind {n} of the attacks on vital facilities."
            ),
            (
                "On {weekday}, {month} {day}, shelling of a residential quarter in {place} killed {n} "
                "people of one family. Civil defence teams worked for {n} hours to reach them."
            ),
            (
                "The death toll by torture reached {n}, most of them from {place}, where families "
                "were told by the civil registry years after the arrest."
            ),
            (
                "We documented {n} massacres in {month0}, in which {n} people were killed, most of "
                "them women and children."
            ),
        ],
        METHOD + "\n\n" + DISPLACED,
        EN,
        (150, 3000),
    ),
    Kind(
        "daily item",
        "{n} civilians killed in {place0}, {month0} {day0}",
        "{n} civilians, including {n} children, were killed when {party0} forces shelled the "
        "town of {place0} in the early hours of {weekday0}, {month0} {day0}, {year0}, and {n} "
        "more were wounded, some of them seriously, as local medical sources told our network.",
        [],
        "",
        EN,
        (40, 40),
    ),
    Kind(
        "daily arrest",
        "{person0} arrested in {place0}",
        "{person0}, a schoolteacher from {place0}, was arrested on {weekday0}, {month0} {day0}, "
        "{year0} by {party0} forces at a checkpoint on his way to work, and taken to an unknown "
        "place. Our network is not able to tell where he is held.",
        [],
        DISPLACED,
        EN,
        (40, 60),
    ),
    Kind(
        "incident",
        "{party0} attack on {place0} market leaves {n} dead",
        "On {weekday0}, {month0} {day0}, {year0}, around {n} p.m., warplanes of {party0} forces "
        "fired {n} missiles at the vegetable market of {place0}, killing {n} civilians.",
        [
            (
                "{person} told us: “I was weighing tomatoes when the first missile fell. I saw "
                "{n} bodies near the fountain. The ambulances came after {n} minutes.”"
            ),
            (
                "The market lies {n} metres from the nearest front line, and no military point was "
                "seen there by our team, which visited the site on {month} {day}."
            ),
            (
                "Pictures sent to us by local activists show a crater of {n} metres and burnt shops "
                "along both sides of the street that leads to the mosque."
            ),
            (
                "The attack broke Security Council resolution 2139 and international humanitarian "
                "law, which protects civilians and what they need to live."
            ),
            (
                "Residents said the roads to {place} stayed closed until {weekday} because of "
                "drones, so that the wounded were carried on foot through the orchards."
            ),
            (
                "A nurse of the field hospital counted {n} amputations that night and said there was "
                "no anaesthetic left after {n} operations."
            ),
        ],
        METHOD,
        EN,
        (180, 900),
    ),
    Kind(
        "statement",
        "Condemnation of the shelling of {place0}",
        "The undersigned condemn the shelling of {place0} on {month0} {day0}, {year0}, in which "
        "{n} people lost their lives.",
        [
            (
                "We remind all parties that schools, wells and bakeries may not be made targets, "
                "and that those who order such fire will be held to account one day."
            ),
            (
                "The guarantors of the truce promised calm; instead {place0} saw {n} raids in {n} "
                "days, and its people are once more on the roads."
            ),
            "No state that sells weapons to {party0} forces can say it did not know.",
            "We ask the commission of inquiry to visit {place0} and to hear the families.",
            "Aid convoys waited {n} days at the crossing and turned back half full.",
            "Winter has come early this year, and tents do not stop hail nor shrapnel.",
        ],
        DISPLACED,
        EN,
        (120, 500),
    ),
    Kind(
        "agency news",
        "Army units kill {n} militants in {place0} countryside",
        "(ST) Army units on {weekday0} destroyed {n} vehicles and killed {n} militants in the "
        "countryside of {place0}, a military source said.",
        [
            "The source added that {n} rockets were found in a depot near {place}.",
            (
                "Meanwhile, {n} citizens were martyred and {n} were injured when mortar shells fell "
                "on a residential quarter of {place}, the police command said."
            ),
            (
                "In {place}, engineering units took apart {n} mines that had been planted in "
                "farmland and along the main road."
            ),
            (
                "The governor visited the injured in the national hospital and said that {n} houses "
                "would be repaired before {month}."
            ),
        ],
        "{person0}",
        EN,
        (60, 300),
    ),
    Kind(
        "arabic daily",
        "مقتل {n} مدنيين في {place0}",
        "قُتل {n} مدنيين بينهم {n} أطفال يوم {weekday0} {day0} {month0} {year0} جراء قصف قوات "
        "{party0} بلدة {place0} بقذائف المدفعية، كما أصيب {n} آخرون بجروح بعضهم في حالة خطرة وفق "
        "ما أكدت مصادر طبية محلية لشبكتنا.",
        [],
        "",
        AR,
        (30, 30),
    ),
    Kind(
        "arabic monthly",
        "مقتل {n} مدنياً في {month0} {year0}",
        "وثقت شبكتنا مقتل {n} مدنياً في شهر {month0} من عام {year0}، منهم {n} على يد قوات {party0}.",
        [
            (
                "في محافظة {place} سجلنا مقتل {n} مدنيين بينهم {n} أطفال و{n} سيدات، معظمهم قضوا في "
                "غارات جوية على الأسواق والمنازل السكنية."
            ),
            (
                "ارتكبت قوات {party} ما لا يقل عن {n} مجازر راح ضحيتها {n} شخصاً، وقصفت {n} من المراكز "
                "الحيوية المدنية."
            ),
            (
                "يوم {weekday} {day} {month} سقطت قذائف على حي سكني في {place} ما أدى إلى مقتل {n} "
                "أشخاص من عائلة واحدة، وعملت فرق الدفاع المدني {n} ساعات لانتشالهم."
            ),
            (
                "بلغت حصيلة الوفيات بسبب التعذيب {n} أشخاص معظمهم من أبناء {place}، وقد أُبلغت عائلاتهم "
                "بعد سنوات من الاعتقال."
            ),
        ],
        "اعتمد هذا التقرير على عمليات المراقبة اليومية وعلى شهادات حصلنا عليها من ذوي الضحايا "
        "والأطباء والناجين مباشرة وليست منقولة عن مصادر مفتوحة، وما ورد فيه يمثل الحد الأدنى الذي "
        "تمكنا من توثيقه.",
        AR,
        (120, 1500),
    ),
    Kind(
        "arabic incident",
        "قوات {party0} تقصف سوق {place0}",
        "يوم {weekday0} {day0} {month0} {year0} قصف طيران قوات {party0} سوق الخضار في مدينة "
        "{place0} بنحو {n} صواريخ ما تسبب بمقتل {n} مدنيين.",
        [
            (
                "قال لنا {person}: كنت أزن الطماطم حين سقط الصاروخ الأول، ورأيت {n} جثث قرب النافورة، "
                "ووصلت سيارات الإسعاف بعد {n} دقيقة."
            ),
            (
                "يبعد السوق {n} كيلومترات عن أقرب جبهة، ولم يشاهد فريقنا الذي زار المكان أي نقطة عسكرية "
                "فيه."
            ),
            "تظهر الصور التي أرسلها ناشطون محليون حفرة قطرها {n} أمتار ومحال محترقة على جانبي الشارع.",
            "يشكل الهجوم خرقاً لقرار مجلس الأمن رقم 2139 وللقانون الدولي الإنساني الذي يحمي المدنيين.",
        ],
        "",
        AR,
        (90, 500),
    ),
]

RESPELLED = {
    "Aleppo": "Allepo", "Idlib": "Edleb", "Homs": "Hims", "Hama": "Hamah", "Daraa": "Dar'a",
    "Raqqa": "Ar-Raqqah", "Deir ez-Zor": "Deir Ezzour", "Latakia": "Lattakia", "al-Bab": "Al Bab",
    "Manbij": "Menbij", "Douma": "Duma", "Khan Sheikhoun": "Khan Shaykhun",
    "Maarat al-Numan": "Ma'arrat an-Nu'man", "Saraqeb": "Saraqib", "Ahmad": "Ahmed",
    "Mahmoud": "Mahmud", "Yousef": "Yusuf", "Qasim": "Kassem", "Haddad": "Hadad",
    "قُتل": "قتل", "إدلب": "ادلب", "حماة": "حماه", "أطفال": "اطفال", "اللاذقية": "اللاذقيه",
    "أحمد": "احمد", "الرقة": "الرقه",
}  # fmt: skip


def _paragraphs(text: str) -> list[str]:
    return text.split("\n\n")


def mistype(text: str, rng: Random) -> str:
    """One letter wrong in every fortieth word or so; figures are left alone."""
    words = text.split(" ")
    long = [i for i, w in enumerate(words) if len(w) >= 5 and w.isalpha()]
    for place in rng.sample(long, min(len(long), max(1, len(words) // 40))):
        word = words[place]
        at = rng.randrange(1, len(word) - 1)
        letter = rng.choice("aeiounrst" if word.isascii() else "ابتثنرسمي")
        words[place] = word[:at] + letter + word[at + 1 :]
    return " ".join(words)


def plain_marks(text: str, _: Random) -> str:
    """Quotes, dashes and commas as another editor sets them."""
    plain = text.replace("“", '"').replace("”", '"').replace("–", "-").replace("’", "'")
    return re.sub(r"[،,](?=\s)", " -", plain).replace(". ", "; ").replace("-", "‑")


def respell(text: str, _: Random) -> str:
    for name, other in RESPELLED.items():
        text = text.replace(name, other)
    return text


def add_paragraph(text: str, rng: Random) -> str:
    paragraphs = _paragraphs(text)
    note = (
        f"Since {2011 + rng.randrange(3)} our network has counted {rng.randrange(1000, 9000)} attacks."
        if text.isascii() or "civilian" in text or "the" in text
        else f"ومنذ عام {2011 + rng.randrange(3)} أحصت شبكتنا {rng.randrange(1000, 9000)} هجوم."
    )
    paragraphs.insert(rng.randrange(2, len(paragraphs) + 1), note)
    return "\n\n".join(paragraphs)


def drop_paragraph(text: str, rng: Random) -> str:
    paragraphs = _paragraphs(text)
    if len(paragraphs) > 3:
        del paragraphs[rng.randrange(2, len(paragraphs))]
    return "\n\n".join(paragraphs)


def sign(text: str, rng: Random) -> str:
    title, rest = text.split("\n\n", 1)
    byline = rng.choice(["By our correspondent – ", "(ST) ", "BEIRUT, Lebanon – ", "خاص - "])
    return f"{title}\n\n{byline}{rest}"


def note(text: str, rng: Random) -> str:
    line = rng.choice(
        ["Editor's note: the first version of this item carried a wrong photograph.",
         "Updated on 3 October 2019 with a link to the full report.",
         "تنويه: عُدّلت الصورة المرفقة بتاريخ 3 تشرين الأول 2019."]
    )  # fmt: skip
    title, rest = text.split("\n\n", 1)
    return f"{title}\n\n{line}\n\n{rest}" if rng.random() < 0.5 else f"{text}\n\n{line}"


def retitle(text: str, rng: Random) -> str:
    title, rest = text.split("\n\n", 1)
    words = title.split()
    half = " ".join(words[: max(2, len(words) // 2)])
    new = rng.choice(
        [f"Breaking: {title}", half, f"{title} – full report", f"{half}, network says"]
    )
    return f"{new}\n\n{rest}"


def truncate(text: str, rng: Random) -> str:
    keep = rng.uniform(0.6, 0.9)
    words = re.findall(r"\S+\s*", text)
    return "".join(words[: round(len(words) * keep) + 1]).rstrip()


def shuffle(text: str, rng: Random) -> str:
    paragraphs = _paragraphs(text)
    tail = paragraphs[1:]
    rng.shuffle(tail)
    return "\n\n".join([paragraphs[0], *tail])


def join_lines(text: str, _: Random) -> str:
    return " ".join(text.split())


def several(text: str, rng: Random) -> str:
    return note(sign(mistype(plain_marks(text, rng), rng), rng), rng)


MUTATIONS: dict[str, Mutation] = {
    "same text": lambda text, _: text,
    "typos": mistype,
    "marks": plain_marks,
    "names respelled": respell,
    "paragraph added": add_paragraph,
    "paragraph lost": drop_paragraph,
    "byline": sign,
    "editor's note": note,
    "headline": retitle,
    "truncated": truncate,
    "reordered": shuffle,
    "line breaks lost": join_lines,
    "several": several,
}

"""Reports in Arabic and German, copies and near-copies. All of it is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sites.blocks import Block, Items
from sites.posts import DAMASCUS, Category, Image, Pdf, Post, Twin
from sites.stories import incident
from sites.studies import rich_report

ARABIC_CATEGORY = Category("الضحايا", "victims")


def arabic_report() -> Post:
    """Twin of ``rich_report``, with an id and a date of its own."""
    return Post(
        id=8030,
        title="انتهاكات عند معابر المحافظات الشرقية",
        subtitle="مقتل ما لا يقل عن ٢١٣ مدنياً بينهم ٤٤ طفلاً خلال تسعين يوماً",
        blocks=(
            (
                "أصدرت الشبكة تقريراً يوثق مقتل ٢١٣ مدنياً، بينهم ٤٤ طفلاً و٤٧ سيدة، أثناء "
                "محاولتهم عبور خطوط الجبهة في محافظات دير الزور والرقة والحسكة خلال "
                "الأشهر الثلاثة الماضية."
            ),
            (
                "يقول التقرير إن معظم المعابر مغلقة أمام الشاحنات، ولذلك يسير الأهالي على أقدامهم "
                "عبر حقول لم تُنزع منها الألغام منذ سنوات."
            ),
            Items(
                (
                    "دير الزور: 131 قتيلاً و208 جرحى",
                    "الرقة: 58 قتيلاً و77 جريحاً",
                    "الحسكة: 24 قتيلاً و31 جريحاً",
                )
            ),
            "يطالب التقرير جميع الأطراف باحترام القانون الدولي الإنساني وفتح ممرات آمنة للمدنيين.",
        ),
        published=datetime(2017, 5, 11, 13, 0, tzinfo=DAMASCUS),
        categories=(ARABIC_CATEGORY,),
        language="ar",
        pdf=Pdf(
            "/arabic/wp-content/uploads/sites/2/2017/05/R170511A.pdf",
            "للاطلاع على التقرير كاملاً",
        ),
        image=Image("/arabic/wp-content/uploads/sites/2/2017/05/m.jpg", "أحد المعابر في آذار 2017"),
        twins=(Twin("en", "/blog/2017/04/13/38900/"),),
    )


def arabic_items(count: int = 3) -> list[Post]:
    """Short items without twins."""
    places = ("تل زيتونة", "بئر حداد", "وادي الرمانة", "عين الصفصاف", "خربة التوت")
    causes = (
        "إثر انفجار لغم أرضي مجهول المصدر في أرض زراعية قرب القرية",
        "جراء قصف مدفعي لقوات النظام السوري استهدف السوق الشعبي صباحاً",
        "إثر غارة جوية يُعتقد أنها روسية على بناء سكني من ثلاثة طوابق",
        "برصاص قناص أثناء جمعهم الحطب على أطراف البلدة",
        "جراء سقوط قذيفة على مدرسة ابتدائية أثناء الدوام",
    )
    return [
        Post(
            id=8100 + n * 11,
            title=f"مقتل {3 + n} مدنيين في {places[n % 5]}",
            blocks=(
                (
                    f"قُتل {3 + n} مدنيين، بينهم طفل، {causes[n % 5]}، وأصيب {7 + n} آخرون بجروح "
                    "متفاوتة نُقلوا على إثرها إلى مشفى ميداني في بلدة مجاورة."
                ),
                "وثقت الشبكة الحادثة بالاستناد إلى شهادات ثلاثة ناجين وصور وصلتها من ناشطين.",
            ),
            published=datetime(2017, 6, 2 + n, 10, 15, tzinfo=DAMASCUS),
            categories=(ARABIC_CATEGORY,),
            language="ar",
        )
        for n in range(count)
    ]


def german_report() -> Post:
    """A German post; it stands inside ``/blog/`` among the English ones."""
    return Post(
        id=38977,
        title="Mindestens 213 Zivilisten an den Übergängen im Osten getötet",
        subtitle="Darunter 44 Kinder innerhalb von neunzig Tagen",
        blocks=(
            (
                "Das Netzwerk hat einen Bericht über die Übergänge in den östlichen Provinzen "
                "veröffentlicht. Demnach wurden in neunzig Tagen mindestens 213 Zivilisten "
                "getötet, darunter 44 Kinder und 47 Frauen."
            ),
            (
                "Die meisten Übergänge sind für Lastwagen gesperrt. Die Menschen gehen deshalb zu "
                "Fuß durch Felder, die nie von Minen geräumt worden sind."
            ),
            (
                "Der Bericht fordert alle Parteien auf, das humanitäre Völkerrecht zu achten und "
                "sichere Wege für Zivilisten zu öffnen."
            ),
        ),
        published=datetime(2017, 4, 20, 12, 30, tzinfo=DAMASCUS),
        categories=(Category("Deutsch", "deutsch"),),
        language="de",
        twins=(Twin("en", "/blog/2017/04/13/38900/"),),
    )


def twinned_report() -> Post:
    """``rich_report`` with links to its Arabic and German versions."""
    twins = (Twin("ar", "/arabic/2017/05/11/8030/"), Twin("de", "/blog/2017/04/20/38977/"))
    return replace(rich_report(), twins=twins)


def exact_copy(original: Post, post_id: int, published: datetime) -> Post:
    """The same text under a second post."""
    return replace(original, id=post_id, published=published, slug="")


def near_copy(original: Post, post_id: int, published: datetime) -> Post:
    """The text with one sentence added and the subtitle dropped: reprinted, not rewritten."""
    added: tuple[Block, ...] = ("This text was first published by our partners.",)
    return replace(
        original, id=post_id, published=published, subtitle="", blocks=original.blocks + added
    )


def syndicated(number: int, post_id: int) -> Post:
    """An incident with a newsroom's small changes: a dateline and two replaced words."""
    original = incident(number)
    first, *rest = original.blocks
    blocks = (f"(Agencies) {first}".replace("civilians", "people", 1), *rest)
    return replace(original, id=post_id, blocks=blocks)

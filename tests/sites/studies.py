"""Invented longer reports: a monthly series, one with every kind of block, one of many pages."""

from __future__ import annotations

from datetime import datetime

from sites.blocks import Block, Heading, Items, Noted, PageBreak, Quote, Table
from sites.posts import DAMASCUS, Category, Comment, Image, Pdf, Post
from sites.stories import CASUALTIES, SPECIAL, incident

MONTHLY = Category("Monthly Reports", "report/monthly-reports")


def monthly_report(year: int, month: int, dead: int, children: int, women: int) -> Post:
    """One of a series that differs in its figures only: never a copy of another month."""
    day = datetime(year + month // 12, month % 12 + 1, 1, 11, 0, tzinfo=DAMASCUS)
    name = datetime(year, month, 1, tzinfo=DAMASCUS).strftime("%B %Y")
    blocks: tuple[Block, ...] = (
        (
            f"The network has issued its monthly report on the civilians who were killed in {name} "
            f"by the parties to the conflict and the controlling forces."
        ),
        (
            f"The report documents the killing of {dead} civilians in {name}, including {children} "
            f"children and {women} women (adult female). Among the victims were {dead % 5} medical "
            f"personnel and {dead % 3} media workers. At least {dead % 7} massacres were recorded."
        ),
        (
            "The report draws upon the ongoing daily monitoring of incidents, and on an extensive "
            "network of relations with various sources that have been built over many years."
        ),
        Table(
            (
                ("Party", "Civilians", "Children"),
                ("Syrian regime forces", str(dead // 2), str(children // 2)),
                ("Other parties", str(dead - dead // 2), str(children - children // 2)),
            )
        ),
        (
            "The report calls on all parties to respect the rules of international law, and on the "
            "Security Council to take further steps after its resolutions have been ignored."
        ),
    )
    return Post(
        id=40000 + year % 100 * 100 + month,
        title=f"{dead} Civilians Documented Killed in {name}, Including {children} Children",
        subtitle=f"{dead % 7} Massacres and {women} Women Among the Victims",
        blocks=blocks,
        published=day,
        categories=(MONTHLY,),
        tags=("monthly",),
        pdf=Pdf(f"/wp-content/pdf/english/M{year % 100:02}{month:02}01E.pdf"),
    )


MONTHLY_FIGURES = (
    (101, 19, 14),
    (97, 21, 11),
    (134, 32, 22),
    (88, 17, 9),
    (112, 27, 16),
    (143, 35, 20),
)


def monthly_reports(year: int = 2019) -> list[Post]:
    """Half a year of the series."""
    return [monthly_report(year, m, *f) for m, f in enumerate(MONTHLY_FIGURES, 1)]


def rich_report() -> Post:
    """A report with every kind of block: notes, list, table, quote, headings, caption, PDF."""
    return Post(
        id=38900,
        title="Violations at the Crossings of the Eastern Governorates",
        subtitle="At Least 213 Civilians Killed, Including 44 Children, Within Ninety Days",
        blocks=(
            Heading("I. Introduction"),
            Noted(
                "The archive of the network holds the names of 1502{note} people who were killed "
                "while they tried to cross a front line. In the last ninety days alone, 213 were "
                "added to it."
            ),
            (
                "Most of the crossings are closed to trucks, so that people walk. The shortest of "
                "the paths runs for six kilometres through fields that have never been cleared of "
                "mines."
            ),
            Heading("II. Toll"),
            "The victims of the last three months fall into these groups:",
            Items(
                (
                    "Men: 122, of whom 9 were older than seventy years",
                    "Women: 47, two of them pregnant",
                    "Children: 44, the youngest eleven days old",
                )
            ),
            Table(
                (
                    ("Governorate", "Killed", "Wounded"),
                    ("Deir Ez-Zour", "131", "208"),
                    ("Raqqa", "58", "77"),
                    ("Hasaka", "24", "31"),
                )
            ),
            Heading("III. Accounts"),
            "A shepherd who had guided families through the fields for two years said:",
            Quote(
                "We walked one behind the other and put our feet where the first had put his. "
                "Nobody spoke. Then there was dust everywhere, and I counted, and nine were gone."
            ),
            Noted("He was wounded himself and lost the sight of one eye{note} in May.", 2),
            "Short answer of the authorities: none.",
        ),
        notes=(
            "Includes persons whose death was confirmed by a court.",
            "Interview by telephone, kept in the archive under number 5512.",
        ),
        published=datetime(2017, 4, 13, 0, 40, tzinfo=DAMASCUS),
        modified=datetime(2017, 4, 15, 16, 5, tzinfo=DAMASCUS),
        categories=(Category("Thematic Reports", "report/thematic-reports"), SPECIAL),
        tags=("crossings", "mines"),
        image=Image(
            "/wp-content/uploads/2017/04/crossing.jpg",
            "The crossing as it was in March 2017, before it was closed",
            "Crossing in the east",
        ),
        pdf=Pdf("/wp-content/pdf/english/R170412E.pdf", "full pdf report"),
        comments=(Comment("Reader", "Where can I find the names of the 213 victims?"),),
    )


def short_item() -> Post:
    """A body of one sentence, far below what generic extraction takes for a text."""
    return Post(
        id=39001,
        title="Two Civilians Killed by a Landmine in Bir Haddad in Eastern Aleppo",
        blocks=(
            (
                "Two civilians, a man and his nephew, were killed on May 3, 2017 when a landmine "
                "of unknown origin exploded in a field near Bir Haddad village in eastern Aleppo."
            ),
        ),
        published=datetime(2017, 5, 3, 18, 20, tzinfo=DAMASCUS),
        categories=(CASUALTIES,),
    )


def long_report(pages: int = 3) -> Post:
    """A report over several pages, ``/ID/2/`` and so on."""
    chapters: list[Block] = []
    for n in range(pages):
        if n:
            chapters.append(PageBreak())
        chapters += [Heading(f"Chapter {n + 1}"), *incident(500 + n).blocks]
    return Post(
        id=39500,
        title="The Long Winter: A Report in Several Parts",
        blocks=tuple(chapters),
        published=datetime(2017, 6, 1, 12, 0, tzinfo=DAMASCUS),
        categories=(SPECIAL,),
    )

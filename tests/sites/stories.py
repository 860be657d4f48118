"""Invented reports in the manner of monitors of harm. No event, figure or person here is real.

Villages and facilities bear names that no map has; what is real are provinces and parties.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sites.blocks import Block, Heading, Items, Noted, PageBreak, Quote, Table
from sites.posts import DAMASCUS, Category, Comment, Image, Pdf, Post

CASUALTIES = Category("Casualties", "casualties")
SPECIAL = Category("Special Reports", "report/special-reports")
MONTHLY = Category("Monthly Reports", "report/monthly-reports")
PLACES = (
    ("Tal Zaytouna", "Idlib"),
    ("Kafr Sunbul al Gharbiya", "Idlib"),
    ("Mazraat al Noura", "Aleppo"),
    ("Bir Haddad", "Aleppo"),
    ("Wadi al Rummaneh", "Homs"),
    ("Ein al Safsaf", "Hama"),
    ("Deir Jasmin", "Daraa"),
    ("al Mashrafa al Qibliya", "Deir Ez-Zour"),
    ("Khirbet al Tout", "Raqqa"),
    ("Umm Hajar", "Hasaka"),
)
PARTIES = (
    "Syrian regime forces",
    "Russian forces",
    "International Coalition forces",
    "an armed group that we could not identify",
    "ISIS",
)
OPENINGS = (
    (
        "Warplanes believed to belong to {party} fired missiles at {place} in {province} governorate, "
        "killing {dead} civilians, including {children} children."
    ),
    (
        "{dead} civilians, among them {children} children, died when shells fired by {party} fell "
        "between the houses of {place}, {province} governorate."
    ),
    (
        "A landmine that had been left on the farm road of {place} exploded under a tractor; "
        "{dead} people were killed. The road had been under the control of {party} in spring."
    ),
    (
        "SNRD documented the killing of {dead} civilians by {party} in {place}, in the countryside of "
        "{province}, in the course of a single day."
    ),
    (
        "Artillery of {party} targeted the weekly market of {place} in {province} governorate. "
        "{dead} people lost their lives and {wounded} others were wounded."
    ),
    (
        "Two barrel bombs fell on the school yard of {place}, {province} governorate, and killed "
        "{dead} persons, {children} of them pupils. The attack is attributed to {party}."
    ),
    (
        "{dead} members of one extended family were killed in {place} when {party} struck the "
        "building in which they had taken shelter ({province} governorate)."
    ),
    (
        "Snipers of {party} shot at people who were gathering firewood near {place} in {province}; "
        "{dead} of them died of their wounds."
    ),
    (
        "The only bakery of {place} was hit in the early morning. {dead} of the people who stood in "
        "line were killed, and we hold {party} responsible for this attack in {province}."
    ),
    (
        "Nine days after the truce, {party} resumed the shelling of {place} in {province}, "
        "with a toll of {dead} dead civilians, {children} children among them."
    ),
    (
        "Medical staff in {place} ({province} governorate) received {dead} bodies and {wounded} "
        "wounded after an attack by {party}."
    ),
)
DETAILS = (
    (
        "Witnesses told us that the first strike came at about {hour} and the second one eleven "
        "minutes later, when rescuers had reached the ruins."
    ),
    "The dead were taken to the field hospital of the neighbouring town, whose records we saw.",
    "We received photographs that show the remnants of at least two missiles in the courtyard.",
    "Three women, a nurse among them, were still under the rubble when night fell.",
    "The families had come from the eastern countryside two weeks earlier and lived in tents.",
    "According to the local council, {wounded} people were injured, some of them severely.",
    "The village has neither barracks nor checkpoints; its inhabitants grow olives and cumin.",
    "A water pumping station beside the site was damaged and stopped working the same evening.",
    "Our monitors spoke by telephone with four survivors and with the driver of an ambulance.",
    "Phone lines were cut until the following day, which delayed both rescue and documentation.",
    "Of the wounded, {wounded} were moved to hospitals abroad; two of them died on the way.",
    "The roof of the mosque collapsed, although nobody was inside at the time of the attack.",
    "Residents who returned in the morning found unexploded submunitions in their gardens.",
)
CONTEXT = (
    (
        "This is the fifth attack on the area within a month. Those responsible have not been named "
        "by any official body, and no inquiry has been opened."
    ),
    (
        "In the same district {earlier} civilians had been killed since the beginning of the year, "
        "most of them by unguided munitions."
    ),
    (
        "Such attacks violate the rules of customary humanitarian law that protect civilians and "
        "civilian objects, whatever the presence of fighters nearby."
    ),
    (
        "We have shared the coordinates of all medical points in the governorate with the United "
        "Nations; two of these points have been struck since then."
    ),
    (
        "Displacement towards the border continues. More than {families} families left in one week, "
        "and the camps that receive them are short of drinking water."
    ),
    (
        "The area changed hands in the autumn, and an agreement that was to keep heavy weapons "
        "out of it has been broken many times by both sides."
    ),
    (
        "The figures above are the least that we could verify by name, place and date; the true "
        "ones are certainly higher."
    ),
)
DEMANDS = (
    "We call on the Security Council to refer the case to an independent court.",
    "The parties must stop the use of explosive weapons with wide effects in populated areas.",
    "Donors should fund the clearance of mines before the next harvest begins.",
    "Evidence has been kept in our archive and can be given to any independent inquiry.",
    "The families of the victims are entitled to the truth, to an apology and to reparation.",
    "Humanitarian organisations need safe and unhindered access to the whole governorate.",
    "States that sell munitions to the parties share the responsibility for their use.",
    "We will publish a detailed report on this incident as soon as our investigation is over.",
    "Hospitals should be added to the register of protected sites without any further delay.",
)
TITLES = (
    "{dead} Civilians Killed in {place} in {province} Governorate",
    "{party_title} Kill {dead} Civilians, Including {children} Children, in {place}",
    "Attack on {place} in {province} Leaves {dead} Dead",
    "Massacre in {place}: {dead} Victims Documented",
    "{place}: No Fewer Than {dead} Civilian Victims in One Day",
)
FIRST_DAY = datetime(2016, 2, 13, 9, 30, tzinfo=DAMASCUS)


def incident(number: int, *, paragraphs: int = 4) -> Post:
    """Post ``number`` of an endless series, newer with the number; all texts differ."""
    place, province = PLACES[number % len(PLACES)]
    party = PARTIES[number % 5]
    figures = {
        "place": place,
        "province": province,
        "party": party,
        "party_title": party[0].upper() + party[1:],
        "dead": 4 + number * 7 % 61,
        "children": 1 + number % 4,
        "wounded": 11 + number * 5 % 47,
        "earlier": 100 + number * 13 % 211,
        "families": 300 + number * 17 % 900,
        "hour": f"{6 + number % 12}:{10 + number % 45}",
    }
    pools = (OPENINGS, DETAILS, CONTEXT, DEMANDS)[:paragraphs]
    texts = tuple(pool[number % len(pool)].format(**figures) for pool in pools)
    day = FIRST_DAY + timedelta(days=number * 3, hours=number % 14, minutes=number % 37)
    title = TITLES[number % len(TITLES)].format(**figures)
    return Post(
        id=18000 + number * 23,
        title=title,
        subtitle=f"{province}: {CONTEXT[number % 7].split('.')[0].format(**figures)}"
        if number % 3 == 0
        else "",
        blocks=texts,
        published=day.replace(tzinfo=DAMASCUS),
        categories=(CASUALTIES if number % 2 else SPECIAL,),
        tags=(province, "civilians"),
    )


def incidents(count: int, first: int = 0) -> list[Post]:
    """``count`` posts of the series."""
    return [incident(n) for n in range(first, first + count)]


def monthly_report(year: int, month: int, dead: int, children: int, women: int) -> Post:
    """One of a series that differs in its figures only: never a copy of another month."""
    day = datetime(year + month // 12, month % 12 + 1, 1, 11, 0, tzinfo=DAMASCUS)
    name = datetime(year, month, 1, tzinfo=DAMASCUS).strftime("%B %Y")
    blocks: tuple[Block, ...] = (
        (
            f"The network has issued its monthly report on the civilians who were killed in {name} by "
            "the parties to the conflict and the controlling forces."
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
                "Most of the crossings are closed to trucks, so that people walk. The shortest of the "
                "paths runs for six kilometres through fields that have never been cleared of mines."
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
                "Two civilians, a man and his nephew, were killed on May 3, 2017 when a landmine of "
                "unknown origin exploded in a field near Bir Haddad village in eastern Aleppo."
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


def lines_of(posts: list[Post]) -> Iterator[str]:
    """All lines of all bodies."""
    for post in posts:
        yield from post.lines()

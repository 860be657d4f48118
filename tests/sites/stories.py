"""Invented reports in the manner of monitors of harm. No event, figure or person here is real.

Villages and facilities bear names that no map has; what is real are provinces and parties.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sites.posts import DAMASCUS, Category, Post

CASUALTIES = Category("Casualties", "casualties")
SPECIAL = Category("Special Reports", "report/special-reports")
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
        "Warplanes believed to belong to {party} fired missiles at {place} in {province} "
        "governorate, killing {dead} civilians, including {children} children."
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
        "SNRD documented the killing of {dead} civilians by {party} in {place}, in the countryside "
        "of {province}, in the course of a single day."
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
        "The only bakery of {place} was hit in the early morning. {dead} of the people who stood "
        "in line were killed, and we hold {party} responsible for this attack in {province}."
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
        "This is the fifth attack on the area within a month. Those responsible have not been "
        "named by any official body, and no inquiry has been opened."
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
        "Displacement towards the border continues. More than {families} families left in one "
        "week, and the camps that receive them are short of drinking water."
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

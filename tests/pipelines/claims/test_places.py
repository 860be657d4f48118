"""Where a claim is put: the narrowest place told with it, and never one told for another reason."""

from __future__ import annotations

import pytest
from told import claim, sentence

from crawler.claim import Claim


def where(count: int, text: str, **origin: object) -> str | None:
    return claim(count, text, **origin).place_text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Five civilians were killed in Idlib.", "Idlib"),
        ("Five civilians were killed in Harim city in Idlib governorate.", "Harim city"),
        ("Five civilians were killed in Atama village in northern Idlib.", "Atama village"),
        ("In Idlib governorate, five civilians were killed in Harim.", "Harim"),
        ("Russian warplanes bombed Ariha city, killing five people.", "Ariha city"),
        ("Shells hit al-Bab and killed five people.", "al-Bab"),
        ("Five people were killed in the town of Saraqib in Idlib.", "Saraqib"),
        ("Five people were killed in Mosul, Iraq.", "Mosul"),
        (
            "Five people were killed in al-Salihin neighborhood in Aleppo city.",
            "al-Salihin neighborhood",
        ),
        ("Five people were killed in Deir ez-Zor.", "Deir ez-Zor"),
        ("Five people were killed in eastern Ghouta, Damascus countryside.", "Ghouta"),
        ("Five people were killed near al-Tanf.", "al-Tanf"),
        ("Baghdad: 287 killed and 300 wounded in all.", "Baghdad"),
        ("In Homs a mine killed five people.", "Homs"),
        ("Five people were killed when a bomb exploded in Afrin, Aleppo.", "Afrin"),
    ],
)
def test_a_claim_is_put_at_the_narrowest_place_told_with_it(text: str, place: str) -> None:
    count = 287 if "287" in text else 5
    assert where(count, text) == place


@pytest.mark.parametrize(
    ("text", "count", "place"),
    [
        (
            "Five people were killed in Mosul, and nine were wounded in Kirkuk.",
            5,
            "Mosul",
        ),
        (
            "Five people were killed in Mosul, and nine were wounded in Kirkuk.",
            9,
            "Kirkuk",
        ),
        ("DAMASCUS, SANA – Five people were killed in Homs.", 5, "Homs"),
        ("Baghdad (paper) – Five people were killed in Mosul.", 5, "Mosul"),
        ("Aleppo, Five people were killed in Afrin.", 5, "Afrin"),
        ("Five people from Homs were killed in Idlib.", 5, "Idlib"),
        ("Five people travelling from Raqqa were killed in Hama.", 5, "Hama"),
        ("On the road between Homs and Palmyra five people were killed in Sukhna.", 5, "Sukhna"),
        ("Five people were killed in Harim and taken to Idlib hospital.", 5, "Harim"),
        ("Five people were killed in Harim by shells fired from Aleppo.", 5, "Harim"),
        ("Five people were killed in Tadef, in the direction of Manbij.", 5, "Tadef"),
    ],
)
def test_a_place_told_for_another_reason_is_not_taken(text: str, count: int, place: str) -> None:
    assert where(count, text) == place


@pytest.mark.parametrize(
    "text",
    [
        "Five people were killed.",
        "Five people were killed on Monday.",
        "Five people were killed in October.",
        "Five people from Homs were killed.",
        "Five Syrian and Iraqi people were killed.",
        "SNHR said that five people were killed.",
        "Five people were killed in Ramadan.",
        "The Security Council met after five people were killed.",
        "Abu Omar said that five people were killed.",
        "Five people were killed in the attack.",
        "Five people were killed in an Islamic State attack.",
        "Five people were killed by the Aleppo-based factions.",
        "The wounded, five people, were injured and taken to Idlib hospital.",
        "Five people were killed at dawn.",
        "Strikes Result in Losses, Five Killed",
        "The shelling resulted in Panic and five people were killed.",
    ],
)
def test_what_is_no_place_is_none(text: str) -> None:
    one = claim(5, text)
    assert (one.place_text, one.place) == (None, None)


def linked(one: Claim) -> tuple[str | None, str | None, str | None]:
    place = one.place
    return (place.name, place.adm1, place.country) if place else (None, None, None)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Five people were killed in Idlib governorate.", ("Idlib", "Idlib", "SY")),
        ("Five people were killed in Mosul.", ("Mosul", "Nineveh", "IQ")),
        ("Five people were killed in Syria.", ("Syria", None, "SY")),
        ("Five people were killed in Iraq's Kirkuk.", ("Kirkuk", "Kirkuk", "IQ")),
        (
            "Five people were killed in Deir Ezzor governorate.",
            ("Deir ez-Zor", "Deir ez-Zor", "SY"),
        ),
    ],
)
def test_a_place_that_fits_surely_is_linked(
    text: str, place: tuple[str | None, str | None, str | None]
) -> None:
    assert linked(claim(5, text)) == place


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Five people were killed in Xanqoushtan village.", "Xanqoushtan village"),
        ("Five people were killed in Kafr Nowhere town.", "Kafr Nowhere town"),
        ("Five people were killed in Oaxaca.", "Oaxaca"),
        ("Five people were killed in Yarmouk Street.", "Yarmouk Street"),
        ("Five people were killed in Port Sudan.", "Port Sudan"),
        ("Five people were killed in New York.", "New York"),
    ],
)
def test_an_unknown_place_keeps_its_words_and_is_not_linked(text: str, words: str) -> None:
    one = claim(5, text)
    assert (one.place_text, one.place) == (words, None)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("DAMASCUS, five people were killed in Homs.", "DAMASCUS"),
        ("Five people from Homs were killed in Idlib.", "Homs"),
        ("Five people were taken to Idlib hospital.", "Idlib hospital"),
        ("Five died in the direction of Manbij.", "Manbij"),
    ],
)
def test_datelines_origins_and_hospitals_are_weak(text: str, start: str) -> None:
    passage = sentence(text)
    weak = [passage.quoted(m.start, m.end) for m in passage.places if m.is_weak]
    assert weak == [start]


@pytest.mark.parametrize(
    "text",
    [
        "Five people were killed in Homs.",
        "A bomb hit Idlib hospital and killed five.",
        "In Homs, five people were killed.",
        "Five people were killed near Manbij.",
    ],
)
def test_where_it_happened_is_not_weak(text: str) -> None:
    assert not any(mention.is_weak for mention in sentence(text).places)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Five People Killed In Idlib In Russian Air Raid", ["Idlib"]),
        ("Nine Children Killed And Four Women Injured By Shelling", []),
        ("Monthly Report On Civilians Killed In Air Strikes", []),
        ("The Most Notable Violations In Mosul After The Battle", ["Mosul"]),
        ("Death Toll Rises In New Wave Of Bombing", []),
    ],
)
def test_in_a_titles_capitals_only_known_names_are_places(text: str, places: list[str]) -> None:
    passage = sentence(text)
    assert [passage.quoted(m.start, m.end) for m in passage.places] == places


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces killed five people.",
        "Deir ez-Zor Military Council killed five people.",
        "Suwayda factions killed five people.",
        "Daraa Martyrs Documentation Office said five people were killed.",
    ],
)
def test_a_partys_name_holds_no_place(text: str) -> None:
    taken = {m.start for m in sentence(text).parties}
    assert not [m for m in sentence(text).places if m.start in taken]


@pytest.mark.parametrize(
    ("text", "count", "place"),
    [
        ("A bomb exploded in Afrin. Five people were killed.", 5, "Afrin"),
        ("A bomb exploded in Afrin. It was noon. Five people were killed.", 5, "Afrin"),
        ("A bomb exploded in Afrin. Five people were killed in Harim.", 5, "Harim"),
        ("AFRIN, a bomb exploded. Five people were killed.", 5, None),
        ("Men from Afrin met. Five people were killed.", 5, None),
        ("A bomb exploded in Afrin. A. B. C. D. E. F. Five people were killed.", 5, "Afrin"),
    ],
)
def test_a_claim_without_a_place_means_that_of_the_sentences_before(
    text: str, count: int, place: str | None
) -> None:
    assert where(count, text) == place


def test_a_place_told_long_before_is_not_meant() -> None:
    text = "A bomb exploded in Afrin. " + "Nobody spoke that day. " * 6 + "Five people were killed."
    assert where(5, text) is None


@pytest.mark.parametrize(
    ("headline", "body", "place"),
    [
        ("A year of siege in Darayya", "Since January 2016, 40 people were killed.", "Darayya"),
        (
            "A year of siege in Darayya",
            "A bomb fell in Duma. Since May 2016, 40 people died.",
            "Darayya",
        ),
        (
            "Deaths in March 2016",
            "A bomb fell in Duma. In March 2016, 40 people were killed.",
            None,
        ),
        ("Deaths in Homs and in Hama", "Since January 2016, 40 people were killed.", None),
        ("Deaths in Upper Nowhere", "Since January 2016, 40 people were killed.", None),
        ("Deaths of March", "The camp of Duma was hit. Since May 2016, 40 people died.", None),
    ],
)
def test_a_total_is_of_the_headlines_place_and_of_no_other(
    headline: str, body: str, place: str | None
) -> None:
    assert where(40, f"{headline}\n\n{body}") == place

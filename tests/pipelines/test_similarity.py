"""Which texts are near-copies, sentence by sentence: as many that are not as that are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.copies.similarity import is_copy, similarity

ITEM = (
    "Six civilians killed in Harim\n\n"
    "Six civilians, including two children, were killed on Tuesday 14 March 2017 when regime "
    "artillery shelled the town of Harim in Idlib governorate, medics told our network. "
    "Eleven others were wounded, and a bakery was put out of service for the second time."
)
REPORT = (
    "Market of Ariha bombed at noon\n\n"
    "On Saturday 8 April 2017 two warplanes bombed the vegetable market of Ariha, killing "
    "nineteen people and wounding forty-two. Ahmad al-Saleh, who sells lemons there, said that he "
    "heard no warning and that the second bomb fell among those who had come to help.\n\n"
    "Our team visited the market on Monday and found two craters. No soldier and no depot was "
    "seen within a kilometre of it, which neighbours, shopkeepers and a policeman confirmed.\n\n"
    "The hospital in Idlib took in the wounded until its beds ran out; others were driven to "
    "Darkush on roads that drones were watching. Three of them died on the way.\n\n"
    "Hitting a market without need breaks the laws of war. We ask the Security Council to act on "
    "resolution 2139, and the guarantors of the truce to say who flew that day."
)
ARABIC = (
    "مقتل سبعة مدنيين في قصف على حارم\n\n"
    "قُتل سبعة مدنيين بينهم طفلان يوم الثلاثاء 14 آذار 2017 جراء قصف مدفعي لقوات النظام على بلدة "
    "حارم في ريف إدلب الغربي، وأصيب أحد عشر آخرون بجروح، كما خرج مخبز البلدة عن الخدمة للمرة "
    "الثانية خلال شهرين بحسب ما قاله مسعفون لشبكتنا.\n\n"
    "وأظهرت صور نشرها ناشطون دماراً واسعاً في الأبنية المحيطة بالمخبز الذي يعتمد عليه آلاف النازحين "
    "في تأمين الخبز اليومي."
)
BOILERPLATE = (
    "The war has driven 6.5 million people from their homes inside the country. Most of them live "
    "in camps, schools and unfinished houses, without heating, clean water or work, and relief "
    "reaches them late or not at all. This network documents what it can verify with two accounts "
    "or more; the true toll is likely to be far higher than what is told in these pages, since "
    "many places cannot be reached, and witnesses fear for those of their relatives who are held."
)


def _with(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


COPIES = {
    "another case and other marks": (ITEM, ITEM.upper().replace(",", " –")),
    "figures in digits": (ITEM, _with(ITEM, ("Six", "6"), ("Eleven", "11"), ("two", "2"))),
    "a slip": (ITEM, _with(ITEM, ("artillery", "artilery"), ("medics", "medcis"))),
    "a name spelled otherwise": (ITEM, _with(ITEM, ("Harim", "Harem"), ("Idlib", "Edleb"))),
    "a byline": (ITEM, _with(ITEM, ("\n\nSix", "\n\nHARIM, Syria (Reuters) – Six"))),
    "an editor's note": (ITEM, ITEM + "\n\nEditor's note: updated on 20 March 2017."),
    "another half of the headline": (
        ITEM,
        _with(ITEM, ("killed in Harim\n", "dead after shelling\n")),
    ),
    "no headline": (ITEM, ITEM.split("\n\n", 1)[1]),
    "an ending lost": (ITEM, ITEM[: int(len(ITEM) * 0.7)]),
    "paragraphs in another order": (REPORT, "\n\n".join(sorted(REPORT.split("\n\n")))),
    "a paragraph lost": (REPORT, "\n\n".join(REPORT.split("\n\n")[:-1])),
    "a paragraph with figures added": (
        REPORT,
        f"{REPORT}\n\nSince 2011 at least 1,180 markets were hit, 214 of them in Idlib.",
    ),
    "a paragraph lost and a note with a date added": (
        REPORT,
        "\n\n".join(REPORT.split("\n\n")[:-1]) + "\n\nUpdated on 12 May 2019 with a photograph.",
    ),
    "one word said otherwise": (REPORT, _with(REPORT, ("took in", "received"))),
    "a long name written apart": (
        REPORT,
        _with(REPORT, ("Darkush", "Dar Kush"), ("al-Saleh", "Al Salih")),
    ),
    "Arabic without vowel marks": (ARABIC, _with(ARABIC, ("قُتل", "قتل"), ("اً", "ا"))),
    "Arabic with other digits": (ARABIC, _with(ARABIC, ("14", "١٤"), ("2017", "٢٠١٧"))),
    "Arabic with the western name of the month": (ARABIC, _with(ARABIC, ("آذار", "مارس"))),
    "Arabic with another alef": (ARABIC, _with(ARABIC, ("إدلب", "ادلب"), ("أصيب", "اصيب"))),
    "Arabic with an ending lost": (ARABIC, ARABIC[: int(len(ARABIC) * 0.75)]),
}

DIFFERENT = {
    "another figure": (ITEM, _with(ITEM, ("Eleven", "Nine"))),
    "another figure in digits": (ITEM, _with(ITEM, ("14", "15"))),
    "another month": (ITEM, _with(ITEM, ("March", "April"))),
    "another day of the week": (ITEM, _with(ITEM, ("Tuesday", "Thursday"))),
    "another place": (ITEM, _with(ITEM, ("Harim", "Saraqeb"))),
    "a place that sounds alike": (ITEM, _with(ITEM, ("Harim", "Hama"))),
    "another governorate": (ITEM, _with(ITEM, ("Idlib", "Aleppo"))),
    "another party": (ITEM, _with(ITEM, ("regime", "Turkish"))),
    "another party without a name": (ITEM, _with(ITEM, ("regime", "opposition"))),
    "another harm": (ITEM, _with(ITEM, ("killed", "arrested"))),
    "other victims": (ITEM, _with(ITEM, ("children", "women"))),
    "several for a figure": (ITEM, _with(ITEM, ("Eleven others", "Several others"))),
    "one figure of a long report": (REPORT, _with(REPORT, ("forty-two", "forty-three"))),
    "one month of a long report": (REPORT, _with(REPORT, ("April", "May"))),
    "the place of a long report": (REPORT, _with(REPORT, ("Ariha", "Binnish"))),
    "another person": (REPORT, _with(REPORT, ("Ahmad al-Saleh", "Omar Barakat"))),
    "another figure and paragraphs moved": (
        REPORT,
        "\n\n".join(sorted(_with(REPORT, ("Three", "Five")).split("\n\n"))),
    ),
    "a report of a quarter of the other": (REPORT, "\n\n".join(REPORT.split("\n\n")[:2])[:330]),
    "a common ending": (
        "Well in Atarib poisoned\n\nA well in Atarib was closed on 3 May after 12 fell ill.\n\n"
        + BOILERPLATE,
        f"Bus stopped near Salqin\n\nNear Salqin 2 men were taken from a bus.\n\n{BOILERPLATE}",
    ),
    "a long common ending, and news at either end": (
        (
            f"Well in Atarib poisoned\n\nA well in Atarib was closed on 3 May after 12 people fell "
            f"ill, and samples were sent to a laboratory in Gaziantep.\n\n{BOILERPLATE}"
        ),
        (
            f"{BOILERPLATE}\n\nNear Salqin 2 men were taken from a bus on 19 June; the driver says "
            "that they were led towards Harim by gunmen in 3 cars."
        ),
    ),
    "another figure in Arabic": (ARABIC, _with(ARABIC, ("سبعة", "تسعة"))),
    "another number of Arabic digits": (ARABIC, _with(ARABIC, ("14", "٢٤"))),
    "another month in Arabic": (ARABIC, _with(ARABIC, ("آذار", "نيسان"))),
    "another place in Arabic": (ARABIC, _with(ARABIC, ("حارم", "سراقب"))),
    "another party in Arabic": (ARABIC, _with(ARABIC, ("لقوات النظام", "لقوات المعارضة"))),
    "another language": (ITEM, ARABIC),
    "nothing": (ITEM, ""),
    "nothing at all": ("", " – "),
}


@pytest.mark.parametrize("case", COPIES)
def test_a_near_copy_is_told_from_either_side(case: str) -> None:
    one, other = COPIES[case]
    found = is_copy(one, other)
    assert found is not None
    assert found == pytest.approx(is_copy(other, one))
    assert 0.6 <= found <= 1


@pytest.mark.parametrize("case", DIFFERENT)
def test_another_report_is_no_copy_from_either_side(case: str) -> None:
    one, other = DIFFERENT[case]
    assert is_copy(one, other) is None
    assert is_copy(other, one) is None


@pytest.mark.parametrize("text", [ITEM, REPORT, ARABIC, "Harim", "12"])
def test_the_same_text_is_a_copy_of_similarity_one(text: str) -> None:
    assert is_copy(text, text) == 1.0
    assert is_copy(text, text.replace(" ", "\u00a0 ")) == 1.0


def test_similarity_is_the_share_of_common_words() -> None:
    assert similarity(ITEM, ITEM) == 1.0
    assert similarity("one two three four six", "one two three four five") == pytest.approx(0.8)
    assert similarity(ITEM, _with(ITEM, ("March", "April"))) > 0.97
    assert similarity(ITEM, ARABIC) < 0.15
    assert similarity("", "") == 1.0


WORDS = st.lists(
    st.sampled_from(["harim", "Idlib", "12", "two", "in", "the", "march", "قتل", "١٢", "\n\n", "."])
).map(" ".join)


@given(st.one_of(st.text(), WORDS), st.one_of(st.text(), WORDS))
def test_similarity_of_any_texts_lies_between_none_and_all(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 1
    found = is_copy(one, other)
    assert found is None or 0.6 <= found <= 1

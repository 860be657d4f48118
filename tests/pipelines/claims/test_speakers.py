"""Whose number it is: the source that the text quotes, else the publisher."""

from __future__ import annotations

import pytest
from told import claim

from crawler.claim import ClaimantRole as Role

PAPER = "paper.example"


def source(text: str, count: int = 5, **origin: object) -> str:
    return claim(count, text, **origin).claimant


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SNHR said that five people were killed in Idlib.", "SNHR"),
        ("The Syrian Observatory for Human Rights said five people were killed.", "SOHR"),
        ("According to SNHR, five people were killed in Idlib.", "SNHR"),
        ("Five people were killed in Idlib, according to SNHR.", "SNHR"),
        ("Five people were killed in Idlib, the White Helmets said.", "White Helmets"),
        ("Five people were killed in Idlib, said the White Helmets.", "White Helmets"),
        ("UNAMI reported that five people were killed in Mosul.", "UNAMI"),
        ("A police source said that five people were killed.", "police source"),
        ("Five people were killed, a medical source told Reuters.", "medical source"),
        ("A source in Diyala police said that five people were killed.", "Diyala police"),
        ("Activists said that five people were killed.", "activists"),
        (
            "The Syrian Democratic Forces said that five people were killed.",
            "SDF",
        ),
        ("Turkey announced that five people were arrested.", "Turkish forces"),
        ("Citing SANA, the paper told of five people killed.", "SANA"),
        ("HRW documented five people killed in Idlib.", "Human Rights Watch"),
        ("Governor Najim al-Jubouri said that five people were killed.", "Najim al-Jubouri"),
        ("Five people were killed, eyewitnesses said on Monday.", "eyewitnesses"),
    ],
)
def test_a_source_that_is_quoted_is_the_claimant(text: str, name: str) -> None:
    assert source(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Five people were killed in Idlib.",
        "Five people were killed by the SDF.",
        "Five activists and five people were killed.",
        "Five people were killed near the UN office.",
        "ISIS claimed the attack in which five people were killed.",
        "Five people were killed, which the SDF denied.",
        "Five people were killed, but Russia denies that it did so.",
        "Five people were killed, SNHR has its office there.",
        "A source of water was hit and five people were killed.",
        "Five people told of torture were killed.",
        "The UN met after five people were killed.",
        "Five people were killed while witnesses fled.",
        "Israel carried out raids and five people were killed.",
        "Who said so? Five people were killed.",
    ],
)
def test_where_nobody_is_quoted_the_publisher_is_the_claimant(text: str) -> None:
    assert source(text) == PAPER


@pytest.mark.parametrize(
    ("publisher", "name", "role"),
    [
        ("snhr.org", "SNHR", Role.MONITOR),
        ("www.syriahr.com", "SOHR", Role.MONITOR),
        ("sana.sy", "SANA", Role.STATE_MEDIA),
        ("snhr", "SNHR", Role.MONITOR),
        ("iraqinews.com", "Iraqi News", Role.MEDIA),
        ("paper.example", PAPER, Role.MEDIA),
    ],
)
def test_a_publisher_is_known_by_its_host_or_its_seed(
    publisher: str, name: str, role: Role
) -> None:
    one = claim(5, "Five people were killed in Homs.", publisher=publisher)
    assert (one.claimant, one.claimant_role) == (name, role)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("A police source said that five people were killed.", Role.OFFICIAL),
        ("A medical source said that five people were killed.", Role.MEDICAL),
        ("A military source said that five people were killed.", Role.MILITARY),
        ("An eyewitness said that five people were killed.", Role.EYEWITNESS),
        ("SANA said that five people were killed.", Role.STATE_MEDIA),
        ("UNICEF said that five people were killed.", Role.UN),
        ("Turkey said that five people were killed.", Role.MILITARY),
        ("ISIS said that five people were killed.", Role.ARMED_GROUP),
        ("SNHR said that five people were killed.", Role.MONITOR),
    ],
)
def test_a_source_has_a_role(text: str, role: Role) -> None:
    assert claim(5, text).claimant_role is role


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "SNHR said that five people were killed. The source added that nine were wounded.",
            {5: "SNHR", 9: "SNHR"},
        ),
        (
            "A police source said that five people were killed. He added that nine were wounded.",
            {5: "police source", 9: "police source"},
        ),
        (
            "SNHR said that five people were killed. Nine people were killed in Homs.",
            {5: "SNHR", 9: PAPER},
        ),
        (
            "“Five people were killed,” a doctor said. “Nine were wounded. Seven were arrested.”",
            {5: "doctor", 9: "doctor", 7: "doctor"},
        ),
        (
            "“Five people were killed,” a doctor said. Nine people were wounded.",
            {5: "doctor", 9: PAPER},
        ),
        (
            "SNHR said five people were killed, while SOHR said nine people were killed.",
            {5: "SNHR", 9: "SOHR"},
        ),
        (
            'A doctor said: "It was noon. Five people were killed." Nine people were wounded.',
            {5: "doctor", 9: PAPER},
        ),
        (
            'A doctor said: "It was noon.\nFive people were killed.',
            {5: PAPER},
        ),
        (
            "UNAMI said five people were killed. Nine people were wounded, the mission said.",
            {5: "UNAMI", 9: "UNAMI"},
        ),
        (
            "Five people were killed, a local official was quoted saying.",
            {5: "local official"},
        ),
        (
            "The source added that five people were killed.",
            {5: PAPER},
        ),
        (
            "A doctor said: “It was noon. Five people were killed.” Nine people were wounded.",
            {5: "doctor", 9: PAPER},
        ),
    ],
)
def test_a_quotation_goes_on_as_far_as_the_text_says(text: str, names: dict[int, str]) -> None:
    assert {count: source(text, count) for count in names} == names


@pytest.mark.parametrize(
    ("publisher", "text", "name"),
    [
        ("snhr.org", "The Network documented five people killed.", "SNHR"),
        ("snhr.org", "We recorded the death of five people.", "SNHR"),
        ("syriahr.com", "The Observatory documented five people killed.", "SOHR"),
        (
            "snhr.org",
            "SOHR said nine people were killed; the Network recorded five people killed.",
            "SNHR",
        ),
        (
            "syriahr.com",
            "SANA said nine people were killed, but the Observatory said five people were killed.",
            "SOHR",
        ),
        (
            "snhr.org",
            "A doctor spoke. The Network said it was noon. The source added that five died.",
            "SNHR",
        ),
    ],
)
def test_what_a_publisher_calls_itself_is_the_publisher(
    publisher: str, text: str, name: str
) -> None:
    assert source(text, publisher=publisher) == name


@pytest.mark.parametrize(
    ("publisher", "text", "name"),
    [
        (
            "paper.example",
            "SOHR said nine people were killed; the Network recorded five people killed.",
            "SOHR",
        ),
        (
            "syriahr.com",
            "SANA said nine people were killed; the Network recorded five people killed.",
            "SANA",
        ),
        (
            "snhr.org",
            "A doctor said: “We recorded five people killed.”",
            "doctor",
        ),
        (
            "snhr.org",
            'A doctor said: "We recorded five people killed."',
            "doctor",
        ),
        (
            "snhr.org",
            "A doctor told us: “It was noon. We recorded five people killed.”",
            "doctor",
        ),
    ],
)
def test_the_network_is_another_ones_elsewhere_and_in_a_quotation(
    publisher: str, text: str, name: str
) -> None:
    assert source(text, publisher=publisher) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Five people were killed, Karim Nasser said.", "Karim Nasser"),
        ("Five people were killed, said Karim Nasser.", "Karim Nasser"),
        ("Five people were killed, Karim Nasser, a baker in Homs, told us.", "Karim Nasser"),
        ("According to Karim Nasser five people were killed.", "Karim Nasser"),
        ("The Homs Relief Board announced that five people were killed.", "Homs Relief Board"),
        ("Karim al-Nasser added that five people were killed.", "Karim al-Nasser"),
        ("Five people were killed, according to the Homs Relief Board.", "Homs Relief Board"),
        ("The Berlin-based Relief Board said five people were killed.", "Relief Board"),
    ],
)
def test_a_source_unknown_to_the_lexicon_is_named_as_the_text_has_it(text: str, name: str) -> None:
    one = claim(5, text)
    assert (one.claimant, one.claimant_role) == (name, None)


@pytest.mark.parametrize(
    "text",
    [
        "Five people were killed, Karim said nothing of it.",
        "On Monday It Said five people were killed.",
        "Karim Nasser and five people were killed.",
        "Karim Nasser was told; five people were killed.",
        "Five people were killed near Karim Nasser Street.",
        "Five people were killed, it was said in Homs.",
        "In April Homs said goodbye as five people were killed.",
        "Five people were killed, according to no one.",
    ],
)
def test_a_name_that_says_nothing_is_no_source(text: str) -> None:
    assert source(text) == PAPER

"""Whether a sentence tells that a party did something, or only that it was there."""

from __future__ import annotations

import pytest
from told import sentence

from crawler.claim import Attribution

STATED, SUSPECTED = Attribution.STATED, Attribution.SUSPECTED
SDF = "Syrian Democratic Forces"


def roles(text: str) -> dict[str, bool]:
    """The parties of a sentence; whether each is seen at work."""
    return {mention.actor.name: mention.is_agent for mention in sentence(text).parties}


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Russian forces killed five civilians in Idlib.", "Russian forces"),
        ("Five civilians were killed by Russian forces.", "Russian forces"),
        ("Five civilians were killed by the Syrian regime.", "Syrian regime"),
        ("Five civilians were killed at the hands of ISIS.", "ISIS"),
        ("Two people died in a bombing carried out by the PKK.", "PKK"),
        ("Two people died in an attack attributed to the PKK.", "PKK"),
        ("The deaths of six people were blamed on Hezbollah.", "Hezbollah"),
        ("Residents blamed the deaths of six people on ISIS.", "ISIS"),
        ("Turkish forces were behind the attack that killed two.", "Turkish forces"),
        ("ISIS claimed responsibility for the blast that killed ten people.", "ISIS"),
        ("ISIS is responsible for the deaths of 12 people.", "ISIS"),
        ("The bombing that killed ten people was claimed by ISIS.", "ISIS"),
        ("Six people were killed in an Israeli airstrike.", "Israel"),
        ("An airstrike by the US-led coalition killed six people.", "US-led coalition"),
        ("Airstrikes of the US-led coalition killed six people.", "US-led coalition"),
        ("Fire from Turkish border guards killed a girl.", "Turkish forces"),
        ("Six people died when Russian warplanes bombed a market.", "Russian forces"),
        ("SDF arrested nine people in Raqqa.", SDF),
        ("Heavy shelling by Hezbollah wounded three people.", "Hezbollah"),
        ("Three people were wounded as a result of Turkish shelling.", "Turkish forces"),
        ("Three people died due to Turkish shelling.", "Turkish forces"),
        ("Three people were killed with Russian missiles.", "Russian forces"),
        ("ISIS: 41 civilians killed, of whom six were children.", "ISIS"),
        ("HTS detained four people and released one.", "Hay'at Tahrir al-Sham"),
        ("Twenty civilians killed by Turkish-backed factions.", "Turkish-backed factions"),
        ("After Turkish shelling two people were killed.", "Turkish forces"),
    ],
)
def test_who_is_told_to_have_done_it_is_an_agent(text: str, party: str) -> None:
    assert roles(text) == {party: True}


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Five civilians were killed in SDF-controlled areas.", SDF),
        ("Five civilians were killed in areas held by Turkish forces.", "Turkish forces"),
        ("Five civilians were killed in a town controlled by the SDF.", SDF),
        (
            "Five civilians died in a camp run by the YPG.",
            "Kurdish Self-Management forces (PYD, YPG)",
        ),
        ("Shells fell on regime positions and killed two civilians.", "Syrian regime"),
        ("Two people were killed near the regime checkpoint.", "Syrian regime"),
        ("Two people were killed at a Turkish base.", "Turkish forces"),
        ("Factions backed by Turkey arrested nine people.", "Turkish forces"),
        ("A militia supported by Iran arrested nine people.", "Iranian forces"),
        ("An attack against Turkish forces killed two civilians.", "Turkish forces"),
        ("Ten civilians died in the fight against ISIS.", "ISIS"),
        ("A drone targeted Hezbollah and two civilians were killed.", "Hezbollah"),
        ("Two civilians were killed in a convoy of the SDF.", SDF),
        ("Fighters loyal to ISIS were killed, six in all.", "ISIS"),
        ("Six Hezbollah members were killed in Homs.", "Hezbollah"),
        ("Six SDF fighters were killed in Raqqa.", SDF),
        ("Talks with Turkey went on while six people were killed.", "Turkish forces"),
        ("A Russian official said that six people were killed.", "Russian forces"),
        ("In the anniversary of the Turkish invasion six people were killed.", "Turkish forces"),
        ("Six people were killed since the Turkish offensive began.", "Turkish forces"),
        ("Six people who fled ISIS were killed by a mine.", "ISIS"),
        ("Six people were killed in Russia.", "Russian forces"),
        ("Turkish forces were attacked and six people were killed.", "Turkish forces"),
        ("Turkey condemned the attack in which six people died.", "Turkish forces"),
        ("In regime territory a mine killed six people.", "Syrian regime"),
        ("Six relatives of ISIS militants were killed.", "ISIS"),
        ("Six people accused of joining ISIS were executed.", "ISIS"),
        ("Areas dominated by HTS were shelled and six people died.", "Hay'at Tahrir al-Sham"),
        ("Six people died in areas previously held by ISIS.", "ISIS"),
        ("Six people died in areas that are held by ISIS.", "ISIS"),
        ("Six people died in areas under the control of ISIS.", "ISIS"),
        ("Six people died in the ISIS-held town.", "ISIS"),
        ("ISIS hailed the attack in which six people died.", "ISIS"),
        ("Turkey sent aid on the day of the bombing that killed six.", "Turkish forces"),
    ],
)
def test_a_target_a_holder_or_a_friend_is_no_agent(text: str, party: str) -> None:
    assert not any(roles(text).values())
    assert party in roles(text) or not roles(text)


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        (
            "Russian forces bombed a base of Turkish-backed factions, killing six people.",
            {"Russian forces"},
        ),
        ("SDF shelled areas held by Turkish forces; two civilians died.", {SDF}),
        ("An Israeli strike on Iranian positions killed two people.", {"Israel"}),
        ("ISIS members were killed by the SDF.", {SDF}),
        ("Clashes between ISIS and the SDF killed two civilians.", set()),
        (
            "Two people were killed by Russian and Turkish forces.",
            {"Russian forces", "Turkish forces"},
        ),
        (
            "Turkish drones and Russian warplanes killed two people.",
            {"Turkish forces", "Russian forces"},
        ),
        ("Two were killed by ISIS and the PKK.", {"ISIS", "PKK"}),
    ],
)
def test_of_two_parties_each_has_its_own_role(text: str, agents: set[str]) -> None:
    assert {party for party, is_agent in roles(text).items() if is_agent} == agents


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("Six people were killed by Russian forces.", STATED),
        ("Russian warplanes killed six people.", STATED),
        ("Six people were killed by suspected Russian warplanes.", SUSPECTED),
        ("Six people were killed by warplanes believed to be Russian warplanes.", SUSPECTED),
        ("Six people were killed by what are believed to be Russian forces.", SUSPECTED),
        ("Six people were killed by warplanes we believe were Russian warplanes.", SUSPECTED),
        ("Six people were killed, likely by Turkish shelling.", SUSPECTED),
        ("Six people were killed in an alleged coalition strike.", SUSPECTED),
        ("Six people were killed in a likely US-led coalition airstrike.", SUSPECTED),
        ("Six people were killed by presumed ISIS cells.", SUSPECTED),
        ("Six people believed to be farmers were killed by Turkish shelling.", STATED),
        ("Six people were killed by ISIS, it was documented.", STATED),
    ],
)
def test_words_of_doubt_around_a_party_make_it_suspected(
    text: str, attribution: Attribution
) -> None:
    (mention,) = sentence(text).parties
    assert mention.attribution is attribution


@pytest.mark.parametrize(
    "text",
    [
        "Six people were killed by Russian warplanes, which Russia denied.",
        "Six people were killed by Russian warplanes, but Moscow denies it.",
        "Turkey denied killing six people in Afrin.",
        "Turkish forces deny having killed six people in Afrin.",
        "Israel has denied responsibility for the attack that killed six people.",
        "Russia denied that its warplanes killed six people.",
        "Denying the reports, Turkish forces killed six more people.",
        "Officials disputed that Turkish shelling killed six people.",
    ],
)
def test_a_denial_in_the_same_sentence_makes_a_party_contested(text: str) -> None:
    assert {m.attribution for m in sentence(text).agents} == {Attribution.CONTESTED}


@pytest.mark.parametrize(
    "text",
    [
        "Six people were killed by Russian warplanes, which nobody denies them.",
        "Turkish forces killed six people and denied them burial.",
        "Turkish forces killed six people who were denied entry.",
        "Turkish forces killed six people, and medics were denied access.",
        "The SDF arrested six people and denied the families' visits to them.",
        "Russian forces killed six people; aid is being denied.",
        "Turkish forces did not comment on the shelling by Turkish forces that killed six.",
        "Russian forces killed six people in an undeniable massacre.",
    ],
)
def test_what_is_denied_to_people_contests_nothing(text: str) -> None:
    assert Attribution.CONTESTED not in {m.attribution for m in sentence(text).parties}

"""The data file of parties: sound, each name one party's, and what is wrong in it is told."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from crawler.claim import ActorKind
from pipelines.claims.entries import FUNCTION_WORDS, PLAIN_WORDS
from pipelines.claims.lexicon import LexiconError
from pipelines.claims.names import fold_name
from pipelines.claims.parties import force_nouns, load_parties, meanings, parties
from pipelines.claims.party import Party

ROOT = Path(__file__).parents[3]

GOOD = """
[nouns]
force = ["forces"]
attack = ["shelling"]

[[party]]
name = "Ruritanian forces"
kind = "foreign_state"
country = "RU"
conflicts = ["syria"]
source = "its own name"
aliases = ["Ruritania"]
cased = ["RA"]
attributives = ["Ruritanian"]
arabic = ["القوات"]

[[party]]
name = "Black Hand"
kind = "non_state"
conflicts = ["syria", "iraq"]
source = "its own name"
aliases = ["al-Yad"]

[[meaning]]
party = "Black Hand"
country = "IQ"
since = "2014-01-01"
until = "2015-01-01"
names = ["army"]
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "parties.toml"
    path.write_text(text, encoding="utf-8")
    return path


def all_names(party: Party) -> tuple[str, ...]:
    return (
        *party.aliases,
        *party.cased,
        *party.attributives,
        *party.cased_attributives,
        *party.arabic,
    )


def named_by(name: str) -> set[str]:
    """The parties to which a name belongs, whatever it is to them."""
    folded = fold_name(name)
    return {party.actor.name for party in parties() if folded in map(fold_name, all_names(party))}


def test_a_file_becomes_parties_meanings_and_nouns(tmp_path: Path) -> None:
    lexicon = load_parties(write(tmp_path, GOOD))
    first, second = lexicon.parties
    assert (first.actor.kind, first.actor.country) == (ActorKind.FOREIGN_STATE, "RU")
    assert first.aliases == ("Ruritanian forces", "Ruritania")
    assert second.actor.country is None
    assert second.aliases == ("Black Hand", "al-Yad", "al Yad", "alYad")
    assert lexicon.meanings[0].party is second
    assert (lexicon.nouns.force, lexicon.nouns.attack) == (("forces",), ("shelling",))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"foreign_state"', '"alien"', "party 'Ruritanian forces': kind: 'alien' is not one of: "),
        ('"foreign_state"', '"state"', "kind: state does not go with RU: state is for SY and IQ"),
        ('"RU"', '"SY"', "kind: foreign_state does not go with SY"),
        ('"RU"', '"Russia"', "country: 'Russia' is not allowed: ISO 3166 codes"),
        ('country = "RU"\n', "", "party 'Ruritanian forces': country: must be a string"),
        ('"non_state"', '"non_state"\ncountry = "LB"', "country: only of state and foreign_state"),
        ('"Black Hand"\nkind', '"ruritanian-forces"\nkind', "name: stands twice"),
        ('name = "Black Hand"\n', "", "party[2].name: must be a string that is not empty"),
        ('["al-Yad"]', '["Ruritania"]', "aliases: 'Ruritania' belongs to 'Ruritanian forces' al"),
        ('["al-Yad"]', '["ruritanian"]', "aliases: 'ruritanian' belongs to 'Ruritanian forces'"),
        ('["al-Yad"]', '["RA"]', "party 'Black Hand': aliases: 'RA' belongs to 'Ruritanian force"),
        ('["al-Yad"]', "[]", "party 'Black Hand': aliases: is empty: leave it out"),
        ('["al-Yad"]', '["al-Yad", "Al Yad"]', "aliases: 'Al Yad' stands twice, but for case"),
        ('["al-Yad"]', '[""]', "aliases: '' is empty"),
        ('["al-Yad"]', '["al-Yad "]', "aliases: 'al-Yad ' is empty, or has spaces before, after"),
        ('["al-Yad"]', '["is"]', "aliases: 'is' is a plain word that names nobody; with capitals"),
        ('["al-Yad"]', '["The"]', "aliases: 'The' is a plain word"),
        ('["al-Yad"]', '["forces"]', "aliases: 'forces' is a plain word"),
        ('["al-Yad"]', '["اليد"]', "aliases: 'اليد' is in Arabic script: write it under `arabic`"),
        ('["al-Yad"]', '"al-Yad"', "aliases: must be a list of strings"),
        ('["RA"]', '["ra"]', "cased: 'ra' has no capital, so that its case says nothing"),
        ('attributives = ["Ruritanian"]', 'attributives = ["us"]', "attributives: 'us' is a word "),
        ('["القوات"]', '["Quwat"]', "arabic: 'Quwat' is not in Arabic script"),
        ('["syria"]', '["Syria"]', "conflicts: 'Syria' is not one of: syria, iraq"),
        ('conflicts = ["syria"]\n', "", "conflicts: must have at least 1 value"),
        ('source = "its own name"\naliases = ["al-Yad"]', "", "source: must be a string that is"),
        ('aliases = ["al-Yad"]', "alias = ['al-Yad']", "alias: no such key; allowed are: "),
        ('["shelling"]', "[]", "nouns.attack: must have at least 1 value"),
        ('force = ["forces"]\n', "", "nouns.force: must have at least 1 value"),
        ('party = "Black Hand"', 'party = "White Hand"', "meaning[1].party: 'White Hand' is not "),
        ('names = ["army"]', "", "meaning[1].names: there must be a name, or one under"),
        ('names = ["army"]', 'names = ["the"]', "meaning[1].names: 'the' is a word of every text"),
        ('"2014-01-01"', '"1 May 2014"', "meaning[1].since: '1 May 2014' is no day such as"),
        ('"2014-01-01"', '"2014-02-30"', "meaning[1].since: '2014-02-30' is no day such as"),
        ('"2015-01-01"', '"2013-01-01"', "until: 2013-01-01 is before 2014-01-01"),
        (
            'country = "IQ"\nsince = "2014-01-01"\nuntil = "2015-01-01"\n',
            "",
            "meaning[1].country: there must be this, `since` or `until`",
        ),
        ("[[meaning]]", "[[meanings]]", "meanings: no such key; allowed are: "),
        ("[nouns]", "[nouns", "not a TOML file"),
    ],
)
def test_what_is_wrong_is_told_with_file_entry_and_key(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in GOOD
    with pytest.raises(LexiconError, match=re.escape(told)) as error:
        load_parties(write(tmp_path, GOOD.replace(old, new, 1)))
    assert str(error.value).startswith("parties.toml: ")


def test_a_file_without_a_party_or_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="must have at least one table"):
        load_parties(write(tmp_path, "party = []"))
    with pytest.raises(LexiconError, match=r"other\.toml"):
        load_parties(tmp_path / "other.toml")


def test_no_name_belongs_to_two_parties() -> None:
    owners = Counter(
        folded for party in parties() for folded in set(map(fold_name, all_names(party)))
    )
    assert [name for name, count in owners.items() if count > 1] == []


def test_no_name_is_a_plain_word_unless_its_capitals_tell() -> None:
    for party in parties():
        assert PLAIN_WORDS.isdisjoint(map(fold_name, party.aliases)), party.actor.name
        assert FUNCTION_WORDS.isdisjoint(map(fold_name, party.attributives)), party.actor.name


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Syrian regime forces", "Syrian regime"),
        ("SAA", "Syrian regime"),
        ("Assad’s forces", "Syrian regime"),
        ("General Security", "Syrian transitional government"),
        ("Syrian-Russian alliance forces", "Syrian-Russian alliance"),
        ("Syrian and Russian forces", "Syrian-Russian alliance"),
        ("Russian warplanes", "Russian forces"),
        ("Russian mercenaries", "Wagner Group"),
        ("US-led international coalition", "US-led coalition"),
        ("Coalition forces", "US-led coalition"),
        ("U.S. forces", "US forces"),
        ("QSD", "Syrian Democratic Forces"),
        ("Kurdish Self-Management forces", "Kurdish Self-Management forces (PYD, YPG)"),
        ("Military Council of Manbij", "Manbij Military Council"),
        ("Islamic State in Iraq and the Levant", "ISIS"),
        ("Da’esh", "ISIS"),
        ("IS", "ISIS"),
        ("Islamic Resistance in Iraq", "Islamic Resistance in Iraq"),
        ("An-Nussra front", "Hay'at Tahrir al-Sham"),
        ("Hayat Tahrir al-Sham", "Hay'at Tahrir al-Sham"),
        ("Fath al-Mubin operations room", "Al-Fath Al-Mubin operation room"),
        ("Turkish-backed Syrian National Army", "Syrian National Army"),
        ("Turkish-backed factions", "Turkish-backed factions"),
        ("al-Amshat", "Sultan Suleiman Shah Brigade"),
        ("Hashd al-Sha'abi", "Popular Mobilization Forces"),
        ("Kata’ib Hizballah", "Kataib Hezbollah"),
        ("Lebanese Hezbollah", "Hezbollah"),
        ("Golden Division", "Iraqi Counter-Terrorism Service"),
        ("armed terrorist groups", "Terrorists"),
        ("unidentified armed individuals", "Unidentified gunmen"),
        ("unknown parties", "Unidentified parties"),
        ("قوات النظام السوري", "Syrian regime"),
        ("قسد", "Syrian Democratic Forces"),
        ("تنظيم داعش", "ISIS"),
        ("قوات التحالف الدولي", "US-led coalition"),
    ],
)
def test_a_name_belongs_to_one_party(name: str, party: str) -> None:
    assert named_by(name) == {party}


@pytest.mark.parametrize(
    "name",
    [
        "army",
        "forces",
        "police",
        "security forces",
        "the government",
        "fighters",
        "militants",
        "smugglers",
        "residents",
        "Damascus",
        "Baghdad",
        "Ankara",
        "Tel Aviv",
        "Kurds",
        "Sunnis",
        "Shiites",
        "Arabs",
        "Muslims",
        "each party",
        "caliphate",
        "the front",
        "airstrike",
        "الجيش",
        "القوات",
        "دمشق",
    ],
)
def test_a_place_a_people_or_a_word_for_anybody_names_no_party(name: str) -> None:
    assert named_by(name) == set()


CLASSES = {
    "Syrian-Russian alliance": r"syrian russian|russian syrian",
    "Turkish forces": r"turk",
    "Israel": r"israel",
    "Russian forces": r"russia",
    "US-led coalition": r"coalition",
    "US forces": r"\bus forces",
    "Syrian Democratic Forces": r"syrian democratic",
    "Kurdish Self-Management forces (PYD, YPG)": r"kurdish self|\bypg\b|\bpyd\b",
    "Asayish": r"asayish",
    "ISIS": r"\bisis\b",
    "Hay'at Tahrir al-Sham": r"tahrir al",
    "Armed opposition factions": r"opposition",
    "Iranian forces": r"\biran",
    "Iranian-backed militias": r"\biran",
    "Iraqi security forces": r"iraq",
    "Iraqi army": r"iraq",
    "Iraqi Counter-Terrorism Service": r"iraq",
    "Syrian regime": r"regime",
    "Syrian transitional government": r"government",
    "Terrorists": r"terror",
}
ORDERED = (
    r"syrian.?russian|russian.?syrian",
    r"turk",
    r"israel",
    r"russia",
    r"coalition|\bus (occupation|forces|military)|u\.s\.|united states|americans?\b|us.led",
    r"\bsdf\b|syrian democratic|qsd|kurdish self|\bypg\b|\bpyd\b|asayish",
    r"\bisis\b|\bisil\b|daesh|islamic state",
    r"tahrir al|nus?sra|\bhts\b|fath al",
    r"opposition|rebel|factions",
    r"\biran",
    r"iraq",
    r"regime|\bsaa\b|syrian (arab )?army|syrian forces|syrian state|government|assad",
    r"terror",
)


def plain(name: str) -> str:
    return re.sub(r"[_-]+", " ", name).lower()


@pytest.mark.parametrize("name", CLASSES)
def test_a_canonical_name_is_told_by_the_usual_words_for_the_party(name: str) -> None:
    assert name in {party.actor.name for party in parties()}
    first = next(words for words in ORDERED if re.search(words, plain(name)))
    found = re.search(CLASSES[name], plain(name))
    assert found
    assert re.search(first, found.group())


@pytest.mark.parametrize(
    "name",
    [
        "Hezbollah",
        "Wagner Group",
        "PKK",
        "Peshmerga",
        "Popular Mobilization Forces",
        "Kataib Hezbollah",
        "Asaib Ahl al-Haq",
        "Badr Organization",
        "Syrian National Army",
        "Manbij Military Council",
        "Ahrar al-Sham",
        "Jaysh al-Islam",
        "Hurras al-Din",
        "Unidentified gunmen",
        "Unidentified parties",
        "Mercenaries",
        "Tribal fighters",
    ],
)
def test_a_party_of_its_own_is_not_taken_for_a_greater_one(name: str) -> None:
    assert name in {party.actor.name for party in parties()}
    assert not any(re.search(words, plain(name)) for words in ORDERED)


@pytest.mark.parametrize(
    ("name", "country", "day", "party"),
    [
        ("Syrian army", None, date(2024, 12, 8), "Syrian transitional government"),
        ("Syrian forces", "IQ", date(2025, 7, 15), "Syrian transitional government"),
        ("army", "SY", date(2016, 5, 1), "Syrian regime"),
        ("army", "SY", None, "Syrian regime"),
        ("army", "SY", date(2025, 3, 7), "Syrian transitional government"),
        ("army", "IQ", date(2016, 5, 1), "Iraqi army"),
        ("security forces", "IQ", None, "Iraqi security forces"),
        ("Kurdish forces", "IQ", date(2015, 1, 1), "Peshmerga"),
        ("coalition forces", "GB", date(2006, 1, 1), "US-led Multi-National Force"),
        ("Syrian army", None, date(2024, 12, 7), None),
        ("Syrian army", "SY", None, None),
        ("army", None, date(2016, 5, 1), None),
        ("army", "TR", date(2016, 5, 1), None),
        ("Kurdish forces", "SY", date(2015, 1, 1), None),
        ("coalition forces", "GB", date(2016, 1, 1), None),
        ("coalition forces", "GB", None, None),
        ("Syrian regime", "SY", date(2025, 3, 7), None),
        ("fighters", "IQ", date(2016, 5, 1), None),
    ],
)
def test_what_a_name_means_hangs_on_who_writes_and_when(
    name: str, country: str | None, day: date | None, party: str | None
) -> None:
    folded = fold_name(name)
    found = (
        meaning.party.actor.name
        for meaning in meanings()
        if folded in map(fold_name, meaning.names) and meaning.holds(country, day)
    )
    assert next(found, None) == party


def test_every_meaning_can_be_reached() -> None:
    seen: list[tuple[frozenset[str], object]] = []
    for meaning in meanings():
        words = frozenset((*meaning.names, *meaning.attributives))
        terms = (meaning.country, meaning.since, meaning.until)
        assert not any(terms == other and words & earlier for earlier, other in seen)
        seen.append((words, terms))


def test_a_noun_is_of_a_force_or_of_an_attack() -> None:
    nouns = force_nouns()
    assert not set(nouns.force) & set(nouns.attack)
    assert {"forces", "warplanes", "drone", "artillery"} < set(nouns.force)
    assert {"airstrike", "air strike", "shelling", "massacre"} < set(nouns.attack)


@pytest.mark.parametrize("kind", ActorKind)
def test_the_page_of_parties_lists_every_party(kind: ActorKind) -> None:
    page = (ROOT / "docs" / "parties.md").read_text(encoding="utf-8")
    names = " · ".join(p.actor.name for p in parties() if p.actor.kind is kind)
    assert f"| `{kind}` | {names} |" in page.splitlines()

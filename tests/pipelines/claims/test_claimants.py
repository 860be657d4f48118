"""The data file of claimants: sound, each name one claimant's, and what is wrong in it is told."""

import re
from pathlib import Path

import pytest

from crawler.claim import ClaimantRole
from crawler.publishers import publishers
from pipelines.claims.claimants import (
    Claimant,
    claimants,
    load_claimants,
    publisher_claimant,
    source_kinds,
    speech,
)
from pipelines.claims.entries import ANY_WORDS, PLAIN_WORDS
from pipelines.claims.lexicon import LexiconError
from pipelines.claims.names import fold_name

ROOT = Path(__file__).parents[3]

GOOD = """
[speech]
verbs = ["said"]
before = ["according to"]

[[claimant]]
name = "Ruritania Watch"
role = "monitor"
country = "SY"
hosts = ["watch.example"]
seeds = ["watch"]
aliases = ["the Ruritanian Watch"]
own = ["we"]
arabic = ["مرصد"]

[[claimant]]
name = "RBC"
role = "media"
cased = ["RBC"]

[[kind]]
name = "police source"
role = "official"
phrases = ["police source", "source at * Command"]
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "claimants.toml"
    path.write_text(text, encoding="utf-8")
    return path


def named_by(name: str) -> set[str]:
    """The claimants to which a name belongs, in whatever case."""
    folded = fold_name(name)
    return {
        claimant.name
        for claimant in claimants()
        if folded in map(fold_name, (*claimant.aliases, *claimant.cased, *claimant.arabic))
    }


def kinds_of(phrase: str) -> set[str]:
    return {kind.name for kind in source_kinds() if phrase in (*kind.phrases, *kind.arabic)}


def test_a_file_becomes_claimants_kinds_and_speech(tmp_path: Path) -> None:
    lexicon = load_claimants(write(tmp_path, GOOD))
    first, second = lexicon.claimants
    assert first.aliases == ("Ruritania Watch", "the Ruritanian Watch")
    assert (first.role, first.country, first.own) == (ClaimantRole.MONITOR, "SY", ("we",))
    assert (second.country, second.aliases, second.cased) == (None, (), ("RBC",))
    assert lexicon.kinds[0].phrases == ("police source", f"source at {ANY_WORDS} Command")
    assert lexicon.speech.verbs == ("said",)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"monitor"', '"watchdog"', "claimant 'Ruritania Watch': role: 'watchdog' is not one of: "),
        ('role = "monitor"\n', "", "claimant 'Ruritania Watch': role: must be a string"),
        ('"SY"', '"sy"', "country: 'sy' is not allowed: ISO 3166 codes"),
        ('"watch.example"', '"https://watch.example/"', "hosts: 'https://watch.example/' is no ho"),
        ('["watch"]', '["Watch"]', "seeds: 'Watch' is not allowed: names of seed files"),
        ('["watch.example"]', "[]", "claimant 'Ruritania Watch': hosts: is empty: leave it out"),
        ('["the Ruritanian Watch"]', "[]", "aliases: is empty: leave it out"),
        ('["the Ruritanian Watch"]', '["who"]', "aliases: 'who' is a plain word that names nobod"),
        ('["the Ruritanian Watch"]', '["Network"]', "aliases: 'Network' is a plain word"),
        ('["the Ruritanian Watch"]', '["مرصد"]', "aliases: 'مرصد' is in Arabic script"),
        ('"RBC"\nrole', '"ruritania-watch"\nrole', "name: stands twice"),
        ('cased = ["RBC"]', 'cased = ["rbc"]', "cased: 'rbc' has no capital"),
        (
            'cased = ["RBC"]',
            'aliases = ["ruritania watch"]',
            "claimant 'RBC': aliases: 'ruritania watch' belongs to 'Ruritania Watch' already",
        ),
        (
            'cased = ["RBC"]',
            'hosts = ["watch.example"]',
            "claimant 'RBC': hosts: 'watch.example' belongs to 'Ruritania Watch' already",
        ),
        ('["مرصد"]', '["marsad"]', "arabic: 'marsad' is not in Arabic script"),
        ('role = "official"', 'role = "officer"', "kind 'police source': role: 'officer' is not o"),
        ('["police source", "source at * Command"]', "[]", "phrases: must have at least 1 value"),
        ('["police source",', '["RBC",', "kind 'police source': phrases: 'RBC' belongs to 'RBC'"),
        ('"source at * Command"', '"*"', "kind 'police source': phrases: '*' is nothing but"),
        ('verbs = ["said"]\n', "", "speech.verbs: must have at least 1 value"),
        ('["according to"]', "[]", "speech.before: must have at least 1 value"),
        ('own = ["we"]', 'self = ["we"]', "claimant 'Ruritania Watch': self: no such key; allowed"),
        ("[speech]", "[speech", "not a TOML file"),
    ],
)
def test_what_is_wrong_is_told_with_file_entry_and_key(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in GOOD
    with pytest.raises(LexiconError, match=re.escape(told)) as error:
        load_claimants(write(tmp_path, GOOD.replace(old, new, 1)))
    assert str(error.value).startswith("claimants.toml: ")


@pytest.mark.parametrize(
    ("name", "claimant"),
    [
        ("Syrian Network for Human Rights", "SNHR"),
        ("Syrian Observatory", "SOHR"),
        ("Syrian Observatory for Human Rights", "SOHR"),
        ("Syrian Arab News Agency", "SANA"),
        ("SANA reporter", "SANA"),
        ("North Press Agency", "North Press"),
        ("IraqiNews", "Iraqi News"),
        ("Iraqi News Agency", "INA"),
        ("National Iraqi News Agency", "NINA"),
        ("World Health Organization", "WHO"),
        ("United Nations Assistance Mission for Iraq", "UNAMI"),
        ("Syria Civil Defence", "White Helmets"),
        ("Agence France-Presse", "AFP"),
        ("US-led international coalition", "US-led coalition (CJTF-OIR)"),
        ("US Department of Defense", "Pentagon"),
        ("Security Media Cell", "Iraqi Security Media Cell"),
        ("Asayish", "Asayish"),
        ("المرصد السوري لحقوق الإنسان", "SOHR"),
        ("وكالة سانا", "SANA"),
    ],
)
def test_a_name_belongs_to_one_claimant(name: str, claimant: str) -> None:
    assert named_by(name) == {claimant}


@pytest.mark.parametrize(
    "name",
    [
        "the Network",
        "the Observatory",
        "we",
        "the report",
        "news",
        "agency",
        "network",
        "civil defense",
        "military source",
        "officials",
        "Damascus",
        "Al-Mayadin",
        "Mount Qasioun",
        "Qasioun",
        "Syrian",
        "Human Rights",
        "Ministry of Health",
        "العربية",
        "الميادين",
        "المرصد",
    ],
)
def test_what_may_be_anybody_names_no_claimant(name: str) -> None:
    assert named_by(name) == set()


@pytest.mark.parametrize("name", ["WHO", "AP", "UN", "SANA", "ST", "IOM", "RT", "Petra", "Amnesty"])
def test_a_name_that_is_also_a_word_asks_for_its_capitals(name: str) -> None:
    assert any(name in claimant.cased for claimant in claimants())
    assert not any(fold_name(name) in map(fold_name, claimant.aliases) for claimant in claimants())


def test_no_name_of_a_claimant_is_a_plain_word() -> None:
    for claimant in claimants():
        assert PLAIN_WORDS.isdisjoint(map(fold_name, claimant.aliases)), claimant.name


@pytest.mark.parametrize(
    ("host", "name", "role"),
    [
        ("snhr.org", "SNHR", ClaimantRole.MONITOR),
        ("www.snhr.org", "SNHR", ClaimantRole.MONITOR),
        ("news.sn4hr.org", "SNHR", ClaimantRole.MONITOR),
        ("snhr", "SNHR", ClaimantRole.MONITOR),
        ("SYRIAHR.com", "SOHR", ClaimantRole.MONITOR),
        ("sana.sy", "SANA", ClaimantRole.STATE_MEDIA),
        ("syriatimes", "Syria Times", ClaimantRole.STATE_MEDIA),
        ("www.iraqinews.com", "Iraqi News", ClaimantRole.MEDIA),
        ("npasyria.com", "North Press", ClaimantRole.MEDIA),
        ("example.org", "example.org", ClaimantRole.MEDIA),
        ("www.example.org", "example.org", ClaimantRole.MEDIA),
        ("notsnhr.org", "notsnhr.org", ClaimantRole.MEDIA),
        ("snhr.org.example", "snhr.org.example", ClaimantRole.MEDIA),
        ("snhr2", "snhr2", ClaimantRole.MEDIA),
        ("archive:somewhere", "archive:somewhere", ClaimantRole.MEDIA),
        ("", "", ClaimantRole.MEDIA),
    ],
)
def test_a_publisher_is_a_claimant_known_or_not(host: str, name: str, role: ClaimantRole) -> None:
    found = publisher_claimant(host)
    assert (found.name, found.role) == (name, role)


def test_every_publisher_of_the_project_is_known_by_seed_and_host() -> None:
    for publisher in publishers():
        by_seed = publisher_claimant(publisher.name)
        assert by_seed in claimants()
        assert {publisher_claimant(host) for host in publisher.all_hosts} == {by_seed}


CLASSES = (
    ("SNHR", r"snhr|syrian network"),
    ("SOHR", r"sohr|syrian observatory|^monitor|monitoring group"),
    ("SANA", r"\bsana\b|syrian arab news"),
    ("Syria Times", r"syria ?times"),
    ("Iraqi News", r"iraqi ?news"),
    ("US-led coalition (CJTF-OIR)", r"coalition|cjtf"),
    ("UNAMI", r"unami|united nations assistance"),
    ("Airwars", r"airwars"),
    ("North Press", r"north press|npasyria|\bnpa\b"),
)
OTHER_COALITIONS = {"Syrian National Coalition"}


@pytest.mark.parametrize(("name", "words"), CLASSES)
def test_a_canonical_name_is_told_by_the_usual_words_and_no_other_is(name: str, words: str) -> None:
    told = {c.name for c in claimants() if re.search(words, c.name.lower())}
    assert told - OTHER_COALITIONS == {name}


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("military source", "military source"),
        ("medical sources", "medical source"),
        ("security source", "security source"),
        ("source in the police", "police source"),
        ("source at * Police Command", "police source"),
        ("source in the province", "official source"),
        ("spokesman for *", "official source"),
        ("local sources", "local source"),
        ("eyewitnesses", "eyewitness"),
        ("eye witnesses", "eyewitness"),
        ("residents", "eyewitness"),
        ("activists", "activists"),
        ("monitoring group", "monitor"),
        ("civil defense", "civil defence"),
        ("statement", "statement"),
        ("مصدر طبي", "medical source"),
    ],
)
def test_a_source_without_a_name_is_of_one_kind(phrase: str, kind: str) -> None:
    assert kinds_of(phrase) == {kind}


@pytest.mark.parametrize(
    "phrase",
    ["war remnant", "water sources", "power source", "forces", "civilians", "children", "police",
     "army", "hospital", "SNHR", "source of fire", "medical points", "report", "مصدر"],
)  # fmt: skip
def test_what_states_nothing_is_no_source(phrase: str) -> None:
    assert kinds_of(phrase) == set()


def test_a_phrase_for_any_words_has_words_of_its_own() -> None:
    for kind in source_kinds():
        for phrase in kind.phrases:
            assert len(phrase.split()) > phrase.count(ANY_WORDS), phrase


def test_speech_has_the_forms_of_its_verbs_and_no_article() -> None:
    words = speech()
    assert {"said", "says", "reported", "told", "documented", "has documented"} < set(words.verbs)
    assert {"according to", "citing", "as reported by"} < set(words.before)
    for word in (*words.verbs, *words.before):
        assert word == word.lower()
        assert word.split()[-1] not in {"the", "a", "an"}


@pytest.mark.parametrize("role", ClaimantRole)
def test_the_page_of_parties_lists_every_claimant(role: ClaimantRole) -> None:
    page = (ROOT / "docs" / "parties.md").read_text(encoding="utf-8")
    names = " · ".join(c.name for c in claimants() if c.role is role)
    assert not names or f"| `{role}` | {names} |" in page.splitlines()


def test_a_claimant_of_an_unknown_host_can_be_told_from_the_known() -> None:
    assert isinstance(publisher_claimant("example.org"), Claimant)
    assert publisher_claimant("example.org") not in claimants()

"""One name has many spellings; other names have not."""

import pytest

from pipelines.claims.names import fold_name, is_arabic, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US-led coalition", "us led coalition"),
        ("Hay'at Tahrir al-Sham", "Hay’at Tahrir al‑Sham"),
        ("Hay'at Tahrir al-Sham", "HAYAT TAHRIR AL SHAM"),
        ("Syrian–Russian alliance", "Syrian-Russian  alliance"),
        ("“Al-Fath Al-Mubin” operation room", "Al-Fath Al-Mubin operation room"),
        ("Hürriyet", "Hu\u0308rriyet"),
    ],
    ids=["hyphen", "typographic", "capitals", "dash", "quotes", "composed"],
)
def test_spellings_of_one_name_fold_to_one(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US forces", "us-led forces"),
        ("al-Nusra", "Nusra"),
        ("IS", "ISIS"),
        ("U.S.", "US"),
        ("Islamic State", "Islamic State group"),
        ("Jaysh al-Islam", "Jaish al-Islam"),
        ("Turkish forces", "Turkishforces"),
    ],
)
def test_other_names_stay_others(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize(
    ("name", "also"),
    [
        ("US-led coalition", {"US led coalition"}),
        ("Hay'at Tahrir al-Sham", {"Hayat Tahrir al-Sham", "Hay'at Tahrir al Sham"}),
        ("al-Nusra Front", {"al Nusra Front", "alNusra Front"}),
        ("Kurdistan Workers' Party", {"Kurdistan Workers Party"}),
    ],
)
def test_a_name_is_found_in_its_other_spellings(name: str, also: set[str]) -> None:
    assert spellings(name)[0] == name
    assert also < set(spellings(name))


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("ISIS", {"IS", "isis"}),
        ("al-Nusra Front", {"Nusra Front", "al-Nusra", "al-NusraFront"}),
        ("Assad's forces", {"Assads forces", "Assad forces"}),
        ("US-led coalition", {"USled coalition", "US-ledcoalition"}),
        ("air-strike", {"airstrike"}),
        ("Sa'sa'-based", {"Sa'sa'based"}),
    ],
)
def test_what_is_another_name_or_none_is_no_spelling(name: str, never: set[str]) -> None:
    assert never.isdisjoint(spellings(name))


def test_no_spelling_comes_twice() -> None:
    for name in ("ISIS", "US-led", "Hay'at Tahrir al-Sham", "al-Amn al-'Am"):
        assert len(set(spellings(name))) == len(spellings(name))


@pytest.mark.parametrize(
    ("text", "whether"),
    [("داعش", True), ("TIP الحزب", True), ("Daesh", False), ("Türkiye", False), ("١٢", False)],
    ids=["arabic", "mixed", "latin", "turkish", "arabic digits alone"],
)
def test_arabic_script_is_told_by_its_letters(text: str, whether: bool) -> None:
    assert is_arabic(text) is whether

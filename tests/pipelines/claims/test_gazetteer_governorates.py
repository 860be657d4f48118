"""Every governorate is found by the spellings that English-language reports use."""

import pytest

from pipelines.claims.gazetteer.gazetteer import gazetteer

SPELLINGS = {
    ("SY", "Aleppo"): ["Aleppo", "Halab"],
    ("SY", "Damascus"): ["Damascus", "Dimashq"],
    ("SY", "Daraa"): ["Daraa", "Dar'a", "Dar’a", "Deraa", "Dara'a", "Dara"],
    ("SY", "Deir ez-Zor"): [
        *("Deir ez-Zor", "Deir ez Zor", "Deir Ezzor", "Deir al-Zour", "Deir al-Zor", "Der Ezzor"),
        *(
            "Dayr az Zawr",
            "Deir Ez-Zour",
            "Deir-ez-Zor",
            "Deir el-Zour",
            "DEIR EZZOR",
            "Deir Ezzour",
        ),
    ],
    ("SY", "Hama"): ["Hama", "Hamah"],
    ("SY", "Hasakah"): [
        *("Hasakah", "Hasaka", "Hassakeh", "Hasakeh", "al-Hasakah", "Al-Hassakah", "Al Hasaka"),
        *("Hassaka", "el-Hasakah"),
    ],
    ("SY", "Homs"): ["Homs", "Hims"],
    ("SY", "Idlib"): ["Idlib", "Idleb", "Edlib"],
    ("SY", "Latakia"): ["Latakia", "Lattakia", "Ladhiqiyah", "Al-Ladhiqiyah"],
    ("SY", "Quneitra"): ["Quneitra", "Qunaitra", "Qunaytirah", "al-Quneitra", "Al Qunaitra"],
    ("SY", "Raqqa"): [
        "Raqqa",
        "Al-Raqqah",
        "Ar-Raqqa",
        "al Raqqa",
        "Raqqah",
        "al-Raqqa",
        "Ar Raqqah",
    ],
    ("SY", "Suwayda"): [
        *("Sweida", "Suwayda", "al-Suwaydaa", "As-Suwayda", "Suweida", "Suwaida", "as-Suwayda"),
        *("al-Sweida", "As-Sweida"),
    ],
    ("SY", "Tartus"): ["Tartus", "Tartous"],
    ("IQ", "Baghdad"): ["Baghdad", "Bagdad"],
    ("IQ", "Basra"): ["Basra", "Basrah", "al-Basra"],
    ("IQ", "Dohuk"): ["Dohuk", "Duhok", "Dahuk", "Dihok"],
    ("IQ", "Erbil"): ["Erbil", "Arbil", "Irbil", "Hewler"],
    ("IQ", "Halabja"): ["Halabja", "Halabjah"],
    ("IQ", "Karbala"): ["Karbala", "Kerbala", "Karbala'"],
    ("IQ", "Kirkuk"): ["Kirkuk", "Kirkouk"],
    ("IQ", "Najaf"): ["Najaf", "An-Najaf", "al-Najaf"],
    ("IQ", "Sulaymaniyah"): [
        *("Sulaymaniyah", "Sulaimaniyah", "Sulaimani", "Slemani", "Sulaymaniya", "Suleimaniyah"),
        *("Sulaimaniya", "As-Sulaymaniyah"),
    ],
}
WITHOUT_CAPITAL = {
    ("SY", "Rif Dimashq"): [
        *("Rif Dimashq", "Damascus countryside", "Damascus suburbs", "rural Damascus"),
        *("Rural Damascus", "Reef Damascus", "Rif Damascus", "Rif-Dimashq", "Damascus Countryside"),
        *("the Damascus countryside", "countryside of Damascus", "vicinity of Damascus"),
    ],
    ("IQ", "Anbar"): ["Anbar", "al-Anbar", "Al Anbar"],
    ("IQ", "Babil"): ["Babil"],
    ("IQ", "Dhi Qar"): ["Dhi Qar", "Thi-Qar", "Thi Qar", "Dhi-Qar", "Dhiqar"],
    ("IQ", "Diyala"): ["Diyala", "Diala"],
    ("IQ", "Maysan"): ["Maysan", "Missan", "Misan"],
    ("IQ", "Nineveh"): ["Nineveh", "Ninewa", "Ninawa", "Nineva"],
    ("IQ", "Qadisiyah"): ["Qadisiyah", "al-Qadisiyah", "Qadisiya", "Al-Qadisiyyah"],
    ("IQ", "Saladin"): [
        *("Saladin", "Salahuddin", "Salah al-Din", "Salahaddin", "Salah ad-Din", "Salah al Din"),
        *("Salahudin", "Salah ad-Deen"),
    ],
    ("IQ", "Wasit"): ["Wasit", "Wassit", "Waset"],
}
ALSO_A_MANS_NAME = {("IQ", "Muthanna"): ["Muthanna", "al-Muthanna", "Al Muthanna"]}
EVERY = {**SPELLINGS, **WITHOUT_CAPITAL, **ALSO_A_MANS_NAME}


def _table(spellings):
    return [(country, name, s) for (country, name), all_ in spellings.items() for s in all_]


def test_there_are_fourteen_syrian_and_nineteen_iraqi_governorates():
    kept = {
        (e.place.country, e.place.name)
        for e in gazetteer().entries
        if e.place.kind == "governorate"
    }
    assert kept == set(EVERY)
    assert len([name for country, name in kept if country == "SY"]) == 14
    assert len([name for country, name in kept if country == "IQ"]) == 19


@pytest.mark.parametrize("word", ["governorate", "province", "Governorate", "Province"])
@pytest.mark.parametrize(("country", "name", "spelling"), _table(EVERY))
def test_a_governorate_is_found_by_each_of_its_spellings(country, name, spelling, word):
    found = gazetteer().lookup(f"{spelling} {word}")
    assert found is not None
    assert (found.country, found.name, found.kind) == (country, name, "governorate")


@pytest.mark.parametrize(("country", "name", "spelling"), _table(SPELLINGS))
def test_the_name_alone_means_the_capital_that_bears_it(country, name, spelling):
    found = gazetteer().lookup(spelling)
    assert found is not None
    assert (found.country, found.adm1, found.kind in ("city", "town")) == (country, name, True)


@pytest.mark.parametrize(("country", "name", "spelling"), _table(WITHOUT_CAPITAL))
def test_the_name_alone_means_the_governorate_where_no_capital_bears_it(country, name, spelling):
    found = gazetteer().lookup(spelling)
    assert found is not None
    assert (found.country, found.name, found.kind) == (country, name, "governorate")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("محافظة الرقة", "Raqqa"),
        ("ريف دمشق", "Rif Dimashq"),
        ("ريف إدلب الجنوبي", "Idlib"),
        ("محافظة نينوى", "Nineveh"),
        ("the countryside of Aleppo", "Aleppo"),
        ("eastern countryside of Deir ez-Zor", "Deir ez-Zor"),
        ("Hama's northern countryside", "Hama"),
        ("southern Idlib", "Idlib"),
        ("north of Aleppo", "Aleppo"),
        ("rural Homs", "Homs"),
        ("Rif Hama", "Hama"),
        ("the western countryside of Daraa", "Daraa"),
    ],
)
def test_what_lies_around_a_capital_is_its_governorate(words, name):
    found = gazetteer().lookup(words)
    assert found is not None
    assert (found.name, found.kind) == (name, "governorate")

"""Words of reports and the places of Syria and Iraq that they surely mean, or none."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.claim import Place
from pipelines.claims.gazetteer.gazetteer import gazetteer

NAMES = {
    "Al-Baghuz": ["Baguoz", "Baghouz", "al-Baghouz", "Baghuz", "الباغوز"],
    "Eastern Ghouta": ["Eastern Ghouta", "East Ghouta", "eastern Ghouta", "الغوطة الشرقية"],
    "Western Ghouta": ["Western Ghouta"],
    "Khan Shaykhun": ["Khan Sheikhoun", "Khan Shaykhun", "Khan-Sheikhoun", "Khan Shaikhoun"],
    "Ariha": ["Ariha", "Areeha", "أريحا"],
    "Al-Atarib": ["Atareb", "al-Atareb", "Al-Atarib", "Al-Atareb City"],
    "Darat Izza": ["Darat Ezza", "Daret Azza", "Darat Izza", "Dar Ta'izzah"],
    "Kafr Batikh": ["Kafr Batikh", "Kafr Bateekh", "the village of Kafr Batikh"],
    "Hafsarja": ["Hafserja", "Hafsarjah", "Hafserja village in western Idlib"],
    "Maarrat Misrin": ["Ma'aret Misreen", "Ma’arrat Misrin", "Maarat Misreen", "معرة مصرين"],
    "Maarat al-Numan": ["Maarat al-Numan", "Ma'arat al-Nu'man", "Maaret al-Noman"],
    "Jisr al-Shughur": ["Jisr al-Shughour", "Jisr ash-Shughur", "Jisr Al Shoughour"],
    "Mayadin": ["al-Mayadin", "Mayadin", "الميادين"],
    "Abu Kamal": ["al-Bukamal", "Abu Kamal", "al-BouKamal city", "Albu Kamal", "البوكمال"],
    "Ain Issa": ["Ain Issa", "Ayn Issa", "Ain Eissa", "Ain Issa countryside", "عين عيسى"],
    "Tal Rifaat": ["Tal Rifaat", "Tel Refaat", "Tell Rifaat", "Tel Rif’at"],
    "Tal Tamr": ["Tal Tamr", "Tel Tamr", "Tell Tamer"],
    "Amuda": ["Amuda", "Amouda", "عامودا"],
    "Ain al-Arab": ["Ain al-Arab", "Kobani", "Kobane", "Ain Al-Arab (Kobani)", "Ayn al-Arab"],
    "Manbij": ["Manbij", "Minbij", "Menbij", "منبج"],
    "Afrin": ["Afrin", "Efrin", "Afrin city", "عفرين"],
    "Sahl al-Ghab": ["Sahl al-Ghab", "al-Ghab plain"],
    "Jabal al-Zawiya": ["Jabal al-Zawiya", "Jabal Al-Zawiyah", "Jabal Zawiya"],
    "Al-Hol": ["al-Hol", "Al-Hawl"],
    "Al-Hol camp": ["al-Hol camp", "Al-Hawl camp", "مخيم الهول"],
    "Rukban camp": ["Rukban", "al-Rukban camp"],
    "Yarmouk camp": ["Yarmouk camp", "al-Yarmouk camp"],
    "Hmeimim airbase": ["Hmeimim airbase", "Khmeimim Air Base", "Hmeimim military airport"],
    "Shayrat airbase": ["Shayrat airbase", "al Shayrat Airbase"],
    "T4 airbase": ["T4", "T4 airport", "T-4 airbase"],
    "Tabqa": ["Tabqa", "al-Tabqa", "At-Tabaqa"],
    "Tishreen Dam": ["Tishreen Dam", "Tishrin dam"],
    "M4 highway": ["M4", "M4 highway", "the M4 international highway"],
    "Jobar": ["Jobar", "Joubar", "Damascus – Joubar neighborhood", "Jobar, Damascus", "حي جوبر"],
    "Harasta": ["Harasta", "Damascus countryside – Harasta", "Harasta, east of Damascus"],
    "Al-Bab": ["al-Bab", "El Bab", "al-Bab city in eastern Aleppo"],
    "Saraqib": ["Saraqib", "Saraqeb"],
    "Palmyra": ["Palmyra", "Tadmur", "تدمر"],
    "Ras al-Ain": ["Ras al-Ain", "Ra’s al-Ayn", "Ra's al-Ain city", "Serekaniye"],
    "Qamishli": ["Qamishli", "Al-Qamishli", "Qamishlo", "western Qamishli", "QAMISHLI"],
    "Mosul": ["Mosul", "al-Mosul", "الموصل", "مدينة الموصل"],
    "West Mosul": ["west Mosul", "western Mosul"],
    "Old Mosul": ["Mosul's Old City", "Old City of Mosul"],
    "Al-Zanjili": ["al-Zanjili", "Zanjili neighborhood in Mosul"],
    "Tal Afar": ["Telafar", "Tal Afar", "Tel Afar", "تلعفر"],
    "Qayyarah": ["Qayyarah", "Qayara", "al-Qayyara"],
    "Hawija": ["Hawija", "Hawijah", "al-Hawija"],
    "Al-Baaj": ["Baaj", "al-Ba'aj"],
    "Fallujah": ["Falluja", "Fallujah", "الفلوجة"],
    "Ramadi": ["Ramadi", "al-Ramadi"],
    "Hit": ["in Hit", "Hit city", "the town of Hit"],
    "Al-Qaim": ["al-Qaim", "Al-Qa’im", "al-Qaim district, Anbar"],
    "Ar-Rutba": ["Rutba", "Ar Rutbah"],
    "Baiji": ["Baiji", "Bayji"],
    "Samarra": ["Samarra", "Samarra’"],
    "Balad": ["in Balad", "Balad, Salahuddin"],
    "Jalawla": ["Jalawla", "Jalula"],
    "Khanaqin": ["Khanaqin", "Khanaqeen"],
    "Tuz Khurmatu": ["Tuz Khurmatu", "Tuz Khormato", "Tuzkhurmatu"],
    "Makhmur": ["Makhmour", "Makhmur"],
    "Amedi": ["Amedi", "Amadiya"],
    "Sidakan": ["Sidakan", "Sidekan"],
    "Qandil Mountains": ["Qandil", "Qandil mountains"],
    "Karrada": ["Karrada", "Baghdad's Karrada district"],
    "Jurf al-Sakhr": ["Jurf al-Sakhar", "Jurf al-Sakhr"],
    "Al-Musayyib": ["Musayyib", "al-Musayyab"],
    "Nasiriyah": ["Nasiriyah", "Nassiriya"],
    "Sinjar Mountain": ["Sinjar mountain", "Mount Sinjar"],
    "Badia": ["the Badia", "the Syrian desert"],
}
"""What is found with no other hint."""

IN_NO_LIST = {
    "English": [
        *("hit", "mare", "balad", "san", "The", "Old City", "City", "North", "Village", "Camp"),
        *("a", "A", "Northern", "Central Region", "Countryside", "mosque", "Airport", "Dam"),
        *("Swede", "Home", "Palm", "School", "Civil Defense", "White Helmets", "Friday"),
    ],
    "a name of people": [
        *("Kelly", "Alma", "Salma", "Rami", "Bashir", "Amin", "Hamza", "Jasim", "Mansour", "Dana"),
        *("Zubair", "Salam", "Rabia", "Soran", "Muthanna", "Muthanna al-Saleh", "Soleimani"),
        *("al-Baghdadi", "Abu Bakr al-Baghdadi", "Haider al-Abadi", "Nouri al-Maliki", "Halabi"),
        *("Moqtada al-Sadr", "Barzani", "Hariri", "Omar bin al-Khattab", "Sheikh Mustafa", "Homsi"),
        *("Hussein", "Ali", "Mohammed", "Ibrahim", "Khalil", "Izz al-Din", "Bashar al-Assad"),
    ],
    "another country": [
        *("Tripoli", "Gaza", "Beirut", "Amman", "Ankara", "Khan Younis", "Deir al-Balah", "Rafah"),
        *("Haifa", "Kilis", "Gaziantep", "Antakya", "Urfa", "Tehran", "Qom", "Mecca", "Doha"),
        *("Sanaa", "Marib", "Taiz", "Kabul", "Moscow", "Paris", "Sirte", "Benghazi", "Jerusalem"),
        *("Tripoli, Lebanon", "Sinjar, Lebanon", "Beirut city", "Turkey", "Lebanon", "Jordan"),
        *("بيروت", "غزة", "طرابلس", "Bab al-Tabbaneh", "Jabal Mohsen", "Jabal Amman", "Diyarbakir"),
        *(
            "Tunis",
            "Tabuk",
            "Basel",
            "Kobe",
            "Tartu",
            "Adana",
            "Wadi Rum",
            "Tel Aviv",
            "Haifa port",
        ),
    ],
    "an armed group or a channel": [
        *("Ahrar al-Sham", "Hay'at Tahrir al-Sham", "Sham", "Jaish al-Islam", "Hezbollah", "SDF"),
        *("Islamic State", "al-Mayadeen", "Al Jazeera", "Al-Jazeera", "Badr Organization", "Daesh"),
    ],
    "many places": [
        *("Hamidiya", "al-Hamidia village", "Al-Khalidiyah village", "al-Karama", "Mansoura"),
        *("al-Zahraa", "al-Aziziyeh neighborhood", "Aqraba", "Nayrab", "Jadida", "al-Qusour"),
        *("al-Gharbi neighborhood", "Shenan village", "al-Yarmouk", "al-Sinaa", "al-Madinah"),
    ],
    "in both countries or two governorates": ["Sinjar", "Souran", "Hader and Hatra", "سنجار"],
    "more than one place": [
        *("Aleppo and Quneitra", "Iraq and Syria", "Idlib and Hama", "Aleppo or Idlib"),
        *("Damascus and its vicinity", "between Homs and Hama"),
    ],
    "the beginning of another name": [
        *("Tal", "Bab", "Deir", "Khan", "Kafr", "Ain", "Abu", "Jabal", "Wadi", "al", "Al", "Umm"),
        *("Kafr Qasim", "Tal Nowhere", "Ain Zarqa", "Deir Nowhere", "Khan Nowhere", "Abu Nowhere"),
    ],
    "written small": ["aleppo", "al-bab city", "deir ez-zor", "idlib countryside"],
    "contradictory": ["Mosul, Idlib", "Raqqa, Iraq", "Kafr Batikh in Daraa", "Fallujah, Basra"],
    "a kind that none of the name has": ["Idlib dam", "Afrin mountain", "Kobani governorate"],
    "an event, a day or an office": [
        *("Security Council", "United Nations", "Human Rights Watch", "Red Crescent", "Reuters"),
        *("Eid al-Fitr", "Ramadan", "Amnesty International", "Operation Olive Branch", "Geneva"),
        *("Euphrates Volcano", "Syrian", "Iraqi", "Damascene", "Aleppian", "Shiite", "Kurdish"),
    ],
    "nothing": ["", " ", "–", ",", "()", "'s", "123", "in", "of of of", "village of", "12:30"],
}


def _table(cases):
    return [(words, meant) for meant, all_ in cases.items() for words in all_]


@pytest.mark.parametrize(("words", "name"), _table(NAMES))
def test_a_place_is_found_by_the_words_of_reports(words, name):
    found = gazetteer().lookup(words)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(("words", "why"), _table(IN_NO_LIST))
def test_nothing_is_linked_that_is_not_sure(words, why):
    assert gazetteer().lookup(words) is None, why


def test_the_tables_tempt_at_least_as_often_as_they_ask():
    asked, tempted = len(_table(NAMES)), len(_table(IN_NO_LIST))
    assert asked >= 120
    assert tempted >= asked


@pytest.mark.parametrize(
    ("words", "hint", "adm1", "kind"),
    [
        ("Sinjar", {"country": "IQ"}, "Nineveh", "city"),
        ("Sinjar", {"country": "SY"}, "Idlib", "town"),
        ("Sinjar", {"adm1": "Ninewa"}, "Nineveh", "city"),
        ("Sinjar", {"adm1": "Idleb"}, "Idlib", "town"),
        ("Sinjar in Idlib", {}, "Idlib", "town"),
        ("Sinjar, Iraq", {}, "Nineveh", "city"),
        ("Sinjar district", {}, "Nineveh", "district"),
        ("Souran", {"adm1": "Hama"}, "Hama", "city"),
        ("Souran", {"adm1": "Aleppo"}, "Aleppo", "town"),
        ("al-Karama", {"adm1": "Raqqa"}, "Raqqa", "town"),
        ("al-Zahraa neighborhood of Homs", {}, "Homs", "neighbourhood"),
        ("al-Hamidia village, Tartus", {}, "Tartus", "town"),
        ("Aqraba", {"adm1": "Daraa"}, "Daraa", "village"),
        ("Mosul", {"country": "SY"}, "Nineveh", "city"),
        ("Aleppo", {"kind": "governorate"}, "Aleppo", "governorate"),
        ("Aleppo", {"kind": "countryside"}, "Aleppo", "governorate"),
        ("Manbij", {"kind": "countryside"}, "Aleppo", "district"),
        ("Afrin", {"kind": "district"}, "Aleppo", "district"),
        ("Hit", {"told": True}, "Anbar", "city"),
        ("Salam", {"told": True, "adm1": "Nineveh"}, "Nineveh", "neighbourhood"),
    ],
)
def test_a_hint_settles_what_the_name_leaves_open(words, hint, adm1, kind):
    found = gazetteer().lookup(words, **hint)
    assert found is not None
    assert (found.adm1, found.kind) == (adm1, kind)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("Mosul", {"adm1": "Aleppo"}),
        ("Idlib", {"adm1": "Tripoli"}),
        ("Idlib", {"adm1": ""}),
        ("Idlib", {"kind": "airport"}),
        ("Idlib", {"kind": "palace"}),
        ("Salam", {"told": True}),
        ("Beirut", {"told": True, "country": "SY"}),
        ("Souran", {"country": "SY"}),
        ("al-Hamidia", {"country": "SY", "told": True}),
        ("hit", {"told": True}),
    ],
)
def test_a_hint_that_does_not_fit_or_does_not_suffice_links_nothing(words, hint):
    assert gazetteer().lookup(words, **hint) is None


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("Nowhere village, Idlib", "Idlib", "governorate"),
        ("Nowhere village in eastern Deir Ezzor", "Deir ez-Zor", "governorate"),
        ("Damascus – Nowhere neighborhood", "Damascus", "governorate"),
        ("Nowhere, Syria", "Syria", "country"),
        ("the Badia in Homs", "Homs", "governorate"),
        ("Aleppo, Syria", "Aleppo", "city"),
        ("Atareb west of Aleppo", "Al-Atarib", "city"),
        ("Deir Ezzor eastern countryside", "Deir ez-Zor", "governorate"),
    ],
)
def test_of_a_place_and_what_it_lies_in_the_narrowest_that_is_known_counts(words, name, kind):
    found = gazetteer().lookup(words)
    assert found is not None
    assert (found.name, found.kind) == (name, kind)


@given(st.text(max_size=60))
@example("Ra's of – 's , ((")
@example("الـ")
@example("of the of")
def test_no_text_makes_a_lookup_fail(text):
    found = gazetteer().lookup(text)
    assert found is None or isinstance(found, Place)


@given(
    st.lists(st.sampled_from(["Deir", "ez-Zor", "al", "Bab", "in", "’", "of", "Hit", "-", "T4"]))
)
def test_what_is_found_lies_in_the_words(tokens):
    for at in range(len(tokens)):
        assert 0 <= gazetteer().find(tokens, at) <= len(tokens) - at


@pytest.mark.parametrize(
    ("text", "at", "length"),
    [
        ("in Deir Ezzor city", 1, 2),
        ("in Deir ez-Zor .", 1, 2),
        ("in Deir ez Zor .", 1, 3),
        ("Deir-ez-Zor was hit", 0, 1),
        ("al-Raqqa was hit", 0, 1),
        ("al Raqqa was hit", 0, 2),
        ("Al Raqqa’s suburbs", 0, 2),
        ("Ma’aret Misreen town", 0, 2),
        ("Jisr al-Shughour City", 0, 2),
        ("Damascus International Airport closed", 0, 3),
        ("in Hit on Monday", 1, 1),
        ("the Hit district", 1, 1),
        ("في دير الزور أمس", 1, 2),
        ("Hit by a shell", 0, 0),
        ("was hit in", 1, 0),
        ("Bashir said in", 0, 0),
        ("by Bashir Mosque", 1, 0),
        ("named Muthanna al-Saleh", 1, 0),
        ("in Salam Fayyad", 1, 0),
        ("at Tadmur prison", 0, 0),
        ("As Aleppo burned", 0, 0),
        ("al bab city", 0, 0),
        ("Bab Nowhere was", 0, 0),
        ("Deir Nowhere was", 0, 0),
        ("in Tripoli today", 1, 0),
        ("al-Qaeda in Idlib", 0, 0),
        ("the town of", 0, 0),
    ],
)
def test_names_are_spotted_where_they_begin(text, at, length):
    assert gazetteer().find(text.split(), at) == length


def test_a_name_is_spotted_only_at_a_word_with_which_names_begin():
    assert {"deir", "aleppo", "raqqa"} <= set(gazetteer().starts)
    assert not {"the", "shell"} & set(gazetteer().starts)
    assert 3 <= gazetteer().longest <= 8


def test_every_place_is_found_by_its_own_name_and_governorate():
    lost = [
        entry.place.key
        for entry in gazetteer().entries
        if entry.place.adm1 is not None
        and gazetteer().lookup(
            f"{entry.place.name}, {entry.place.adm1}", kind=entry.place.kind, told=True
        )
        is None
    ]
    assert lost == []

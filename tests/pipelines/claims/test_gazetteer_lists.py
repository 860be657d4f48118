"""The lists of places are read strictly: what is wrong is told with file and line."""

import pytest

from pipelines.claims.gazetteer.entries import FOLDER, GazetteerError, read_entries
from pipelines.claims.gazetteer.gazetteer import Gazetteer
from pipelines.claims.gazetteer.wary import check_names, read_english, read_wary

COLUMNS = "key,name,kind,adm1,country,lat,lon,aliases"
PLACES = f"""\
# A remark.
{COLUMNS}
hand:SY/aleppo,Aleppo,governorate,Aleppo,SY,,,Halab
hand:SY/idlib,Idlib,governorate,Idlib,SY,,,
hand:SY/taftanaz,Taftanaz,town,Idlib,SY,35.998,36.786,Teftnaz|تفتناز
"""
AMENDED = f"{COLUMNS}\nhand:SY/taftanaz,Taftanas,,,,,,Teftanaz|-Teftnaz\n"
WARY = "name,needs,why\nTartar,never,elsewhere\n"


def _lists(folder, *, places=PLACES, amended=AMENDED, wary=WARY, english="# Words\nhit mare\n"):
    (folder / "places").mkdir()
    (folder / "places" / "some.csv").write_text(places, encoding="utf-8")
    (folder / "amended.csv").write_text(amended, encoding="utf-8")
    (folder / "wary.csv").write_text(wary, encoding="utf-8")
    (folder / "english.txt").write_text(english, encoding="utf-8")
    return folder


def _read(folder):
    entries, wary = read_entries(folder), read_wary(folder)
    check_names(entries, wary, read_english(folder))
    return Gazetteer(entries, wary)


def test_sound_lists_are_read(tmp_path):
    known = _read(_lists(tmp_path))
    found = known.lookup("Taftanas")
    assert found is not None
    assert (found.key, found.name, found.lat) == ("hand:SY/taftanaz", "Taftanas", 35.998)
    assert known.lookup("Teftanaz town") == found
    assert known.lookup("Tartar") is None


def test_an_amendment_can_take_a_name_away(tmp_path):
    entry = next(e for e in read_entries(_lists(tmp_path)) if e.place.name == "Taftanas")
    assert entry.names == ("Taftanas", "Taftanaz", "تفتناز", "Teftanaz")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("hand:SY/idlib,Edlib,town,Idlib,SY,,,", "some.csv:6: hand:SY/idlib stands in some.csv:4"),
        (",Binnish,town,Idlib,SY,,,", "some.csv:6: key is empty"),
        ("hand:SY/a,,town,Idlib,SY,,,", "some.csv:6: name is empty"),
        ("hand:SY/a,Binnish,,Idlib,SY,,,", "some.csv:6: kind is empty"),
        ("hand:SY/a,Binnish,town,Idlib,,,,", "some.csv:6: country is empty"),
        ("hand:SY/a,Binnish,hamlet,Idlib,SY,,,", "some.csv:6: kind 'hamlet' is not one of: "),
        ("hand:SY/a,Binnish,town,Idlib,LB,,,", "some.csv:6: country 'LB' is not one of: SY, IQ"),
        ("hand:IQ/a,Binnish,town,Idlib,SY,,,", "some.csv:6: key 'hand:IQ/a' must begin with"),
        ("hand:SY/a,Binnish,town,Idleb,SY,,,", "some.csv:6: no governorate of SY is 'Idleb'"),
        ("hand:IQ/a,Binnish,town,Idlib,IQ,,,", "some.csv:6: no governorate of IQ is 'Idlib'"),
        ("hand:SY/a,Binnish,town,,SY,,,", "some.csv:6: adm1 is empty"),
        ("hand:SY/a,Syria,country,Idlib,SY,,,", "some.csv:6: a country has no adm1"),
        ("hand:SY/a,Binnish,town,Idlib,SY,35.9,46.7,", "some.csv:6: 35.9, 46.7 is not in SY"),
        ("hand:SY/a,Binnish,town,Idlib,SY,35.9,,", "must both be degrees, or both empty"),
        ("hand:SY/a,Binnish,town,Idlib,SY,35.9N,36.7E,", "must both be degrees, or both empty"),
        ("hand:SY/a,Binnish,town,Idlib,SY,nan,36.7,", "some.csv:6: nan, 36.7 is not in SY"),
        ("hand:SY/a,Binnish,town,Idlib,SY,,,Benesh||Binsh", "some.csv:6: an alias is empty"),
        ("hand:SY/a,Binnish,town,Idlib,SY,,,Benesh|Benesh", "'Benesh' stands there twice"),
        ("hand:SY/a,Binnish,town,Idlib,SY,,", "some.csv:6: 7 columns, not 8"),
        ("hand:SY/a,Marea,town,Aleppo,SY,,,Mare", "'Mare' is an English word; wary.csv must say"),
        ("hand:SY/a,Binnish,town,Aleppo,SY,,,Teftanaz", "'Teftanaz' is a name of hand:SY/taftanaz"),
        ("hand:SY/a,Binnish,town,Idlib,SY,,,al-Teftanaz", "is a name of hand:SY/taftanaz"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_with_its_line(tmp_path, row, told):
    with pytest.raises(GazetteerError) as error:
        _read(_lists(tmp_path, places=f"{PLACES}{row}\n"))
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("lists", "told"),
    [
        ({"places": "name,key\n"}, "some.csv:1: 2 columns, not 8"),
        ({"places": f"{COLUMNS.upper()}\n"}, "some.csv:1: the columns must be key,name,"),
        ({"amended": f"{COLUMNS}\nhand:SY/x,,,,,,,\n"}, "amended.csv:2: no place has the key"),
        (
            {"amended": f"{COLUMNS}\nhand:SY/taftanaz,,,,,,,-Idlib\n"},
            "amended.csv:2: 'idlib' is no name of hand:SY/taftanaz",
        ),
        (
            {"amended": f"{COLUMNS}\nhand:SY/taftanaz,,palace,,,,,\n"},
            "amended.csv:2: kind 'palace' is not one of: ",
        ),
        (
            {"amended": f"{COLUMNS}\nhand:SY/taftanaz,,,,,10,10,\n"},
            "amended.csv:2: 10.0, 10.0 is not in SY",
        ),
        ({"wary": "name,needs,why\nHit,luck,\n"}, "wary.csv:2: needs 'luck' is not one of: "),
        ({"wary": "name,needs,why\n–,word,\n"}, "wary.csv:2: name is empty"),
        ({"wary": "name,needs,why\nHit,word,\nal-Hit,word,\n"}, "wary.csv:3: 'al-Hit' stands"),
    ],
)
def test_a_list_that_cannot_be_used_is_told_with_its_line(tmp_path, lists, told):
    with pytest.raises(GazetteerError) as error:
        _read(_lists(tmp_path, **lists))
    assert told in str(error.value)


@pytest.mark.parametrize(
    "row",
    [
        "hand:SY/a,Binnish,town,Idlib,SY,35.96,36.71,Benesh|Bennish",
        "hand:SY/a,Badia,region,,SY,,,Syrian desert",
        "hand:SY/a,Taftanaz airbase,airbase,Idlib,SY,35.97,36.78,Taftanaz airport",
        "hand:SY/a,Teftanaz,district,Idlib,SY,,,",
        "# hand:SY/a,Mare,palace",
        "",
    ],
)
def test_rows_that_are_sound_are_no_error(tmp_path, row):
    assert _read(_lists(tmp_path, places=f"{PLACES}{row}\n")).lookup("Idlib") is not None


def test_an_english_word_is_allowed_where_it_is_said_what_it_needs(tmp_path):
    row = "hand:SY/a,Marea,town,Aleppo,SY,,,Mare\n"
    known = _read(_lists(tmp_path, places=PLACES + row, wary=f"{WARY}Mare,word,English\n"))
    assert known.lookup("Mare") is None
    assert known.lookup("Mare city") is not None


def test_the_lists_of_the_project_say_where_they_come_from():
    for path in [*(FOLDER / "places").glob("*.csv"), FOLDER / "amended.csv", FOLDER / "wary.csv"]:
        head = path.read_text(encoding="utf-8").split("\nkey,")[0].split("\nname,")[0]
        assert "common knowledge" in head or "CC BY 4.0" in head, path.name

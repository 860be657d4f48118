"""The data files of words: what is wrong in one is told, and the longest phrase counts."""

import re
from pathlib import Path

import pytest

from pipelines.claims.lexicon import (
    FOLDER,
    LexiconError,
    Phrases,
    classed,
    numbers_of,
    table,
    words_of,
)
from pipelines.claims.tokens import lowered

GOOD = """
[weather]
words = ["rain", "heavy rain", "it rained"]

[ground]
words = ["mud"]

[depths]
ankle = 1
"the knee" = 2
"""


def write(tmp_path: Path, text: str) -> Path:
    (tmp_path / "walks.toml").write_text(text, encoding="utf-8")
    return tmp_path


def read_all(folder: Path) -> None:
    classed("walks", ("weather", "ground"), str, folder=folder)
    numbers_of("walks", "depths", folder=folder)


def test_a_list_is_read_in_the_order_of_the_file(tmp_path: Path) -> None:
    folder = write(tmp_path, GOOD)
    assert words_of("walks", "weather", "words", folder=folder) == (
        "rain",
        "heavy rain",
        "it rained",
    )
    assert numbers_of("walks", "depths", folder=folder) == {"ankle": 1, "the knee": 2}


def test_a_class_is_what_its_phrases_mean(tmp_path: Path) -> None:
    found = classed("walks", ("weather", "ground"), str.upper, folder=write(tmp_path, GOOD))
    assert list(found.find(lowered("Heavy rain, then mud"))) == [
        (0, 2, "WEATHER"),
        (4, 5, "GROUND"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[weather]", "[wheather]", "weather.words is missing"),
        ("[weather]\nwords", "[weather]\nword", "weather.words is missing"),
        ("[weather]\nwords = ", "weather = ", "weather.words is missing"),
        ('["rain", "heavy rain", "it rained"]', '"rain"', "weather.words must be a list of phra"),
        ('["rain"', "[7", "weather.words must be a list of phrases"),
        ('["rain"', '[["rain"]', "weather.words must be a list of phrases"),
        ('"heavy rain"', '"Heavy rain"', "weather.words: 'Heavy rain' must be a phrase in lower"),
        ('"heavy rain"', '" heavy rain"', "weather.words: ' heavy rain' must be a phrase in lo"),
        ('"heavy rain"', '"heavy  rain"', "its words parted by single spaces"),
        ('"heavy rain"', '"heavy\\nrain"', "its words parted by single spaces"),
        ('"heavy rain"', '""', "weather.words: '' must be a phrase"),
        ('"heavy rain"', '" "', "weather.words: ' ' must be a phrase"),
        ('"heavy rain"', '"rain"', "weather.words: 'rain' stands there twice"),
        ('["mud"]', '["mud", "rain"]', "'rain' stands in weather and in ground"),
        ("ankle = 1", "ankle = 1.5", "depths must give a whole number for each phrase"),
        ("ankle = 1", "ankle = true", "depths must give a whole number for each phrase"),
        ("ankle = 1", 'ankle = "1"', "depths must give a whole number for each phrase"),
        ("ankle = 1", "Ankle = 1", "depths: 'Ankle' must be a phrase in lower case"),
        ("[depths]\nankle", "[deeps]\nankle", "depths is missing"),
        ("[depths]", "[depths", "walks.toml: Expected"),
        ("ankle = 1", "ankle = 1\nankle = 2", "walks.toml: Cannot overwrite"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_key(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in GOOD
    folder = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(LexiconError, match=re.escape(told)) as error:
        read_all(folder)
    assert str(error.value).startswith("walks.toml: ")


def test_a_file_that_is_missing_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"walks\.toml"):
        table("walks", tmp_path)
    (tmp_path / "runs.toml").write_bytes(b"words = ['\xff']")
    with pytest.raises(LexiconError, match=r"runs\.toml"):
        table("runs", tmp_path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("barrel bomb", ["barrel bomb"]),
        ("a barrel bomb fell on the barrel", ["barrel bomb", "barrel"]),
        ("Barrel-bombs", []),
        ("barrel", ["barrel"]),
        ("barrel bomb attack on the", ["barrel bomb attack"]),
        ("barrel bomb attacks", ["barrel bomb"]),
        ("bomb barrel", ["barrel"]),
        ("bomb", []),
        ("", []),
        ("barrels of oil", []),
        ("the barrel’s weight", ["barrel"]),
    ],
)
def test_the_longest_phrase_that_fits_counts(text: str, found: list[str]) -> None:
    words = ("barrel", "barrel bomb", "barrel bomb attack")
    phrases = Phrases((word, word) for word in words)
    assert [value for _, _, value in phrases.find(lowered(text))] == found


def test_phrases_tell_all_that_they_were_made_of() -> None:
    entries = {"barrel": 1, "barrel bomb": 2, "gas": 3, "barrel bomb attack": 4}
    phrases = Phrases(entries.items())
    assert {" ".join(words): value for words, value in phrases.phrases()} == entries
    assert phrases.starts == {"barrel", "gas"}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_data_file_can_be_read(path: Path) -> None:
    assert table(path.stem)

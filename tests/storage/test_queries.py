"""Search finds English and Arabic as people type them, and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session
from stored_items import NOW, make_report, store

from storage.crawls import finish_crawl, start_crawl
from storage.engine import Database, open_database
from storage.ledger import publisher_id
from storage.queries import count_hits, found_reports, search

REPORTS: dict[str, dict[str, Any]] = {
    "isis": {"title": "ISIS shelled a market in Deir ez-Zor", "body": "Nine people were killed."},
    "crisis": {"title": "A humanitarian crisis", "body": "Men’s homes near Al-Bab were burnt."},
    "school": {
        "title": "Air strike on a school",
        "subtitle": "Barrel bombs again",
        "body": "In the town of Saraqeb 17 pupils died; the café of “Abu Omar” was hit, too.",
    },
    "german": {
        "title": "Bericht über Idlib",
        "body": "Auf der Straße nach Łódź.",
        "language": "de",
    },
    "raqqa": {
        "title": "مقتل مدنيين في الرَّقَّةِ",
        "body": "قُتل ٢٣ مدنياً بقصفٍ على مدينة الرقة، بينهم أطفال. سال دم كثير. تنظيم ISIS",
        "language": "ar",
    },
    "progress": {"title": "تقدم في إدلب", "body": "مستشفى المعرّة، والمسؤول أحمد", "language": "ar"},
}
FINDS = [
    ("ISIS", ["isis", "raqqa"]),
    ("isis", ["isis", "raqqa"]),
    ("crisis", ["crisis"]),
    ("killed market", ["isis"]),
    ("market KILLED nine", ["isis"]),
    ('"were killed"', ["isis"]),
    ("human*", ["crisis"]),
    ("al-bab", ["crisis"]),
    ("Al Bab", ["crisis"]),
    ("men's", ["crisis"]),
    ("men’s", ["crisis"]),
    ("deir ez-zor", ["isis"]),
    ("cafe", ["school"]),
    ("CAFÉ", ["school"]),
    ("barrel", ["school"]),
    ('"abu omar"', ["school"]),
    ("“abu omar”", ["school"]),
    ("17", ["school"]),
    ("١٧", ["school"]),
    ("idlib", ["german"]),
    ("Straße", ["german"]),
    ("uber", ["german"]),
    ("الرقة", ["raqqa"]),
    ("الرقه", ["raqqa"]),
    ("الرَّقّة", ["raqqa"]),
    ("رقة", ["raqqa"]),
    ("قتل", ["raqqa"]),
    ("23", ["raqqa"]),
    ("٢٣", ["raqqa"]),
    ("دم", ["raqqa"]),
    ("اطفال", ["raqqa"]),
    ("قصف الرقة", ["raqqa"]),
    ('"مدينة الرقة بينهم"', ["raqqa"]),
    ("ISIS الرقة", ["raqqa"]),
    ("isis 23 دم", ["raqqa"]),
    ("ادلب", ["progress"]),
    ("إدلب", ["progress"]),
    ("مستشفي", ["progress"]),
    ("المعرة", ["progress"]),
    ("مسؤول", ["progress"]),
    ("مسوول", ["progress"]),
    ("في", ["raqqa", "progress"]),
    ("killed AND", []),
]
FINDS_NOT = [
    "sis",
    "cris",
    "man",
    "kill",
    "*killed market school",
    "market school",
    '"killed were"',
    '"nine killed"',
    "NOT killed",
    "killed OR school",
    "title:school",
    "NEAR(killed nine)",
    "human* xyz",
    "1",
    "7",
    "2",
    "٢",
    "al-baba",
    "albab",
    "raqqa",
    "حلب",
    "الرقة حلب",
    "ISIS إدلب",
    "قد",
    "دا",
    '"الرقة مدينة"',
    "الرقةة",
    "ق",
    "xISISالرقة",
    "🕊",
]
TYPED_BY_ACCIDENT = [
    *('"', "''", "*", "-", "^", "(", ")", ":", "{}", "+", "\\", "%", "_", "؟", "،", ""),
    *("AND", "OR", "NOT", "NEAR", "AND AND", '""', '"*"', "a*b*", "*a", "-a", "a:b", "a'b"),
    *("(a", "a)", '"a', 'a"', "a^2", "{a}", "NEAR(a b, 5)", "title : a", "a\x00b", "\udcff", "--"),
    *("; DROP TABLE reports; --", "أ*", "*أ", '"أ', "أ-ب", "أ AND", "١*", "ـ", "ًٌ", "\u200f"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The reports above, in a file that no test changes."""
    folder = tmp_path_factory.mktemp("library")
    database = open_database(f"sqlite:///{folder}/reports.sqlite")
    with database.session() as session:
        owner = publisher_id(session, "monitor", "The Monitor", "https://monitor.example/")
        for name, given_values in REPORTS.items():
            store(session, owner, make_report(name, **given_values), now=NOW)
    yield database
    database.close()


def found(session: Session, words: str | None, **filters: Any) -> list[str]:
    hits = search(session, words, **filters)
    assert count_hits(session, words, **filters) == len(hits)
    return [hit.url.rstrip("/").rpartition("/")[2] for hit in hits]


@pytest.mark.parametrize(("words", "names"), FINDS)
def test_search_finds(library: Database, words: str, names: list[str]):
    with library.reading() as session:
        assert sorted(found(session, words)) == sorted(names)


@pytest.mark.parametrize("words", FINDS_NOT)
def test_search_does_not_find(library: Database, words: str):
    with library.reading() as session:
        assert found(session, words) == []


@pytest.mark.parametrize("words", TYPED_BY_ACCIDENT)
def test_signs_are_no_syntax(library: Database, words: str):
    with library.reading() as session:
        search(session, words)


@given(st.text() | st.text(st.sampled_from("\"*-'()أدم١ab^:+ \u064b")))
@settings(deadline=None)
def test_nothing_typed_is_an_error(library: Database, words: str):
    with library.reading() as session:
        for hit in search(session, words):
            assert hit.snippet


def test_a_whole_page_can_be_pasted(library: Database):
    with library.reading() as session:
        assert found(session, " ".join(f"word{n}" for n in range(3000))) == []
        assert found(session, " ".join(f"كلمة{n}" for n in range(3000))) == []


def test_every_hit_shows_where_it_is(library: Database):
    with library.reading() as session:
        for words, names in FINDS:
            for hit in search(session, words, marks=("<<", ">>")):
                assert "<<" in hit.snippet, (words, names)


def test_a_hit_tells_what_a_list_needs(library: Database):
    with library.reading() as session:
        (hit,) = search(session, "saraqeb")
    assert (hit.publisher, hit.title, hit.language) == ("monitor", "Air strike on a school", "en")
    assert hit.snippet.startswith("In the town of [Saraqeb] 17 pupils died")


class TestOrderAndFilters:
    def put(self, session: Session, owner: int, name: str, **values: Any) -> int:
        return store(
            session, owner, make_report(name, **values), now=values.pop("now", NOW)
        ).report_id

    def test_a_word_in_the_title_counts_more(self, session: Session, owner: int):
        self.put(session, owner, "body", title="Report of the day", body="A mortar hit a house.")
        self.put(session, owner, "title", title="A mortar attack", body="It hit a house.")
        self.put(session, owner, "other", title="Nothing", body="Nothing of the kind.")
        assert found(session, "mortar") == ["title", "body"]

    @pytest.mark.parametrize("word", ["mortar", "قصف"])
    def test_of_equals_the_newest_comes_first_and_undated_ones_last(
        self, session: Session, owner: int, word: str
    ):
        for name, year in (("old", 2015), ("none", None), ("new", 2020)):
            day = year and date(year, 1, 1)
            self.put(
                session, owner, name, title=word, body="A house.", published_date=day,
                fingerprint=name,
            )  # fmt: skip
        assert found(session, word) == ["new", "old", "none"]

    def test_copies_come_after_all_originals(self, session: Session, owner: int):
        first = self.put(session, owner, "first", title="mortar mortar", body="A house.")
        copy = {"duplicate_of": first, "similarity": 0.9}
        self.put(session, owner, "copy", title="mortar mortar", body="One house.", **copy)
        self.put(session, owner, "weak", title="A report", body="A long text names a mortar once.")
        assert found(session, "mortar") == ["first", "weak", "copy"]
        assert [hit.duplicate_of for hit in search(session, "mortar")] == [None, None, first]

    def test_hits_can_be_read_page_by_page(self, session: Session, owner: int):
        for number in range(7):
            self.put(session, owner, str(number), title=f"mortar {number}")
        pages = [search(session, "mortar", limit=3, offset=offset) for offset in (0, 3, 6, 9)]
        assert [len(page) for page in pages] == [3, 3, 1, 0]
        assert len({hit.report_id for page in pages for hit in page}) == 7
        assert count_hits(session, "mortar") == 7

    @pytest.mark.parametrize(
        ("filters", "names"),
        [
            ({}, {"a", "b", "c", "d"}),
            ({"publisher": "monitor"}, {"a", "b", "c"}),
            ({"publisher": "other"}, {"d"}),
            ({"publisher": "nobody"}, set()),
            ({"language": "en"}, {"a", "c", "d"}),
            ({"language": "ar"}, {"b"}),
            ({"language": "xx"}, set()),
            ({"since": date(2017, 1, 2)}, {"b", "d"}),
            ({"until": date(2017, 1, 2)}, {"a", "b"}),
            ({"since": date(2017, 1, 2), "until": date(2017, 1, 2)}, {"b"}),
            ({"since": date(2018, 1, 1)}, set()),
            ({"publisher": "monitor", "language": "en", "until": date(2017, 1, 1)}, {"a"}),
        ],
    )
    def test_filters_narrow(
        self, session: Session, owner: int, filters: dict[str, Any], names: set[str]
    ):
        other = publisher_id(session, "other", "Other", "https://other.example/")
        self.put(session, owner, "a", title="mortar", published_date=date(2017, 1, 1))
        self.put(
            session, owner, "b", title="mortar", published_date=date(2017, 1, 2), language="ar"
        )
        self.put(session, owner, "c", title="mortar")
        self.put(session, other, "d", title="mortar", published_date=date(2017, 1, 3))
        assert set(found(session, "mortar", **filters)) == names

    def test_since_a_crawl_means_new_or_changed(self, session: Session, owner: int):
        crawls = []
        for day in range(3):
            at = NOW + timedelta(days=day)
            crawls.append(start_crawl(session, owner, at, {}))
            store(session, owner, make_report(f"new{day}", title="mortar"), now=at)
            store(session, owner, make_report("same", title="mortar"), now=at)
            edited = make_report("edited", title="mortar", body=f"Edition {min(day, 1)}.")
            store(session, owner, edited, now=at)
        assert set(found(session, "mortar", since_crawl=crawls[0])) == {
            *("new0", "new1", "new2", "same", "edited")
        }
        assert set(found(session, "mortar", since_crawl=crawls[1])) == {"new1", "new2", "edited"}
        assert set(found(session, "mortar", since_crawl=crawls[2])) == {"new2"}

    def test_since_the_last_crawl_is_asked_of_each_publisher_by_itself(
        self, session: Session, owner: int
    ):
        other = publisher_id(session, "other", "Other", "https://other.example/")
        silent = publisher_id(session, "silent", "Silent", "https://silent.example/")
        for day, who in ((0, owner), (1, owner), (2, other), (3, owner)):
            at = NOW + timedelta(days=day)
            crawl = start_crawl(session, who, at, {})
            store(session, who, make_report(f"new{day}", title="mortar"), now=at)
            edited = make_report(f"edited{who}", title="mortar", body=f"Edition {day}.")
            store(session, who, edited, now=at)
            if day < 3:  # the last one still runs
                finish_crawl(session, crawl, at, "complete", 0)
        store(session, silent, make_report("never", title="mortar"), now=NOW)
        hits = search(session, "mortar", since_crawl="last")
        told = {hit.url.rstrip("/").rpartition("/")[2]: hit.news for hit in hits}
        assert told == {
            "new1": "new",
            "new3": "new",
            f"edited{owner}": "changed",
            "new2": "new",
            f"edited{other}": "new",
            "never": "new",
        }

    @pytest.mark.parametrize("outcome", ["killed", "interrupted", "terminated", "storage_failed"])
    def test_a_crawl_that_came_to_no_end_is_not_the_last_one(
        self, session: Session, owner: int, outcome: str
    ):
        for day, ended in enumerate(("complete", outcome)):
            at = NOW + timedelta(days=day)
            crawl = start_crawl(session, owner, at, {})
            store(session, owner, make_report(f"new{day}", title="mortar"), now=at)
            finish_crawl(session, crawl, at, ended, 0)
        assert set(found(session, "mortar", since_crawl="last")) == {"new0", "new1"}

    def test_news_is_told_only_where_it_was_asked_for(self, session: Session, owner: int):
        self.put(session, owner, "a", title="mortar")
        assert [hit.news for hit in search(session, "mortar")] == [None]

    def test_without_words_all_that_the_filters_let_through_is_found(
        self, session: Session, owner: int
    ):
        self.put(session, owner, "old", published_date=date(2017, 1, 1))
        self.put(session, owner, "new", published_date=date(2018, 1, 1))
        self.put(session, owner, "none", body="word " * 100)
        edited = make_report("new", body="Another text.", published_date=date(2018, 1, 1))
        store(session, owner, edited, now=NOW + timedelta(days=1))
        assert found(session, None) == ["new", "old", "none"]
        assert found(session, None, until=date(2017, 1, 1)) == ["old"]
        assert found(session, "") == []
        hits = search(session, None)
        assert hits[0].snippet == "Another text."
        assert hits[2].snippet.endswith("word…")
        assert len(hits[2].snippet) <= 200

    def test_all_reports_that_have_words_are_named(self, session: Session, owner: int):
        ids = [self.put(session, owner, str(n), title=f"mortar {n} قصف") for n in range(30)]
        self.put(session, owner, "other", title="nothing")
        assert sorted(found_reports(session, "mortar")) == ids
        assert sorted(found_reports(session, "قصف mortar")) == ids
        assert found_reports(session, "?") == []

    @pytest.mark.parametrize("asked", [1, "last"])
    def test_before_the_first_crawl_nothing_can_be_new(
        self, session: Session, owner: int, asked: Any
    ):
        with pytest.raises(LookupError, match="crawl"):
            search(session, "mortar", since_crawl=asked)

    def test_an_unknown_crawl_is_told(self, session: Session, owner: int):
        self.put(session, owner, "a", title="mortar")
        with pytest.raises(LookupError, match="no crawl 99"):
            search(session, "mortar", since_crawl=99)


def test_plain_sqlite_can_ask_it(library: Database):
    """The words need no function of ours, so that other programs can search the file."""
    plain = sqlite3.connect(library.path.as_uri() + "?mode=ro", uri=True)
    titles = plain.execute(
        "SELECT title FROM report_words WHERE report_words MATCH 'saraqeb'"
    ).fetchall()
    assert titles == [("Air strike on a school",)]
    plain.close()

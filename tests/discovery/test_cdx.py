"""Answers of CDX servers, in each of their forms and in none."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.cdx import CdxPage, Memento, read_cdx
from crawler.discovery.entries import Answer, SourceError, Trouble

HEADER = ["timestamp", "original", "mimetype", "statuscode", "digest"]
ROW = ["20170901120000", "http://syriatimes.sy/a-b", "text/html", "200", "AAAA"]
PAGE = Memento("http://syriatimes.sy/a-b", datetime(2017, 9, 1, 12, tzinfo=UTC), "AAAA")
LINE = "sy,syriatimes)/a-b 20170901120000 http://syriatimes.sy/a-b text/html 200 AAAA 3021"
OBJECT = {
    "urlkey": "sy,syriatimes)/a-b",
    "timestamp": "20170901120000",
    "url": "http://syriatimes.sy/a-b",
    "mime": "text/html",
    "status": "200",
    "digest": "AAAA",
}


def read(text: str) -> CdxPage:
    return read_cdx(Answer("https://web.archive.org/cdx/search/cdx", 200, {}, b"", text))


def read_rows(*rows: object) -> CdxPage:
    return read(json.dumps([HEADER, *rows]))


def changed(**values: object) -> list[object]:
    return [values.get(name, value) for name, value in zip(HEADER, ROW, strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([HEADER, ROW]),
        json.dumps([HEADER, ROW], indent=1),
        json.dumps([HEADER[::-1], ROW[::-1]]),
        json.dumps([["urlkey", *HEADER, "length"], ["sy,syriatimes)/a-b", *ROW, "3021"]]),
        "\ufeff" + json.dumps([HEADER, ROW]),
        json.dumps(OBJECT) + "\n",
        json.dumps({**OBJECT, "status": 200, "digest": "sha1:AAAA"}),
        json.dumps(dict(zip(HEADER, ROW, strict=True))),
        LINE,
        f"{LINE}\r\n",
        f"{LINE} - - 1021 770 crawl.warc.gz",
        " ".join(ROW),
        'sy,syriatimes)/a-b 20170901120000 {"url": "http://syriatimes.sy/a-b", "digest": "AAAA"}',
    ],
    ids=lambda text: text[:30],
)
def test_every_form_of_an_index_is_read(text: str) -> None:
    assert read(text) == CdxPage((PAGE,))


def test_an_answer_of_unknown_type_is_read_as_text() -> None:
    assert read_cdx(Answer("", 200, {}, LINE.encode(), "")).mementos == (PAGE,)


@pytest.mark.parametrize(
    ("original", "url"),
    [
        ("http://syriatimes.sy:80/a-b", "http://syriatimes.sy/a-b"),
        ("http://WWW.SyriaTimes.SY/A-b", "http://www.syriatimes.sy/A-b"),
        ("http://syriatimes.sy/a-b  ", "http://syriatimes.sy/a-b"),
        ("http://syriatimes.sy/a-b?utm_source=x", "http://syriatimes.sy/a-b?utm_source=x"),
        ("https://syriatimes.sy:443", "https://syriatimes.sy/"),
        ("http://syriatimes.sy/قتل-a", "http://syriatimes.sy/%D9%82%D8%AA%D9%84-a"),
    ],
)
def test_an_original_address_becomes_a_plain_one(original: str, url: str) -> None:
    assert [memento.url for memento in read_rows(changed(original=original)).mementos] == [url]


@pytest.mark.parametrize(
    "row",
    [
        changed(mimetype="warc/revisit", statuscode="-"),
        changed(statuscode="301"),
        changed(statuscode="404"),
        changed(statuscode="-"),
        changed(mimetype="application/pdf"),
        changed(mimetype="unk"),
        changed(mimetype=None),
    ],
)
def test_a_capture_of_another_kind_is_passed_over_without_a_word(row: list[object]) -> None:
    assert read_rows(row, ROW) == CdxPage((PAGE,))


@pytest.mark.parametrize(
    "row",
    [
        changed(timestamp="2017"),
        changed(timestamp="20170931120000"),
        changed(timestamp="2017090112000x"),
        changed(timestamp="٢٠١٧٠٩٠١١٢٠٠٠٠"),
        changed(timestamp=20170901120000),
        changed(timestamp=None),
        changed(original="mailto:editor@syriatimes.sy"),
        changed(original="http://[bad/"),
        changed(original=""),
        changed(original=None),
        changed(original="http://syriatimes.sy/" + "a" * 9000),
        ROW[:4],
        [*ROW, "more"],
        ["key"],
        "a line",
        {"timestamp": "20170901120000"},
        7,
        True,
    ],
    ids=lambda row: str(row)[:40],
)
def test_a_malformed_row_costs_itself_alone_and_is_counted(row: object) -> None:
    page = read_rows(ROW, row, ROW)
    assert page.mementos == (PAGE, PAGE)
    assert page.malformed == 1


@pytest.mark.parametrize("digest", ["-", "", None, []])
def test_without_a_digest_a_capture_counts_all_the_same(digest: object) -> None:
    assert [memento.digest for memento in read_rows(changed(digest=digest)).mementos] == [""]


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (json.dumps([HEADER, ROW, [], ["sy%2Cx%29+1%21"]]), CdxPage((PAGE,), "sy%2Cx%29+1%21")),
        (f"{LINE}\n\nsy%2Cx%29+1%21\n", CdxPage((PAGE,), "sy%2Cx%29+1%21")),
        (json.dumps([HEADER, [], ["key"]]), CdxPage((), "key")),
        ("\nkey", CdxPage((), "key")),
        (json.dumps([HEADER, ROW, []]), CdxPage((PAGE,))),
        (json.dumps([HEADER, [], ROW]), CdxPage((PAGE,))),
        (f"{LINE}\n\n{LINE}\n", CdxPage((PAGE, PAGE))),
        (json.dumps([HEADER, ROW, [], [""]]), CdxPage((PAGE,), "", 1)),
        (json.dumps([HEADER, ROW, [], [3]]), CdxPage((PAGE,), "", 1)),
        (json.dumps([HEADER, ROW, ["key"]]), CdxPage((PAGE,), "", 1)),
        (f"{LINE}\nkey", CdxPage((PAGE,), "", 1)),
    ],
)
def test_the_key_of_the_rest_stands_last_behind_an_empty_row(text: str, page: CdxPage) -> None:
    assert read(text) == page


@pytest.mark.parametrize("text", ["", "\n", "[]", "[ ]", json.dumps([HEADER])])
def test_an_empty_index_is_no_error(text: str) -> None:
    assert read(text) == CdxPage(())


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html>\n<html><body>Service temporarily offline</body></html>",
        "<p>" + " ".join(["we are sorry for the words of this"] * 9) + "</p>",
        "org.archive.util.io.RuntimeIOException: Blocked Site Error",
        '{"error": "not found"}',
        json.dumps([HEADER, ROW])[:-9],
        "[1]",
        '["timestamp", "original"]',
        '[{"timestamp": "20170901120000", "original": "http://syriatimes.sy/a-b"}]',
        json.dumps([ROW, ROW]),
        json.dumps([["original", "digest"], ["http://syriatimes.sy/a-b", "A"]]),
        "[" * 100_000,
        '{"a":' * 100_000,
        "No Captures found for: syriatimes.sy",
    ],
    ids=lambda text: text[:30],
)
def test_what_is_no_index_is_told_as_broken(text: str) -> None:
    with pytest.raises(SourceError) as error:
        read(text)
    assert error.value.trouble is Trouble.BROKEN
    assert str(error.value).startswith("https://web.archive.org/cdx/search/cdx: no index")
    assert len(str(error.value)) < 200


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=6) | st.dictionaries(st.sampled_from(HEADER), inner, max_size=5)
    ),
    max_leaves=12,
)
CELL = st.sampled_from(ROW) | st.text(max_size=30) | JSON


@given(
    st.one_of(
        st.text(max_size=300),
        JSON.map(json.dumps),
        st.lists(st.lists(CELL, max_size=6), max_size=6).map(lambda r: json.dumps([HEADER, *r])),
        st.lists(st.sampled_from([LINE, " ".join(ROW)]) | st.text(max_size=60)).map("\n".join),
        st.lists(st.dictionaries(st.sampled_from([*OBJECT]), CELL).map(json.dumps)).map("\n".join),
    )
)
def test_nothing_but_a_source_error_ever_ends_the_reading(text: str) -> None:
    try:
        page = read(text)
    except SourceError:
        return
    assert page.malformed >= 0
    assert all(memento.url.startswith("http") for memento in page.mementos)

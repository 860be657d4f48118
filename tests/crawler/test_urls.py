"""What makes two addresses the same page, and what does not."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.urls import LONGEST, clean_url, is_http, page_key, without_credentials

MIRRORS = {"www.monitor.org": "monitor.org", "mirror.net": "monitor.org"}
SLUG = "تقرير-شهر-نيسان"

SAME = [
    ("http://monitor.org/a/", "https://monitor.org/a"),
    ("https://WWW.Monitor.ORG/a", "https://monitor.org/a"),
    ("https://mirror.net/blog/1/", "http://www.monitor.org/blog/1"),
    ("http://monitor.org:80/a", "https://monitor.org:443/a"),
    ("https://monitor.org./a", "https://monitor.org/a"),
    ("https://monitor.org/a#respond", "https://monitor.org/a"),
    ("https://monitor.org/a?utm_source=x&utm_medium=y&fbclid=z", "https://monitor.org/a"),
    ("https://monitor.org/a?UTM_Source=x", "https://monitor.org/a"),
    ("https://monitor.org/a?replytocom=7#respond", "https://monitor.org/a"),
    ("https://monitor.org/a?__cf_chl_tk=abc", "https://monitor.org/a"),
    ("https://monitor.org/a?b=2&a=1", "https://monitor.org/a?a=1&b=2"),
    ("https://monitor.org/?q=a+b", "https://monitor.org/?q=a%20b"),
    ("https://monitor.org//blog///1//", "https://monitor.org/blog/1"),
    ("https://monitor.org/blog/../a/./b", "https://monitor.org/a/b"),
    ("https://monitor.org/index.php?p=12", "https://monitor.org/?p=12"),
    ("https://monitor.org/index.html", "https://monitor.org"),
    (f"https://monitor.org/{SLUG}/", f"https://monitor.org/{quote(SLUG)}"),
    (f"https://monitor.org/{quote(SLUG)}", f"https://monitor.org/{quote(SLUG).lower()}/"),
    ("https://monitor.org/%61%2db", "https://monitor.org/a-b"),
    ("https://monitor.org/a b", "https://monitor.org/a%20b"),
    ("https://مثال.com/a", "https://xn--mgbh0fb.com/a"),
    ("  https://monitor.org/a\u200e\n", "https://monitor.org/a"),
    ("https://monitor.org/a\n/b", "https://monitor.org/a/b"),
    ("https://monitor.org/a?", "https://monitor.org/a"),
    ("http://[::1]/a", "http://[0:0:0:0:0:0:0:1]/a"),
]

DIFFERENT = [
    ("https://monitor.org/a", "https://monitor.org/b"),
    ("https://monitor.org/a", "https://monitor.org/A"),
    ("https://monitor.org/a", "https://other.org/a"),
    ("https://news.monitor.org/a", "https://monitor.org/a"),
    ("https://monitor.org/?p=12", "https://monitor.org/?p=13"),
    ("https://monitor.org/?p=12", "https://monitor.org/"),
    ("https://monitor.org/?p=12", "https://monitor.org/?P=12"),
    ("https://monitor.org/news?start=20", "https://monitor.org/news?start=40"),
    ("https://monitor.org/a?lang=ar", "https://monitor.org/a"),
    ("https://monitor.org/a?ref=2", "https://monitor.org/a?ref=3"),
    ("https://monitor.org/a/b", "https://monitor.org/a%2Fb"),
    ("https://monitor.org/a?q=x%26y=1", "https://monitor.org/a?q=x&y=1"),
    ("https://monitor.org/?q=a%2Bb", "https://monitor.org/?q=a+b"),
    ("https://monitor.org/index.php/news/1-a", "https://monitor.org/news/1-a"),
    ("https://monitor.org/a", "https://monitor.org/a/2"),
    ("https://monitor.org/a", "https://monitor.org:8080/a"),
    ("https://monitor.org/a", "https://monitor.org/arabic/a"),
    ("https://monitor.org/100%25", "https://monitor.org/100"),
    ("https://monitor.org/utm_source/a", "https://monitor.org/a"),
    ("https://monitor.org/?gclidx=1", "https://monitor.org/"),
]

REFUSED = [
    "",
    "   ",
    "monitor.org/a",
    "//monitor.org/a",
    "/a",
    "mailto:desk@monitor.org",
    "javascript:void(0)",
    "ftp://monitor.org/a",
    "http://",
    "http:///a",
    "https://?p=1",
    "https://.",
    "https://a..b/",
    "https://user:secret@monitor.org/",
    "https://user@monitor.org/",
    "https://monitor.org:port/",
    "https://monitor.org:99999/",
    "https://[::1/",
    "https://[nonsense]/",
    "https://[fe80::1%eth0]/",
    "https://mon itor.org/",
    "https://mon%20itor.org/",
    "https://monitor.org\\@evil.org/",
    "https://monitor.org/a\x00b",
    "https://monitor.org/\x1b[0m",
    "https://monitor.org/\ud800",
    "https://" + "a" * 70 + "é.org/",
    "https://monitor.org/" + "a" * 10_000,
    "https://monitor.org/" + "ب" * 3_000,
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_addresses_of_the_same_page_have_one_key(one: str, other: str) -> None:
    assert page_key(one, MIRRORS) == page_key(other, MIRRORS)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_addresses_that_may_be_different_pages_have_different_keys(one: str, other: str) -> None:
    assert page_key(one, MIRRORS) != page_key(other, MIRRORS)


@pytest.mark.parametrize("url", REFUSED)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert not is_http(url)
    with pytest.raises(ValueError):  # noqa: PT011 -- which sentence it carries is not promised
        page_key(url, MIRRORS)
    with pytest.raises(ValueError):  # noqa: PT011 -- the same
        clean_url(url)


def test_a_host_with_a_port_of_its_own_is_mapped_by_host_and_port() -> None:
    mirrors = {"127.0.0.1:8088": "monitor.org"}
    assert page_key("http://127.0.0.1:8088/a/", mirrors) == "monitor.org/a"
    assert page_key("http://127.0.0.1:8089/a/", mirrors) == "127.0.0.1:8089/a"


@pytest.mark.parametrize(
    ("url", "stored"),
    [
        (" HTTPS://Monitor.org/A/?utm_source=x&p=1#top ", "https://monitor.org/A/?p=1"),
        ("http://monitor.org", "http://monitor.org/"),
        ("https://monitor.org/?b=2&a=1", "https://monitor.org/?b=2&a=1"),
        ("https://monitor.org/a//b", "https://monitor.org/a//b"),
        ("https://monitor.org/%d8%b3/", "https://monitor.org/%d8%b3/"),
        ("https://monitor.org/س", "https://monitor.org/%D8%B3"),
        ("https://monitor.org/100%", "https://monitor.org/100%25"),
        ("http://monitor.org:80/a?fbclid=1", "http://monitor.org/a"),
        ("http://monitor.org:443/a", "http://monitor.org:443/a"),
        ("https://monitor.org/a?q=b+c", "https://monitor.org/a?q=b+c"),
    ],
)
def test_the_stored_address_is_the_sites_own_without_what_follows_the_reader(
    url: str, stored: str
) -> None:
    assert clean_url(url) == stored


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://reader:secret@monitor.org/a", "https://monitor.org/a"),
        ("https://reader@monitor.org", "https://monitor.org"),
        ("https://reader:se@cret@monitor.org/", "https://monitor.org/"),
        ("//reader:secret@monitor.org/", "//monitor.org/"),
        (" HTTP:/reader:secret@monitor.org/", " HTTP:/monitor.org/"),
        ("http:reader:secret@monitor.org/", "http:monitor.org/"),
        ("http:\\\\reader:se cret@monitor.org/", "http:\\\\monitor.org/"),
        ("ftp://reader:secret@monitor.org/", "ftp://monitor.org/"),
        (
            "https://a.org/web/2016id_/http://r:s@monitor.org/",
            "https://a.org/web/2016id_/http://monitor.org/",
        ),
        ("https://monitor.org/@desk", "https://monitor.org/@desk"),
        (
            "https://monitor.org/?mail=desk@monitor.org",
            "https://monitor.org/?mail=desk@monitor.org",
        ),
        ("https://monitor.org?desk@monitor.org", "https://monitor.org?desk@monitor.org"),
        ("mailto:desk@monitor.org", "mailto:desk@monitor.org"),
        ("http://[", "http://["),
        ("", ""),
    ],
)
def test_an_address_is_shown_without_user_name_and_password(text: str, shown: str) -> None:
    assert without_credentials(text) == shown


PIECES = st.sampled_from(
    ["http://", "https://", "monitor.org", "www.", "/", "//", "..", ".", "?", "&", "=", "#", "%",
     "%2f", "%41", "%d8%b3", "س", "utm_source=1", "p=1", ":", "80", "[", "]", "@", " ", "+", "\\",
     "index.php", "\t", "é", "ß", "\ud800", ";", "1"]
)  # fmt: skip
ADDRESSES = st.one_of(
    st.text(),
    st.lists(PIECES, max_size=20).map("".join),
    st.lists(PIECES).map(lambda p: "https://a.b/" + "".join(p)),
)


@given(ADDRESSES)
def test_the_key_of_a_key_is_the_key(url: str) -> None:
    try:
        key = page_key(url, MIRRORS)
    except ValueError:
        assert not is_http(url) or len(url) > LONGEST // 9
        return
    assert page_key("https://" + key, MIRRORS) == key
    assert key.isascii()


@given(ADDRESSES)
def test_the_stored_address_keeps_the_key_and_is_not_cleaned_twice(url: str) -> None:
    if is_http(url):
        stored = clean_url(url)
        assert clean_url(stored) == stored
        assert page_key(stored, MIRRORS) == page_key(url, MIRRORS)

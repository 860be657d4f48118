"""Seed files: what is in them is read, what is wrong in them is told."""

from pathlib import Path

import pytest

from crawler.publishers import SEEDS, load_publisher, publisher_names, publisher_of
from crawler.seed_table import SeedError
from crawler.site import Site, day_in_path

GOOD = """
name = "example"
title = "Example Monitor"
home = "https://example.org/"
timezone = "Asia/Damascus"
languages = ["en"]
hosts = ["example.org"]
[mirrors]
"www.example.org" = "example.org"
[[sources]]
kind = "feed"
urls = ["https://example.org/feed/"]
[urls]
report = ['^/r/\\d+$']
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "example.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_seed_file_becomes_a_publisher(tmp_path: Path) -> None:
    publisher = load_publisher(write(tmp_path, GOOD))
    assert publisher.mirrors == {"www.example.org": "example.org"}
    assert [source.kind for source in publisher.sources] == ["feed"]
    assert publisher.expect.container_share == 0.5


def test_what_is_expected_of_each_field_is_read_and_may_be_left_to_the_past(tmp_path: Path) -> None:
    asked = "[expect]\ntitle = 0.9\nclaims = 0\nbody_length = 0.5\n[urls]"
    expect = load_publisher(write(tmp_path, GOOD.replace("[urls]", asked))).expect
    assert (expect.with_title, expect.with_date, expect.with_body, expect.with_claims) == (
        *(0.9, None, None, 0),
    )
    assert expect.body_length == 0.5


@pytest.mark.parametrize("name", publisher_names())
def test_every_bundled_seed_is_good(name: str) -> None:
    assert load_publisher(SEEDS / f"{name}.toml").name == name


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('name = "example"', 'name = "other"'), "name: 'other' is not the file's name 'example'"),
        (('name = "example"', 'name = "Ex ample"'), "name: 'Ex ample' is not allowed: lower-case"),
        (('title = "Example Monitor"', ""), "title: must be a string that is not empty"),
        (("Asia/Damascus", "Asia/Nowhere"), "timezone: 'Asia/Nowhere' is no IANA time zone"),
        (("Asia/Damascus", "../etc/passwd"), "timezone: '../etc/passwd' is no IANA time zone"),
        (('languages = ["en"]', "languages = []"), "languages: must have at least 1 value"),
        (('["en"]', '["english"]'), "languages: 'english' is not allowed: codes such as en"),
        (('hosts = ["example.org"]', 'hosts = ["https://example.org"]'), "hosts: 'https://exam"),
        (
            ('= "example.org"\n[[', '= "other.org"\n[['),
            "mirrors.www.example.org: 'other.org' is not",
        ),
        (('kind = "feed"', 'kind = "rss"'), "sources[1].kind: 'rss' is not one of: wordpress, "),
        (('"https://example.org/feed/"', '"/feed/"'), "sources[1].urls: '/feed/' is no absolute"),
        (("'^/r/\\d+$'", "'^/r/('"), "urls.report: '^/r/(' is no regular expression"),
        (("[urls]", "[url]"), "urls.report: must have at least 1 value"),
        (("[urls]\n", "[urls]\nreports = []\n"), "urls.reports: no such key; allowed are: "),
        (("[urls]", '[content]\nnoise = ["div["]\n[urls]'), "content.noise: 'div[' is no CSS"),
        (("[urls]", "[expect]\nreports = -1\n[urls]"), "expect.reports: must be a number from 0"),
        (("[urls]", "[expect]\nreports = true\n[urls]"), "expect.reports: must be a number"),
        (("[urls]", "[expect]\ntitle = 1.5\n[urls]"), "expect.title: must be a number from 0 to 1"),
        (("[urls]", "[expect]\nbodies = 0.5\n[urls]"), "expect.bodies: no such key; allowed are"),
        (("[[sources]]", "[sources]"), "sources: must be tables [[sources]]"),
        (('name = "example"', "name = "), "not a TOML file"),
    ],
)
def test_what_is_wrong_is_told_with_file_key_and_what_is_allowed(
    tmp_path: Path, change: tuple[str, str], told: str
) -> None:
    assert change[0] in GOOD
    path = write(tmp_path, GOOD.replace(*change))
    with pytest.raises(SeedError) as error:
        load_publisher(path)
    assert str(error.value).startswith(f"{path}: ")
    assert told in str(error.value)


def test_a_missing_seed_names_those_that_are_there(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    with pytest.raises(SeedError, match="no such seed file; there are: example"):
        load_publisher(tmp_path / "nobody.toml")


REPORTS = [
    ("snhr", "https://snhr.org/blog/2017/04/13/38282/"),
    ("snhr", "https://snhr.org/blog/2017/04/13/38282"),
    ("snhr", "http://sn4hr.org/blog/2016/02/13/18432/"),
    ("snhr", "https://snhr.org/blog/2024/10/02/some-words-of-a-title/"),
    ("snhr", "https://snhr.org/arabic/2017/05/11/8030"),
    ("snhr", "https://news.snhr.org/2022/09/08/some-words/"),
    ("snhr", "https://news.snhr.org/ar/2022/09/08/%D9%85%D9%82%D8%AA%D9%84/"),
    ("snhr", "https://snhr.org/?p=39563"),
    ("snhr", "https://snhr.org/blog/2017/04/13/38282/?utm_source=mail"),
    ("iraqinews", "https://www.iraqinews.com/iraq-war/bomb-blast-kills-three/"),
    ("iraqinews", "https://www.iraqinews.com/features/some-feature-story/"),
    ("iraqinews", "https://iraqinews.com/iraq/two-killed-in-kirkuk/"),
    ("iraqinews", "http://dev.iraqinews.com/blog/2013/07/01/some-slug"),
    ("iraqinews", "https://www.iraqinews.com/?p=63211"),
    ("syriatimes", "http://syriatimes.sy/index.php/analyses-and-studies/32387-int-l-coalition"),
    ("syriatimes", "http://www.syriatimes.sy/index.php/news/local/19813-some-words"),
    ("syriatimes", "http://syriatimes.sy/some-words-of-a-headline"),
    ("syriatimes", "http://syriatimes.sy/aleppo-explosion/"),
    ("iraqinews", "https://www.iraqinews.com/iraq-war/isis/"),
]
NOT_REPORTS = [
    ("snhr", "https://snhr.org/", "not_report_url"),
    ("snhr", "https://snhr.org/blog/category/report/", "not_report_url"),
    ("snhr", "https://snhr.org/about-us/", "not_report_url"),
    ("snhr", "https://snhr.org/blog/2017/04/13/38282/2/", "not_report_url"),
    ("snhr", "https://snhr.org/blog/2017/04/", "not_report_url"),
    ("snhr", "https://snhr.org/wp-content/uploads/2017/04/13/x/y.pdf", "not_report_url"),
    ("snhr", "https://media.snhr.org/2017/04/13/38282/", "excluded_host"),
    ("snhr", "https://snhr.org.evil.example/blog/2017/04/13/38282/", "off_site"),
    ("snhr", "https://evil.example/?x=https://snhr.org/blog/2017/04/13/38282/", "off_site"),
    ("snhr", "https://snhr.org:8443/blog/2017/04/13/38282/", "off_site"),
    ("snhr", "ftp://snhr.org/blog/2017/04/13/38282/", "off_site"),
    ("iraqinews", "https://www.iraqinews.com/blog/2013/07/01/38282/", "not_report_url"),
    ("iraqinews", "https://www.iraqinews.com/category/iraq-war/", "excluded_path"),
    ("iraqinews", "https://www.iraqinews.com/tag/islamic-state/", "excluded_path"),
    ("iraqinews", "https://www.iraqinews.com/iraq-war/", "not_report_url"),
    ("iraqinews", "https://www.iraqinews.com/iraq-war/feed/", "excluded_path"),
    ("iraqinews", "https://www.iraqinews.com/iraq-war/page/", "excluded_path"),
    ("iraqinews", "https://www.iraqinews.com/iraq-war/page/2/", "not_report_url"),
    ("syriatimes", "http://syriatimes.sy/index.php/news/local", "not_report_url"),
    ("syriatimes", "http://syriatimes.sy/index.php/news/local?start=20", "not_report_url"),
    ("syriatimes", "http://syriatimes.sy/contact-us", "excluded_path"),
]


def site(name: str, origin: str = "") -> Site:
    return Site(load_publisher(SEEDS / f"{name}.toml"), origin)


@pytest.mark.parametrize(("name", "url"), REPORTS)
def test_every_form_of_a_reports_address_is_known(name: str, url: str) -> None:
    assert site(name).judge(url) is None


@pytest.mark.parametrize(("name", "url", "reason"), NOT_REPORTS)
def test_what_is_no_reports_address_says_why(name: str, url: str, reason: str) -> None:
    assert site(name).judge(url) == reason


def test_with_an_origin_rules_match_the_path_and_every_other_origin_is_off_site() -> None:
    copy = site("snhr", "http://127.0.0.1:8088")
    assert copy.judge("http://127.0.0.1:8088/arabic/2017/05/11/8030") is None
    for url in (
        "https://snhr.org/blog/2017/04/13/38282/",
        "http://127.0.0.1:8089/blog/2017/04/13/38282/",
        "https://127.0.0.1:8088/blog/2017/04/13/38282/",
        "http://127.0.0.1/blog/2017/04/13/38282/",
    ):
        assert copy.judge(url) == "off_site"


def test_without_an_origin_loopback_is_off_site() -> None:
    assert site("snhr").judge("http://127.0.0.1:8088/blog/2017/04/13/38282/") == "off_site"


def test_with_an_origin_every_source_stands_there_once() -> None:
    copy = site("snhr", "http://127.0.0.1:8088")
    feeds = next(source for source in copy.publisher.sources if source.kind == "feed")
    assert copy.source_urls(feeds) == (
        "http://127.0.0.1:8088/feed/",
        "http://127.0.0.1:8088/arabic/feed/",
    )


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://snhr.org/blog/2017/04/13/38282/", "2017-04-13"),
        ("https://snhr.org/arabic/2017/05/11/8030", "2017-05-11"),
        ("https://snhr.org/blog/2017/13/13/38282/", "None"),
        ("https://snhr.org/blog/2017/02/30/38282/", "None"),
        ("https://snhr.org/blog/12017/02/03/1/", "None"),
        ("https://snhr.org/?d=/2017/04/13/", "None"),
    ],
)
def test_the_day_of_a_permalink_is_read_where_it_is_one(url: str, day: str) -> None:
    assert str(day_in_path(url)) == day


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://sn4hr.org/blog/2016/02/13/18432/", "snhr"),
        ("https://www.iraqinews.com/x", "iraqinews"),
        ("https://example.org/", None),
        ("https://[broken", None),
        ("", None),
    ],
)
def test_a_publisher_is_found_by_host(url: str, name: str | None) -> None:
    found = publisher_of(url)
    assert (found.name if found else None) == name

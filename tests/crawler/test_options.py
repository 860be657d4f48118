"""Options of a crawl, as typed."""

from datetime import date

import pytest

from crawler.options import CrawlOptions, OptionError, read_options


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({}, CrawlOptions()),
        ({"origin": "http://127.0.0.1:8088/"}, CrawlOptions(origin="http://127.0.0.1:8088")),
        ({"origin": "HTTP://LOCALHOST:80"}, CrawlOptions(origin="http://localhost:80")),
        ({"via": "sitemap"}, CrawlOptions(via="sitemap")),
        ({"since": "2017-01-01"}, CrawlOptions(since=date(2017, 1, 1))),
        ({"limit": "50"}, CrawlOptions(limit=50)),
        ({"refresh": "all"}, CrawlOptions(refresh=True)),
        ({"archive": "a/*.warc.gz"}, CrawlOptions(archive="a/*.warc.gz")),
        ({"via": "wayback"}, CrawlOptions(via="wayback")),
        (
            {"via": "wayback", "origin": "http://127.0.0.1:8088"},
            CrawlOptions(via="wayback", origin="http://127.0.0.1:8088"),
        ),
    ],
)
def test_options_are_read(given: dict[str, str], read: CrawlOptions) -> None:
    assert read_options(given) == read


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"orign": "x"}, "-a orign: no such option; there are: origin, via"),
        ({"origin": "127.0.0.1:8088"}, "must be scheme, host and port"),
        ({"origin": "http://127.0.0.1:8088/blog"}, "must be scheme, host and port"),
        ({"origin": "http://user:secret@localhost"}, "must be scheme, host and port"),
        ({"origin": "http://user:secret@localhost"}, "-a origin=http://localhost: must be"),
        ({"origin": "http://@localhost"}, "must be scheme, host and port"),
        ({"origin": "http://localhost:0"}, "must be scheme, host and port"),
        ({"origin": "ftp://localhost"}, "must be scheme, host and port"),
        ({"origin": "http://localhost:99999"}, "must be scheme, host and port"),
        ({"via": "rss"}, "must be one of: auto, wordpress, sitemap, feed, listing, wayback"),
        ({"since": "01/02/2017"}, "-a since=01/02/2017: must be a day such as 2017-01-01"),
        ({"until": "2017-02-30"}, "must be a day"),
        ({"since": "2018-01-01", "until": "2017-01-01"}, "is after until"),
        ({"limit": "0"}, "must be a whole number from 1"),
        ({"limit": "-3"}, "must be a whole number from 1"),
        ({"limit": "many"}, "must be a whole number from 1"),
        ({"refresh": "yes"}, "-a refresh=yes: must be one of: all"),
        ({"archive": "x", "origin": "http://h"}, "give one of them"),
        ({"archive": "x", "via": "wayback"}, "-a archive and -a via=wayback: give one of them"),
        ({"via": "wayback", "origin": "http://h/web"}, "must be scheme, host and port"),
        ({"via": "Wayback"}, "-a via=Wayback: must be one of: auto, "),
    ],
)
def test_a_wrong_option_is_told_in_words(given: dict[str, str], told: str) -> None:
    with pytest.raises(OptionError, match=r"^-a ") as error:
        read_options(given)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        ({}, True),
        ({"refresh": "all"}, True),
        ({"via": "sitemap"}, False),
        ({"via": "wayback"}, False),
        ({"via": "wayback", "origin": "http://localhost:1"}, False),
        ({"limit": "5"}, False),
        ({"origin": "http://localhost:1"}, False),
        ({"archive": "x.warc"}, False),
        ({"since": "2020-01-01"}, False),
    ],
)
def test_only_a_crawl_of_all_that_is_live_is_whole(given: dict[str, str], whole: bool) -> None:
    assert read_options(given).whole is whole


@pytest.mark.parametrize(
    ("given", "site", "archive"),
    [
        ({}, "", ""),
        ({"origin": "http://h:1"}, "http://h:1", ""),
        ({"via": "sitemap", "origin": "http://h:1"}, "http://h:1", ""),
        ({"archive": "x.warc"}, "", ""),
        ({"via": "wayback"}, "", "https://web.archive.org"),
        ({"via": "wayback", "origin": "http://h:1"}, "", "http://h:1"),
    ],
)
def test_an_origin_is_the_archives_where_one_is_read_and_the_sites_elsewhere(
    given: dict[str, str], site: str, archive: str
) -> None:
    options = read_options(given)
    assert (options.site_origin, options.wayback_origin) == (site, archive)

"""Lists that would take memory or time without end are read as far as is sensible, and told."""

import gzip
import subprocess
import sys

import pytest
from running import ROOT

from crawler.discovery.entries import Answer, SourceError, Trouble
from crawler.discovery.sitemap import read_sitemap
from crawler.discovery.xml import MAX_ITEMS

URLS = b"".join(b"<url><loc>/%d/</loc></url>" % number for number in range(MAX_ITEMS + 1))


def read(body: bytes) -> tuple[int, str]:
    sitemap = read_sitemap(Answer("http://a.example/sitemap.xml", 200, {}, body, ""))
    return len(sitemap.entries), sitemap.fault


@pytest.mark.parametrize(
    ("body", "entries", "fault"),
    [
        (b"<urlset>" + URLS + b"</urlset>", MAX_ITEMS, "names more than 50000 addresses"),
        (b"<urlset><url><loc>/1/</loc></url>", 1, "breaks off"),
        (b"<urlset><url><loc>/1/</loc></url><url><loc>/2", 1, "breaks off"),
        (
            b"<urlset><url><loc>/1/</loc></url><url>" + b"<x/>" * 10_001 + b"</url></urlset>",
            1,
            "has an item of more than 10000 elements",
        ),
        (b"<urlset>" + b"<x/>" * 50_000 + b"<url><loc>/1/</loc></url></urlset>", 1, ""),
        (
            b"<urlset><url><loc>/1/</loc></url><url a='" + b"x" * 1_100_000 + b"'/></urlset>",
            1,
            "cannot be read to its end: a tag or text of more than 1000000 bytes",
        ),
    ],
    ids=["too many", "cut", "cut in an item", "deep", "other elements", "long tag"],
)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_sitemap_is_read_as_far_as_it_goes(
    body: bytes, entries: int, fault: str, *, packed: bool
) -> None:
    assert read(gzip.compress(body, 1, mtime=0) if packed else body) == (entries, fault)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x1f\x8bno gzip",
        b"<html><p>Not here</p></html>",
        b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><x>&b;</x>",
    ],
)
def test_what_is_no_sitemap_is_told(body: bytes) -> None:
    with pytest.raises(SourceError) as told:
        read(body)
    assert told.value.trouble is Trouble.BROKEN


def test_entities_that_multiply_are_not_followed() -> None:
    levels = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    body = f"<!DOCTYPE x [<!ENTITY e0 'lol'>{levels}]><urlset><url><loc>&e11;</loc></url></urlset>"
    assert read(body.encode())[0] == 0


MEASURED = """
import gzip, resource, sys
from crawler.discovery.entries import Answer, SourceError
from crawler.discovery.sitemap import read_sitemap
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for piece in ("<x/>", "<url><loc>/a/</loc></url>", "<x a='1' b='2'>"):
    packed = gzip.compress(b"<urlset>" + piece.encode() * (4_000_000 // len(piece)), 1)
    try:
        read_sitemap(Answer("http://a.example/", 200, {}, packed, ""))
    except SourceError:
        pass
    del packed
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_4_mb_of_tags_take_little_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEASURED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    # As trees they would take up to 200; the list itself is most of what they take.
    assert int(done.stdout) < 100

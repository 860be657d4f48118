"""Large answers of sources are read by a worker, and cost the source at the most."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.discovery import listing, wordpress
from crawler.discovery.apart import SMALL, read_apart
from crawler.discovery.entries import Answer, SourceError, Trouble, Walk
from crawler.publishers import SEEDS, load_publisher
from crawler.site import Site
from crawler.workers import JobLimits, Workers

HOME = "https://snhr.org"
REPORT = f"{HOME}/blog/2017/04/13/38282/"
SITE = Site(load_publisher(SEEDS / "snhr.toml"))


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    made = Workers(1, JobLimits(seconds=5.0, memory=64 * 2**20), "crawler.discovery.listing")
    yield made
    made.close()


def answer(body: bytes) -> Answer:
    return Answer(f"{HOME}/blog/", 200, {}, body, body.decode())


def process(_: Answer) -> str:
    return Path("/proc/self").resolve().name


@pytest.mark.parametrize(("size", "is_here"), [(SMALL, True), (SMALL + 1, False)])
def test_only_what_is_large_goes_to_a_worker(workers: Workers, size: int, *, is_here: bool) -> None:
    where = asyncio.run(read_apart(workers.work, process, answer(b" " * size)))
    assert (where == Path("/proc/self").resolve().name) is is_here


def read(walk: Walk) -> tuple[list[str], SourceError | None]:
    """The addresses that a walk gives, and how it ends."""

    async def run() -> list[str]:
        return [entry.url async for batch in walk for entry in batch.entries]

    try:
        return asyncio.run(run()), None
    except SourceError as error:
        return [], error


def listed(workers: Workers, body: bytes) -> tuple[list[str], SourceError | None]:
    async def fetch(_: str) -> Answer:
        return answer(body)

    return read(listing.walk(fetch, SITE, [f"{HOME}/blog/"], work=workers.work))


def test_a_large_list_gives_its_reports(workers: Workers) -> None:
    filling = b"<p>" + b"word " * (SMALL // 5) + b"</p>"
    found, error = listed(workers, b"<html>" + filling + f"<a href='{REPORT}'>it</a>".encode())
    assert (found, error) == ([REPORT], None)


@pytest.mark.parametrize(
    "body",
    [b"<i></i>" * 500_000, b"<a href='/x/'>" * 30_000],
    ids=["memory", "links"],
)
def test_a_list_that_cannot_be_read_is_a_broken_source(workers: Workers, body: bytes) -> None:
    found, error = listed(workers, b"<html>" + body)
    assert found == []
    assert error is not None
    assert error.trouble is Trouble.BROKEN
    assert f"{HOME}/blog/" in str(error)


def test_large_json_is_read_apart_too(workers: Workers) -> None:
    posts = [{"id": 1, "link": REPORT, "date": "2017-04-13T10:00:00", "title": "x" * SMALL}]
    pages = [json.dumps(posts), "[]"]

    async def fetch(_: str) -> Answer:
        return answer(pages.pop(0).encode())

    found, error = read(wordpress.walk(fetch, f"{HOME}/wp-json/wp/v2/posts", work=workers.work))
    assert (found, error) == ([REPORT], None)


@pytest.mark.parametrize("body", [b"{" * SMALL + b" ", b"x" * (SMALL + 1)], ids=["deep", "text"])
def test_json_that_is_none_is_a_broken_source(workers: Workers, body: bytes) -> None:
    async def fetch(_: str) -> Answer:
        return answer(body)

    found, error = read(wordpress.walk(fetch, f"{HOME}/wp-json/wp/v2/posts", work=workers.work))
    assert found == []
    assert error is not None
    assert error.trouble is Trouble.BROKEN
    assert "no JSON" in str(error)

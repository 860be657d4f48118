"""WordPress REST: ``/wp-json/wp/v2/posts``, 100 posts a page, newest first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from attrs import frozen

from crawler.discovery.apart import read_apart
from crawler.discovery.entries import (
    Answer,
    Batch,
    Entry,
    Fetch,
    SourceError,
    Trouble,
    Walk,
    fetch_first,
    read_moment,
)
from crawler.workers import Work, here

PAGE_SIZE = 100
"""The most that WordPress gives."""
MAX_PAGES = 2_000
"""Pages read at the most: 200,000 posts, more than any monitor has written."""


async def walk(fetch: Fetch, endpoint: str, since: date | None = None, work: Work = here) -> Walk:
    """Yield a batch a page until the posts end.

    The header X-WP-TotalPages is not trusted to end it: the page after the last is asked for, to
    which WordPress answers 400. Raises SourceError, LYING where X-WP-Total is not what came.
    """
    seen: set[str] = set()
    total: int | None = None
    for page in range(1, MAX_PAGES + 1):
        posts = await _fetch_posts(fetch, _page_url(endpoint, page, since), work, first=page == 1)
        if posts is None or not posts.entries:
            break
        total = posts.total
        before = len(seen)
        seen.update(entry.url for entry in posts.entries)
        if len(seen) == before:
            raise SourceError(Trouble.LYING, f"{endpoint}: page {page} repeats earlier pages")
        yield Batch(posts.entries, posts.url)
    else:
        raise SourceError(Trouble.LYING, f"{endpoint}: more than {MAX_PAGES} pages")
    if total is not None and total != len(seen):
        raise SourceError(Trouble.LYING, f"{endpoint}: says {total} posts, gave {len(seen)}")


@frozen
class _Posts:
    """What one page of posts says."""

    url: str
    entries: tuple[Entry, ...]
    total: int | None
    """Posts of all pages, where it tells."""


async def _fetch_posts(fetch: Fetch, url: str, work: Work, *, first: bool) -> _Posts | None:
    """A page without its answer: nobody keeps that while pages are read. None after the last."""
    answer = await (fetch_first(fetch, url) if first else fetch(url))
    if answer.status in {400, 404}:
        return None
    if answer.status != 200:
        raise SourceError(Trouble.PARTIAL, f"{answer.url}: HTTP {answer.status}")
    return _Posts(
        answer.url, await read_apart(work, read_posts, answer), read_total(answer.headers)
    )


def _page_url(endpoint: str, page: int, since: date | None) -> str:
    query: dict[str, str | int] = {"per_page": PAGE_SIZE, "page": page}
    if since:
        # A day earlier: the parameter is site-local, and a moment there may be another day here.
        query["after"] = f"{since - timedelta(days=1)}T00:00:00"
    return f"{endpoint}?{urlencode(query)}&_fields=id,link,date,modified_gmt"


async def page_counts(fetch: Fetch, endpoint: str, work: Work = here) -> dict[str, int]:
    """Posts of several pages, by URL, with the number of their pages.

    WordPress parts a post at ``<!--nextpage-->``; its block themes (seen on 6.1) show the first
    page without a link to the second, so that only REST tells. Empty where REST does not answer.
    """
    query = urlencode({"search": "nextpage", "per_page": PAGE_SIZE, "_fields": "link,content"})
    try:
        answer = await fetch(f"{endpoint}?{query}")
        return await read_apart(work, _read_counts, answer) if answer.status == 200 else {}
    except SourceError:
        return {}


def _read_counts(answer: Answer) -> dict[str, int]:
    posts = _read_list(answer)
    contents = {post["link"]: post.get("content") for post in posts if _is_post(post)}
    counts = {
        link: str(content.get("rendered")).count("<!--nextpage-->") + 1
        for link, content in contents.items()
        if isinstance(content, dict)
    }
    return {link: count for link, count in counts.items() if count > 1}


def read_posts(answer: Answer) -> tuple[Entry, ...]:
    """The posts of one page. Raises SourceError where the answer is no JSON list of posts."""
    return tuple(_entry(post) for post in _read_list(answer) if _is_post(post))


def _read_list(answer: Answer) -> list[Any]:
    try:
        posts = json.loads(answer.text)
    except (ValueError, RecursionError) as error:
        start = answer.text[:40].replace("\n", " ")
        raise SourceError(Trouble.BROKEN, f"{answer.url}: no JSON but {start!r}") from error
    if not isinstance(posts, list):
        raise SourceError(Trouble.BROKEN, f"{answer.url}: JSON, but no list of posts")
    return posts


def _is_post(post: object) -> bool:
    return isinstance(post, dict) and isinstance(post.get("link"), str)


def _entry(post: Mapping[str, Any]) -> Entry:
    local = read_moment(_string(post.get("date")))
    return Entry(
        url=post["link"],
        modified=read_moment(_string(post.get("modified_gmt"))),
        published=local.date() if local else None,
    )


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None


def read_total(headers: Mapping[str, str]) -> int | None:
    """X-WP-Total, where it is a number."""
    value = headers.get("x-wp-total", "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None

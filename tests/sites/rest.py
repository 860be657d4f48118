"""``/wp-json/wp/v2/posts`` as WordPress core answers it."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html import escape

from sites.answers import Answer
from sites.head import summary
from sites.listings import not_found_page
from sites.posts import Post
from sites.site import Site

MOST_PER_PAGE = 100
"""WordPress refuses more."""


def rest_answer(site: Site, rest: str, query: dict[str, str]) -> Answer:
    """Answer for what follows ``/wp-json/`` in the path."""
    if site.faults.rest == "html":
        return Answer.html(not_found_page(site))
    if site.faults.rest == "error":
        return Answer.html("<p>There has been a critical error on this website.</p>", 500)
    rest = rest.strip("/")
    if rest == "wp/v2/posts" and site.faults.rest != "off":
        return _collection(site, query)
    wanted = re.fullmatch(r"wp/v2/posts/(\d+)", rest)
    if wanted and site.faults.rest != "off":
        return _single(site, int(wanted[1]))
    if not rest:
        return Answer.json(json.dumps({"name": site.name, "namespaces": ["wp/v2"]}))
    return _error(404, "rest_no_route", "No route was found matching the URL.")


def _single(site: Site, post_id: int) -> Answer:
    found = [p for p in site.posts if p.id == post_id]
    if not found:
        return _error(404, "rest_post_invalid_id", "Invalid post ID.")
    return Answer.json(json.dumps(post_json(site, found[0])))


def _collection(site: Site, query: dict[str, str]) -> Answer:
    per_page = int(query.get("per_page", "10"))
    page = int(query.get("page", "1"))
    if not 1 <= per_page <= MOST_PER_PAGE or page < 1:
        return _error(400, "rest_invalid_param", "Invalid parameter(s): per_page")
    posts = _chosen(site, query)
    pages = -(-len(posts) // per_page)
    if site.faults.rest == "endless" and posts:
        page = (page - 1) % max(pages, 1) + 1
    elif page > max(pages, 1):
        return _error(
            400,
            "rest_post_invalid_page_number",
            "The page number requested is larger than the number of pages available.",
        )
    shown = posts[(page - 1) * per_page : page * per_page]
    wanted = [f for f in query.get("_fields", "").split(",") if f]
    rows = [post_json(site, p) for p in shown]
    if wanted:
        rows = [{k: v for k, v in row.items() if k in wanted} for row in rows]
    total, pages = _told(site, len(posts), pages, per_page)
    return Answer.json(
        json.dumps(rows), headers={"X-WP-Total": str(total), "X-WP-TotalPages": str(pages)}
    )


def _told(site: Site, total: int, pages: int, per_page: int) -> tuple[int, int]:
    """Totals as the headers state them, false where the site lies."""
    if site.faults.rest == "too_many":
        return total + 3 * per_page, pages + 3
    if site.faults.rest == "too_few":
        return min(total, per_page), 1
    return total, pages


def _chosen(site: Site, query: dict[str, str]) -> list[Post]:
    posts = site.newest()
    for name in ("after", "before", "modified_after", "modified_before"):
        if query.get(name):
            day = _moment(site, query[name])
            posts = [p for p in posts if _is_within(p, name, day)]
    if query.get("orderby") == "id":
        posts.sort(key=lambda p: p.id, reverse=True)
    if query.get("orderby") == "modified":
        posts.sort(key=lambda p: p.changed, reverse=True)
    return posts[::-1] if query.get("order") == "asc" else posts


def _is_within(post: Post, name: str, day: datetime) -> bool:
    moment = post.changed if name.startswith("modified") else post.published
    return moment > day if name.endswith("after") else moment < day


def _moment(site: Site, text: str) -> datetime:
    """A moment without offset is the site's local time, as in WordPress."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=site.posts[0].published.tzinfo)


def post_json(site: Site, post: Post) -> dict[str, object]:
    """A post as REST gives it: local and UTC dates without offset, the whole content."""

    def naive(moment: datetime) -> str:
        return moment.strftime("%Y-%m-%dT%H:%M:%S")

    content = "" if post.protected else post.content()
    excerpt = "" if post.protected else f"<p>{escape(summary(post))}</p>\n"
    return {
        "id": post.id,
        "date": naive(post.published),
        "date_gmt": naive(post.published.astimezone(UTC)),
        "guid": {"rendered": f"{site.base}{site.prefix}/?p={post.id}"},
        "modified": naive(post.changed),
        "modified_gmt": naive(post.changed.astimezone(UTC)),
        "slug": post.name,
        "status": "publish",
        "type": "post",
        "link": site.url_of(post),
        "title": {"rendered": escape(("Protected: " if post.protected else "") + post.title)},
        "content": {"rendered": content, "protected": post.protected},
        "excerpt": {"rendered": excerpt, "protected": post.protected},
        "author": 1,
        "sticky": post.sticky,
        "format": "standard",
        "categories": [n for n, _ in enumerate(post.categories, 1)],
        "tags": [n for n, _ in enumerate(post.tags, 1)],
    }


def _error(status: int, code: str, message: str) -> Answer:
    data = {"code": code, "message": message, "data": {"status": status}}
    return Answer.json(json.dumps(data), status)

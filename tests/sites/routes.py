"""Which answer belongs to a request: permalinks, redirects, lists, endpoints and faults."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import parse_qsl, unquote, urlsplit

from sites import iraqinews, joomla, newspaper
from sites.answers import Answer
from sites.feeds import feed_answer
from sites.listings import (
    challenge_page,
    listing_page,
    login_page,
    not_found_page,
    static_page,
)
from sites.posts import Post
from sites.rest import rest_answer
from sites.site import Site
from sites.sitemaps import sitemap_answer

POST_PAGES = {
    "newspaper": newspaper.post_page,
    "iraqinews": iraqinews.post_page,
    "joomla": joomla.post_page,
}
GZIP_MARK = '-gzip"'
"""What a web server adds to the ETag of a page that it compresses."""
ABOUT = (
    "We are an independent group of volunteers who record violations in every province.",
    "Our method, our definitions and the names of our partners are told on this page.",
)


def answer(site: Site, target: str, headers: dict[str, str] | None = None) -> Answer:
    """Answer to GET ``target`` (path and query); header names in lower case."""
    parts = urlsplit(target)
    path = unquote(parts.path)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    given = headers or {}
    return site.faults.instead.get(path) or _fault(site, path) or _regular(site, path, query, given)


def _fault(site: Site, path: str) -> Answer | None:
    faults = site.faults
    hits = site.hits[path]
    refused = faults.busy.get(path, 0)
    if 0 < hits <= refused:
        retry = {"Retry-After": faults.retry_after}
        return Answer.html("<h1>Too Many Requests</h1>", 429, retry)
    failing = faults.failing.get(path, 0)
    if failing < 0 or 0 < hits - refused <= failing:
        return Answer.html("<h1>Internal Server Error</h1>", 500)
    if path in faults.gone:
        return Answer.html(not_found_page(site), faults.gone[path])
    if path in faults.soft_404:
        return Answer.html(not_found_page(site))
    if path in faults.challenge or ("*" in faults.challenge and path != "/robots.txt"):
        return Answer.html(challenge_page(), faults.challenge_status, {"cf-mitigated": "challenge"})
    return None


def _regular(site: Site, path: str, query: dict[str, str], headers: dict[str, str]) -> Answer:
    below = path.removeprefix(site.prefix) or "/"
    if path == "/robots.txt":
        return _robots(site)
    if site.look == "joomla":
        return _joomla(site, path, query, headers) or _missing(site)
    found = (
        _endpoint(site, below, query, headers)
        or _post(site, path, query, headers)
        or _listing(site, below)
        or _other(site, below)
        or _redirect(site, path)
    )
    return found or _missing(site)


def _missing(site: Site) -> Answer:
    return Answer.html(not_found_page(site), 404)


def _robots(site: Site) -> Answer:
    if site.faults.robots:
        status = {"error": 500, "off": 404}[site.faults.robots]
        return Answer.html(not_found_page(site), status)
    lines = ["User-agent: *", "Disallow: /wp-admin/", *site.faults.disallow]
    lines += [f"Sitemap: {site.base}{site.prefix}/wp-sitemap.xml", ""]
    return Answer(200, "\n".join(lines).encode(), "text/plain; charset=utf-8")


def _endpoint(
    site: Site, path: str, query: dict[str, str], headers: dict[str, str]
) -> Answer | None:
    if path.startswith("/wp-json/") or path == "/wp-json":
        return rest_answer(site, path.removeprefix("/wp-json"), query)
    if path in {"/feed/", "/feed"} or (path == "/" and "feed" in query):
        return feed_answer(site, int(query.get("paged", "1")), headers)
    if "sitemap" in path:
        return sitemap_answer(site, path)
    if path == "/" and query.get("p", "").isdigit():
        wanted = int(query["p"])
        found = [p for p in site.posts if p.id == wanted]
        return Answer.moved(site.url_of(found[0])) if found else _missing(site)
    return None


def _post(site: Site, path: str, query: dict[str, str], headers: dict[str, str]) -> Answer | None:
    render = POST_PAGES[site.look]
    for post in site.posts:
        own = site.path_of(post)
        if path == own or path in post.aliases:
            return _page(site, post, render(site, post), headers)
        rest = path.removeprefix(own) if path.startswith(own) and own.endswith("/") else ""
        if re.fullmatch(r"comment-page-\d+/", rest):
            canonical = f"{site.base}{path}#comments"
            return _page(site, post, render(site, post, 1, canonical), headers)
        if re.fullmatch(r"\d+/", rest):
            number = int(rest[:-1])
            if 1 < number <= len(post.pages()):
                return _page(site, post, render(site, post, number), headers)
            return Answer.moved(site.url_of(post))
    return None


def _page(site: Site, post: Post, html: str, headers: dict[str, str]) -> Answer:
    shown = {"Link": f'<{site.base}{site.prefix}/?p={post.id}>; rel="shortlink"'}
    if not site.validators:
        return Answer.html(html, headers=shown)
    tag = f'"{sha256(html.encode()).hexdigest()[:24]}"'
    if headers.get("if-none-match", "").replace(GZIP_MARK, '"') == tag:
        return Answer(304, b"", "text/html; charset=UTF-8", {"ETag": tag})
    return Answer.html(html, headers={**shown, "ETag": tag})


def _listing(site: Site, path: str) -> Answer | None:
    match = re.fullmatch(
        r"(/|/(?:blog/)?(?:category|tag|author)/.+?/|/[a-z-]+/)(?:page/(\d+)/)?", path
    )
    if not match:
        return None
    below, number = match[1], int(match[2] or 1)
    if below.count("/") == 2 and site.permalink != "section":
        return None
    posts = site.listed() if below == "/" else _listed_below(site, below)
    endless = site.faults.listing == "endless"
    past = not 0 <= (number - 1) * site.per_page < len(posts)
    if not posts or site.faults.listing == "off" or (past and not endless):
        return None
    heading = below.strip("/").rpartition("/")[2] or site.name
    return Answer.html(listing_page(site, posts, site.prefix + below, number, heading))


def _listed_below(site: Site, path: str) -> list[Post]:
    if path.startswith(("/author/", "/tag/")):
        return site.newest()
    slug = re.sub(r"^/(blog/)?(category/)?", "", path).strip("/")
    return [p for p in site.newest() if any(c.slug.startswith(slug) for c in p.categories)]


def _other(site: Site, path: str) -> Answer | None:
    if path == "/about/":
        return Answer.html(static_page(site, "About us", ABOUT))
    if path == "/wp-login.php":
        return Answer.html(login_page(site))
    if path.endswith(".pdf"):
        return Answer(200, b"%PDF-1.4\n%%EOF\n", "application/pdf")
    if path.endswith((".jpg", ".png")):
        return Answer(200, b"\xff\xd8\xff\xd9", "image/jpeg")
    return None


def _redirect(site: Site, path: str) -> Answer | None:
    """WordPress finds the post by its id or slug and sends to the permalink."""
    squeezed = re.sub(r"/{2,}", "/", path)
    wanted = squeezed.rstrip("/").rpartition("/")[2]
    for post in site.posts:
        own = site.path_of(post)
        if squeezed.rstrip("/") == own.rstrip("/"):
            return Answer.moved(site.url_of(post))
        if re.search(r"/\d{4}/\d{2}/\d{2}/", squeezed) and wanted in {str(post.id), post.name}:
            return Answer.moved(site.url_of(post))
    return None


def _joomla(site: Site, path: str, query: dict[str, str], headers: dict[str, str]) -> Answer | None:
    if query.get("format") == "feed":
        return feed_answer(site, 1, headers)
    for post in site.posts:
        if path == site.path_of(post):
            return Answer.html(joomla.post_page(site, post))
    if path not in {"/", "/index.php"} and not path.startswith("/index.php/"):
        return None
    slug = path.removeprefix("/index.php").strip("/")
    posts = [p for p in site.newest() if not slug or p.categories[0].slug == slug]
    start = int(query.get("start", "0"))
    if not posts or (start >= len(posts) and site.faults.listing != "endless"):
        return None
    shown_from = min(start, (len(posts) - 1) // site.per_page * site.per_page)
    return Answer.html(joomla.list_page(site, posts, path, shown_from))

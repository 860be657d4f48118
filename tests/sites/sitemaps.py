"""XML sitemaps: of core WordPress (no lastmod) and as SEO plugins write them."""

from __future__ import annotations

import gzip

from sites.answers import Answer
from sites.listings import not_found_page
from sites.posts import Post, utc_text
from sites.site import Site

SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
Rows = list[tuple[str, str]]
"""URL and lastmod, empty where the sitemap has none."""


def sitemap_answer(site: Site, path: str) -> Answer | None:
    """Answer for a path below the site's prefix; None where no sitemap stands there."""
    maps = _core(site) if site.sitemap == "core" else _plugin(site)
    index = "/wp-sitemap.xml" if site.sitemap == "core" else "/sitemap_index.xml"
    if path == "/sitemap.xml":
        return Answer.moved(site.base + site.prefix + index)
    if path != index and path not in maps:
        return None
    if site.faults.sitemap == "off":
        return Answer.html(not_found_page(site), 404)
    if site.faults.sitemap == "html":
        return Answer.html(not_found_page(site))
    text = _index(site, index, maps) if path == index else _urlset(maps[path])
    if site.faults.sitemap == "broken":
        text = text[: len(text) * 2 // 3]
    if path.endswith(".gz"):
        return Answer(200, gzip.compress(text.encode(), mtime=0), "application/x-gzip")
    return Answer.xml(text)


def _index(site: Site, index: str, maps: dict[str, Rows]) -> str:
    home = site.base + site.prefix
    rows = [(home + path, max((day for _, day in rows), default="")) for path, rows in maps.items()]
    if site.faults.sitemap == "loop":
        rows.insert(0, (home + index, ""))
        rows.append((f"{home}{index}?again=1", ""))
    items = "\n".join(f"<sitemap>{_loc(url, day)}</sitemap>" for url, day in rows)
    return f"{HEAD}<sitemapindex {SCHEMA}>\n{items}\n</sitemapindex>\n"


def _urlset(rows: Rows) -> str:
    items = "\n".join(f"<url>{_loc(url, day)}</url>" for url, day in rows)
    return f"{HEAD}<urlset {SCHEMA}>\n{items}\n</urlset>\n"


def _loc(url: str, day: str) -> str:
    return f"<loc>{url}</loc>" + (f"<lastmod>{day}</lastmod>" if day else "")


def _core(site: Site) -> dict[str, Rows]:
    home = site.base + site.prefix
    posts = _cut([(site.url_of(p), "") for p in site.newest()[::-1]], site.sitemap_size)
    maps = {f"/wp-sitemap-posts-post-{n}.xml": rows for n, rows in enumerate(posts, 1)}
    return {
        **maps,
        "/wp-sitemap-posts-page-1.xml": [(f"{home}/", ""), (f"{home}/about/", "")],
        "/wp-sitemap-taxonomies-category-1.xml": [(url, "") for url in _category_urls(site)],
        "/wp-sitemap-taxonomies-post_tag-1.xml": [(f"{home}/tag/report/", "")],
        "/wp-sitemap-users-1.xml": [(f"{home}/author/desk/", "")],
    }


def _plugin(site: Site) -> dict[str, Rows]:
    home = site.base + site.prefix
    newest = max((utc_text(p.changed) for p in site.posts), default="")
    ending = ".xml.gz" if site.sitemap == "gzip" else ".xml"

    def row(post: Post) -> tuple[str, str]:
        return site.url_of(post), utc_text(post.changed)

    posts = _cut([row(p) for p in site.newest()[::-1]], site.sitemap_size)
    maps = {f"/post-sitemap{n if n > 1 else ''}{ending}": r for n, r in enumerate(posts, 1)}
    return {
        **maps,
        f"/page-sitemap{ending}": [(f"{home}/", newest), (f"{home}/about/", newest)],
        f"/category-sitemap{ending}": [(url, newest) for url in _category_urls(site)],
        f"/author-sitemap{ending}": [(f"{home}/author/desk/", newest)],
    }


def _cut(rows: Rows, size: int) -> list[Rows]:
    return [rows[i : i + size] for i in range(0, len(rows), size)] or [[]]


def _category_urls(site: Site) -> list[str]:
    slugs = dict.fromkeys(c.slug for p in site.newest() for c in p.categories)
    return [f"{site.base}{site.prefix}/blog/category/{slug}/" for slug in slugs]

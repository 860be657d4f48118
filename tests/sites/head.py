"""``<head>`` of a generated page: what core WordPress and an SEO plugin write there."""

from __future__ import annotations

import json
from html import escape

from sites.posts import Post, local_text, utc_text
from sites.site import Site

INLINE_CSS = """<style>
.td_block_related_posts .td-related-title a{font-size:15px}
.tdb_single_related .td-module-title{margin:0}
.td-post-next-prev{border-top:1px solid #eee}
.td-a-rec{text-align:center}.tdi_30.td-a-rec:not(.td-a-rec-no-translate){transform:none}
#comments .comment-respond,.available-in{clear:both}
</style>"""
"""Names the classes of noise on every page, also where the page has none of it."""


def canonical_of(site: Site, post: Post, page: int = 1) -> str:
    """A multi-page post has a canonical for each of its pages."""
    return site.url_of(post) + (f"{page}/" if page > 1 else "")


def post_head(site: Site, post: Post, page: int = 1, canonical: str = "") -> str:
    """``<head>`` of a post; ``canonical`` replaces the clean one (comment pages)."""
    shown = f"{post.title} - {site.name}" if post.title else site.name
    home = site.base + site.prefix
    lines = [
        '<meta charset="UTF-8">',
        f"<title>{escape(shown)}</title>",
        '<meta name="viewport" content="width=device-width, initial-scale=1.0">',
        *(_seo(site, post, shown) if site.metadata else ()),
        f'<link rel="alternate" type="application/rss+xml" title="Feed" href="{home}/feed/">',
        f'<link rel="alternate" type="application/rss+xml" href="{site.url_of(post)}feed/">',
        f'<link rel="https://api.w.org/" href="{home}/wp-json/">',
        (
            '<link rel="alternate" title="JSON" type="application/json" '
            f'href="{home}/wp-json/wp/v2/posts/{post.id}">'
        ),
        '<meta name="generator" content="WordPress 6.1.1">',
        f'<link rel="canonical" href="{canonical or canonical_of(site, post, page)}">',
        f'<link rel="shortlink" href="{home}/?p={post.id}">',
        *(
            f'<link rel="alternate" hreflang="{t.language}" href="{site.absolute(t.path)}">'
            for t in (post.twins if site.switcher == "wpml" else ())
        ),
        INLINE_CSS,
    ]
    return "<head>\n" + "\n".join(lines) + "\n</head>"


def _seo(site: Site, post: Post, shown: str) -> list[str]:
    facts = [
        ("og:locale", "en_US"),
        ("og:type", "article"),
        ("og:title", shown),
        ("og:description", post.subtitle or summary(post)),
        ("og:url", site.url_of(post)),
        ("og:site_name", site.name),
        ("article:published_time", utc_text(post.published)),
    ]
    if post.modified:
        facts.append(("article:modified_time", utc_text(post.modified)))
    if post.image:
        facts.append(("og:image", site.absolute(post.image.path)))
    metas = [f'<meta property="{k}" content="{escape(v)}">' for k, v in facts]
    metas.append(f'<meta name="author" content="{escape(post.author)}">')
    return [*metas, _json_ld(site, post, shown)]


def _json_ld(site: Site, post: Post, shown: str) -> str:
    url = site.url_of(post)
    dates = {"datePublished": utc_text(post.published), "dateModified": utc_text(post.changed)}
    article = {
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "headline": post.title,
        "author": {"name": post.author},
        "articleSection": [c.name for c in post.categories],
        "keywords": list(post.tags),
        "inLanguage": site.html_lang,
        **dates,
    }
    graph = [
        article,
        {"@type": "WebPage", "@id": url, "url": url, "name": shown, **dates},
        {"@type": "WebSite", "@id": f"{site.base}/#website", "name": site.name},
    ]
    data = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return f'<script type="application/ld+json" class="yoast-schema-graph">{data}</script>'


def plain_head(site: Site, title: str, canonical: str = "", extra: str = "") -> str:
    """``<head>`` of a page that is no post."""
    shown = f"{title} - {site.name}" if title else site.name
    link = f'\n<link rel="canonical" href="{canonical}">' if canonical else ""
    return (
        f'<head>\n<meta charset="UTF-8">\n<title>{escape(shown)}</title>{link}\n'
        f'<meta name="generator" content="WordPress 6.1.1">\n{INLINE_CSS}{extra}\n</head>'
    )


def summary(post: Post, words: int = 22) -> str:
    """The first words of the body, as themes cut them."""
    if post.protected:
        return "There is no excerpt because this is a protected post."
    said = " ".join(post.lines()).split()
    return " ".join(said[:words]) + ("…" if len(said) > words else "")


def time_tag(post: Post, words: str = "") -> str:
    """``time.entry-date`` with the site's offset, as the theme writes it."""
    shown = words or f"{post.published:%B} {post.published.day}, {post.published:%Y}"
    return (
        '<time class="entry-date updated td-module-date" '
        f'datetime="{local_text(post.published)}">{shown}</time>'
    )

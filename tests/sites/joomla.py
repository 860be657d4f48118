"""A state newspaper on Joomla: ``/index.php/<category>/<id>-<slug>``, lists by ``?start=N``."""

from __future__ import annotations

from html import escape

from sites.blocks import block_html
from sites.head import summary
from sites.noise import AD, NEIGHBOURS
from sites.posts import Post, local_text
from sites.site import Site


def post_page(site: Site, post: Post, page: int = 1, canonical: str = "") -> str:
    """HTML of an article; the byline is its last paragraph."""
    section = post.categories[0].slug if post.categories else "news"
    blocks = "\n".join(block_html(b) for b in post.pages()[page - 1])
    link = f'<link href="{canonical or site.url_of(post)}" rel="canonical">'
    container = site.faults.container or "item-page"
    body_item = "" if site.faults.container else ' itemprop="articleBody"'
    main = f"""<div class="{container}" itemscope itemtype="https://schema.org/Article">
<meta itemprop="inLanguage" content="en-GB">
<div class="page-header"><h2 itemprop="headline">{escape(post.title)}</h2></div>
<div class="icons"><ul class="actions"><li class="print-icon"><a rel="nofollow" \
href="?tmpl=component&amp;print=1">Print</a></li>\
<li class="email-icon"><a href="/index.php/component/mailto/">Email</a></li></ul></div>
<dl class="article-info muted"><dt class="article-info-term">Details</dt>
<dd class="category-name">Category: <a href="/index.php/{section}">{section}</a></dd>
<dd class="published"><time datetime="{local_text(post.published)}" itemprop="datePublished">\
Published: {post.published:%d %B %Y}</time></dd>
<dd class="hits">Hits: {post.id % 977}</dd></dl>
<div{body_item}>
{blocks}
<p><strong>{escape(post.author)}</strong></p>
</div>
<ul class="pager pagenav">{_pager(site, post)}</ul></div>"""
    return _frame(site, post.title, main, link)


def list_page(site: Site, posts: list[Post], path: str, start: int) -> str:
    """Blog list of a category, ten a page; ``start`` counts posts."""
    shown = posts[start : start + site.per_page]
    items = "\n".join(
        f"""<div class="items-row"><div class="item"><h2 class="item-title"><a \
href="{site.path_of(p)}">{escape(p.title)}</a></h2><p>{escape(summary(p))}</p>\
<p class="readmore"><a class="btn" href="{site.path_of(p)}">Read more: {escape(p.title)}</a></p>\
</div></div>"""
        for p in shown
    )
    links = []
    if start + site.per_page < len(posts) or site.faults.listing == "endless":
        next_start = start + site.per_page
        links.append(f'<li><a title="Next" href="{path}?start={next_start}" class="next">Next</a>')
    if start:
        back = max(start - site.per_page, 0)
        links.append(f'<li><a title="Prev" href="{path}?start={back}">Prev</a></li>')
    pages = f'<div class="pagination"><ul>{"".join(links)}</ul></div>'
    return _frame(site, "Latest News", f'<div class="blog">{items}{pages}</div>', "")


def feed_items(site: Site) -> list[Post]:
    """Posts of the feed: the newest ten, never paged."""
    return site.newest()[: site.per_page]


def _pager(site: Site, post: Post) -> str:
    before, after = site.neighbours(post)
    return "".join(
        f'<li><a href="{site.path_of(p)}" rel="{rel}">{escape(p.title)}</a></li>'
        for p, rel in ((before, "prev"), (after, "next"))
        if p
    )


def _frame(site: Site, title: str, main: str, link: str) -> str:
    latest = "".join(
        f'<li><a href="{site.shown_at(n)}">{t}</a></li>' for n, t in enumerate(NEIGHBOURS)
    )
    return f"""<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en-gb" lang="en-gb" dir="ltr">
<head><base href="{site.base}/">
<meta http-equiv="content-type" content="text/html; charset=utf-8">
<meta name="generator" content="Joomla! - Open Source Content Management">
<title>{escape(title)}</title>{link}</head>
<body class="site com_content view-article">
<div class="navbar"><ul class="nav menu"><li><a href="/index.php">Home</a></li>\
<li><a href="/index.php/news/local">Local</a></li>\
<li><a href="/index.php/analyses-and-studies">Analyses and Studies</a></li></ul></div>
<div class="breaking-news"><span>Breaking News</span> <marquee>{NEIGHBOURS[0]}</marquee></div>
<main id="content" role="main">{main}</main>
<aside><h3>Latest News</h3><ul class="latestnews">{latest}</ul>
<div class="banner">{AD}</div></aside>
<footer><p>© {site.name}</p></footer>
</body></html>
"""

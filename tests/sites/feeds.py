"""RSS feeds of WordPress, paged by ``?paged=N``, 404 past the end, with validators."""

from __future__ import annotations

from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from html import escape
from xml.sax.saxutils import escape as xml_escape

from sites.answers import Answer
from sites.blocks import block_html
from sites.content import password_form
from sites.head import summary
from sites.listings import not_found_page
from sites.posts import Post
from sites.site import Site

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"'
)


def feed_answer(site: Site, page: int, headers: dict[str, str]) -> Answer:
    """The feed's page ``page``, as WordPress answers it.

    All pages share one pair of validators; of a post with several pages only the first is there.
    """
    if site.faults.feed == "off":
        return Answer.html(not_found_page(site), 404)
    posts = site.newest()
    if site.faults.feed == "endless" or site.look == "joomla":
        page = 1
    shown = posts[(page - 1) * site.per_page : page * site.per_page]
    if not shown:
        return Answer.html(not_found_page(site), 404)
    newest = max(p.changed for p in posts).astimezone(UTC)
    changed = format_datetime(newest, usegmt=True)
    tag = f'"{sha256(changed.encode()).hexdigest()[:32]}"'
    validators = {"Last-Modified": changed, "ETag": tag}
    since = headers.get("if-modified-since", "")
    same_day = bool(since) and parsedate_to_datetime(since) >= newest.replace(microsecond=0)
    same_tag = headers.get("if-none-match", tag if same_day else "") == tag
    if (since or "if-none-match" in headers) and same_tag and (same_day or not since):
        return Answer(304, b"", "application/rss+xml; charset=UTF-8", validators)
    text = _rss(site, shown)
    if site.faults.feed == "broken":
        text = text[: len(text) * 2 // 3]
    return Answer.xml(text, "application/rss+xml", Last_Modified=changed, ETag=tag)


def _rss(site: Site, posts: list[Post]) -> str:
    items = "\n".join(_item(site, p) for p in posts)
    home = site.base + site.prefix
    return f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {NAMESPACES}>
<channel><title>{xml_escape(site.name)}</title>
<atom:link href="{home}/feed/" rel="self" type="application/rss+xml" />
<link>{home}/</link><description></description><language>{site.html_lang}</language>
<generator>https://wordpress.org/?v=6.1.1</generator>
{items}
</channel></rss>
"""


def _item(site: Site, post: Post) -> str:
    url = site.url_of(post)
    short = escape(summary(post))
    if post.protected:
        short, content = summary(post), password_form(site, post)
    elif site.faults.feed == "summary":
        content = ""
        short += f' <a href="{url}">Continue reading <span>{escape(post.title)}</span></a>'
    else:
        content = "\n".join(block_html(b) for b in post.pages()[0])
    whole = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    categories = "".join(f"<category><![CDATA[{c.name}]]></category>" for c in post.categories)
    title = xml_escape(("Protected: " if post.protected else "") + post.title)
    day = format_datetime(post.published.astimezone(UTC))
    return f"""<item><title>{title}</title><link>{url}</link>
<dc:creator><![CDATA[{post.author}]]></dc:creator><pubDate>{day}</pubDate>{categories}
<guid isPermaLink="false">{site.base}{site.prefix}/?p={post.id}</guid>
<description><![CDATA[{short}]]></description>{whole}</item>"""

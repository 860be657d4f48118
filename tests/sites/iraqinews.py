"""Post pages of an English news site: title twice, caption, dateline, reply form, neighbours."""

from __future__ import annotations

from html import escape

from sites.blocks import block_html
from sites.content import page_links, password_form
from sites.head import post_head, time_tag
from sites.noise import NEIGHBOURS
from sites.posts import Post
from sites.site import Site


def post_page(site: Site, post: Post, page: int = 1, canonical: str = "") -> str:
    """HTML of a post; the headline stands in the page header and again above the text."""
    title = escape(post.title)
    return f"""<!DOCTYPE html>
<html lang="{site.html_lang}">
{post_head(site, post, page, canonical)}
<body class="post-template-default single single-post postid-{post.id}">
<header id="masthead"><a class="site-logo" href="{site.base}/">{site.name}</a>
<nav><ul><li><a href="{site.base}/iraq-war/">Iraq War</a></li>\
<li><a href="{site.base}/features/">Features</a></li></ul></nav></header>
<div class="page-title-bar"><div class="page-title-inner"><span class="page-heading">{title}</span>\
</div></div>
<main id="main"><article id="post-{post.id}" class="post-{post.id} post type-post hentry">
<header class="entry-header"><h1 class="entry-title">{title}</h1>
<div class="entry-meta">{time_tag(post)}</div></header>
{_picture(site, post)}
<div class="{site.faults.container or "entry-content"}">
{_body(site, post, page)}
</div>
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul>\
<li><a href="#">Tweet</a></li><li><a href="#">Print</a></li></ul></div>
</article>
{_reply(post)}
{_neighbours(site, post)}
</main>
<footer id="colophon">© {site.name}. All rights reserved.</footer>
</body></html>
"""


def _picture(site: Site, post: Post) -> str:
    if not post.image:
        return ""
    return f"""<div class="post-thumbnail"><figure class="wp-caption"><img \
src="{site.absolute(post.image.path)}" alt="{escape(post.image.alt)}"><figcaption \
class="wp-caption-text">{escape(post.image.caption)}</figcaption></figure></div>"""


def _body(site: Site, post: Post, page: int) -> str:
    if post.protected:
        return password_form(site, post)
    blocks = [block_html(b) for b in post.pages()[page - 1]]
    return "\n".join([*blocks, page_links(site, post, page)])


def _reply(post: Post) -> str:
    said = "".join(
        f'<li class="comment"><cite>{c.author}</cite><p>{escape(c.text)}</p></li>'
        for c in post.comments
    )
    return f"""<div id="comments" class="comments-area"><ol class="comment-list">{said}</ol>
<h3 class="comments-heading">Leave a Reply</h3>
<div id="respond" class="comment-respond"><h3 id="reply-title">Leave a Reply</h3>
<form id="commentform" action="/wp-comments-post.php" method="post"><p class="comment-notes">\
<span id="email-notes">Your email address will not be published.</span> \
<span class="required-field-message">Required fields are marked *</span></p>
<p><label for="comment">Comment *</label><textarea id="comment" name="comment"></textarea></p>
</form></div></div>"""


def _neighbours(site: Site, post: Post) -> str:
    """Headlines only, after the form; the posts beside this one among them."""
    before, after = site.neighbours(post)
    links = [f'<a href="{site.url_of(p)}">{escape(p.title)}</a>' for p in (before, after) if p]
    links += [f'<a href="{site.shown_at(n)}">{t}</a>' for n, t in enumerate(NEIGHBOURS)]
    items = "\n".join(f'<div class="nav-item"><h4>{link}</h4></div>' for link in links)
    return f'<nav class="post-navigation more-news">{items}</nav>'

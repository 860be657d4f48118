"""Post pages in the markup of the tagDiv "Newspaper" theme: classic, cloud and daily layout.

Structure after real pages of the theme; the daily form after the texts of a monitor's news host,
where an empty "Date:" label and a block of related headlines stand before the body.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape

from sites.content import content_node, featured_image
from sites.head import post_head, time_tag
from sites.modules import (
    comments_block,
    latest_modules,
    next_prev,
    page_footer,
    page_header,
    related_classic,
    related_cloud,
    share_buttons,
    teaser_module,
)
from sites.noise import RELATED
from sites.posts import Post
from sites.site import Site

SEPARATOR = '<i class="td-icon-right td-bread-sep"></i>'


def post_page(site: Site, post: Post, page: int = 1, canonical: str = "") -> str:
    """HTML of a post in its layout."""
    layouts = {"classic": _classic, "cloud": _cloud, "daily": _daily}
    main = layouts[post.form or site.layout](site, post, page)
    direction = ' dir="rtl"' if site.html_lang.startswith("ar") else ""
    shown = f"postid-{post.id} single-format-standard"
    return f"""<!DOCTYPE html>
<html lang="{site.html_lang}"{direction}>
{post_head(site, post, page, canonical)}
<body class="post-template-default single single-post {shown} td-standard-pack">
<div id="td-outer-wrap" class="td-theme-wrap">
{page_header(site)}
{main}
{page_footer()}
</div>
</body></html>
"""


def _crumbs(site: Site, post: Post, prefix: str) -> str:
    """Breadcrumb whose separators are icons without text; the last is cut as the theme cuts it."""
    cut = post.title if len(post.title) <= 60 else post.title[:57].rsplit(" ", 1)[0] + "..."
    links = [f'<span><a title="" class="{prefix}entry-crumb" href="{site.base}/">Home</a></span>']
    links += [
        f'<span><a title="View all posts in {escape(c.name)}" class="{prefix}entry-crumb" '
        f'href="{site.base}{site.prefix}/blog/category/{c.slug}/">{escape(c.name)}</a></span>'
        for c in post.categories
    ]
    last = f'<span class="td-bred-no-url-last">{escape(cut)}</span>'
    return SEPARATOR.join([*links, last])


def _byline(post: Post) -> str:
    return (
        '<div class="td-post-author-name"><div class="td-author-by">By</div> '
        f'<a href="/author/desk/" rel="author">{escape(post.author)}</a>'
        '<div class="td-author-line"> - </div></div>'
    )


def _tags(post: Post) -> str:
    if not post.tags:
        return ""
    items = "".join(f'<li><a href="/tag/{t.lower()}/">{escape(t)}</a></li>' for t in post.tags)
    return f'<ul class="td-tags td-post-small-box clearfix"><li><span>TAGS</span></li>{items}</ul>'


def _classic(site: Site, post: Post, page: int) -> str:
    container = site.faults.container or "td-post-content"
    subtitle = f'<p class="td-post-sub-title">{escape(post.subtitle)}</p>' if post.subtitle else ""
    title = f'<h1 class="entry-title">{escape(post.title)}</h1>' if post.title else ""
    categories = "".join(
        f'<li class="entry-category"><a href="/blog/category/{c.slug}/">{escape(c.name)}</a></li>'
        for c in post.categories
    )
    return f"""<div class="td-main-content-wrap td-container-wrap">
<div class="td-container td-post-template-default">
<div class="td-crumb-container"><div class="entry-crumbs">{_crumbs(site, post, "")}</div></div>
<div class="td-pb-row"><div class="td-pb-span8 td-main-content" role="main">
<div class="td-ss-main-content">
<article id="post-{post.id}" class="post-{post.id} post type-post status-publish hentry">
<div class="td-post-header"><ul class="td-category">{categories}</ul>
<header class="td-post-title">{title}{subtitle}
<div class="td-module-meta-info">{_byline(post)}
<span class="td-post-date">{time_tag(post)}</span>
<div class="td-post-views"><i class="td-icon-views"></i><span>{post.id % 977}</span></div></div>
</header></div>
{share_buttons()}
<div class="{container} tagdiv-type">
{content_node(site, post, page)}
</div>
<footer><div class="td-post-source-tags">{_tags(post)}</div>
{share_buttons("td-post-sharing-bottom")}
{next_prev(site, post, "td-block-row td-post-next-prev")}
<span class="td-page-meta"><meta itemprop="datePublished" content="{post.published}"></span>
</footer></article>
{related_classic(site)}
{comments_block(post)}
</div></div>
<div class="td-pb-span4 td-main-sidebar" role="complementary">{latest_modules(site)}</div>
</div></div></div>"""


def _block(kind: str, number: int, inner: str, tag: str = "div") -> str:
    """A cloud block; ``tdi_N`` is different on every page."""
    return f"""<div class="td_block_wrap {kind} tdi_{number} td-pb-border-top \
td_block_template_2" data-td-block-uid="tdi_{number}">
<{tag} class="tdb-block-inner td-fix-index">{inner}</{tag}></div>"""


def _cloud(site: Site, post: Post, page: int) -> str:
    n = 50 + post.id % 40
    container = site.faults.container or "tdb_single_content"
    content = "" if site.faults.container else " td-post-content tagdiv-type"
    caption = post.image.caption if post.image else ""
    image = (
        featured_image(site, post.image).replace("wp-caption-text", "tdb-caption-text")
        if post.image and page == 1
        else ""
    )
    blocks = [
        _block("tdb_breadcrumbs", n, _crumbs(site, post, "tdb-")),
        _block("tdb_title tdb-single-title", n + 1, _cloud_title(post)),
        _block("tdb_single_subtitle", n + 2, f"<p>{escape(post.subtitle)}</p>")
        if post.subtitle
        else "",
        _block("tdb_single_author", n + 3, _byline(post)),
        _block("tdb_single_date", n + 4, time_tag(post)),
        _block("tdb_single_post_share", n + 5, share_buttons("td-post-sharing")),
        _block(f"tdb_single_featured_image{' tdb-has-caption' if caption else ''}", n + 6, image),
        _block(f"{container}{content}", n + 7, content_node(site, _bare(post), page)),
        _block("tdb_single_tags", n + 8, _tags(post)),
        _block("tdb_single_next_prev", n + 9, next_prev(site, post, "tdb-next-prev")),
        related_cloud(site),
        _block("tdb_single_comments", n + 10, comments_block(post)),
    ]
    return f"""<div id="tdb-autoload-article"><div class="td-main-content-wrap">
<div class="tdc-content-wrap"><article id="template-id-351" class="post-351 tdb_templates \
type-tdb_templates status-publish post"><div class="tdc-zone"><div class="tdc-row">
<div class="vc_row wpb_row td-pb-row"><div class="vc_column tdc-column td-pb-span8">
<div class="wpb_wrapper">
{chr(10).join(b for b in blocks if b)}
</div></div>
<div class="vc_column tdc-column td-pb-span4"><div class="wpb_wrapper">
{latest_modules(site, n + 20)}
</div></div></div></div></div></article></div></div></div>"""


def _cloud_title(post: Post) -> str:
    title = f'<h1 class="tdb-title-text">{escape(post.title)}</h1>' if post.title else ""
    return f'{title}<div></div><div class="tdb-title-line"></div>'


def _bare(post: Post) -> Post:
    """Cloud pages have the featured image in a block of its own, not in the content."""
    return replace(post, image=None)


def _daily(site: Site, post: Post, page: int) -> str:
    """Of the news host: the label of the date is empty, related headlines precede the body."""
    before = "\n".join(teaser_module(site, t, "td_module_flex td_module_flex_3") for t in RELATED)
    container = site.faults.container or "tdb_single_content"
    return f"""<div class="td-main-content-wrap td-container-wrap"><div class="tdc-content-wrap">
<article id="post-{post.id}" class="post-{post.id} post type-post status-publish hentry">
{_block("tdb_title tdb-single-title", 11, _cloud_title(post))}
<div class="wpb_wrapper td_block_wrap td_block_text_with_title tdi_12"><p>Date: </p></div>
<div class="td_block_wrap td_flex_block_3 tdi_14 td_flex_block" data-td-block-uid="tdi_14">
<div class="td-block-title-wrap"><h4 class="td-block-title"><span>Related News</span></h4></div>
<div class="td_block_inner">
{before}
</div></div>
{_block(f"{container} td-post-content tagdiv-type", 15, content_node(site, post, page))}
{_block("tdb_single_post_share", 16, share_buttons("td-post-sharing"))}
</article></div></div>"""

"""Pages in the markup of the software that publishers run, round a body of the test's own."""

# ruff: noqa: E501 -- markup reads better whole

from __future__ import annotations

TITLE = "Shelling of the old market in Tell Amara"
RELATED = ("Nine people detained near Qasr al-Ward", "A bakery was hit in Deir Sunbul")
_MODULE = (
    '<div class="td_module_10 td_module_wrap"><h3 class="entry-title td-module-title">'
    '<a href="/blog/x/">{0}</a></h3><div class="td-excerpt">{0}, according to what the...</div>'
    '<time class="entry-date" datetime="2019-05-05">May 5</time></div>'
)


def newspaper(body: str, *, title: str = TITLE, after: str = "", subtitle: str = "") -> str:
    """A classic page of tagDiv's Newspaper with related and latest posts around the text."""
    modules = "".join(_MODULE.format(name) for name in RELATED)
    return f"""<!doctype html><html lang="en-US"><head><title>{title} | Monitor</title>
<meta property="og:title" content="{title}">
<style>.td_block_related_posts{{margin:0}} .tdb_single_content{{}} .wp-block-post-content{{}}</style>
</head><body class="single single-post">
<div class="td-crumb-container"><div class="entry-crumbs"><span><a class="entry-crumb" href="/">Home</a>
</span><i class="td-icon-right"></i><span><a class="entry-crumb" href="/c/">Casualties</a></span>
<span class="td-bred-no-url-last">{title[:20]}...</span></div></div>
<article class="post-813 post type-post"><div class="td-post-header"><ul class="td-category"><li>
<a href="/c/">Casualties</a></li></ul><header class="td-post-title">
<h1 class="entry-title">{title}</h1><p class="td-post-sub-title">{subtitle}</p>
<div class="td-module-meta-info">By <a href="/a/">Desk</a> - <time class="entry-date"
datetime="2020-02-01T10:00:00+03:00">February 1, 2020</time></div></header></div>
<div class="td-post-sharing-top"><a>Facebook</a><a>Twitter</a></div>
<div class="td-post-content tagdiv-type">{body}</div>
<footer><div class="td-post-next-prev"><div><span>Previous article</span>
<a href="/p/">{RELATED[0]}</a></div></div></footer></article>
<div class="td_block_wrap td_block_related_posts tdi_31"><h4 class="td-related-title">
<a class="td-related-left">RELATED ARTICLES</a></h4>{modules}</div>
<div class="comments" id="comments"><div id="respond" class="comment-respond">
<h3 id="reply-title">LEAVE A REPLY <small><a href="#r">Cancel reply</a></small></h3>
<form id="commentform"><textarea>Comment:</textarea></form></div></div>{after}
<div class="td_block_wrap td_flex_block_1 tdi_9"><h4>Latest Articles</h4>{modules}</div></body></html>"""


def newspaper_cloud(body: str, *, title: str = TITLE, subtitle: str = "") -> str:
    """A page of Newspaper's cloud templates: nested blocks, ``tdi_N`` different on each page."""
    modules = "".join(_MODULE.format(name) for name in RELATED)
    return f"""<html><head><style>.td_block_related_posts{{}}</style></head><body>
<div class="tdc-zone"><div class="td_block_wrap tdb_breadcrumbs tdi_55"><div class="tdb-block-inner">
<a class="tdb-entry-crumb" href="/">Home</a><a class="tdb-entry-crumb" href="/n/">News</a></div></div>
<div class="td_block_wrap tdb_title tdi_60"><h1 class="tdb-title-text">{title}</h1></div>
<div class="td_block_wrap tdb_single_subtitle tdi_61"><div class="tdb-block-inner"><p>{subtitle}</p>
</div></div><div class="td_block_wrap tdb_single_featured_image tdi_62"><div class="tdb-block-inner">
<img src="/i.jpg"><figcaption class="tdb-caption-text">The market, seen in 2012</figcaption></div></div>
<div class="td_block_wrap tdb_single_content tdi_63 td-post-content tagdiv-type">
<style>.tdi_63{{margin:0}}</style><div class="tdb-block-inner td-fix-index">{body}</div></div>
<div class="td_block_wrap tdb_single_next_prev tdi_64"><a href="/n/">{RELATED[1]}</a></div>
<div class="td_block_wrap tdb_single_related tdi_65">{modules}</div></div></body></html>"""


def wordpress(body: str, *, title: str = TITLE) -> str:
    """A page of a classic WordPress core theme."""
    return f"""<html lang="en-US"><head><title>{title} – Site</title></head><body class="single-post">
<header class="site-header"><h1 class="site-title">Monitor of the North</h1></header>
<main><article class="post-4 post hentry"><header class="entry-header">
<h1 class="entry-title">{title}</h1></header><figure class="post-thumbnail"><img src="/i.jpg">
<figcaption class="wp-caption-text">A street</figcaption></figure>
<div class="entry-content">{body}</div><footer class="entry-footer">Posted in Casualties</footer>
</article><nav class="navigation post-navigation"><h2 class="screen-reader-text">Post navigation</h2>
<div class="nav-links"><a href="/p/">Previous: {RELATED[0]}</a></div></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">One thought</h2>
<ol class="comment-list"><li><div class="comment-content"><p>I disagree with it all.</p></div></li></ol>
</div></main></body></html>"""


def wordpress_block(body: str, *, title: str = TITLE) -> str:
    """A page of a WordPress block theme."""
    return f"""<html><body class="single"><main class="wp-block-group">
<h1 class="wp-block-post-title">{title}</h1><figure class="wp-block-post-featured-image">
<img src="/i.jpg"></figure><div class="entry-content wp-block-post-content is-layout-flow">{body}</div>
<div class="wp-block-post-terms">Posted in <a href="/c/" rel="tag">Casualties</a></div>
<div class="wp-block-query"><h2><a href="/o/">{RELATED[0]}</a></h2>
<div class="wp-block-post-excerpt"><p>An excerpt of the other …</p></div></div></main></body></html>"""


def joomla(body: str, *, title: str = TITLE) -> str:
    """A page of Joomla 3."""
    return f"""<html><body><div class="item-page" itemscope itemtype="https://schema.org/Article">
<div class="page-header"><h2 itemprop="headline">{title}</h2></div>
<div class="icons"><a>Print</a><a>Email</a></div>
<dl class="article-info muted"><dt class="article-info-term">Details</dt>
<dd class="category-name">Category: News</dd></dl>
<div itemprop="articleBody">{body}</div>
<ul class="pager pagenav"><li class="next"><a href="/n">{RELATED[0]}</a></li></ul></div></body></html>"""


def joomla_cassiopeia(body: str, *, title: str = TITLE) -> str:
    """A page of Joomla 4 and 5."""
    return f"""<html><body><div class="com-content-article item-page"><div class="page-header">
<h1>{title}</h1></div><dl class="article-info text-muted"><dd>Written by Desk</dd></dl>
<figure class="left item-image"><img src="/i.jpg"><figcaption class="caption">A street</figcaption>
</figure><div class="com-content-article__body">{body}</div>
<nav class="pagenavigation"><a href="/n">{RELATED[0]}</a></nav></div></body></html>"""


THEMES = {
    "newspaper": newspaper,
    "newspaper cloud": newspaper_cloud,
    "wordpress": wordpress,
    "wordpress block": wordpress_block,
    "joomla": joomla,
    "joomla cassiopeia": joomla_cassiopeia,
}


def unknown(body: str, *, title: str = TITLE) -> str:
    """A page of a system of its own, whose class names say nothing."""
    links = "".join(f'<li><a href="/{i}">{name}</a></li>' for i, name in enumerate(RELATED))
    return f"""<html><head><title>{title}</title><meta property="og:title" content="{title}"></head>
<body><div id="top"><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></div>
<div id="c2"><div class="x1"><h1>{title}</h1><div class="x2">3 May 2020 - 11:20</div>{body}</div></div>
<div id="c3"><h3>More headlines</h3><ul>{links}</ul></div>
<div id="c4"><p>Copyright 2020. All rights reserved.</p></div></body></html>"""

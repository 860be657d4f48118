"""Listing pages, and the pages that are no report: about, search, challenge, soft 404, login."""

from __future__ import annotations

from html import escape

from sites.head import plain_head, summary, time_tag
from sites.modules import latest_modules, page_footer, page_header
from sites.posts import Post
from sites.site import Site


def listing_page(site: Site, posts: list[Post], path: str, number: int, heading: str) -> str:
    """Page ``number`` of the list below ``path``; ``posts`` are all posts of the list."""
    pages = max(1, -(-len(posts) // site.per_page))
    last = pages if site.faults.listing == "endless" else number
    first = (min(number, last) - 1) * site.per_page
    shown = posts[first : first + site.per_page]
    modules = "\n".join(_module(site, p) for p in shown)
    more = number < pages or site.faults.listing == "endless"
    main = f"""<div class="td-main-content-wrap"><div class="td-container">
<div class="td-crumb-container"><div class="entry-crumbs"><span><a href="{site.base}/" \
class="entry-crumb">Home</a></span></div></div>
<h1 class="entry-title td-page-title">{escape(heading)}</h1>
<div class="td-ss-main-content">
{modules}
{_pager(site, path, number, more=more)}
</div>
<div class="td-pb-span4 td-main-sidebar">{latest_modules(site)}
<ul class="links"><li><a href="https://elsewhere.example/blog/2015/01/01/77/">Partner</a></li>\
<li><a href="/wp-content/pdf/english/annual.pdf">Annual report (PDF)</a></li>\
<li><a href="mailto:desk@monitor.example">Write to us</a></li>\
<li><a href="javascript:void(0)">Top</a></li></ul></div>
</div></div>"""
    return _frame(site, heading, main, site.base + path + (f"page/{number}/" if number > 1 else ""))


def _module(site: Site, post: Post) -> str:
    url = site.url_of(post)
    title = escape(post.title)
    return f"""<div class="td_module_10 td_module_wrap td-animation-stack">
<div class="td-module-thumb"><a href="{url}" rel="bookmark" class="td-image-wrap" title="{title}">\
<img class="entry-thumb" src="/wp-content/uploads/t.jpg" alt=""></a></div>
<div class="item-details"><h3 class="entry-title td-module-title"><a href="{url}" rel="bookmark" \
title="{title}">{title}</a></h3>
<div class="td-module-meta-info">{time_tag(post)}\
<div class="td-module-comments"><a href="{url}#respond">{len(post.comments)}</a></div></div>
<div class="td-excerpt">{escape(summary(post))}</div></div></div>"""


def _pager(site: Site, path: str, number: int, *, more: bool) -> str:
    base = site.base + path
    if site.pager == "tagdiv":
        icon = '<i class="page-nav-icon td-icon-menu-right"></i>'
        following = f'<a href="{base}page/{number + 1}/" aria-label="next-page">{icon}</a>'
        return f"""<div class="page-nav td-pb-padding-side"><span class="current">{number}</span>\
{following if more else ""}<span class="pages">Page {number}</span></div>"""
    if site.pager == "block":
        link = f'{base}page/{number + 1}/" class="wp-block-query-pagination-next'
        return f'<nav>{f"""<a href="{link}">Older Posts</a>""" if more else ""}</nav>'
    following = f'<a class="next page-numbers" href="{base}page/{number + 1}/">Older posts</a>'
    before = base + (f"page/{number - 1}/" if number > 2 else "")
    previous = f'<a class="prev page-numbers" href="{before}">Newer posts</a>'
    return f"""<nav class="navigation pagination"><div class="nav-links">\
{previous if number > 1 else ""}<span aria-current="page" class="page-numbers current">{number}\
</span>{following if more else ""}</div></nav>"""


def static_page(site: Site, title: str, paragraphs: tuple[str, ...]) -> str:
    """A WordPress page: about, contact. Its markup is that of a post; only the type differs."""
    text = "\n".join(f"<p>{escape(p)}</p>" for p in paragraphs)
    main = f"""<article id="post-2" class="post-2 page type-page status-publish hentry">
<header class="td-page-header"><h1 class="entry-title td-page-title">{title}</h1></header>
<div class="td-page-content tagdiv-type">{text}</div></article>"""
    return _frame(site, title, main)


def not_found_page(site: Site) -> str:
    """The theme's 404, also sent with status 200 by sites that are set up wrongly."""
    main = """<div class="td-404-title">Ooops... Error 404</div>
<div class="td-404-sub-title">Sorry, but the page you are looking for doesn't exist.</div>
<h4 class="td-404-head">OUR LATEST POSTS</h4>"""
    return _frame(site, "Page not found", main + latest_modules(site))


def challenge_page() -> str:
    """A browser check as content networks send it."""
    return """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<meta name="robots" content="noindex,nofollow"></head>
<body class="no-js"><div class="main-wrapper" role="main"><div class="main-content">
<h1 class="zone-name-title h1">www.iraqinews.com</h1>
<h2 id="challenge-running">Checking if the site connection is secure</h2>
<noscript><div id="challenge-error-title">Enable JavaScript and cookies to continue</div></noscript>
<form id="challenge-form" action="/?__cf_chl_f_tk=none" method="POST"></form></div></div>
<script src="/cdn-cgi/challenge-platform/h/g/orchestrate/jsch/v1"></script>
<div class="footer">Ray ID: <code>0000000000000000</code>
Performance &amp; security by Cloudflare</div></body></html>
"""


def login_page(site: Site) -> str:
    """WordPress's own login form."""
    return f"""<!DOCTYPE html><html lang="en-US"><head><title>Log In &lsaquo; {site.name}</title>
</head><body class="login js login-action-login wp-core-ui"><div id="login"><h1>
<a href="https://wordpress.org/">Powered by WordPress</a></h1>
<form name="loginform" id="loginform" action="/wp-login.php" method="post"><p>
<label for="user_login">Username or Email Address</label><input name="log" id="user_login"></p>
<p><label for="user_pass">Password</label><input type="password" name="pwd" id="user_pass"></p>
</form><p id="nav"><a href="/wp-login.php?action=lostpassword">Lost your password?</a></p></div>
</body></html>
"""


def _frame(site: Site, title: str, main: str, canonical: str = "") -> str:
    return f"""<!DOCTYPE html>
<html lang="{site.html_lang}">
{plain_head(site, title, canonical)}
<body class="td-standard-pack"><div id="td-outer-wrap" class="td-theme-wrap">
{page_header(site)}
{main}
{page_footer()}
</div></body></html>
"""

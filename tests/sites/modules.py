"""Blocks of the tagDiv "Newspaper" theme that stand around a post: menus, related, comments."""

from __future__ import annotations

from html import escape

from sites.noise import AD, FOOTER, LATEST, RELATED, Teaser
from sites.posts import Post
from sites.site import Site

NETWORKS = ("Facebook", "Twitter", "WhatsApp", "Email", "Print")


def teaser_module(site: Site, teaser: Teaser, kind: str = "td_module_related_posts") -> str:
    """A neighbour with picture, title, date and excerpt; its link leads to a post of the site."""
    url = site.shown_at(teaser.place)
    title = escape(teaser.title)
    return f"""<div class="{kind} td_module_wrap td-animation-stack">
<div class="td-module-image"><div class="td-module-thumb"><a href="{url}" rel="bookmark" \
class="td-image-wrap" title="{title}"><img class="entry-thumb" src="/wp-content/uploads/t.jpg" \
alt="" title="{title}"></a></div></div>
<div class="item-details"><h3 class="entry-title td-module-title"><a href="{url}" \
rel="bookmark" title="{title}">{title}</a></h3>
<div class="td-module-meta-info"><span class="td-post-date"><time class="entry-date updated \
td-module-date" datetime="{teaser.day}">{teaser.day[:10]}</time></span></div>
<div class="td-excerpt">{escape(teaser.text)}</div></div></div>"""


def related_classic(site: Site) -> str:
    """Related articles of the classic layout."""
    spans = "\n".join(
        f'<div class="td-related-span4">{teaser_module(site, t)}</div>' for t in RELATED
    )
    return f"""<div class="td_block_wrap td_block_related_posts tdi_31 \
td_with_ajax_pagination td-pb-border-top td_block_template_1" data-td-block-uid="tdi_31">
<h4 class="td-related-title td-block-title"><a class="td-related-left td-cur-simple-item" \
href="#">Related articles</a><a class="td-related-right" href="#">MORE FROM AUTHOR</a></h4>
<div id="tdi_31" class="td_block_inner"><div class="td-related-row">
{spans}
</div></div>
<div class="td-next-prev-wrap"><a href="#" class="td-ajax-next-page" aria-label="next-page">\
<i class="td-icon-font td-icon-menu-right"></i></a></div></div>"""


def related_cloud(site: Site) -> str:
    """Related articles of the cloud layout."""
    modules = "\n".join(teaser_module(site, t, "tdb_module_related") for t in RELATED)
    return f"""<div class="td_block_wrap tdb_single_related tdi_131 td_with_ajax_pagination \
td-pb-border-top td_block_template_2 tdb-single-related-posts" data-td-block-uid="tdi_131">
<div class="td-block-title-wrap"><h4 class="td-block-title"><span class="td-pulldown-size">\
Related articles</span></h4></div>
<div id="tdi_131" class="td_block_inner tdb-block-inner td-fix-index">
{modules}
</div></div>"""


def latest_modules(site: Site, number: int = 90) -> str:
    """A flex block of the newest posts; the same block stands in sidebars and below posts."""
    modules = "\n".join(teaser_module(site, t, "td_module_flex td_module_flex_1") for t in LATEST)
    return f"""<div class="td_block_wrap td_flex_block_1 tdi_{number} td-h-effect-up-shadow \
td-pb-border-top td_block_template_2 td_flex_block" data-td-block-uid="tdi_{number}">
<div class="td-block-title-wrap"><h4 class="td-block-title"><span class="td-pulldown-size">\
Latest Articles</span></h4></div>
<div id="tdi_{number}" class="td_block_inner td-mc1-wrap">
{modules}
</div></div>"""


def next_prev(site: Site, post: Post, kind: str) -> str:
    """Links to the posts before and after, with their titles."""
    before, after = site.neighbours(post)
    cells = []
    for label, neighbour, side in (("Previous", before, "prev"), ("Next", after, "next")):
        if neighbour:
            cells.append(
                f'<div class="td-block-span6 td-post-{side}-post"><div class='
                f'"td-post-next-prev-content"><span>{label} article</span>'
                f'<a href="{site.url_of(neighbour)}">{escape(neighbour.title)}</a></div></div>'
            )
    return f'<div class="{kind}">' + "\n".join(cells) + "</div>"


def share_buttons(kind: str = "td-post-sharing-top") -> str:
    """Buttons whose words are in the page."""
    buttons = "\n".join(
        f'<a class="td-social-sharing-button td-social-network td-social-{n.lower()}" href="#">'
        f'<div class="td-social-but-icon"><i class="td-icon-{n.lower()}"></i></div>'
        f'<div class="td-social-but-text">{n}</div></a>'
        for n in NETWORKS
    )
    return f"""<div class="{kind}"><div class="td-post-sharing td-ps-bg td-ps-notext \
td-post-sharing-style1"><div class="td-post-sharing-visible">{buttons}</div></div></div>"""


def comments_block(post: Post) -> str:
    """Readers' comments and the form."""
    said = "\n".join(
        f'<li class="comment" id="comment-{post.id}{n}"><article><footer><cite>{c.author}</cite>'
        f'</footer><div class="comment-content"><p>{escape(c.text)}</p></div></article></li>'
        for n, c in enumerate(post.comments, 1)
    )
    heading = f"{len(post.comments)} COMMENTS" if post.comments else ""
    return f"""<div class="comments" id="comments">
<div class="td-comments-title-wrap"><h4 class="td-comments-title">{heading}</h4></div>
<ol class="comment-list">{said}</ol>
<div id="respond" class="comment-respond"><h3 id="reply-title" class="comment-reply-title">\
LEAVE A REPLY <small><a rel="nofollow" id="cancel-comment-reply-link" href="#respond">\
Cancel reply</a></small></h3>
<form action="/wp-comments-post.php" method="post" id="commentform" class="comment-form">
<div class="td-form-comment"><textarea id="comment" name="comment"></textarea>\
<div class="td-warning-comment">Please enter your comment!</div></div>
<div class="td-form-author"><input id="author" name="author" type="text">\
<div class="td-warning-author">Please enter your name here</div></div>
<div class="td-form-email"><input id="email" name="email" type="text">\
<div class="td-warning-email-error">You have entered an incorrect email address!</div></div>
<p class="comment-form-cookies-consent"><label>Save my name, email, and website in this browser \
for the next time I comment.</label></p>
<input type="hidden" name="comment_post_ID" value="{post.id}"></form></div></div>"""


def advert(kind: str) -> str:
    """An advertisement inside the content."""
    return (
        f'<div class="td-a-rec td-a-rec-id-{kind} tdi_30 td_block_template_1">'
        f'<span class="td-adspot-title">- Advertisement -</span><div class="td-a-ad">{AD}</div>'
        "</div>"
    )


def page_header(site: Site) -> str:
    """Menus above everything."""
    home = site.base + site.prefix
    items = (("Home", "/"), ("Casualties", "/blog/category/casualties/"), ("About", "/about/"))
    links = "".join(f'<li class="menu-item"><a href="{home}{p}">{n}</a></li>' for n, p in items)
    return f"""<div class="td-header-wrap td-header-style-9"><div class="td-header-sp-logo">\
<a class="td-main-logo" href="{home}/"><span class="td-visual-hidden">{site.name}</span></a></div>
<div id="td-header-menu"><ul class="sf-menu">{links}</ul></div></div>"""


def page_footer() -> str:
    """Below everything."""
    return f"""<div class="td-footer-wrapper"><div class="td-footer-info">{FOOTER}</div></div>
<div class="td-sub-footer-container">© All rights reserved</div>"""

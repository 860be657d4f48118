"""The content node of a post, shared by the layouts: image, body, PDF link, language switcher."""

from __future__ import annotations

from html import escape

from sites.blocks import block_html
from sites.modules import advert
from sites.posts import Image, Post
from sites.site import Site

LANGUAGE_NAMES = {"en": "English", "ar": "عربي", "de": "Deutsch", "fr": "Français"}


def content_node(site: Site, post: Post, page: int, inside: str = "") -> str:
    """All that stands in the container; ``inside`` goes before its end (related lists)."""
    if post.protected:
        return password_form(site, post)
    pages = post.pages()
    blocks = [block_html(b) for b in pages[page - 1]]
    middle = (len(blocks) + 1) // 2
    parts = [
        advert("content_top"),
        featured_image(site, post.image) if post.image and page == 1 else "",
        *blocks[:middle],
        advert("content_inline"),
        *blocks[middle:],
        footnotes(post),
        pdf_paragraph(site, post),
        page_links(site, post, page),
        switcher(site, post),
        inside,
    ]
    return "\n".join(p for p in parts if p)


def featured_image(site: Site, image: Image) -> str:
    """Picture with its caption, twice: ``data-caption`` and ``figcaption``."""
    url = site.absolute(image.path)
    caption = escape(image.caption)
    under = f'<figcaption class="wp-caption-text">{caption}</figcaption>' if caption else ""
    return f"""<div class="td-post-featured-image"><figure><a href="{url}" \
data-caption="{caption}"><img width="696" height="464" class="entry-thumb td-modal-image" \
src="{url}" alt="{escape(image.alt)}" title="{escape(image.alt)}"></a>{under}</figure></div>"""


def pdf_paragraph(site: Site, post: Post) -> str:
    """The paragraph that leads to the whole report."""
    if not post.pdf:
        return ""
    url = site.absolute(post.pdf.path)
    return f'<p><strong><a href="{url}" target="_blank">{escape(post.pdf.label)}</a></strong></p>'


def footnotes(post: Post) -> str:
    """Footnote texts below a rule."""
    if not post.notes:
        return ""
    notes = "\n".join(
        f'<p id="_ftn{n}"><a href="#_ftnref{n}">[{n}]</a> {escape(text)}</p>'
        for n, text in enumerate(post.notes, 1)
    )
    return f'<hr><div class="footnotes">{notes}</div>'


def page_links(site: Site, post: Post, page: int) -> str:
    """Numbers that lead to the other pages of the post."""
    pages = len(post.pages())
    if pages == 1:
        return ""
    url = site.url_of(post)
    links = " ".join(
        f'<span class="current">{n}</span>'
        if n == page
        else f'<a href="{url}{f"{n}/" if n > 1 else ""}" class="post-page-numbers">{n}</a>'
        for n in range(1, pages + 1)
    )
    return f'<div class="page-nav page-nav-post td-pb-padding-side">Pages: {links}</div>'


def switcher(site: Site, post: Post) -> str:
    """Links to the other languages, inside the content as the publishers have it."""
    if not post.twins:
        return ""
    if site.switcher == "wpml":
        items = " ".join(
            f'<span class="wpml-ls-slot-post_translations wpml-ls-item wpml-ls-item-{t.language}">'
            f'<a href="{site.absolute(t.path)}" class="wpml-ls-link"><span class="wpml-ls-native" '
            f'lang="{t.language}">{LANGUAGE_NAMES[t.language]}</span></a></span>'
            for t in post.twins
        )
        classes = "wpml-ls-statics-post_translations wpml-ls"
        return f'<p class="{classes}">This post is also available in: {items}</p>'
    items = "\n".join(
        f'<li class="lang-item lang-item-{t.language}"><a lang="{t.language}" '
        f'hreflang="{t.language}" href="{site.absolute(t.path)}">'
        f"{LANGUAGE_NAMES[t.language]}</a></li>"
        for t in post.twins
    )
    return f"""<div class="available-in"><h4>Available In</h4>
<ul class="language-chooser">{items}</ul></div>"""


def password_form(site: Site, post: Post) -> str:
    """What a protected post shows in place of its body."""
    action = f"{site.base}/wp-login.php?action=postpass"
    return f"""<form action="{action}" class="post-password-form" method="post">
<p>This content is password protected. To view it please enter your password below:</p>
<p><label for="pwbox-{post.id}">Password: <input name="post_password" id="pwbox-{post.id}" \
type="password" size="20"></label> <input type="submit" name="Submit" value="Enter"></p></form>"""

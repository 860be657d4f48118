"""Parts of a page that are no part of its report, as data in the notation of ``Names``.

What stands here must be a name that no site gives to its text.
"""

from __future__ import annotations

UNSEEN_TAGS = ("script", "style", "noscript", "template", "svg", "button")
NEVER_TEXT = (
    *UNSEEN_TAGS, "iframe", "object", "embed", "audio", "video", "canvas", "map", "input", "select",
    "textarea", "label", "datalist", "dialog", "nav", "head", "title", "meta", "link", "progress",
)  # fmt: skip
"""Tags whose content no reader takes for text of the report."""

HIDDEN = (
    ".visually-hidden", ".visuallyhidden", ".screen-reader-text", ".sr-only", ".screenreader-text",
    ".elementor-screen-only", ".show-for-sr", ".u-visually-hidden", ".is-visually-hidden",
    ".hidden-print-only", ".print-only",
)  # fmt: skip
"""Text for screen readers or paper only: WordPress core, Bootstrap, Drupal, Foundation."""

ADVERTISEMENTS = (
    ".td-a-rec", ".td-g-rec", ".td-a-ad", ".td-spot*", ".td-adspot*",  # tagDiv Newspaper
    ".adsbygoogle", ".ad-container", ".ad-wrapper", ".ad-slot*", ".adslot*", ".advertisement",
    ".advertisement*", ".advert", ".ad-unit", ".ad-label", ".google-auto-placed",  # ad networks
    ".code-block", ".ai_widget", ".quads-location*", ".adrotate*", ".wp-block-ad*",  # plugins
    ".OUTBRAIN", ".trc_related_container", "#taboola*", "#outbrain*", "#div-gpt-ad*",
)  # fmt: skip

NEIGHBOURS = (
    # tagDiv Newspaper, classic and cloud
    ".td_block_related_posts", ".td-related-title", ".tdb_single_related", ".td_flex_block*",
    ".td-post-next-prev", ".tdb_single_next_prev", ".td_module*",
    ".td-block-title-wrap", ".td_block_big_grid*", ".td-more-articles-box", ".tdb_module_*",
    ".tdb_loop", ".td-pulldown-filter-list",
    # WordPress core themes and common plugins
    ".jp-relatedposts", "#jp-relatedposts", ".yarpp*", ".crp_related", ".wp_rp*", ".rp4wp*",
    ".related-posts", ".related-post", ".relatedposts", ".related_posts", ".related-articles",
    ".related-articles-wrapper", ".related-content", ".related-links", ".related-stories",
    ".related-news", ".relatedstories", ".wp-block-latest-posts*", ".wp-block-query*",
    ".wp-block-post-template*", ".wp-block-post-navigation-link", ".wp-block-latest-comments*",
    ".wp-block-archives",
    ".wp-block-categories", ".post-navigation", ".posts-navigation", ".nav-links", ".navigation",
    ".nav-previous", ".nav-next", ".navigation-single", ".post-nav", ".prev-next", ".nextpost",
    ".internal-linking-related-contents", ".wp-embedded-content", ".inline-related*",
    ".contextly*", ".zergnet-widget", ".recent-posts", ".latest-posts", ".you-may-also-like",
    ".read-also", ".also-read", ".more-from*",
    # Joomla: item navigation, article list modules
    ".pager", ".pagenav", ".com-content-article__pagination", ".items-more", ".mod-articlesnews",
    ".mod-related-items", ".relateditems", ".itemRelated", ".itemNavigation", ".itemLatest",
    ".itemAuthorLatest",  # K2
)  # fmt: skip
"""Headlines of other pages, related or latest or previous and next."""

BREADCRUMBS = (
    ".td-crumb-container", ".entry-crumbs", ".tdb_breadcrumbs", ".tdb-breadcrumbs", ".entry-crumb",
    ".tdb-entry-crumb", ".breadcrumb", ".breadcrumbs", "#breadcrumbs", "#breadcrumb",
    ".rank-math-breadcrumb", ".yoast-breadcrumbs", ".mod-breadcrumbs*", ".breadcrumb-trail",
)  # fmt: skip

SWITCHERS = (
    ".wpml-ls*", ".wpml-ls-statics-post_translations", ".polylang*", ".pll-*", ".lang-switcher",
    ".language-switcher", ".language-chooser", ".qtranxs*", ".trp-language*", ".available-in",
    ".icl_post_in_other_langs", "#lang_sel*", ".available-languages", ".gtranslate*",
)  # fmt: skip
"""Links to the same report in other languages: WPML, Polylang, qTranslate, TranslatePress."""

COMMENTS = (
    ".comments", ".comment", ".comment-body", ".comment-author",
    "#comments", "#respond", "#commentform", ".comments-area", ".comment-respond", ".comment-list",
    ".comment-form", ".commentlist", ".comments-title", ".wp-block-comments",
    ".comment-reply-title",
    ".wp-block-post-comments*", ".tdb_single_comments", ".td-comments*", "#disqus_thread",
    ".fb-comments", ".fb_iframe_widget", "#jc", ".jcomments-links", ".wpd-comment*", "#wpdcom",
)  # fmt: skip

SHARING = (
    ".td-post-sharing", ".td-post-sharing*", ".td_social*", ".tdb_single_post_share",  # Newspaper
    ".sharedaddy", ".sd-sharing*", ".jp-likes*", ".sd-block", ".addtoany*", ".a2a_kit",
    ".addthis*", ".heateor*", ".ssba*", ".shariff", ".swp_social_panel", ".swp-*", ".mashsb*",
    ".essb*", ".social-share*", ".social-sharing*", ".share-buttons", ".share-button*",
    ".sharing-buttons", ".share-bar", ".share-post", ".post-share", ".post-sharing",
    ".entry-share", ".share-links", ".wp-block-social-links", ".wp-block-outermost-social*",
    ".dpsp-*", ".novashare*", ".simplesocialbuttons", ".apss*", ".wabtn*", ".fb-like",
    ".fb-share-button", ".twitter-share-button", ".twitter-follow-button", ".fb-post-follow",
    ".bctt-ctt-btn", ".ctt-btn", ".ctt-via", ".tm-ctt-tip", ".tm-ctt-btn", ".tweet-this",
    ".newsletter*", ".mc4wp-form", ".mc_embed*", "#mc_embed*", ".subscribe-*", ".signup-form",
    ".jetpack_subscription_widget", ".wp-block-jetpack-subscriptions", ".follow-us",
    ".wp-block-search", ".search-form", ".rating", ".content_rating", ".content_vote",
    ".post-ratings", ".kksr*", ".post-views", ".td-post-views", ".printfriendly", ".print-link",
    ".pf-button*",
)  # fmt: skip
"""Share, follow, tweet, subscribe, rate and print lines."""

HEADERS = (
    ".td-post-header", ".td-module-meta-info", ".td-post-title", ".entry-title", ".tdb-title-text",
    ".page-header", ".item-title", ".post-title", ".wp-block-post-title", ".itemHeader",
)  # fmt: skip
"""The headline and its byline, where a theme prints them inside the container."""

FOOTERS = (
    ".td-category", ".tdb_single_categories", ".tdb_single_tags", ".td-post-source-tags",
    ".td-post-source-via", ".td-author-name", ".author-box-wrap", ".tdb_single_author_box",
    ".article-info", ".icons", ".tags", ".itemToolbar",  # Joomla
    ".td-tags", ".tdb-tags", ".jeg_post_tags", ".com-content-article__tags",
    ".itemTagsBlock", ".field-name-field-tags",  # JNews, Joomla, K2, Drupal
    ".post-tags", ".post_tags", ".posttags", ".post__tags", ".post-tag-list", ".entry-tags",
    ".article-tags", ".article__tags", ".single-tags", ".single-post-tags", ".story-tags",
    ".news-tags", ".content-tags", ".the-tags", ".tags-list", ".tag-list", ".taglist", ".tag-links",
    ".tag-cloud", ".tagcloud", ".wp-block-tag-cloud", ".wp-tag-cloud",
    ".tags-links", ".cat-links", ".entry-footer", ".entry-meta", ".post-meta",
    ".wp-block-post-terms", ".wp-block-post-date", ".wp-block-post-author*", ".author-box",
    ".author-bio", ".about-author", ".post-author-box", ".saboxplugin*", ".pp-author-boxes*",
    ".m-a-box", ".wp-block-file", ".pdfemb*", ".embed-pdf-viewer", ".wp-block-button",
    ".wp-block-buttons", ".edit-link", ".tptn_counter", ".entry-utility",
)  # fmt: skip
"""What a theme prints under or over the text: terms, author box, buttons, the embedded PDF."""

PAGE_LINKS = (".page-links", ".page-link", ".page-nav-post", ".post-page-numbers", ".pagelink")
"""Links to the other pages of a post: core themes, Newspaper."""

CONTENTS = ("#toc_container", "#ez-toc-container", ".ez-toc*", ".lwptoc", ".rank-math-toc-block",
            ".wp-block-rank-math-toc-block", ".toc_container", ".article-index",
            ".wp-block-table-of-contents")  # fmt: skip
"""Lists of the headings that follow anyway."""

CAPTIONS = (
    "figcaption", ".wp-caption-text", ".wp-caption-dd", ".wp-element-caption", ".caption-text",
    ".image-caption", ".img-caption", ".img_caption", ".photo-caption", ".photo-credit",
    ".image-credit", ".gallery-caption", ".media-credit", ".picture-caption", ".media-caption",
    ".td-post-featured-image", ".tdb_single_featured_image", ".tdb-caption-text", ".wp-caption",
    ".wp-block-post-featured-image", ".post-thumbnail", ".featured-image", ".itemImageCaption",
    ".itemImageCredits", ".cutline", ".caption", ".articlecaption", ".image-source",
    ".photo_credit", ".img-credit", ".wf_caption", ".tr-caption",
)  # fmt: skip
"""Words about a picture."""

FOOTNOTE_CLASSES = (
    ".footnote-ref", ".footnote_referrer", ".footnote_plugin_tooltip_text", ".footnote-link",
    ".footnote-marker", ".footnote-anchor", ".fn-ref", ".easy-footnote", ".mfn",
    ".modern-footnotes-footnote", ".simple-footnote", ".footnotes-reference", ".noteref", ".fnref",
    ".footnote-back-link", ".footnote-backref", ".footnote-back-reference", ".MsoFootnoteReference",
    ".msofootnotereference",
)  # fmt: skip
"""References to a note, dropped where their text is no more than a marker."""

SIDEBARS = (
    "aside", "#sidebar", "#secondary", ".sidebar", ".sidebar-primary", ".td-main-sidebar",
    ".primary-sidebar", ".secondary-sidebar", ".site-sidebar",
    *(f".sidebar-{number}" for number in range(1, 10)),
    *(f".td_block_{number}" for number in range(1, 26)),  # Newspaper numbers its lists of posts
    ".widget", ".widget_*", ".widget-area", ".tagcloud", ".moduletable*",
)  # fmt: skip

MENUS = (
    "nav", ".navbar", ".menu", ".menu-item", ".sub-menu", ".main-menu", ".top-menu",
    ".primary-menu", ".secondary-menu", ".footer-menu", ".mobile-menu", ".nav-menu", ".site-menu",
    ".header-menu", ".sf-menu", ".td-header-wrap", ".td-header-menu*", ".td-header-desktop-wrap",
    ".td-header-mobile-wrap", ".td-header-top-menu*", ".td-header-sp*", ".tdb_header_*",
    ".tdb_mobile_*", ".td_block_mega_menu",
)  # fmt: skip
"""Menus and the head of the site."""

SITE_FOOTERS = (
    "footer", "#footer", "#colophon", ".footer", ".site-footer", ".page-footer", ".td-footer-*",
    ".td-sub-footer-*", ".footer-widget", ".footer-widgets", ".footer-area",
)  # fmt: skip

NEIGHBOUR_WORDS = r"related|read[-_]?(?:also|next)|you[-_]?may[-_]?(?:also[-_]?)?like"
"""Words in class names that sites of their own make give to the same parts."""
LINE_WORDS = (
    r"breadcrumbs?|sharing|share[-_]?(?:bar|box|buttons?|icons?|links?|this)"
    r"|social[-_]?(?:bar|icons?|links?|media|share|sharing)"
    r"|lang(?:uage)?[-_]?(?:switch(?:er)?|selector)"
)
"""The same of breadcrumbs, share lines and language switchers."""

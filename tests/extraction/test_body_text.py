"""What stays of a container's text and what goes, on pages of the Newspaper theme."""

# ruff: noqa: E501 -- a case reads better on one line

from __future__ import annotations

import pytest
from body_markup import RELATED, TITLE, newspaper
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.html import extract_body, parse

URL = "https://example.org/blog/2020/02/01/813/"
FIRST = "Four people were killed when shells hit the market on Sunday."
SECOND = "Eleven more were taken to the hospital of the town."
TABLE = """<table><thead><tr><th>Place</th><th>Killed</th></tr></thead><tbody>
<tr><td>Idlib</td><td><p>3</p></td></tr><tr><td colspan='2'>All: 3</td></tr></tbody></table>"""


def body_of(markup: str, title: str = TITLE) -> str:
    return extract_body(parse(newspaper(markup, title=title)), URL, None).text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>killed 312<sup>4</sup> people</p>", "killed 312 people"),
        ('<p>killed 312<sup><a href="#_ftn4">4</a></sup>.</p>', "killed 312."),
        ('<p>killed 312<a href="#_ftn4" name="_ftnref4">[4]</a>.</p>', "killed 312."),
        ('<p>killed 312<a href="https://example.org/a/#_ftn4"><sup>[4]</sup></a></p>', "killed 312"),
        ('<p>killed 312<sup id="fnref:4"><a href="#fn:4">4</a></sup></p>', "killed 312"),
        ('<p>killed 312<sup class="reference"><a href="#cite_note-4">[4]</a></sup></p>', "killed 312"),
        ("<p>killed 312<sup>[4]</sup><sup>(5)</sup><sup>*</sup></p>", "killed 312"),
        ("<p>killed 312<sup>4, 5</sup> and 20<sup>6-8</sup></p>", "killed 312 and 20"),
        ('<p>killed 312<span style="vertical-align: super">4</span></p>', "killed 312"),
        ('<p>killed 312<span class="footnote_referrer"><a>[4]</a></span></p>', "killed 312"),
        ("<p>قُتل 312<sup>٤</sup> مدنياً</p>", "قُتل 312 مدنياً"),
        ('<p><a href="#_ftnref4" name="_ftn4">[4]</a> Told by a doctor.</p>', "Told by a doctor."),
        ('<p>killed 312<a href="#n4">4</a> people</p>', "killed 312 people"),
        ('<p>in incident <a href="#i4">4</a> of the list</p>', "in incident 4 of the list"),
        ("<p>the 5<sup>th</sup> and 2<sup>nd</sup> attack</p>", "the 5th and 2nd attack"),
        ("<p>le 1<sup>er</sup> mai</p>", "le 1er mai"),
        ("<p>40 m<sup>2</sup> of 12 km<sup>2</sup></p>", "40 m2 of 12 km2"),
        ("<p>300 m<sup>3</sup> of CO<sub>2</sub></p>", "300 m3 of CO2"),
        ("<p>6 × 10<sup>6</sup> litres</p>", "6 × 10^6 litres"),
        ("<p>10<sup>6</sup> shells, 1502<sup>7</sup> dead</p>", "10^6 shells, 1502 dead"),
        ("<p>some (10<sup>6</sup>) shells</p>", "some (10^6) shells"),
        ("<p>about ١٠<sup>٦</sup> shells</p>", "about ١٠^٦ shells"),
        ("<p>10<sup>-6</sup> g, 10<sup>−6</sup> g, 6x10<sup>5</sup></p>", "10^-6 g, 10^−6 g, 6x10^5"),
        ("<p>10<sup><b>6</b></sup> shells</p>", "10^6 shells"),
        ('<p>10<span style="vertical-align: super">6</span> shells</p>', "10^6 shells"),
        ("<p>5 m<sup>2</sup>, 10<sup>3</sup> or 10<sup>4</sup></p>", "5 m2, 10^3 or 10^4"),
        ('<p>killed 10<sup><a href="#n6">6</a></sup> men</p>', "killed 10 men"),
        ('<p>killed 10<a href="#n6"><sup>6</sup></a> men</p>', "killed 10 men"),
        ("<p>killed 10<sup>[6]</sup> men, 10<sup>(6)</sup></p>", "killed 10 men, 10"),
        ("<p>killed 10<sup>*</sup> men, 10<sup>6, 7</sup></p>", "killed 10 men, 10"),
        ("<p>killed 110<sup>6</sup>, 1,010<sup>6</sup>, 2.10<sup>6</sup></p>", "killed 110, 1,010, 2.10"),
        ("<p>killed <b>1</b>10<sup>6</sup> in 2010<sup>6</sup>, 9/10<sup>6</sup></p>",
         "killed 110 in 2010, 9/10"),
        ("<p>killed 7<sup>1</sup>, 10<sup>2</sup> and 9<sup>3</sup> men</p>", "killed 7, 10 and 9 men"),
        ("<p>killed 10<sup>1</sup> men</p><p>and 9<sup>2</sup></p>", "killed 10 men\n\nand 9"),
        ("<p>killed 7<sup>[1]</sup></p><p>and at most 10<sup>2</sup></p>", "killed 7\n\nand at most 10"),
        ("<p>killed 7<sup>1</sup> with 10<sup>6</sup> shells, 9<sup>2</sup></p>", "killed 7 with 10^6 shells, 9"),
        ("<p>killed 7<sup>5</sup> with 5 × 10<sup>6</sup> shells</p>", "killed 7 with 5 × 10^6 shells"),
        ("<p>of <sup>235</sup>U and Ca<sup>2+</sup></p>", "of 235U and Ca2+"),
        ("<p>2<sup>1</sup>/<sub>2</sub> hours</p>", "2 1/2 hours"),
        ("<p>“[the army] shelled [it],” he said [sic]</p>", "“[the army] shelled [it],” he said [sic]"),
        ('<p>see <a href="/r">their 2019 report</a> and <a href="#map">12 maps</a></p>',
         "see their 2019 report and 12 maps"),
    ],
)  # fmt: skip
def test_references_to_notes_go_and_real_superscripts_stay(markup: str, text: str) -> None:
    assert body_of(markup) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (f"<p>{FIRST}</p><p>{SECOND}</p>", f"{FIRST}\n\n{SECOND}"),
        (f"<p>{FIRST}</p><p>{FIRST}</p>", f"{FIRST}\n\n{FIRST}"),
        (f"<p>{FIRST}<br>{SECOND}</p>", f"{FIRST}\n{SECOND}"),
        (f"<p>{FIRST}<br><br/>\n&nbsp;<br>{SECOND}</p>", f"{FIRST}\n\n{SECOND}"),
        (f"{FIRST}<p>{SECOND}</p>tail", f"{FIRST}\n\n{SECOND}\n\ntail"),
        (f"<div><div><div>{FIRST}</div></div>{SECOND}</div>", f"{FIRST}\n\n{SECOND}"),
        (f"<span>{FIRST}<div>{SECOND}</div></span>", f"{FIRST}\n\n{SECOND}"),
        (f"<p>{FIRST}</p><h2>Methods</h2><p>{SECOND}</p>", f"{FIRST}\n\nMethods\n\n{SECOND}"),
        (f"<h1>First: what happened</h1><p>{FIRST}</p>", f"First: what happened\n\n{FIRST}"),
        (f"<blockquote><p>{FIRST}</p><p>{SECOND}</p></blockquote>", f"{FIRST}\n\n{SECOND}"),
        ("<ol><li>Three men</li><li>Two women</li></ol>", "Three men\nTwo women"),
        ("<ul><li>Idlib<ul><li>Two women</li></ul></li></ul>", "Idlib\n\nTwo women"),
        ("<dl><dt>Place</dt><dd>Idlib</dd></dl>", "Place\nIdlib"),
        ("<pre>Idlib 3\nHoms  4</pre>", "Idlib 3\nHoms 4"),
        (TABLE, "Place | Killed\nIdlib | 3\nAll: 3"),
        ("<table><tr><td>Tell<br>Amara</td><td></td><td>3</td></tr></table>", "Tell Amara | 3"),
        (f"<table><tr><td><p>{FIRST}</p><p>{SECOND}</p></td></tr></table>", f"{FIRST}\n\n{SECOND}"),
        (f"<aside><p>{FIRST}</p></aside>", FIRST),
        (f"<details><summary>More</summary>{FIRST}</details>", f"More\n\n{FIRST}"),
        ("<p>qua<b>rt</b>er of<i> the</i> town</p>", "quarter of the town"),
        ('<p dir="rtl">قُتل أربعة أشخاص في السوق.</p><p>أُصيب ١١ آخرون.</p>',
         "قُتل أربعة أشخاص في السوق.\n\nأُصيب ١١ آخرون."),
        ("<p>Idlib</p><p>___</p><p>Homs</p>", "Idlib\n\n___\n\nHoms"),
    ],
)  # fmt: skip
def test_no_text_of_the_report_is_lost(markup: str, text: str) -> None:
    assert body_of(markup) == text


NOISE = {
    "dead shortcode": "<p>[td_block_12 limit=&#8221;5&#8243; custom_title=&#8221;Latest&#8221;]</p>",
    "dead closing shortcode": "<p>[/vc_column][/vc_row]</p>",
    "dead caption shortcode": '<p>[caption id="a_1" width="300"]The market[/caption]</p>',
    "page break": "<p>&lt;!--nextpage--&gt;</p>",
    "switcher": '<p>Languages Available In</p><ul><li><a href="/e">English</a></li><li>عربي</li></ul>',
    "switcher in one line": "<p>Available In <a>English</a> <a>عربي</a> <a>Deutsch</a></p>",
    "WPML": '<p class="wpml-ls-statics-post_translations">Read it in: <span>العربية</span></p>',
    "Arabic switcher": "<p>متوفر باللغات: <a>English</a> <a>عربي</a></p>",
    "PDF link": '<p><a href="/r.pdf">full pdf report</a></p>',
    "PDF link 2": '<p><strong><a href="/r.pdf">View full Report</a></strong></p>',
    "PDF hint": "<p>(Download the full report below)</p>",
    "PDF line": '<p>To read the full report in PDF, <a href="/r.pdf">click here</a>.</p>',
    "PDF hint with a label": '<p>Full text: <a href="/r.pdf">(Download the full report below)</a></p>',
    "PDF hint with a bold label": "<p><b>Press release</b>: (Download the full report below)</p>",
    "PDF link with a label": '<p>Full text: <a href="/r.pdf">View full Report</a></p>',
    "PDF link under a label": '<p>Full text:<br><a href="/r.pdf">View full Report</a></p>',
    "Arabic PDF hint with a label": '<p>النص الكامل: <a href="/r.pdf">(لتحميل التقرير كاملاً)</a></p>',
    "Arabic PDF link": '<p><a href="/r.pdf">للاطلاع على التقرير كاملاً</a></p>',
    "German PDF link": '<p><a href="/r.pdf">Vollständiger Bericht (PDF)</a></p>',
    "empty label": "<p><strong>Date:</strong></p><div>التاريخ:</div><p>Datum:</p>",
    "share": "<p>Share this:</p><div>Share on Facebook</div><p>Tweet</p><p>شارك</p><p>Teilen</p>",
    "share row": "<div><a>Facebook</a> <a>Twitter</a> <a>WhatsApp</a></div>",
    "follow": "<p>Follow us on Twitter and Telegram</p><p>تابعونا على فيسبوك</p>",
    "advertisement": "<p>- Advertisement -</p><p>إعلان</p><p>Anzeige</p>",
    "theme's advertisement": '<div class="td-a-rec td-a-rec-id-content_inline tdi_4">Buy now</div>',
    "related heading alone": "<h4>Latest Articles</h4>",
    "related list": f'<h4>Related articles</h4><ul><li><a href="/1">{RELATED[0]}</a></li></ul>',
    "related with teasers": f'<h4>Related articles</h4><h5><a href="/1">{RELATED[0]}</a></h5>'
    f'<p>The men were taken from their homes at...</p><h5><a href="/2">{RELATED[1]}</a></h5>'
    "<p>Languages Available In English عربي   Press release: (Download the...</p>",
    "related in two languages": f'<p>مقالات ذات صلة:</p><p><a href="/1">{RELATED[0]}</a></p>'
    f'<p>Lesen Sie auch</p><p><a href="/1">{RELATED[1]}</a></p>',
    "read also": f'<p><b>Read also:</b> <a href="/1">{RELATED[0]}</a></p>',
    "read also in Arabic": f'<p>اقرأ أيضاً: <a href="/1">{RELATED[0]}</a></p>',
    "theme's related": f'<div class="td_block_related_posts"><a href="/1">{RELATED[0]}</a></div>',
    "Jetpack's related": f'<div id="jp-relatedposts" class="jp-relatedposts">{RELATED[0]}</div>',
    "site's own related box": f'<div class="c-related-news"><h4>More</h4><p>{RELATED[0]}</p></div>',
    "site's own share bar": '<div class="our_social_share"><b>Tell your friends</b></div>',
    "caption": "<figure><img src='/i'><figcaption>The market in 2012</figcaption></figure>",
    "classic caption": '<div class="wp-caption"><img><p class="wp-caption-text">The market</p></div>',
    "hand-made caption": "<p><img src='/i'><br><em>The market in 2012</em></p>",
    "caption line": "<p>Representational photo.</p><p>Photo: News desk</p>",
    "featured image": '<div class="td-post-featured-image"><a data-caption="The market"></a></div>',
    "hidden": '<p style="color:red; display : none">secret</p><p hidden>secret</p>',
    "hidden for eyes": '<span class="screen-reader-text">opens in a new window</span>',
    "script": "<script>var a = 'x';</script><style>.a{}</style><noscript>enable it</noscript>",
    "headline again": f"<h2>{TITLE}</h2>",
    "view counter": "<p>Post Views: 5</p>",
    "view counters": "<p>Views: 1,234</p><p>5 views</p><div>👁 12.5K views</div><p>1 234 views</p>",
    "view counter in words": "<p>This post has been viewed 1,234 times.</p>",
    "Arabic view counters": "<p>المشاهدات: 5</p><p>عدد المشاهدات : ١٬٢٣٤</p><p>٥ مشاهدة</p>",
    "German view counter": "<p>Aufrufe: 1.234</p>",
    "empty view counter": "<p>Post Views: <span></span></p>",
    "theme's tags": '<ul class="td-tags td-post-small-box"><li><span>TAGS</span></li><li><a>Idlib</a></li></ul>',
    "theme's tags in a block": '<div class="td-tags"><a href="/tag/idlib">Idlib</a> <a>Homs</a></div>',
    "tags": '<div class="post-tags">Tags: <a href="/tag/idlib">Idlib</a>, <a>Homs</a></div>',
    "tag cloud": '<div class="tagcloud"><a class="tag-cloud-link">Idlib</a></div><p class="wp-block-tag-cloud">Homs</p>',
    "tag list": '<ul class="tag-list"><li>Idlib</li></ul><div class="entry-tags">Homs</div>',
    "page numbers": '<div class="page-links">Pages: <a href="/813/2/">2</a></div>',
    "icons": "<p>|</p><p>•</p><p>»</p>",
}


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE.keys())
def test_noise_before_or_behind_the_text_never_reaches_the_body(noise: str) -> None:
    paragraphs = f"<p>{FIRST}</p><p>{SECOND}</p>"
    assert body_of(noise + paragraphs) == f"{FIRST}\n\n{SECOND}"
    assert body_of(paragraphs + noise) == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE.keys())
def test_noise_between_paragraphs_never_reaches_the_body(noise: str) -> None:
    assert body_of(f"<p>{FIRST}</p>{noise}<p>{SECOND}</p>") == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "line",
    [
        "The report was shared on Facebook by its authors.",
        "Read the statement of the ministry with care, the lawyer said.",
        "Date palms burned in the fields east of the town.",
        "A full report will be published in May.",
        "Related families were taken to the same prison.",
        "They follow us on every road, the drivers said.",
        "Advertisement boards fell on the crowd.",
        "The latest articles of the treaty were broken.",
        "12,000 views were counted",
        "Views: 5 of the 12 men saw the drone.",
        "Views differ on what happened.",
        "Post views the army had lost: 5",
        "Viewed from the hill, 5 houses burned.",
        "Read: 5 names of the dead",
        "Visits: 5",
        "المشاهدات: 5 شهود رأوا الطائرة",
        "5 مشاهدات للطائرة سُجلت أمس",
        "English and Arabic versions of the list differ.",
        "Image sources were given to the court.",
        "12.50",
        "Photo studios and shops were destroyed.",
        "Available information points to a drone.",
        "Comments by the army contradict the witnesses.",
        "Print shops near the mosque were hit.",
        "مشاركة النساء في الإغاثة تراجعت بعد القصف.",
        "إعلان وقف النار لم يصمد سوى يومين.",
        "Anzeige wurde gegen drei Offiziere erstattet.",
    ],
)
def test_a_sentence_that_begins_like_a_label_stays(line: str) -> None:
    assert (
        body_of(f"<p>{FIRST}</p><p>{line}</p><p>{SECOND}</p>") == f"{FIRST}\n\n{line}\n\n{SECOND}"
    )


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (f"<p>{FIRST} (Download the full report below)</p>", FIRST),
        (f"<p>{FIRST}<br><a href='/r.pdf'>View full report</a></p>", FIRST),
        (f"<p>Full text: {FIRST}</p>", f"Full text: {FIRST}"),
        ("<p>The men said:</p><p>(Download the full report below)</p>", "The men said:"),
        ("<p>He told them: read the full report.</p>", "He told them: read the full report."),
        ("<p>Four were killed. Names: (Download the full report below)</p>", "Four were killed. Names:"),
        ("<p>Killed: 4 (Download the full report below)</p>", "Killed: 4"),
        ("<p>Killed:<br>4<br><a href='/r.pdf'>View full report</a></p>", "Killed:\n4"),
        ("<p>Killed:<br>Share this<br>4 men</p>", "Killed:\n4 men"),
    ],
)  # fmt: skip
def test_only_a_label_of_the_pdf_goes_with_its_link(markup: str, text: str) -> None:
    assert body_of(markup) == text


def test_text_behind_a_related_list_stays() -> None:
    related = f'<h4>Related News</h4><ul><li><a href="/1">{RELATED[0]}</a></li></ul>'
    assert body_of(f"{related}<p>{FIRST}</p>") == FIRST


def test_a_teaser_without_an_end_mark_goes_where_each_headline_has_one() -> None:
    items = "".join(
        f'<div><h5><a href="/{name}">{name}</a></h5><p>It was told at noon.</p></div>'
        for name in RELATED
    )
    assert body_of(f"<p>{FIRST}</p><h4>Related news</h4>{items}") == FIRST


def test_nothing_behind_the_comment_form_stays() -> None:
    form = (
        "<h3>Leave a Reply</h3><p>Your email address will not be published. "
        f"Required fields are marked *</p><p>{RELATED[0]}</p>"
    )
    assert body_of(f"<p>{FIRST}</p>{form}") == FIRST


def test_a_link_to_the_comment_form_over_the_text_ends_nothing() -> None:
    assert body_of(f'<p>{FIRST}</p><p><a href="#r">Leave a comment</a></p><p>{SECOND}</p>') == (
        f"{FIRST}\n\n{SECOND}"
    )


def test_a_body_that_is_the_headline_alone_stays() -> None:
    assert body_of(f"<p>{TITLE}</p>") == TITLE


def test_a_password_form_gives_no_body() -> None:
    form = (
        '<form action="https://example.org/wp-login.php?action=postpass" class="post-password-form">'
        "<p>This content is password protected.</p><input type='password'></form>"
    )
    body = extract_body(parse(newspaper(form)), URL, None)
    assert (body.text, body.method) == ("", "theme:newspaper")


def test_captions_stay_out() -> None:
    markup = (
        '<div class="td-post-featured-image"><figure><a data-caption="The market in 2012"><img></a>'
        "<figcaption>The market in 2012</figcaption></figure></div>"
        f"<p>{FIRST}</p><p><img src='/i'><br><em>A damaged school</em></p><p>File photo</p>"
    )
    assert body_of(markup) == FIRST


@pytest.mark.parametrize(
    "markup",
    [
        f"<p><img src='/i'>{FIRST}</p>",
        f"<p><img src='/i'><em>Idlib</em> – {FIRST}</p>",
        f"<div><img src='/i'><p>{FIRST}</p></div>",
        f"<p><img src='/i'><strong>{FIRST}</strong></p>",
    ],
)
def test_a_paragraph_beside_an_image_is_no_caption(markup: str) -> None:
    assert FIRST in body_of(markup)


@pytest.mark.parametrize(
    "name",
    [
        "correlated",
        "has-post-tags",
        "tagline-list",
        "hashtags-of-the-day",
        "post-viewer",
        "unrelated-facts",
        "shared-table",
        "social-affairs",
        "market-share",
        "languages",
    ],
)
def test_a_class_name_that_only_sounds_like_noise_is_none(name: str) -> None:
    assert (
        body_of(f'<p>{FIRST}</p><div class="{name}"><p>{SECOND}</p></div>')
        == f"{FIRST}\n\n{SECOND}"
    )


def test_the_tree_stays_as_it_is() -> None:
    tree = parse(newspaper("".join(NOISE.values()) + f"<p>{FIRST}<br>x<sup>1</sup></p>"))
    before = parse(newspaper("".join(NOISE.values()) + f"<p>{FIRST}<br>x<sup>1</sup></p>"))
    extract_body(tree, URL, None)
    pairs = zip(tree.iter(), before.iter(), strict=True)
    assert all(
        (a.tag, a.text, a.tail, a.attrib) == (b.tag, b.text, b.tail, b.attrib) for a, b in pairs
    )


SENTENCE = st.lists(
    st.sampled_from(
        ["women", "men", "were", "killed", "injured", "in", "Idlib", "Homs", "by", "shells"]
    ),
    min_size=6,
    max_size=12,
).map(" ".join)
WRAPPER = st.sampled_from(
    ["<p>{}.</p>", "<div>{}.</div>", "<div><p>{}.</p></div>", "<blockquote>{}.</blockquote>", "<h3>{}.</h3>",
     "<ul><li>{}.</li></ul>", "<table><tr><td>{}.</td><td>x</td></tr></table>", "<section>{}.</section>"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SENTENCE, WRAPPER), min_size=1, max_size=8), st.data())
def test_every_sentence_stays_whatever_noise_is_between(parts, data) -> None:
    noise = st.sampled_from(list(NOISE.values()))
    markup = "".join(wrap.format(text) + data.draw(noise) for text, wrap in parts)
    body = body_of(markup)
    position = 0
    for text, _ in parts:
        position = body.index(f"{text}.", position) + len(text)

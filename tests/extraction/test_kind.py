"""Reports, and the pages that answer in their place."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.kind.page_kind import page_kind
from crawler.extraction.page.parse import parse
from crawler.extraction.page.reading import read_page
from crawler.items import Reason

URL = "https://monitor.example/news/a-market/"
TEXT = "Nine civilians were killed in the market of Tall Zahra on Monday, the hospital said."


def kind_of(
    html: str, body: str = TEXT, *, url: str = URL, title: str | None = None, status: int = 200
) -> Reason | None:
    page = read_page(parse(html), url)
    shown = page.headline.text if title is None else title
    found = page_kind(page, body, shown, status)
    if found is None:
        return None
    reason, detail = found
    assert detail, "what shows it is always told"
    return reason


def page(body: str, title: str = "", classes: str = "", head: str = "") -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head>"
        f"<body class='{classes}'>{body}</body></html>"
    )


CHALLENGES = [
    page("<div id='challenge-error-text'>Enable JavaScript and cookies</div>", "Just a moment..."),
    page(
        "<noscript>x</noscript>", "Just a moment...", head="<script>window._cf_chl_opt={}</script>"
    ),
    page("<p>انتظر</p>", "لحظة…", head="<script>(function(){window._cf_chl_opt = {};})()</script>"),
    page(
        "<h1>Sorry, you have been blocked</h1>" + "<p>x</p>" * 30,
        "Attention Required! | Cloudflare",
    ),
    page("<p>Checking your browser before accessing monitor.example.</p>", "DDoS-Guard"),
    page("<p>This process is automatic.</p>", "Checking your browser"),
    page("<h1>Access Denied</h1><p>Block reason</p>", "Sucuri WebSite Firewall - Access Denied"),
    page(
        "<noscript>x</noscript>",
        "You are being redirected...",
        head="<script>sucuri_cloudproxy_js=''</script>",
    ),
    page("<h1>Making sure you're not a bot!</h1><p>Loading</p>", "Making sure you're not a bot!"),
    page(
        ("<script id='anubis_challenge' type='application/json'>{}</script><p>Please wait</p>"),
        "monitor",
    ),
    page("<iframe id='main-iframe' src='/_Incapsula_Resource?CWUDNSAI=1'></iframe>"),
    page("<form><div class='h-captcha' data-sitekey='x'></div></form>", "monitor.example"),
    page("<h1>monitor.example</h1><div class='cf-turnstile'></div>", "monitor.example"),
    page(
        "<p>One moment</p>",
        "One moment, please...",
        head=("<meta http-equiv='refresh' content='5'>"),
    ),
    page("", "Robot", head="<meta http-equiv='refresh' content='0;/.well-known/sgcaptcha/?r=%2F'>"),
    page("<div id='px-captcha'></div>", "Access to this page has been denied."),
]


@pytest.mark.parametrize("html", CHALLENGES, ids=range(len(CHALLENGES)))
@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_guard_s_page_is_a_challenge(html: str, status: int) -> None:
    assert kind_of(html, "Please stand by.", status=status) is Reason.CHALLENGE_PAGE


MISSING = [
    page(
        ("<h1 class='page-title'>Oops! That page can’t be found.</h1>"),
        "Page not found – Monitor",
        "error404",
    ),
    page("<h1>Latest</h1><p>x</p>", "Monitor", "home error404"),
    page("<h1>404</h1><p>Go home</p>", "Monitor"),
    page(
        ("<h1>Not Found</h1><p>The requested URL was not found on this server.</p>"),
        "404 Not Found",
    ),
    page(
        ("<h1>Nothing Found</h1><p>Try a search.</p>"),
        "You searched for x",
        "search search-no-results",
    ),
    page("<h1>Nothing found</h1><p>Try a search.</p>", "Monitor"),
    page("<h1>الصفحة غير موجودة</h1><p>عد إلى الرئيسية</p>", "المرصد"),
    page("<p>عذراً</p>", "الصفحة المطلوبة غير موجودة - المرصد"),
    page("<h1>Account Suspended</h1><p>Contact your provider.</p>", "Account Suspended"),
    page("<h1>Error establishing a database connection</h1>" + "<p>x</p>" * 40, "Database Error"),
    page(
        ("<h1>Maintenance mode</h1><p>We will be back soon, thank you for your patience.</p>"),
        "Monitor",
    ),
    page(
        ("<h1>Briefly unavailable for scheduled maintenance. Check back in a minute.</h1>"),
        "Maintenance",
    ),
    page(
        "<p>Related searches and more of the kind, for your comfort</p>",
        "monitor.example",
        head="<script src='https://img1.sedoparking.com/x.js'></script>",
    ),
    page(
        ("<p>Buy this domain today, it is a good one, we promise</p>"),
        "monitor.example is for sale",
    ),
    page(
        ("<h1>Welcome to nginx!</h1><p>If you see this page, the web server works.</p>"),
        "Welcome to nginx!",
    ),
    page("<h1>Seite nicht gefunden</h1><p>Leider ist hier nichts mehr zu finden.</p>", "Monitor"),
    page(
        ("<h1>502 Bad Gateway</h1><hr><center>nginx, and what else it has to say</center>"),
        "502 Bad Gateway",
    ),
    page(
        "<div class='td-404-title'>Ooops... Error 404</div><div class='td-404-sub-title'>Sorry, but"
        " the page you are looking for doesn't exist.</div><h4>OUR LATEST POSTS</h4>"
        "<h3 class='entry-title td-module-title'><a href='/a/'>Nine killed in Tall Zahra</a></h3>",
        "Monitor of the North",
    ),
    page("<section class='error-404 not-found'><h2>Oh no</h2></section>", "Monitor"),
    page("<article id='post-0' class='post error404 not-found'><p>Gone.</p></article>", "Monitor"),
    page("<h1>Monitor</h1><div class='ast-404-layout-1'><p>Seems gone.</p></div>", "Monitor"),
    page("<article class='not_found'><h1>It went away</h1></article>", "Monitor"),
    page("<div class='wp-die-message'><p>Back in a minute.</p></div>", "Monitor"),
    page("<h1>We'll be back soon!</h1><p>Sorry for the inconvenience.</p>", "Site maintenance"),
    page("<h1>Monitor</h1><p>Back in an hour, we hope.</p>", "Site maintenance"),
    page("<h1>We’ll be back soon!</h1><p>Back in an hour, we hope.</p>", "Monitor"),
    page("<h1>Ooops... Error 404</h1><p>Have a look at the rest.</p>", "Monitor"),
    page("<h1>Under maintenance</h1><p>Back in an hour.</p>", "Monitor"),
    page("<h1>Sorry, we're down for scheduled maintenance</h1><p>Wait.</p>", "Monitor"),
    page("<h1>Monitor</h1><p>Wait.</p>", "Website is under maintenance - Monitor"),
    page("<h1>الموقع قيد الصيانة</h1><p>نعتذر.</p>", "المرصد"),
    page("<h1>عذراً، الموقع متوقف مؤقتاً للصيانة</h1><p>نعتذر.</p>", "المرصد"),
    page("<h1>سنعود قريباً</h1><p>نعتذر.</p>", "المرصد"),
    page("<h1>Wartungsarbeiten</h1><p>Bis gleich.</p>", "Monitor"),
]


@pytest.mark.parametrize("html", MISSING, ids=range(len(MISSING)))
def test_a_page_in_place_of_a_missing_one_is_a_soft_404(html: str) -> None:
    assert kind_of(html, "It looks like nothing was found at this location.") is Reason.SOFT_404


def test_an_error_status_of_a_page_that_is_no_post_is_enough() -> None:
    html = page("<h1>We moved</h1><p>" + "Have a look at our new site. " * 10 + "</p>", "Monitor")
    assert kind_of(html, status=404) is Reason.SOFT_404
    assert kind_of(html) is None


FORM = "<form id='f' method='post'><input name='u'><input type='password' name='p'></form>"
LOGINS = [
    page(FORM, "Log In ‹ Monitor — WordPress", "login login-action-login"),
    page(f"<h1>Sign in</h1>{FORM}<p>Forgot your password? Ask for a new one.</p>", "Monitor"),
    page(
        (f"<h1>تسجيل الدخول</h1>{FORM}<p>هل نسيت كلمة المرور؟ اطلب كلمة جديدة من هنا.</p>"),
        "المرصد",
    ),
    page(f"{FORM}<p>You need an account to read on, and a password.</p>", "Login | Monitor"),
    page(
        (f"{FORM}<p>Welcome back to the site of the monitor.</p>"),
        "Monitor",
        "com_users view-login",
    ),
]


@pytest.mark.parametrize("html", LOGINS, ids=range(len(LOGINS)))
def test_a_form_that_asks_who_you_are_is_a_login_page(html: str) -> None:
    assert kind_of(html, "Username Password") is Reason.LOGIN_PAGE


PROTECTED = (
    "<form class='post-password-form' action='/wp-login.php?action=postpass'>"
    "<input type='password'></form>"
)


@pytest.mark.parametrize("body", ["", "This content is password protected."])
def test_a_protected_post_is_a_password_form(body: str) -> None:
    article = f"<article><h1 class='entry-title'>Protected: Nine</h1>{PROTECTED}</article>"
    html = page(article, "Protected: Nine", "single postid-5")
    assert kind_of(html, body) is Reason.PASSWORD_FORM


TEASER = (
    "<article><h2><a href='/p/{0}/'>Killed in place"
    " number {0}</a></h2><p>A teaser of {0}.</p></article>"
)
TEASERS = "".join(TEASER.format(n) for n in range(8))
LISTINGS = [
    (page(TEASERS, "Deaths – Monitor", "archive category category-7"), URL),
    (page("<h1>Search Results for: market</h1>" + TEASERS, "x", "search search-results"), URL),
    (page(TEASERS, "Monitor", "home blog"), URL),
    (page("<h1>Who we are</h1><p>A long text.</p>" * 5, "Monitor", "home page page-id-2"), URL),
    (page(TEASERS, "Monitor"), "https://monitor.example/"),
    (page(TEASERS, "Monitor"), "https://monitor.example/arabic/"),
    (page(TEASERS, "Monitor"), "https://monitor.example/all/"),
    (page(TEASERS, "Monitor"), "https://monitor.example/all?s=market"),
    (
        page(
            "<h1>Local</h1>" + "<h2><a href='/x'>Nine killed in a far place</a></h2>" * 6,
            "Local",
            "site com_content view-category layout-blog",
        ),
        URL,
    ),
    (
        page(
            "<h1>Deaths</h1>" + "<h3><a href='/x'>Nine killed in a far place</a></h3>" * 6,
            "Deaths",
            head=(
                '<script type="application/ld+json">{"@type":["WebPage","CollectionPage"]}</script>'
            ),
        ),
        URL,
    ),
    (
        page(
            "<h1>Index of /2018</h1><pre>" + "<a href='a'>a.html</a>\n" * 9 + "</pre>",
            "Index of /2018",
        ),
        URL,
    ),
]


@pytest.mark.parametrize(("html", "url"), LISTINGS, ids=range(len(LISTINGS)))
@pytest.mark.parametrize("body", ["", "Killed in place number 3\n\nA teaser of 3."])
def test_a_list_of_posts_is_a_listing(html: str, url: str, body: str) -> None:
    assert kind_of(html, body, url=url) is Reason.LISTING_PAGE


EMPTY = [
    page("<div id='root'></div><script src='/app.js'></script>", "Monitor"),
    page(
        ("<noscript>You need to enable JavaScript to run this app.</noscript><div id='app'></div>"),
        "M",
    ),
    page("<app-root></app-root>", "Monitor"),
    page("", ""),
    "",
    page(
        (
            "<p>This site requires JavaScript. Please enable"
            " JavaScript in your browser and reload.</p>"
        ),
        "M",
    ),
]


@pytest.mark.parametrize("html", EMPTY, ids=range(len(EMPTY)))
def test_a_shell_without_text_is_empty(html: str) -> None:
    body = "This site requires JavaScript. Please enable JavaScript." if "requires" in html else ""
    assert kind_of(html, body) is Reason.EMPTY_PAGE


def test_a_post_without_text_is_empty() -> None:
    post = page("<article><h1 class='entry-title'>Nine</h1></article>", "N", "single postid-5")
    assert kind_of(post, " \n ") is Reason.EMPTY_PAGE


def test_a_post_may_have_no_title_but_another_page_must() -> None:
    article = "<article><h1 class='entry-title'></h1><p>" + TEXT + "</p></article>"
    assert kind_of(page(article, "", "single postid-5")) is None
    assert kind_of(page(article)) is Reason.NO_TITLE


SEARCH = "<form role='search' action='/'><input name='s'></form>"
COMMENT = (
    "<div id='respond'><form id='commentform'><a href='/wp-login.php'>Log in</a> to comment"
    "<input type='password'><div class='g-recaptcha'></div></form></div>"
)
MODAL = (
    "<div class='td-login-form-wrap'><h2>Log into your account</h2><input type='password'></div>"
)
POST = "<h1 class='entry-title'>{}</h1><div class='entry-content'><p>{}</p></div>"
LD = '<script type="application/ld+json">{"@type":"NewsArticle","url":"/news/a-market/"}</script>'
REPORTS = [
    # title, text, rest of the page, body classes, head
    ("Nine killed in Tall Zahra", TEXT, "", "single postid-7", ""),
    ("Nine killed", "A child was killed by a mine near the village of Umm Zayt.", "", "single", ""),
    ("404 civilians killed in March", TEXT, "", "", ""),
    ("404", "The cell that they called 404 held nine people.", "", "single postid-404", ""),
    ("Not Found", "Of the 40 men taken, none was ever found.", "", "single postid-8", ""),
    ("Page not found in the archive: the missing of Tall Zahra", TEXT, "", "", ""),
    ("Nothing found of the 12 men taken in Tall Zahra", TEXT, "", "", ""),
    ("The challenge of counting the dead", "A challenge page: just a moment.", "", "", ""),
    ("Just a moment of quiet in Tall Zahra", TEXT, "", "", ""),
    ("Attention required: mines in the fields", TEXT, "", "single", ""),
    ("Access denied: aid convoys turned back", TEXT, "", "", ""),
    ("Checking your browser history: how the police find men", TEXT, "", "", ""),
    ("Security check kills four", "Four were shot at a security check.", "", "", ""),
    ("Login of a jailer: files of a prison", "He gave us his login and password.", "", "", ""),
    ("Sign in blood", TEXT, MODAL, "", ""),
    ("Nine killed", TEXT, COMMENT, "", ""),
    ("Nine killed", TEXT, SEARCH, "", ""),
    ("Nine killed", TEXT, COMMENT + SEARCH + MODAL, "single", ""),
    (
        "Nine killed",
        TEXT,
        ("<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"),
        "",
        "",
    ),
    ("Nine killed", TEXT, "<script src='/_Incapsula_Resource?SWJIYLWA=7'></script>", "", ""),
    ("Nine killed", TEXT, "<aside>" + TEASERS + "</aside>", "", ""),
    ("Nine killed", TEXT, "<div class='related-posts'>" + TEASERS + "</div>", "", ""),
    ("Nine killed", TEXT, "<section><h3>More</h3>" + TEASERS + "</section>", "", ""),
    ("Nine killed", TEXT, f"<div class='td_block_related_posts'>{PROTECTED}</div>", "single", ""),
    ("Nine killed", TEXT, "", "blog archive single single-post", ""),
    ("Nine killed", TEXT, "", "post-template search category", LD),
    ("Nine killed", TEXT, "", "site com_content view-article layout-blog", ""),
    ("Under maintenance: the dam that failed", TEXT, "", "", ""),
    ("Maintenance of the dam stopped by shelling", TEXT, "", "", ""),
    ("Site maintenance crews shot in Tall Zahra", TEXT, "", "", ""),
    ("We'll be back soon, the displaced of Tall Zahra say", TEXT, "", "", ""),
    ("“We'll be back soon” – the displaced of Tall Zahra", TEXT, "", "", ""),
    ("«سنعود قريباً»: أهالي تل زهرة", TEXT, "", "", ""),
    ("الجسر قيد الصيانة حين قُصف", TEXT, "", "", ""),
    ("Nine killed", "The sign read: Error 404. We'll be back soon!", "", "", ""),
    ("Nine killed", TEXT, "<div class='not-found'>No results</div>", "", ""),
    ("Nine killed", TEXT, "<div class='error-404' style='display:none'>Gone</div>", "", ""),
    ("Nine killed", TEXT, "<template><div class='td-404-title'>404</div></template>", "", ""),
    (
        "Nine killed",
        TEXT,
        "<aside><div class='error-404'>The weather is lost</div></aside>",
        "",
        "",
    ),
    ("Nine killed", TEXT, "<div class='post-404 menu-item-404 tdi_404'>Nine.</div>", "", ""),
    ("Nine killed", TEXT, "<article class='post-404 hentry'><h2>x</h2></article>", "", ""),
    ("Nine killed", TEXT, "<p class='error-404'>x</p>", "single postid-404", ""),
    ("Account suspended over photos of a massacre", TEXT, "", "", ""),
    ("Forbidden weapons used in Tall Zahra", TEXT, "", "", ""),
    ("Coming soon to trial", TEXT, "", "", ""),
    ("A house for sale", "The house of the dead is for sale.", "", "", ""),
    ("Database of errors", "A database error hid 12 deaths.", "", "", ""),
    ("Please enable the truth", "JavaScript was enabled on the page of the ministry.", "", "", ""),
    (
        "مقتل تسعة مدنيين في تل زهرة",
        ("قتل تسعة مدنيين في سوق تل زهرة يوم الاثنين، بحسب المشفى."),
        "",
        "",
        "",
    ),
    ("الصفحة غير موجودة في سجل القتلى", "قتل تسعة مدنيين في سوق تل زهرة يوم الاثنين.", "", "", ""),
    (
        "Nine killed",
        TEXT,
        ("<noscript>Please enable JavaScript</noscript><div id='root'></div>"),
        "",
        "",
    ),
    ("The archive of category five", TEXT, "", "category-five archive-of-the-dead", ""),
]


@pytest.mark.parametrize(
    ("title", "text", "rest", "classes", "head"), REPORTS, ids=[case[0] for case in REPORTS]
)
def test_a_report_is_a_report(title: str, text: str, rest: str, classes: str, head: str) -> None:
    html = page(POST.format(title, text) + rest, f"{title} – Monitor", classes, head)
    assert kind_of(html, text, title=title) is None


def test_open_graph_with_a_date_of_publication_makes_a_post() -> None:
    head = (
        '<meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2018-03-05T10:00:00Z">'
    )
    assert kind_of(page(TEASERS, "Monitor", "archive", head), title="Nine killed") is None
    assert kind_of(page(TEASERS, "Monitor", "archive")) is Reason.LISTING_PAGE


@given(st.text(max_size=300))
def test_no_sentence_of_its_text_makes_a_post_anything_else(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    html = page(POST.format("Nine killed", escaped), "Nine killed", "single postid-7")
    assert kind_of(html, "x" + text, title="Nine killed") is None


@pytest.mark.parametrize("name", ["articles", "newspaper"])
def test_no_real_article_is_taken_for_anything_else(name: str, shared: Path) -> None:
    pages = shared / "html"
    truth = pages / "articles" / "ground-truth.json"
    urls = {key: entry["url"] for key, entry in json.loads(truth.read_text()).items()}
    for path in sorted((pages / name).rglob("*.html.gz")):
        tree = parse(gzip.decompress(path.read_bytes()).decode("utf-8", "replace"))
        url = urls.get(path.name.split(".")[0], URL)
        assert page_kind(read_page(tree, url), TEXT, "A title") is None, path.name

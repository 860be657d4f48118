"""Words with markup in them are shown as words, on every page."""

from __future__ import annotations

import re

import pytest
from browsing import Browser
from lxml.html import fromstring
from told_reports import HOSTILE

from browse.questions import questions
from browse.views import described_views

PAGES = [
    "/",
    "/questions",
    "/search?q=civilians",
    "/search?q=alert",
    "/report/1",
    "/report/1?version=1",
    "/report/2",
    "/reports",
    "/reports?sql=select+title,+url,+title+as+[<script>alert(6)</script>]+from+report",
    "/reports?sql=select+%27%3Cscript%3Ealert(1)%3C/script%3E",
    "/reports?sql=select+:a&a=%3Cscript%3Ealert(1)%3C/script%3E",
    *(f"/reports/{name}?harm=&victims=&scope=&state=" for name in questions()),
    *(f"/reports/{name}" for name in described_views()),
    "/reports/claim?claimant__contains=script&_facet=claimant&_facet=actor",
    "/reports/claim?_words=%3Cscript%3Ealert(1)%3C/script%3E",
]
ASKED = "?q=%s&_words=%s&publisher=%s&claimant=%s&actor=%s&harm=%s&since=%s&sql=select+1&page=%s"
WITH_ASKED = ["/", "/search", "/reports/who-claims-what", "/reports/claim", "/reports", "/nothing"]


def allowed(html: str) -> bool:
    """No script but the site's own files, and none of the markup of the words."""
    tree = fromstring(html)
    scripts = tree.xpath("//script[not(@type='application/json')]")
    own = all(re.match(r"/(assets|-/static)", one.get("src") or "") for one in scripts)
    handlers = tree.xpath("//@*[starts-with(name(), 'on')]")
    frames = tree.xpath("//iframe | //object | //embed | //img[@src='x'] | //style | //base")
    links = tree.xpath("//@href[starts-with(translate(., 'JAVSCRIPT', 'javscript'), 'javascript')]")
    return own and not handlers and not frames and not links


@pytest.mark.parametrize("page", PAGES)
def test_what_publishers_write_is_no_markup(page: str, told: Browser) -> None:
    answer = told.get(page)
    assert answer.status_code in {200, 400}, answer.text[-1500:]
    assert allowed(answer.text)


@pytest.mark.parametrize("page", WITH_ASKED)
def test_what_is_asked_is_no_markup(page: str, told: Browser) -> None:
    word = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
    answer = told.get(page + ASKED.replace("%s", word))
    assert answer.status_code in {200, 400, 404}
    assert allowed(answer.text)


@pytest.mark.parametrize("page", ["/", "/search?q=civilians", "/report/1"])
def test_a_title_is_shown_as_it_is(page: str, told: Browser) -> None:
    text = fromstring(told.get(page).text).text_content()
    assert HOSTILE in text

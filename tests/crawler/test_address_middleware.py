"""Which redirects are refused before anything can log them."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.failures import NotFetched
from crawler.items import Reason
from crawler.middlewares import AddressMiddleware

ASKED = Request("https://monitor.org/a")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "location",
    [
        "https://reader:secret@monitor.org/b?c=d",
        "//reader:secret@monitor.org/b",
        "http:reader:secret@monitor.org/b",
    ],
)
def test_a_redirect_to_an_address_with_a_password_is_refused(location: str, status: int) -> None:
    response = Response(ASKED.url, status=status, headers={"Location": location})
    with pytest.raises(NotFetched) as refused:
        AddressMiddleware().process_response(ASKED, response)
    assert refused.value.reason is Reason.OFF_SITE
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("status", "location"),
    [
        (200, "https://reader:secret@monitor.org/b"),
        (404, "https://reader:secret@monitor.org/b"),
        (302, "https://monitor.org/b"),
        (302, "/@desk/b"),
        (302, "/b?mail=desk@monitor.org"),
        (302, "https://monitor.org/login?next=https://reader@other.org/"),
        (302, "http://["),
        (302, ""),
    ],
)
def test_any_other_answer_goes_on(status: int, location: str) -> None:
    response = Response(ASKED.url, status=status, headers={"Location": location})
    assert AddressMiddleware().process_response(ASKED, response) is response

"""Connections are made to addresses of the open internet, or to what the user named."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from running import ROOT
from scrapy.resolver import dnscache
from sites.server import serve
from sites.sets import plain_site
from sites.stranger import stranger
from twisted.internet.address import IPv4Address, IPv6Address

from crawler.resolving import PublicResolver

PROGRAM = """
import sys
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess

class Asking(Spider):
    name = "asking"
    async def start(self):
        for url in sys.argv[2:]:
            yield Request(url, dont_filter=True, errback=self.failed)
    def parse(self, response):
        print(response.url, response.status)
    def failed(self, failure):
        print(failure.request.url, type(failure.value).__name__, failure.value)

process = AsyncCrawlerProcess({
    "TWISTED_DNS_RESOLVER": "crawler.resolving.PublicResolver",
    "PERMITTED_HOSTS": sys.argv[1],
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "LOG_LEVEL": "ERROR",
    "DOWNLOADER_MIDDLEWARES": {"crawler.middlewares.AddressMiddleware": 900},
})
process.crawl(Asking)
process.start()
"""


def ask(permitted: str, urls: list[str]) -> dict[str, str]:
    """What became of each URL."""
    command = [sys.executable, "-c", PROGRAM, permitted, *urls]
    done = subprocess.run(
        command, cwd=ROOT, check=True, timeout=100, capture_output=True, text=True
    )
    return dict(line.split(" ", 1) for line in done.stdout.splitlines())


WRITINGS = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0",
    "localhost",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
]


def test_this_machine_is_not_reached_by_whatever_writing_of_it() -> None:
    with stranger() as other:
        urls = [f"http://{host}:{other.port}/" for host in (*WRITINGS, socket.gethostname())]
        told = ask("", urls)
        assert other.visits() == 0
    assert len(told) == len(urls)
    for url in urls:
        assert told[url].startswith("NotFetched "), url
        assert "which is not on the open internet; only -a origin= leads there" in told[url]


def test_what_the_user_named_is_reached() -> None:
    site = plain_site(1)
    with serve(site) as served:
        port = served.origin.rpartition(":")[2]
        urls = [f"http://{host}:{port}/robots.txt" for host in ("LOCALHOST", "127.0.0.1")]
        told = ask("localhost", urls)
        assert [request.path for request in served.requests] == ["/robots.txt"]
    assert told[f"http://localhost:{port}/robots.txt"] == "200"
    assert told[urls[1]].startswith("NotFetched 127.0.0.1 stands at 127.0.0.1, which is not on")


class Answers:
    """A name server that says something else each time."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    def resolveHostName(self, receiver, name, port=0, *rest):  # noqa: N802 -- Twisted's name
        receiver.resolutionBegan(SimpleNamespace(name=name))
        for address in self.answers.pop(0):
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, port))
        receiver.resolutionComplete()


class Asked:
    """What is connected to: each address that it is given."""

    def __init__(self, resolver: PublicResolver, name: str = "snhr.org") -> None:
        self.addresses: list[str] = []
        self.complete = False
        resolver.resolveHostName(self, name, 443)

    def resolutionBegan(self, resolution) -> None:  # noqa: N802 -- Twisted's name
        pass

    def addressResolved(self, address) -> None:  # noqa: N802 -- Twisted's name
        assert address.port == 443
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802 -- Twisted's name
        self.complete = True


@pytest.fixture(autouse=True)
def no_names_from_before() -> Iterator[None]:
    dnscache.clear()
    yield
    dnscache.clear()


def resolver_of(*answers: list[str], permitted: tuple[str, ...] = ()) -> PublicResolver:
    return PublicResolver(SimpleNamespace(nameResolver=Answers(*answers)), 0, permitted)  # type: ignore[arg-type]


def test_a_name_that_becomes_another_address_is_looked_at_again() -> None:
    resolver = resolver_of(["93.184.216.34"], ["127.0.0.1"], ["93.184.216.34"])
    assert Asked(resolver).addresses == ["93.184.216.34"]
    assert resolver.refused == {}
    second = Asked(resolver)
    assert (second.addresses, second.complete) == ([], True)
    assert resolver.refused == {"snhr.org": "127.0.0.1"}
    assert Asked(resolver).addresses == ["93.184.216.34"]
    assert resolver.refused == {}


def test_of_several_addresses_those_on_the_open_internet_are_used() -> None:
    resolver = resolver_of(["10.0.0.1", "93.184.216.34", "::1", "2606:2800::1"])
    assert Asked(resolver).addresses == ["93.184.216.34", "2606:2800::1"]


def test_a_name_that_was_kept_is_looked_at_again() -> None:
    resolver = PublicResolver(
        SimpleNamespace(nameResolver=Answers(["10.0.0.1", "93.184.216.34"])),  # type: ignore[arg-type]
        100,
        (),
    )
    assert Asked(resolver).addresses == Asked(resolver).addresses == ["93.184.216.34"]


def test_a_host_that_the_user_named_may_stand_anywhere() -> None:
    resolver = resolver_of(["127.0.0.1"], ["10.0.0.1"], permitted=("Intranet.Example",))
    assert Asked(resolver, "intranet.example").addresses == ["127.0.0.1"]
    assert Asked(resolver, "other.example").addresses == []


def test_a_name_in_other_letters_is_the_same_name() -> None:
    permitted = ("xn--mgbh0fb.com",)
    assert Asked(resolver_of(["10.0.0.1"], permitted=permitted), "مثال.com").addresses == [
        "10.0.0.1"
    ]
    resolver = resolver_of(["10.0.0.1"], ["10.0.0.1"])
    for name in ("مثال.com", "a..b"):
        assert Asked(resolver, name).addresses == []
    assert resolver.refused == {"xn--mgbh0fb.com": "10.0.0.1", "a..b": "10.0.0.1"}

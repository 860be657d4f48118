"""The resolver of a crawl's connections: it names no address that is off the open internet.

What it names is what is connected to, so that a name which is another address at the next look is
looked at again. Numbers in whatever writing (``127.1``, ``0x7f000001``, ``2130706433``) come here,
too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver

from crawler.networks import is_public

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase


class PublicResolver(CachingHostnameResolver):
    """Scrapy's resolver for IPv4 and IPv6, without addresses that are off the open internet."""

    def __init__(self, reactor: ReactorBase, cache_size: int, permitted: Sequence[str]) -> None:
        """``permitted``: hosts that may stand anywhere, since the user named them."""
        super().__init__(reactor, cache_size)
        self.permitted = frozenset(map(ascii_name, permitted))
        self.refused: dict[str, str] = {}
        """Host → the address at which it was found last, where that was refused."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        settings = crawler.settings
        # PERMITTED_HOSTS is no setting for users: the crawl command sets it to what they named.
        size = settings.getint("DNSCACHE_SIZE") if settings.getbool("DNSCACHE_ENABLED") else 0
        return cls(reactor, size, settings.getlist("PERMITTED_HOSTS"))

    def resolveHostName(  # noqa: N802 -- the name of the base
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803 -- the same
        hostName: str,  # noqa: N803 -- the same
        portNumber: int = 0,  # noqa: N803 -- the same
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803 -- the same
        transportSemantics: str = "TCP",  # noqa: N803 -- the same
    ) -> IHostResolution:
        """Names the addresses of the host that may be connected to."""
        receiver: Any = resolutionReceiver
        name = ascii_name(hostName)
        if name not in self.permitted:
            self.refused.pop(name, None)
            receiver = _PublicOnly(receiver, name, self.refused)
        return super().resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )


class _PublicOnly:
    """An ``IResolutionReceiver``: hands on where a host may be connected to, notes the rest."""

    def __init__(self, receiver: object, host: str, refused: dict[str, str]) -> None:
        # Of the same interface: zope's are no types.
        self._receiver: Any = receiver
        self._host = host
        self._refused = refused

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802 -- Twisted's name
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802 -- Twisted's name
        host = str(getattr(address, "host", ""))
        if is_public(host):
            self._receiver.addressResolved(address)
        else:
            self._refused[self._host] = host

    def resolutionComplete(self) -> None:  # noqa: N802 -- Twisted's name
        self._receiver.resolutionComplete()


def refused_address(host: str) -> str:
    """The address for which the host was refused when it was last looked for; "" if it was not."""
    from twisted.internet import reactor  # noqa: PLC0415 -- importing it installs one

    resolver = getattr(reactor, "nameResolver", None)
    if not isinstance(resolver, PublicResolver):
        return ""
    return resolver.refused.get(ascii_name(host), "")


def ascii_name(host: str) -> str:
    """A host's name as name servers know it; Twisted asks for it in the letters that it stands for.

    What can be no name is left as it is.
    """
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()

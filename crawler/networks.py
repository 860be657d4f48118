"""Which addresses of machines are on the open internet."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""Where networks without IPv4 show the rest of the world (RFC 6052)."""


def is_public(text: str) -> bool:
    """Whether a machine of the open internet may stand there, by IANA's registries.

    False for private, shared (RFC 6598), loopback, link-local, multicast, unspecified and reserved
    addresses, for IPv6 addresses that carry such an IPv4 address, and for what is no address.
    """
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        carried = _carried(address)
        if carried is not None:
            return is_public(str(carried))
        if address.is_site_local:
            return False
    special = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not special


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address to which packets for this one are handed on."""
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address.teredo is not None:
        return address.teredo[1]
    return address.ipv4_mapped or address.sixtofour

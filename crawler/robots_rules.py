"""What a robots.txt says to one crawler (RFC 9309), however long or odd it is.

Groups are chosen here, patterns matched by Protego: that alone keeps a copy of each rule for each
crawler that a group names, finds "archive" in ``harm-reports/0.1 (archive of …)``, and so obeys
rules for others and needs gigabytes for half a megabyte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from protego import Protego

MOST = 500 * 1024
"""Bytes that are read, as many as RFC 9309, 2.5 asks for; what follows them is left."""

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_AGENT = re.compile(r"user[- ]?agent\s*[:\s]\s*(.*)", re.IGNORECASE)
_RULE = re.compile(
    r"(?:allow|disallow|dissallow|dissalow|disalow|diasllow|disallaw|crawl[- ]delay)(?=[:\s])",
    re.IGNORECASE,
)
"""Misspellings are Protego's."""
_PRODUCT = re.compile(r"[A-Za-z_-]*")
_ANYONE = "*"
_ODD = re.compile("[\udc80-\udcff\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What is no UTF-8, and what Python, but not the RFC, takes for the end of a line."""


def product_of(user_agent: str) -> str:
    """The product token of a user agent, by which robots.txt calls it: ``harm-reports``."""
    found = _PRODUCT.match(user_agent.strip())
    return found.group().lower() if found else ""


def rules_for(body: bytes, product: str) -> Protego:
    """The rules of all groups that name the product, else of those for anyone, as those of ``*``.

    Comments, empty lines, sitemaps and what is unknown neither begin nor end a group.
    """
    own: list[str] = []
    anyones: list[str] = []
    named = in_rules = False
    agents: set[str] = set()
    for line in _lines(body):
        agent = _AGENT.match(line)
        if agent:
            agents = set() if in_rules else agents
            in_rules = False
            agents |= {_agent(agent.group(1))} - {""}
            named = named or product in agents
        elif _RULE.match(line):
            in_rules = True
            if product in agents:
                own.append(line)
            if _ANYONE in agents:
                anyones.append(line)
    rules = dict.fromkeys(own if named else anyones)
    return Protego.parse("\n".join([f"User-agent: {_ANYONE}", *rules]))


def _lines(body: bytes) -> Iterator[str]:
    """Lines without comments and blanks around them; of a file that is too long whole ones."""
    if len(body) > MOST:
        ends = (body.rfind(b"\n", 0, MOST), body.rfind(b"\r", 0, MOST))
        body = body[: max(*ends, 0)]
    text = body.decode("utf-8-sig", errors="surrogateescape")
    # It stands escaped in addresses, too.
    text = _ODD.sub(lambda odd: quote(odd.group(), errors="surrogateescape"), text)
    for line in _LINE_ENDS.split(text):
        yield line.partition("#")[0].strip()


def _agent(value: str) -> str:
    if value.startswith(_ANYONE):
        return _ANYONE
    return product_of(value)

"""Addresses of reports: whose they are, and which is the canonical one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from crawler.items import Address
from crawler.items import Report as ReportItem
from storage.models import ADDRESS_KINDS, Report, ReportUrl, ReportVersion

LEAST_SHARED = 0.7
"""Share of the shorter text's runs of three words that two editions of one work have in common.

Monitors' reports share whole sentences, so that less says nothing."""

_HOLDERS = (
    select(ReportUrl.key, Report.id, Report.key, Report.post_id)
    .join(Report, Report.id == ReportUrl.report_id)
    .where(
        ReportUrl.publisher_id == bindparam("owner"),
        ReportUrl.key.in_(bindparam("held", expanding=True)),
    )
    .order_by(Report.id)
)


def owner_of(session: Session, publisher_id: int, report: ReportItem) -> int | None:
    """Id of the stored report that stands under one of the addresses of this one, else None.

    Asked in turn: the address that answered, the one asked for, the short link, what the page
    states as its own. Only a page fetched again is the same report whatever it says. Elsewhere the
    words must be alike, and no ids of posts may differ: any page can state any address, themes
    print one canonical link on every page, and sites send the readers of a post that they took
    down to another one.
    """
    return owner_among(session, holders(session, publisher_id, report), report)


Holders = Mapping[str, Sequence[tuple[int, str, str | None]]]
"""By the key of an address the reports that have it: id, key and post id of each, in order."""


def holders(session: Session, publisher_id: int, report: ReportItem) -> Holders:
    """Who has the addresses of this report; nothing of those that nobody has."""
    keys = list({address.key for address in report.addresses})
    found: defaultdict[str, list[tuple[int, str, str | None]]] = defaultdict(list)
    for held, *owner in session.execute(_HOLDERS, {"owner": publisher_id, "held": keys}):
        found[str(held)].append(tuple(owner))  # type: ignore[arg-type]  # the columns of the statement
    return found


def owner_among(session: Session, found: Holders, report: ReportItem) -> int | None:
    """As ``owner_of``, among those who have its addresses."""
    for address in _most_certain_first(report):
        for owner, key, post_id in found.get(address.key, ()):
            if address.url == report.url and address.key == key:
                return owner
            other_post = report.post_id and post_id and report.post_id != post_id
            if not other_post and _is_alike(session, owner, report):
                return owner
    return None


def _is_alike(session: Session, owner: int, report: ReportItem) -> bool:
    """Whether a stored report has a text that may be an edition of this one."""
    texts = session.execute(
        select(ReportVersion.title, ReportVersion.subtitle, ReportVersion.body)
        .where(ReportVersion.report_id == owner)
        .order_by(ReportVersion.is_current.desc())
    )
    own = _runs(report.title, report.subtitle, report.body)
    for text in texts:
        stored = _runs(*text)
        if len(own & stored) >= LEAST_SHARED * max(1, min(len(own), len(stored))):
            return True
    return False


def _runs(*texts: str) -> set[tuple[str, ...]]:
    """Each three words in a row; of what has fewer, all of them."""
    words = " ".join(texts).lower().split()
    return {tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2))}


def take_addresses(
    session: Session, publisher_id: int, report_id: int, report: ReportItem
) -> tuple[str, ...]:
    """Give the report its addresses; returns the URLs that another report keeps.

    An address that was fetched goes to whom it showed; one that is merely stated goes to nobody
    who has it not. Of the kinds of an address the best stays, and one address is canonical: the
    first that was said to be, unless that proves to be a mirror's.
    """
    own_key = report.addresses[0].key
    refused = []
    _leave_mirror(session, report_id, report.addresses[0])
    for address in report.addresses:
        others = session.scalars(
            select(ReportUrl).where(
                ReportUrl.publisher_id == publisher_id,
                ReportUrl.key == address.key,
                ReportUrl.report_id != report_id,
            )
        ).all()
        if others and address.key != own_key:
            refused.append(address.url)
            continue
        for row in others:
            _hand_over(session, row, report_id)
        _take(session, publisher_id, report_id, address)
    _ensure_canonical(session, report_id)
    return tuple(refused)


def _leave_mirror(session: Session, report_id: int, fetched: Address) -> None:
    """A report that was first met on a mirror moves to its publisher's own address."""
    if kind_of_url(fetched.url, fetched.key) == "mirror":
        return
    canonical = session.scalars(
        select(ReportUrl).where(ReportUrl.report_id == report_id, ReportUrl.kind == "canonical")
    ).one_or_none()
    if canonical is not None and kind_of_url(canonical.url, canonical.key) == "mirror":
        canonical.kind = "mirror"
        row = session.get_one(Report, report_id)
        row.url, row.key = fetched.url, fetched.key
        session.flush()


def _most_certain_first(report: ReportItem) -> Iterator[Address]:
    first, *others = report.addresses
    order = ("shortlink", "canonical", "mirror", "alias")
    yield first
    yield from sorted(
        others,
        key=lambda address: (address.url != report.requested_url, order.index(address.kind)),
    )


def _hand_over(session: Session, row: ReportUrl, report_id: int) -> None:
    """The other report had only been told of this address."""
    loser = row.report_id
    row.report_id, row.kind = report_id, kind_of_url(row.url, row.key)
    session.flush()
    _ensure_canonical(session, loser)


def _take(session: Session, publisher_id: int, report_id: int, address: Address) -> None:
    rows = session.scalars(select(ReportUrl).where(ReportUrl.report_id == report_id)).all()
    row = next((row for row in rows if row.url == address.url), None)
    if row is None:
        row = add_address(session, publisher_id, report_id, address.url, address.key)
    taken = any(other.kind == "canonical" for other in rows if other is not row)
    kind = (
        kind_of_url(address.url, address.key)
        if address.kind == "canonical" and taken
        else (address.kind)
    )
    row.kind = min(row.kind, kind, key=ADDRESS_KINDS.index)
    session.flush()


def add_address(
    session: Session, publisher_id: int, report_id: int, url: str, key: str
) -> ReportUrl:
    """A new address beside the canonical one; the caller knows that no report has it."""
    row = ReportUrl(
        report_id=report_id,
        publisher_id=publisher_id,
        url=url,
        key=key,
        kind=kind_of_url(url, key),
    )
    session.add(row)
    session.flush()
    return row


def kind_of_url(url: str, key: str) -> str:
    """``mirror`` for a URL on another host than its key's, which stands for all; else ``alias``."""
    host, standing = urlsplit(url).hostname, urlsplit(f"//{key}").hostname
    if not host or not standing:
        return "alias"
    return "alias" if _bare(host) == _bare(standing) else "mirror"


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _ensure_canonical(session: Session, report_id: int) -> None:
    """Where no address was said to be canonical, it is the one where the report was fetched."""
    rows = session.scalars(select(ReportUrl).where(ReportUrl.report_id == report_id)).all()
    if any(row.kind == "canonical" for row in rows):
        return
    fetched = session.get_one(Report, report_id).url
    next(row for row in rows if row.url == fetched).kind = "canonical"
    session.flush()

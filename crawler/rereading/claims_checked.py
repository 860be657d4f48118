"""The claims of a stored text against its words, and against what manifests hold of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from attrs import fields_dict
from sqlalchemy.orm import Session

from crawler.captures.manifests import digest
from crawler.claim import Claim, Reading, Unparsed
from crawler.publishers import Publisher
from crawler.rereading.claims_reread import Text, read_text
from crawler.rereading.damage import Damage
from crawler.rereading.seals import Entry
from pipelines.claims.reader_version import READER
from pipelines.language import detect_language
from storage.claim_marks import wrongly_marked
from storage.claims import claims_content
from storage.models import Report, ReportVersion
from storage.stored_claims import load_reading
from storage.verified_rows import ReportRow


def unreadable_claims(session: Session, where: str, version_id: int) -> Damage | None:
    """That a row holds what no claim can be; nothing else can be said of its version then."""
    try:
        load_reading(session, version_id)
    except (ValueError, TypeError) as error:
        return Damage("claims", where, "claims that can be read", str(error))
    return None


def check_claims(
    session: Session, where: str, publisher: str, version: ReportVersion
) -> Iterator[Damage]:
    """What of a version's claims is not what the reader that is named takes from its words.

    Of another reader than today's that cannot be shown: manifests tell of its claims.
    """
    if version.reader is None:
        yield from _differences(where, Reading(), load_reading(session, version.id))
    elif version.reader == READER:
        language = version.read_language or ""
        yield from _check_reading(session, where, publisher, version, language)


def check_marks(session: Session, report: ReportRow) -> Iterator[Damage]:
    """A claim that views show as something else than its text and judgements make of it."""
    for claim_id in wrongly_marked(session, report.id):
        expected = "is_current, is_top and review_id as they follow from its text and judgements"
        yield Damage("claims", f"{claim_id} of {report.url}", expected, "others")
        return


def check_unsealed_claims(
    session: Session,
    where: str,
    publisher: Publisher,
    version: ReportVersion,
    entry: Entry | None,
    *,
    may_be_older: bool,
) -> Iterator[Damage]:
    """What no run of ours can have written of claims that no manifest has as they are.

    ``entry`` is the newest one of the text; ``may_be_older``: a crawl that died had seen it, and so
    an older release may have read it.
    """
    if version.reader == READER:
        yield from _check_told(session, where, publisher, version)
        return
    is_same_text = entry is not None and entry.fingerprint == version.fingerprint
    sealed = (entry.reader, entry.claims) if entry and is_same_text else (None, None)
    content = claims_content(session, version)
    found = (version.reader, digest(content) if content else None)
    if found != sealed and not may_be_older:
        by = f"claims of reader {sealed[0] or 'none'}"
        expected = f"{by} as sealed by {entry.manifest}" if entry and is_same_text else by
        yield Damage("claims", where, expected, f"others, of reader {version.reader or 'none'}")


def _check_told(
    session: Session, where: str, publisher: Publisher, version: ReportVersion
) -> Iterator[Damage]:
    """What the reader was told beside the text: its day and language decide what it reads."""
    known = session.get_one(Report, version.report_id).published_date
    # A day that became known later did not move claims that were read before.
    if version.read_published not in (None, known):
        yield Damage("claims", where, f"read for {known}", str(version.read_published))
    words = f"{version.title}\n{version.subtitle}\n{version.body}"
    language = detect_language(words, publisher.languages)
    if language != version.read_language:
        yield from _check_reading(session, where, publisher.name, version, language)


def _check_reading(
    session: Session, where: str, publisher: str, version: ReportVersion, language: str
) -> Iterator[Damage]:
    words = (version.title, version.subtitle, version.body)
    found = read_text(Text(*words, language, version.read_published), publisher)
    if isinstance(found, str):
        yield Damage("claims", where, f"claims that {READER} takes from the text", found)
    else:
        yield from _differences(where, found, load_reading(session, version.id))


def _differences(where: str, expected: Reading, stored: Reading) -> Iterator[Damage]:
    """The first claim and the first sentence that differ; each may have moved all after it."""
    yield from _first_difference(where, expected.claims, stored.claims)
    yield from _first_difference(where, expected.unparsed, stored.unparsed)


def _first_difference(
    where: str, expected: Sequence[Claim | Unparsed], stored: Sequence[Claim | Unparsed]
) -> Iterator[Damage]:
    """By the first thing that differs; never with words of the report."""
    for wanted, found in zip_longest(expected, stored):
        if wanted == found:
            continue
        if repr(wanted) != repr(found):
            yield Damage("claims", where, str(wanted or "none"), str(found or "none"))
        else:
            names = fields_dict(type(wanted))
            other = [name for name in names if getattr(wanted, name) != getattr(found, name)]
            yield Damage("claims", where, f"{wanted!r} as it is read", f"another {other[0]}")
        return

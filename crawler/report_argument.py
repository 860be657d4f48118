"""REPORT as people give it to a command: an id, or any address of the report."""

from __future__ import annotations

from scrapy.exceptions import UsageError
from sqlalchemy.orm import Session

from crawler.publishers import publishers
from crawler.seed_table import SeedError
from crawler.urls import page_key
from storage.report_finding import pages_at, publishers_stored, report_exists, reports_at

LONGEST_ID = 18
"""Digits; SQLite's numbers have one more."""


def find_report(session: Session, argument: str) -> int:
    """Id of the report that is meant.

    ``argument`` is a report_id or a URL: http and https, tracking parameters, a final slash and
    mirrors do not matter, and the scheme may be left out. Raises ``UsageError`` where no report
    or more than one is meant.
    """
    word = argument.strip()
    if word.isdecimal():
        return _by_id(session, word)
    keys = _keys(session, word)
    found = reports_at(session, keys)
    if len(found) == 1:
        return found[0].report_id
    if found:
        listed = ", ".join(f"{report.report_id} ({report.publisher})" for report in found)
        raise _refused(
            f"more than one report stands at {word[:200]}: give its id, one of: {listed}"
        )
    raise _refused(f"no report stands at {word[:200]}{_instead(session, keys)}")


def one_report(session: Session, args: list[str]) -> int:
    """As ``find_report``, of a command's arguments, of which there must be one."""
    if len(args) != 1:
        given = " ".join(args) or "none"
        raise _refused(f"give one report, by its id or a URL of it (given: {given})")
    return find_report(session, args[0])


def _by_id(session: Session, word: str) -> int:
    if len(word) > LONGEST_ID or not report_exists(session, int(word)):
        raise _refused(f"there is no report {word[:40]}: `scrapy search` shows the ids")
    return int(word)


def _keys(session: Session, word: str) -> dict[str, str]:
    """The address's key with each publisher of the database, whose mirrors differ."""
    url = word if "://" in word else f"https://{word}"
    try:
        mirrors = {publisher.name: publisher.mirrors for publisher in publishers()}
        return {name: page_key(url, mirrors.get(name, {})) for name in publishers_stored(session)}
    except SeedError as error:
        raise _refused(str(error)) from error
    except ValueError as error:
        raise _refused(f"{word[:200]} is neither a report's id nor a URL: {error}") from error


def _instead(session: Session, keys: dict[str, str]) -> str:
    """What the ledger says of the address."""
    pages = pages_at(session, keys)
    if not pages:
        return ": it is not known; `scrapy search` shows the addresses of reports"
    reason = f", {pages[0].reason}" if pages[0].reason else ""
    return f": {pages[0].publisher} has it as {pages[0].state}{reason}"


def _refused(sentence: str) -> UsageError:
    return UsageError(sentence, print_help=False)

"""A report beside what is stored: whether the text that stands is better, and what it copies."""

from __future__ import annotations

from attrs import frozen
from sqlalchemy.orm import Session

from crawler.items import Outcome, Reason, Report
from crawler.measure import is_generic
from crawler.site import Site
from pipelines.dedup import find_copy
from pipelines.keep import keep_better
from storage.columns import whole_second
from storage.layouts import is_marked
from storage.models import ReportVersion
from storage.reports import find_report
from storage.versions import current_version


@frozen
class Compared:
    """What is to be stored of a page."""

    item: Report | Outcome
    """The report with what it is a copy of, or why the text that stood there stays."""
    has_lost_container: bool = False
    """Whether a known container gave the text that stands, and none gave this one."""


def compare(session: Session, publisher_id: int, report: Report, site: Site) -> Compared:
    """Compare with the text that stands, unless that was seen later, and with other reports."""
    own = find_report(session, publisher_id, report)
    current = current_version(session, own) if own is not None else None
    if own is None or current is None or whole_second(report.fetched_at) < current.last_seen_at:
        return Compared(find_copy(session, publisher_id, report, site, own))
    minds_layouts = site.publisher.expect.minds_layouts
    waits = minds_layouts and is_marked(session, own)
    kept = keep_better(current, report, minds_layouts=minds_layouts, report_id=own, waits=waits)
    lost = minds_layouts and _has_lost_container(current, report)
    if isinstance(kept, Outcome):
        return Compared(kept, lost and kept.reason is not Reason.SHRUNK)
    return Compared(find_copy(session, publisher_id, kept, site, own), lost)


def _has_lost_container(current: ReportVersion, report: Report) -> bool:
    return report.is_last and is_generic(report.method) and not is_generic(current.method)

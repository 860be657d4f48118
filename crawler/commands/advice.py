"""What to do about what failed."""

from __future__ import annotations

from crawler.items import Reason

WAITS = "nothing: the next crawls try again"
_RULES = "look at the page; the seed's rules may have to change (docs/add-a-publisher.md)"

REASONS = {
    Reason.HTTP_STATUS: "nothing while it is tried again; then open the page in a browser",
    Reason.NETWORK: "nothing while it is tried again; then see whether the host still stands",
    Reason.TIMEOUT: "nothing while it is tried again; then crawl with a longer DOWNLOAD_TIMEOUT",
    Reason.RETRY_LATER: "nothing: the server asked to wait",
    Reason.TOO_LARGE: "see whether it is a report; if so, crawl with a larger DOWNLOAD_MAXSIZE",
    Reason.INCOMPLETE: WAITS,
    Reason.LAYOUT: "add the new container to the seed, then scrapy reextract (docs/monitor.md)",
    Reason.BUG: "report it, with the detail, and crawl again after an upgrade",
}
"""For the reasons with which pages fail."""
GIVEN_UP = "it is asked for no more: scrapy crawl {publisher} -a refresh=all tries once again"

KINDS = {
    "drift": "docs/monitor.md: see what changed on the site, and change the seed",
    "layout": REASONS[Reason.LAYOUT],
    "bug": REASONS[Reason.BUG],
    "claims_unread": REASONS[Reason.BUG],
    "disappeared": "nothing: the report stays stored, and its page says what became of it",
    "replaced": "compare both texts: scrapy diff REPORT",
    "refused_value": "nothing, if it is one page; if it is many, " + _RULES,
    "address_of_another": _RULES,
    "trap": "open some of the pages with this reason; if they are none of yours, " + _RULES,
    "run_limit": "nothing: the next crawl goes on; set it higher if that happens each time",
    "clock": "set the machine's clock",
    "archive_elsewhere": "set ARCHIVE_DIR to the folder that holds the captures",
    "archive_mended": "nothing: a crawl was killed, and what was torn is cut off",
    "capture_failed": "nothing, if other captures of the page were read",
    "notify_failed": "mend NOTIFY_COMMAND or NOTIFY_WEBHOOK (docs/monitor.md)",
    "reextract_lost": _RULES,
    "source_unreachable": "nothing, if it was one night; else see whether the site still stands",
    "source_refused": "open the source in a browser; the site may keep programs out",
    "source_broken": "open the source in a browser; if it stays so, leave it out of the seed",
    "source_lying": "nothing: the other sources were read as well",
    "source_partial": "nothing, if it was one night; the other sources were read as well",
    "source_incomplete": "nothing: what it lacked was taken from the other sources",
    "source_bad_url": "nothing, if they are few; else " + _RULES,
}
"""For the kinds of issues that a crawl warns of."""


def advise_page(publisher: str, reason: str, *, is_given_up: bool) -> str:
    """What to do about a page that failed."""
    told = REASONS.get(Reason(reason), _RULES)
    return GIVEN_UP.format(publisher=publisher) if is_given_up else told


def advise_issue(kind: str) -> str:
    """What to do about an issue."""
    return KINDS.get(kind, "look at the issues of the crawl: docs/schema.md tells their kinds")

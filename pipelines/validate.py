"""Is this a report at all? What is none goes on as an outcome with its reason."""

from __future__ import annotations

from crawler.items import NotModified, Outcome, RawReport, Reason, State


class ValidatePipeline:
    """RawReport → RawReport, or the Outcome that says why it is no report."""

    def process_item(
        self, item: RawReport | Outcome | NotModified
    ) -> RawReport | Outcome | NotModified:
        return validate(item) if isinstance(item, RawReport) else item


def validate(raw: RawReport) -> RawReport | Outcome:
    """The report itself where its page is one."""
    if not raw.page_kind:
        return raw
    return Outcome(
        publisher=raw.publisher,
        url=raw.requested_url,
        state=State.NOT_REPORT,
        reason=Reason(raw.page_kind),
        detail=raw.page_kind_detail,
        fetched_at=raw.fetched_at,
        is_last=raw.is_last,
    )

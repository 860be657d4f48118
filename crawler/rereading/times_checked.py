"""Numbers and times of a report's texts against the captures that show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from crawler.captures.manifests import moment
from crawler.rereading.damage import Damage
from storage.verified_rows import TextRow


def check_times(texts: Sequence[TextRow], old: frozenset[int], end: datetime) -> Iterator[Damage]:
    """What does not follow from the captures of one report.

    ``old``: ids of texts that were stored before captures were kept; ``end``: when the
    publisher's last crawl ended, or now. A revisit record in an archive of others is no capture
    of its own: with such archives a text may have been seen later than its captures tell.
    """
    ordered = sorted(texts, key=lambda text: (text.first_seen_at, text.id))
    for number, text in enumerate(ordered, 1):
        if text.number != number:
            yield _wrong(text, f"number {number}, by when it was first seen", str(text.number))
    for text in texts:
        yield from _check_first_seen(text, is_old=text.id in old)
        yield from _check_last_seen(text, texts, end, is_old=text.id in old)
    last = max(text.last_seen_at for text in texts)
    for text in texts:
        if text.is_current and text.last_seen_at < last:
            told = f"it is, last seen {moment(text.last_seen_at)}"
            yield _wrong(text, f"not to be current: another was seen {moment(last)}", told)
    if not any(text.is_current for text in texts):
        yield _wrong(texts[0], "one text of the report to be current", "none")


def _check_first_seen(text: TextRow, *, is_old: bool) -> Iterator[Damage]:
    if not text.sightings:
        return
    earliest = min(sighting.at for sighting in text.sightings)
    own = [sighting.at for sighting in text.sightings if not sighting.is_replayed]
    latest = min(own, default=text.last_seen_at) if _is_replayed(text) else earliest
    is_early = text.first_seen_at < earliest and not is_old
    if is_early or text.first_seen_at > latest:
        expected = f"first seen {moment(earliest)}, as its captures show"
        yield _wrong(text, expected, moment(text.first_seen_at))


def _check_last_seen(
    text: TextRow, texts: Sequence[TextRow], end: datetime, *, is_old: bool
) -> Iterator[Damage]:
    latest = max((sighting.at for sighting in text.sightings), default=text.first_seen_at)
    found = moment(text.last_seen_at)
    if text.last_seen_at < latest:
        yield _wrong(text, f"last seen {moment(latest)}, as its captures show", found)
    if text.last_seen_at <= latest:
        return
    # Later than its captures only by a source's word, which is given of the current text alone.
    if text.last_seen_at > end:
        yield _wrong(text, f"last seen until {moment(end)}, when the last crawl ended", found)
    elif (text.sightings or is_old) and not _is_replayed(text):
        others = (at for other in texts if other is not text for at in _seen_live(other))
        after = min((at for at in others if at > latest), default=end)
        if text.last_seen_at > after:
            expected = f"last seen until {moment(after)}, when another text stood there"
            yield _wrong(text, expected, found)


def _is_replayed(text: TextRow) -> bool:
    return any(sighting.is_replayed for sighting in text.sightings)


def _seen_live(text: TextRow) -> Iterator[datetime]:
    """Moments at which the site itself showed the text."""
    return (one.at for one in text.sightings if not one.is_replayed and not one.is_copy)


def _wrong(text: TextRow, expected: str, found: str) -> Damage:
    return Damage("version", f"{text.id} (number {text.number} of {text.url})", expected, found)

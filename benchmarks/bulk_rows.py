"""Reports as rows, by the thousand: the same ones that ``storage.reports.store`` writes.

``tests/benchmarks`` stores a few the one way and the other, and compares the tables.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from attrs import define, field
from made_reports import CRAWLS, Visit, crawl_start

from crawler.claim import Actor, Claim, Place
from storage.claim_matching import follow
from storage.claim_sentences import context_of, sentence_around
from storage.folding import has_arabic
from storage.revisits import next_visit
from storage.search_index import folded_words
from storage.signatures import pack, signed
from storage.stored_claims import DETAILS, Standing

_TEXTS = ("title", "subtitle", "body")


@define
class BulkRows:
    """Rows that wait for the file, with the ids that they will have."""

    publishers: dict[str, int]
    """Ids by name."""
    waiting: dict[str, list[dict[str, Any]]] = field(factory=lambda: defaultdict(list))
    actors: dict[str, int] = field(factory=dict)
    places: dict[str, int] = field(factory=dict)
    last: dict[str, int] = field(factory=lambda: defaultdict(int))
    """The highest id of a table."""
    counts: dict[tuple[int, str], int] = field(factory=lambda: defaultdict(int))
    """By crawl and name of a count."""
    roots: dict[int, int | None] = field(factory=dict)
    """Of which report each is a copy."""

    def add(self, number: int, visits: list[Visit]) -> None:
        """All that the visits of report ``number`` leave."""
        first, last = visits[0], visits[-1]
        previous: list[Standing] = []
        owner = self.publishers[first.report.publisher]
        self._add_report(number, owner, first, last)
        self._add_page(number, owner, first, last)
        for count, visit in enumerate(visits, 1):
            version = self._id("report_versions")
            self._add_capture(number, owner, version, visit)
            told = "new" if visit is first else "changed"
            self.counts[self.crawl_of(owner, visit.crawl), told] += 1
            self._add_version(number, version, count, visit, is_current=visit is last)
            claims = self._add_claims(number, owner, version, visit)
            standing = _standing(visit, [row["id"] for row in claims])
            if count > 1:
                pairs = follow(previous, standing)
                for row in claims:
                    row["follows_id"] = pairs.get(row["id"])
            previous = standing

    def flush(self, connection: sqlite3.Connection) -> None:
        """Write what waits."""
        for table, rows in self.waiting.items():
            names = list(rows[0])
            columns = ", ".join(f'"{name}"' for name in names)
            values = ", ".join(f":{name}" for name in names)
            connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({values})", rows)  # noqa: S608 -- names of ours
        self.waiting.clear()

    def crawl_of(self, owner: int, crawl: int) -> int:
        """Id of the crawl of a publisher; those of one day follow each other."""
        return crawl * len(self.publishers) + owner

    def _id(self, table: str) -> int:
        self.last[table] += 1
        return self.last[table]

    def _add_report(self, number: int, owner: int, first: Visit, last: Visit) -> None:
        told = last.report
        self.waiting["reports"].append(
            {
                "id": number,
                "publisher_id": owner,
                "url": told.url,
                "key": told.addresses[0].key,
                "post_id": told.post_id,
                "language": told.language,
                "published_at": _moment(told.published_at),
                "published_date": _day(told.published_date),
                "published_from": told.published_from,
                "modified_at": _moment(told.modified_at),
                "sections": _json(told.sections),
                "tags": _json(told.tags),
                "author": told.author,
                "method": told.method,
                "signature": pack(told.signature),
                "duplicate_of": told.duplicate_of,
                "similarity": told.similarity,
                "first_seen_at": _moment(first.report.fetched_at),
                "last_seen_at": _moment(told.fetched_at),
                "is_sealed": 1,
            }
        )
        for address in told.addresses:
            names = {"url": address.url, "key": address.key, "kind": address.kind}
            self.waiting["report_urls"].append({"report_id": number, "publisher_id": owner} | names)
        for link in told.links:
            names = {"url": link.url, "label": link.label, "language": link.language}
            self.waiting["report_links"].append({"report_id": number, "kind": link.kind} | names)
        for band, value in enumerate(last.bands):
            self.waiting["signature_bands"].append(
                {"report_id": number, "band": band, "value": signed(value)}
            )

    def _add_page(self, number: int, owner: int, first: Visit, last: Visit) -> None:
        told, seen = last.report, last.report.fetched_at
        self.waiting["pages"].append(
            {
                "id": number,
                "publisher_id": owner,
                "url": told.url,
                "key": told.addresses[0].key,
                "state": "stored",
                "attempts": 1,
                "discovered_via": "sitemap",
                "published_date": _day(told.published_date),
                "first_seen_at": _moment(crawl_start(first.crawl)),
                "listed_at": _moment(crawl_start(first.crawl)),
                "last_fetched_at": _moment(seen),
                "answered_at": _moment(seen),
                "next_due_at": _moment(
                    next_visit(told.published_date, crawl_start(first.crawl), seen, seen)
                ),
                "report_id": number,
            }
        )

    def _add_capture(self, number: int, owner: int, version: int, visit: Visit) -> None:
        crawl, told = self.crawl_of(owner, visit.crawl), visit.report
        offset = self.last[f"offset {crawl}"]
        self.last[f"offset {crawl}"] += 30_000
        self.waiting["captures"].append(
            {
                "id": self._id("captures"),
                "crawl_id": crawl,
                "page_id": number,
                "version_id": version,
                "part": 1,
                "url": told.url,
                "status": 200,
                "media_type": "text/html",
                "fetched_at": _moment(told.fetched_at),
                "sha256": sha256(told.fingerprint.encode()).hexdigest(),
                "file": archive_of(told.publisher, visit.crawl) + ".warc.gz",
                "offset": offset,
                "length": 29_000,
            }
        )
        for name in ("discovered", "fetched"):
            self.counts[crawl, name] += 1

    def _add_version(
        self, number: int, version: int, count: int, visit: Visit, *, is_current: bool
    ) -> None:
        told = visit.report
        self.waiting["report_versions"].append(
            {
                "id": version,
                "report_id": number,
                "number": count,
                "is_current": int(is_current),
                "title": told.title,
                "subtitle": told.subtitle,
                "body": told.body,
                "fingerprint": told.fingerprint,
                "method": told.method,
                "extractor": told.extractor,
                "reader": told.reader,
                "read_language": told.language,
                "read_published": _day(told.published_date),
                "stored_at": _moment(told.fetched_at),
                "first_seen_at": _moment(told.fetched_at),
                "last_seen_at": _moment(told.fetched_at),
            }
        )
        if not is_current:
            return
        words = {name: getattr(told, name) for name in _TEXTS}
        self.waiting["report_words"].append({"rowid": version} | words)
        if has_arabic("".join(words.values())):
            folded = {name: folded_words(words[name]) for name in _TEXTS}
            self.waiting["report_arabic"].append({"rowid": version} | folded)

    def _add_claims(
        self, number: int, owner: int, version: int, visit: Visit
    ) -> list[dict[str, Any]]:
        told = visit.report.reading
        self._add_actors({one.actor for one in told.claims if one.actor})
        self._add_places({one.place for one in told.claims if one.place})
        rows = [
            self._claim(owner, version, position, one, visit)
            for position, one in enumerate(told.claims)
        ]
        for row, one in zip(rows, told.claims, strict=True):
            row["report_id"] = number
            row["part_of_id"] = None if one.part_of is None else rows[one.part_of]["id"]
        self.waiting["claims"] += rows
        for one in told.unparsed:
            names = ("field", "start", "end", "sentence", "why")
            self.waiting["unparsed_sentences"].append(
                {"version_id": version} | {name: getattr(one, name) for name in names}
            )
        return rows

    def _claim(
        self, owner: int, version: int, position: int, one: Claim, visit: Visit
    ) -> dict[str, Any]:
        text = getattr(visit.report, one.field)
        return {
            "id": self._id("claims"),
            "version_id": version,
            "is_current": 0,
            "is_top": 0,
            "position": position,
            "field": one.field,
            "start": one.start,
            "end": one.end,
            "quote": one.quote,
            **{name: getattr(one, name) for name in DETAILS},
            "date_start": _day(one.date_start),
            "date_end": _day(one.date_end),
            "actor_id": self.actors[one.actor.name] if one.actor else None,
            "place_id": self.places[one.place.key] if one.place else None,
            "flags": _json(sorted(one.flags)),
            "context": context_of(owner, sentence_around(text, one.start, one.end), one),
            "follows_id": None,
        }

    def _add_actors(self, actors: set[Actor]) -> None:
        for one in sorted(actors, key=lambda actor: actor.name):
            if one.name not in self.actors:
                self.actors[one.name] = self._id("actors")
                row = {"id": self.actors[one.name], "name": one.name, "kind": one.kind}
                self.waiting["actors"].append(row | {"country": one.country})

    def _add_places(self, places: set[Place]) -> None:
        for one in sorted(places, key=lambda place: place.key):
            if one.key not in self.places:
                self.places[one.key] = self._id("places")
                names = ("key", "name", "kind", "adm1", "country", "lat", "lon")
                row = {name: getattr(one, name) for name in names}
                self.waiting["places"].append({"id": self.places[one.key]} | row)


def archive_of(publisher: str, crawl: int) -> str:
    """Where the captures of a crawl go, without the ending of the file."""
    return f"{publisher}/{publisher}-{crawl_start(crawl):%Y%m%dT%H%M%SZ}-{crawl % CRAWLS:08x}"


def _standing(visit: Visit, ids: list[int]) -> list[Standing]:
    """The claims of a text in their sentences, as ``standing_claims`` gives stored ones."""
    equal: Counter[tuple[object, ...]] = Counter()
    found = []
    for claim_id, claim in zip(ids, visit.report.reading.claims, strict=True):
        sentence = sentence_around(getattr(visit.report, claim.field), claim.start, claim.end)
        same = (claim.field, sentence, claim.quote, claim.harm, claim.count_min, claim.count_max)
        found.append(Standing(claim_id, claim, sentence, equal[same]))
        equal[same] += 1
    return found


def _moment(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

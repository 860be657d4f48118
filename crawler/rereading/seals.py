"""What the manifests of a publisher say of its texts, from the first to the newest."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from itertools import pairwise

from attrs import define, field, frozen

from crawler.captures.manifests import Entry as ManifestEntry
from crawler.captures.manifests import Manifest, ManifestError
from crawler.rereading.damage import Damage
from storage.models import Manifest as ManifestRow

DIED = ("killed", "storage_failed")
"""Outcomes of crawls that a later one may have sealed, by a later release too."""

Text = tuple[int, str]
"""A version's id and its report's address: SQLite may give the id of one that went anew."""


@frozen
class Entry:
    """What one manifest says of a version."""

    manifest: str
    place: int
    """Of the manifest in the chain."""
    is_reread: bool
    """Whether it seals a re-extraction."""
    is_todays: bool
    """Whether what read the text is what the manifest was written by."""
    may_be_older: bool
    """Whether a crawl that died had captured it, and so an older release may have read it."""
    sha256: str
    fingerprint: str
    extractor: str | None
    captures: tuple[str, ...]
    """SHA-256 of the payload of each of its pages."""
    reader: str | None = None
    """What read its claims; None where nothing did."""
    claims: str | None = None
    """Digest of ``storage.claims.claims_content``."""


@define
class Seals:
    """What the manifests of one publisher hold of its versions."""

    histories: dict[Text, list[Entry]] = field(factory=dict)
    """The entries of each text, the oldest first; those that a re-extraction joined are out."""
    joined: dict[Text, Entry] = field(factory=dict)
    """The last entry of texts that a re-extraction left out of its manifest."""
    is_whole: bool = True
    """Whether every manifest could be read."""
    newest: ManifestRow | None = None
    _died: set[str] = field(factory=set)
    _ids: dict[str, set[int]] = field(factory=dict)

    def note(self, manifest: Manifest, file: str, place: int, *, is_reread: bool) -> None:
        """Add a manifest's entries. Raises ManifestError for one without what is checked."""
        if manifest.crawl.get("outcome") in DIED:
            self._died |= {entry["sha256"] for entry in manifest.captures}
        named: dict[str, set[int]] = {}
        for raw in manifest.versions:
            try:
                text = (raw["version_id"], raw["url"])
                entry = self._entry(manifest, file, place, raw, is_reread=is_reread)
            except (KeyError, TypeError) as error:
                raise ManifestError(f"{file}: an entry of versions lacks {error}") from error
            self.histories.setdefault(text, []).append(entry)
            named.setdefault(text[1], set()).add(text[0])
        for url, ids in named.items():
            known = self._ids.setdefault(url, set())
            if is_reread:
                for version_id in known - ids:
                    self.joined[version_id, url] = self.histories.pop((version_id, url))[-1]
                known &= ids
            known |= ids

    def _entry(
        self, manifest: Manifest, file: str, place: int, raw: ManifestEntry, *, is_reread: bool
    ) -> Entry:
        captures = tuple(raw["captures"])
        return Entry(
            manifest=file,
            place=place,
            is_reread=is_reread,
            is_todays=raw["extractor"] == manifest.software.get("extractor"),
            may_be_older=bool(captures) and captures[0] in self._died,
            sha256=raw["sha256"],
            fingerprint=raw["fingerprint"],
            extractor=raw["extractor"],
            captures=captures,
            # Manifests from before there were claims have neither.
            reader=raw.get("reader"),
            claims=raw.get("claims"),
        )

    def newest_entry(self, text: Text) -> Entry | None:
        """What the last manifest that names a text says of it; None where none does."""
        return self.histories.get(text, [None])[-1]

    def is_from_before_captures(self, text: Text, extractor: str | None) -> bool:
        """Whether an older release, which kept no captures, stored the text."""
        history = self.histories.get(text)
        return history[0].extractor is None if history else extractor is None


def check_history(
    where: str,
    history: Sequence[Entry],
    known: Container[str],
    is_moved: Callable[[str], bool],
) -> Iterator[Damage]:
    """What no run of ours can have written of one text.

    ``known``: payloads of all captures; ``is_moved``: whether a text of the report shows one.
    """
    first = history[0]
    yield from _check_first(where, first, known)
    for before, entry in pairwise(history):
        of = f"in {entry.manifest}"
        is_read_again = entry.is_reread and entry.is_todays and entry.captures
        if entry.fingerprint != before.fingerprint and not is_read_again:
            told = f"fingerprint {entry.fingerprint}, changed by no re-extraction"
            expected = f"fingerprint {before.fingerprint} as in {before.manifest}"
            yield Damage("version", f"{where} {of}", expected, told)
        if not entry.captures and is_lost(before, is_moved):
            yield Damage("version", f"{where} {of}", "captures that show it", "none any more")


def is_lost(before: Entry, is_moved: Callable[[str], bool]) -> bool:
    """Whether the captures that a text had, and has no more, are not another text's either."""
    return not all(map(is_moved, before.captures))


def _check_first(where: str, first: Entry, known: Container[str]) -> Iterator[Damage]:
    of = f"{where} as first named in {first.manifest}"
    if first.place == 0 and first.extractor is None:
        return
    if not (first.is_todays or first.may_be_older):
        yield Damage("version", of, "read by the release that sealed it", str(first.extractor))
    if not first.captures:
        yield Damage("version", of, "captures that show it", "none")
    for payload in first.captures:
        if payload not in known:
            yield Damage("version", of, f"a capture with payload SHA-256 {payload}", "none")

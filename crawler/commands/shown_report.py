"""A report whole, as text: facts, words, versions, captures, claims, issues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from crawler.commands.chosen_claims import group_parts
from crawler.commands.claim_table import Head, Line, draw_lines, wrap_words
from crawler.commands.shown_claims import show_claims
from crawler.commands.terminal_marks import BOLD, mark_spans
from crawler.evidence.shown_text import show_line, show_text

Report = dict[str, Any]
INDENT = "  "
CAPTURES_SHOWN = 10
"""Captures that are listed: the first of each text, and the last ones."""
_VERSIONS = Head(
    ("text", "", "seen from", "to", "capture", "title"),
    right=frozenset({"text", "capture"}),
    cut=frozenset({"title"}),
    spare=("title", "capture"),
)
_CAPTURES = Head(
    ("capture", "at", "status", "type", "length", "shows"),
    right=frozenset({"capture", "status", "length"}),
    cut=frozenset({"type"}),
    spare=("type", "length"),
)
_ISSUES = Head(("at", "level", "kind"))


def show_report(report: Report, number: int, width: int | None) -> str:
    """All of it, with the text of one version; ``width`` is None where no screen is."""
    (version,) = [one for one in report["versions"] if one["number"] == number]
    parts = (
        wrap_words(
            f"report {report['report_id']} of {show_line(report['publisher_title'])}"
            f" ({report['publisher']})",
            width,
        ),
        _facts(report, width),
        _text(report, version, width),
        _section("Versions", _versions(report, width)),
        _section("Captures", _captures(report, width)),
        _section("Claims", _claims(report, version, width)),
        _section("Issues", _issues(report, width)),
    )
    return "\n".join(filter(None, parts))


def _section(title: str, lines: str) -> str:
    return f"{title}\n\n{lines}" if lines else ""


def _facts(report: Report, width: int | None) -> str:
    told = [(name, words) for name, words in _told(report) if words]
    room = max(len(name) for name, _ in told) + 2
    lines = (f"{INDENT}{name:<{room}}{show_text(words)}" for name, words in told)
    return "".join(wrap_words(line, width, room + len(INDENT)) for line in lines)


def _told(report: Report) -> Iterator[tuple[str, str]]:
    yield "published", _published(report)
    yield "modified", report["modified_at"] or ""
    yield "language", report["language"]
    yield "section", ", ".join(report["sections"])
    yield "tags", ", ".join(report["tags"])
    yield "author", report["author"] or ""
    for address in sorted(report["addresses"], key=lambda one: one["kind"] != "canonical"):
        name = "address" if address["kind"] == "canonical" else address["kind"]
        yield name, address["url"]
    for link in report["links"]:
        label = f" ({' '.join(link['label'].split())})" if link["label"] else ""
        language = f" {link['language']}" if link["language"] else ""
        yield link["kind"], f"{link['url']}{language}{label}"
    if report["duplicate_of"] is not None:
        yield "copy of", f"report {report['duplicate_of']} (similarity {report['similarity']})"
    for copy in report["copies"]:
        yield "copied by", f"report {copy['report_id']} of {copy['publisher']}, {copy['url']}"
    yield "stored", f"{report['first_seen_at']}, last seen {report['last_seen_at']}"
    for page in report["pages"]:
        if page["url"] == report["url"]:
            due = f", to be visited from {page['next_due_at']}" if page["next_due_at"] else ""
            yield "page", f"{page['state']}{due}"
    yield "read by", report["method"]
    yield "cite as", report["citation"]


def _published(report: Report) -> str:
    if not report["published_date"]:
        return "on no day that it tells"
    told = (report["published_at"], f"from {report['published_from']}")
    return f"{report['published_date']} ({'; '.join(filter(None, told))})"


def _text(report: Report, version: Report, width: int | None) -> str:
    """Title, subtitle and body; on a screen the words of claims are bold."""
    fields = {}
    for name in ("title", "subtitle", "body"):
        spans = [
            (claim["start"], claim["end"])
            for claim in report["claims"]
            if claim["version_id"] == version["version_id"] and claim["field"] == name
        ]
        fields[name] = mark_spans(version[name], spans) if width else version[name]
    which = "" if version["is_current"] else f" ({version['number']}, not the current one)"
    lines = [f"Text{which}", ""]
    for name in ("title", "subtitle"):
        if fields[name]:
            lines += [wrap_words(show_line(fields[name]), width).rstrip("\n"), ""]
    for line in show_text(fields["body"]).split("\n"):
        lines.append(wrap_words(line, width).rstrip("\n") if line else "")
    return "".join(f"{line}\n" for line in lines).translate(BOLD)


def _versions(report: Report, width: int | None) -> str:
    lines = [
        Line((
            str(one["number"]),
            "current" if one["is_current"] else "",
            one["first_seen_at"],
            one["last_seen_at"],
            str(one["capture_id"] or "none"),
            show_line(one["title"]),
        ))
        for one in report["versions"]
    ]  # fmt: skip
    told = draw_lines(_VERSIONS, lines, width)
    if len(lines) > 1:
        told += wrap_words(f"`scrapy diff {report['report_id']}` tells what changed.", width)
    return told


def _captures(report: Report, width: int | None) -> str:
    captures = report["captures"]
    if not captures:
        return wrap_words("none: stored before captures were kept", width)
    firsts = {version["capture_id"] for version in report["versions"]}
    last = {capture["capture_id"] for capture in captures[-CAPTURES_SHOWN:]}
    shown = [one for one in captures if one["capture_id"] in firsts | last]
    numbers = {version["version_id"]: version["number"] for version in report["versions"]}
    told = draw_lines(_CAPTURES, [_capture(one, report, numbers) for one in shown], width)
    if hidden := len(captures) - len(shown):
        told += wrap_words(f"{hidden} earlier ones are left out; --json has all.", width)
    return told


def _capture(capture: Report, report: Report, numbers: dict[int, int]) -> Line:
    number = numbers.get(capture["version_id"])
    original = capture["original_at"]
    where = f"{capture['file']}, offset {capture['offset']}"
    return Line(
        (
            str(capture["capture_id"]),
            original or capture["fetched_at"],
            str(capture["status"]),
            capture["media_type"],
            f"{capture['length']:,}",
            f"text {number}" if number else "",
        ),
        (
            *((show_line(capture["url"]),) if capture["url"] != report["url"] else ()),
            *((f"of another archive, fetched {capture['fetched_at']}",) if original else ()),
            f"SHA-256 {capture['sha256']}",
            show_line(where),
        ),
    )


def _claims(report: Report, version: Report, width: int | None) -> str:
    """Those of the text that is shown, parts under their wholes, judgements with them."""
    claims = [c for c in report["claims"] if c["version_id"] == version["version_id"]]
    if not claims:
        unread = version["reader"] is None
        return "not read yet: `scrapy reextract` reads them\n" if unread else "none\n"
    tops = {claim["claim_id"] for claim in claims if not claim["is_part"]}
    shown = show_claims(group_parts(claims, tops), width)
    return shown + wrap_words("Never to be added up: claims overlap.", width)


def _issues(report: Report, width: int | None) -> str:
    lines = [
        Line((one["at"], one["level"], one["kind"]), tuple(_lines(one["url"], one["detail"])))
        for one in report["issues"]
    ]
    return draw_lines(_ISSUES, lines, width) if lines else ""


def _lines(*texts: str | None) -> Iterable[str]:
    return (show_line(text) for text in texts if text)

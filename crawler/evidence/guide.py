"""README.txt of an evidence folder: what it is, and how to check it without software of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import dedent
from typing import Any

from attrs import frozen

from crawler.evidence.chain import Link
from crawler.evidence.shown_text import show_line

_OBSERVED = ("disappeared", "reappeared")


@frozen
class Facts:
    """What this folder holds."""

    described: Mapping[str, Any]
    """As in report.json."""
    links: Sequence[Link]
    """The manifests, the oldest first."""
    unsealed: Sequence[str]
    has_changes: bool


def write_guide(facts: Facts) -> str:
    """The whole text."""
    parts = [
        _introduction(facts),
        _report(facts),
        _files(facts),
        _state(facts),
        _FILES_WHOLE,
        _TEXTS if facts.links else "",
        _chain(facts) if facts.links else "",
        _PAGES if facts.described["captures"] else "",
        _PROOF,
    ]
    return "\n".join(part for part in parts if part)


def _introduction(facts: Facts) -> str:
    about = facts.described
    return _told(f"""\
        EVIDENCE OF A PUBLISHED REPORT
        ==============================

        This folder shows what one web page said, and when: the text of a report as its publisher
        had it on the web, every change of it that was seen, and the answers of the web server from
        which the text was taken, as they came in.

        Made at {about["made_at"]} (UTC) by {about["software"]} from the database
        {show_line(about["database"])}. All times in this folder are UTC.
        """)


def _report(facts: Facts) -> str:
    report = facts.described["report"]
    lines = [
        "THE REPORT",
        "",
        f"  Title:        {show_line(report['title'])}",
        f"  Publisher:    {show_line(report['publisher_title'])} ({report['publisher']}),",
        f"                {show_line(report['publisher_home'])}",
        f"  Address:      {show_line(report['url'])}",
        f"  Published:    {_published(report)}",
        f"  Modified:     {report['modified_at'] or 'not told'}, as the publisher last told",
        f"  Language:     {show_line(report['language'])}",
        f"  First seen:   {report['first_seen_at']}",
        f"  Last seen:    {report['last_seen_at']}",
        f"  Id:           {report['report_id']} in that database",
        "",
        "  Its texts, in the order in which they were first seen:",
        *(
            f"  version {version['number']}: seen from {version['first_seen_at']}"
            f" to {version['last_seen_at']}{', the current one' if version['is_current'] else ''}"
            for version in facts.described["versions"]
        ),
        *_observations(facts),
    ]
    return _joined(lines)


def _published(report: Mapping[str, Any]) -> str:
    if report["published_date"] is None:
        return "unknown"
    at = f" ({report['published_at']})" if report["published_at"] else ""
    source = f", from {show_line(report['published_from'])}" if report["published_from"] else ""
    return f"{report['published_date']}{at}{source}"


def _observations(facts: Facts) -> Iterator[str]:
    seen = [issue for issue in facts.described["issues"] if issue["kind"] in _OBSERVED]
    if seen:
        yield ""
        yield "  What befell its page:"
    for issue in seen:
        yield f"  {issue['at']} {issue['kind']}: {show_line(issue['detail'])}"


def _files(facts: Facts) -> str:
    captures = facts.described["captures"]
    listed = [("README.txt", "this text"), ("report.json", "all that is known of the report")]
    if facts.has_changes:
        listed.append(("changes.txt", "what changed; [-gone-] {+new+}"))
    for version in facts.described["versions"]:
        listed.append((version["files"][0], "a text of the report, for reading"))
        listed.append((version["files"][1], "the same, exactly as it was sealed"))
    if captures:
        listed.append(("captures.warc.gz", "the server's answers, and what was asked"))
        listed.append(("captures.csv, captures.json", "a line for each answer, with its SHA-256"))
    if any(capture["page_file"] for capture in captures):
        listed.append(("pages/", "the pages unpacked, as source code"))
    if facts.links:
        listed.append(("manifests/", "the seals of the crawls, each naming the one before"))
    listed.append(("SHA256SUMS", "the SHA-256 of each other file"))
    width = max(len(name) for name, _ in listed)
    return _joined(["THE FILES", "", *(f"  {name:{width}}  {told}" for name, told in listed)])


def _state(facts: Facts) -> str:
    """What is less than complete, which nobody should have to find out."""
    captures = facts.described["captures"]
    lines: list[str] = []
    if facts.unsealed:
        lines += _told(f"""\
            Not sealed yet, so that no manifest vouches for it: {", ".join(facts.unsealed)}.
            The publisher's next crawl seals what was there; export again then.""").splitlines()
    if not captures:
        lines.append("The report was stored before captures were kept: there is none of it.")
    alone = [c["capture_id"] for c in captures if "request" not in c["records"]]
    if alone:
        lines.append(f"Without the request that was sent: captures {_numbers(alone)}.")
    repacked = [c["capture_id"] for c in captures if c["repacked"]]
    if repacked:
        lines.append(
            f"From a file that was not gzipped: captures {_numbers(repacked)}; the records are the"
            " same, their packing is new."
        )
    copies = [c["capture_id"] for c in captures if c["original_url"]]
    if copies:
        lines.append(
            f"Taken from another archive: captures {_numbers(copies)}; original_url and original_at"
            " say of what and when."
        )
    outside = [c["capture_id"] for c in captures if c["source_file"].startswith("/")]
    if outside:
        lines.append(f"From archive files that others made: captures {_numbers(outside)}.")
    return _joined(["TO BE KNOWN", "", *(f"  {line}" for line in lines)]) if lines else ""


def _numbers(ids: Sequence[int]) -> str:
    return ", ".join(map(str, ids))


def _chain(facts: Facts) -> str:
    lines = [
        "HOW TO CHECK THE CHAIN OF MANIFESTS",
        "",
        "  Each crawl ends with a manifest: the list of the files, answers and texts it brought,",
        "  with their SHA-256, and the SHA-256 of the manifest before (previous). To change one",
        "  answer or text afterwards, somebody must make that manifest and all later ones anew.",
        "  Digest them (sha256sum manifests/*; macOS: shasum -a 256 manifests/*) and compare: the",
        "  digest of each stands in the one after it. From the first to the newest they are:",
        "",
    ]
    for link in facts.links:
        lines += [
            f"  {link.name}",
            f"    SHA-256  {link.sha256}",
            f"    previous {link.previous_sha256 or 'none: it is the first'}",
        ]
    lines += [
        "",
        "  Compare the digest of the newest one with a copy that was kept elsewhere at that time:",
        "  with a colleague, a notary, in print. Without such a copy the chain shows that the",
        "  parts fit together, not when they were made.",
    ]
    return _joined(lines)


_FILES_WHOLE = dedent("""\
    HOW TO CHECK THAT NO FILE OF THIS FOLDER CHANGED

      Open a terminal in this folder.
        Linux:    sha256sum -c SHA256SUMS
        macOS:    shasum -a 256 -c SHA256SUMS
        Windows, in PowerShell:
          Get-Content SHA256SUMS | ForEach-Object { $h, $f = $_ -split '  ', 2
            if ((Get-FileHash $f -Algorithm SHA256).Hash -ne $h) { "CHANGED: $f" } }
      The first two say OK for each file; the last one says nothing where all are the same.
    """)

_TEXTS = dedent("""\
    HOW TO CHECK THE TEXTS AND THE ANSWERS AGAINST THE MANIFESTS

      The SHA-256 of version-1.json stands in one of the manifests:
        Linux:    grep -l "$(sha256sum version-1.json | cut -c1-64)" manifests/*
        macOS:    grep -l "$(shasum -a 256 version-1.json | cut -c1-64)" manifests/*
        Windows:  Select-String -List manifests\\* -Pattern (Get-FileHash version-1.json).Hash
      So does that of each answer, which captures.csv has as sha256: it is the digest of what
      the server sent after the headers. report.json names the manifest of each ("sealed_by").
      A manifest may hold older digests of a text too: those of when less was known of it.
    """)

_PAGES = dedent("""\
    HOW TO SEE THE PAGE, AND CHECK THE ANSWERS THEMSELVES

      captures.warc.gz is in the standard format of web archives (WARC, ISO 28500). Drag it onto
      https://replayweb.page in a browser, or into the program of that name: it shows the page as
      it was served, offline. Images and style sheets were not kept.
      The free tool warcio checks every record in it against the digests that it holds:
        pip install warcio
        warcio check -v captures.warc.gz
      captures.csv says where each record begins and ends, here (offset, length) and in the file
      that it was copied from byte for byte (source_file, source_offset, source_length). A
      manifest has the SHA-256 of that file as a whole.
      The files in pages/ are the pages as source code. They end in .txt or .bin so that no
      browser runs them. Do not rename them: a page may hold scripts of others, and would load
      things from the web, which tells its server that you are reading.
    """)

_PROOF = dedent("""\
    WHAT THIS PROVES, AND WHAT IT DOES NOT

      It shows what the server at that address answered to the machine that asked, and that this
      was not changed since it was sealed, as far as the chain of manifests is compared with a copy
      kept elsewhere.
      It does not show that what the report says is true, nor who wrote it. The times are those of
      the clock of the machine that asked, for copies from another archive those that it states.
      That the answer came from the publisher rests on the connection: where the address begins
      with https, the server's certificate was checked, and is not kept. The digests do not say who
      made the captures: for that a person has to answer, who ran the software or had it run.
      The texts were taken out of the pages by software. Where a word decides, read the page.
    """)


def _told(text: str) -> str:
    return dedent(text)


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)

"""Make ``sample.warc.gz``: ``PYTHONPATH=tests:. python -m seeds.sample.build``.

The pages are rendered by the sites of the tests and written as a crawl would have captured them:
redirects, lists, sitemaps, feeds and what is no report included. Dates, ids and order are fixed.
"""

from __future__ import annotations

import gzip
import io
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.client import responses
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from sites.answers import Answer
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from seeds.sample.hosts import captured_pages

ARCHIVE = Path(__file__).parent / "sample.warc.gz"
FIRST_CAPTURE = datetime(2025, 3, 3, 6, 0, tzinfo=UTC)
STEP = timedelta(seconds=7)
ABOUT = (
    "Invented pages in the form of three publishers, for a demonstration without network. "
    "No text, event or figure here was published by anybody."
)


def build_archive() -> bytes:
    """The archive's bytes, each record a gzip member of its own."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    writer.write_record(_info(writer))
    for number, (url, found) in enumerate(captured_pages(), 1):
        writer.write_record(_response(writer, number, url, found))
    return out.getvalue()


def _headers(number: int, name: str) -> dict[str, str]:
    moment = FIRST_CAPTURE + STEP * number
    return {
        "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{number} {name}')}>",
        "WARC-Date": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _info(writer: WARCWriter) -> ArcWarcRecord:
    lines = {"format": "WARC File Format 1.0", "software": "harm-reports", "description": ABOUT}
    text = "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode()
    headers = _headers(0, "warcinfo") | {"WARC-Filename": ARCHIVE.name}
    return writer.create_warc_record(
        "",
        "warcinfo",
        payload=io.BytesIO(text),
        length=len(text),
        warc_content_type="application/warc-fields",
        warc_headers_dict=headers,
    )


def _response(writer: WARCWriter, number: int, url: str, found: Answer) -> ArcWarcRecord:
    body = found.body
    named = [
        ("Date", format_datetime(FIRST_CAPTURE + STEP * number, usegmt=True)),
        ("Server", "nginx"),
        ("Content-Type", found.content_type),
        *found.headers.items(),
    ]
    if number % 2 and body:
        body = gzip.compress(body, 9, mtime=0)
        named.append(("Content-Encoding", "gzip"))
    named.append(("Content-Length", str(len(body))))
    status = f"{found.status} {responses[found.status]}"
    return writer.create_warc_record(
        url,
        "response",
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=StatusAndHeaders(status, named, protocol="HTTP/1.1"),
        warc_headers_dict=_headers(number, url),
    )


if __name__ == "__main__":
    ARCHIVE.write_bytes(build_archive())
    print(f"{ARCHIVE.name}: {ARCHIVE.stat().st_size} bytes", file=sys.stderr)

"""Exchanges and files of them, made up."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from attrs import evolve

from crawler.captures.composing import Exchange
from crawler.captures.writing import WarcWriter, Written

MOMENT = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)

PAGE = Exchange(
    url="https://snhr.org/blog/2017/04/13/38282/",
    status=200,
    reason="OK",
    headers=(("Content-Type", "text/html; charset=utf-8"), ("Server", "nginx")),
    body=b"<p>12 killed</p>",
    fetched_at=MOMENT,
    request_headers=(("User-Agent", "test"), ("Accept", "*/*")),
    ip="192.0.2.7",
)


def make_writer(folder: Path, *, stem: str = "snhr-x", max_bytes: int = 10**9) -> WarcWriter:
    return WarcWriter(folder, stem, software="harm-reports test", max_bytes=max_bytes)


def write_pages(folder: Path, count: int, *, stem: str = "snhr-x") -> list[Written]:
    """Pages of their own URL, an hour apart, in one file."""
    writer = make_writer(folder, stem=stem)
    pages = [
        evolve(
            PAGE,
            url=f"{PAGE.url}{number}/",
            body=f"<p>{number} killed</p>".encode() * (number + 1),
            fetched_at=MOMENT + timedelta(hours=number),
        )
        for number in range(count)
    ]
    written = [writer.write(page) for page in pages]
    writer.close()
    return written


def check(*files: Path) -> tuple[int, str]:
    """What ``warcio check`` says of files: its exit status and its words."""
    done = subprocess.run(
        [Path(sys.executable).with_name("warcio"), "check", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr

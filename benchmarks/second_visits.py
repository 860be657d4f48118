"""What a second crawl of an unchanged site asks for, by how the site tells of changes.

python benchmarks/second_visits.py [REPORTS]
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent / "tests")]

from running import Project  # noqa: E402 -- found by the line above
from sites.server import serve  # noqa: E402
from sites.sets import plain_site  # noqa: E402

KINDS = (("wordpress", False), ("sitemap", False), ("listing", True), ("listing", False))
"""Source, and whether the reports are young and their pages have validators."""


def main(reports: str = "400") -> None:
    """Print the requests of a first and a second crawl, and their ratio."""
    for via, young in (*KINDS, ("auto", False)):
        site = plain_site(int(reports), validators=young, sitemap="yoast")
        if young:
            hours = enumerate(site.posts)
            now = datetime.now(UTC)
            site.posts = [replace(post, published=now - timedelta(hours=n)) for n, post in hours]
        paths = {site.path_of(post) for post in site.posts}
        project = Project(Path(tempfile.mkdtemp()) / "reports.sqlite")
        asked = []
        with serve(site) as served:
            for _ in range(2):
                served.forget()
                ran = project.crawl("snhr", served.origin, "-a", f"via={via}")
                if ran.status:
                    raise SystemExit(ran.err)
                asked.append(list(served.requests))
        first, second = asked
        pages = Counter(request.status for request in second if request.path in paths)
        told = ", ".join(f"{count} with status {status}" for status, count in pages.items())
        print(
            f"via={via}{', young, validators' if young else ''}: {len(first)} requests, then"
            f" {len(second)} ({len(second) / len(first):.3f} times); pages: {told or 'none'}",
            flush=True,
        )


if __name__ == "__main__":
    main(*sys.argv[1:])

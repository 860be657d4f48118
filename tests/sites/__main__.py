"""Serve a generated site by hand: ``PYTHONPATH=tests python -m sites --kind monitor``."""

from __future__ import annotations

import argparse
import sys
from threading import Event

from sites.server import serve
from sites.sets import monitor_sites, news_site, newspaper_site
from sites.site import Site

KINDS = ("monitor", "news", "newspaper")


def main() -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m sites", description=__doc__)
    parser.add_argument("--kind", choices=KINDS, default="monitor")
    parser.add_argument("--port", type=int, default=8088)
    given = parser.parse_args()
    with serve(*sites_of(given.kind), port=given.port) as served:
        print(f"{given.kind} at {served.origin}/ until Ctrl-C", file=sys.stderr)
        try:
            Event().wait()
        except KeyboardInterrupt:
            return 130
    return 0


def sites_of(kind: str) -> tuple[Site, ...]:
    """The sites of one of ``KINDS``."""
    if kind == "monitor":
        return monitor_sites()
    return (news_site(),) if kind == "news" else (newspaper_site(),)


if __name__ == "__main__":
    sys.exit(main())

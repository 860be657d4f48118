"""The same pages by news-please, as its documentation says for a list of addresses.

PYTHON benchmarks/news_please_crawl.py ORIGIN PATHS_FILE FOLDER, with the Python of an environment
that has news-please; a JSON file a page. Its own crawler reads pages in the same way, one by one.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from newsplease import NewsPlease  # type: ignore[import-not-found]  # of another environment


def main(origin: str, paths: str, folder: str) -> None:
    """Fetch and extract each page; fails where one gives nothing."""
    target = Path(folder)
    target.mkdir(parents=True)
    for number, path in enumerate(Path(paths).read_text("utf-8").split()):
        article = NewsPlease.from_url(origin + path)
        if not article.maintext:
            raise SystemExit(f"nothing of {path}")
        told = json.dumps(article.get_serializable_dict())
        (target / f"{number}.json").write_text(told, "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A site whose pages are as large, and built, as those of the Newspaper theme on the web.

Nine real pages of the theme were measured: 100 to 480 kB, 300 in the middle, 44 packed by gzip;
1,100 elements, 190 of them links, 330 ``div``, 100 ``li``; 45 scripts of 80 kB and 17 style sheets
of 110 kB written into the page. Texts are made up; each begins as a report with casualties.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

sys.path[:0] = [str(Path(__file__).parent.parent / "tests")]

from made_words import sentence, word  # noqa: E402 -- found by the line above
from sites.modules import teaser_module  # noqa: E402
from sites.newspaper import post_page  # noqa: E402
from sites.noise import LATEST, RELATED  # noqa: E402
from sites.posts import Post  # noqa: E402
from sites.routes import answer  # noqa: E402
from sites.sets import plain_site  # noqa: E402
from sites.site import Site  # noqa: E402

STYLES, SCRIPTS, MENU, MODULES = 17, 45, 100, 24
_PROPERTIES = ("margin-top", "padding", "font-size", "line-height", "width", "border-width")


def theme_site(count: int, newest: datetime) -> Site:
    """So many reports of the weeks before a day: every visit of the site looks at them again."""
    site = plain_site(count)
    site.posts = [
        replace(
            post,
            blocks=(*post.blocks[:2], *_paragraphs(number)),
            published=newest - timedelta(minutes=30 * (count - number)),
        )
        for number, post in enumerate(site.posts)
    ]
    return site


def _paragraphs(number: int) -> Iterator[str]:
    pick = Random(f"page {number}")  # noqa: S311 -- not for secrets
    for _ in range(pick.randint(3, 9)):
        yield " ".join(sentence(pick) for _ in range(pick.randint(2, 5)))


def theme_page(site: Site, post: Post) -> str:
    """The page of a post with all that the theme writes around it."""
    pick = Random(post.id)  # noqa: S311 -- not for secrets
    page = post_page(site, post)
    page = page.replace("</head>", "\n".join(_styles(pick)) + "\n</head>")
    page = page.replace('<ul class="sf-menu">', '<ul class="sf-menu">' + _menu(site, pick))
    page = page.replace('<div class="td-footer-wrapper">', _modules(site, pick), 1)
    return page.replace("</body>", "\n".join(_scripts(pick)) + "\n</body>")


def _styles(pick: Random) -> Iterator[str]:
    for number in range(STYLES):
        rules = (
            f".tdi_{number} .td-module-{pick.randint(1, 40)} .td_{word(pick)}{{"
            + "".join(f"{name}:{pick.randint(0, 400)}px!important;" for name in _PROPERTIES)
            + "}"
            for _ in range(pick.randint(8, 56))
        )
        yield "<style>" + "\n".join(rules) + "</style>"


def _scripts(pick: Random) -> Iterator[str]:
    for number in range(SCRIPTS):
        lines = (
            f'block_{number}.{word(pick)} = "{pick.getrandbits(60):x}_{word(pick)}";'
            for _ in range(pick.randint(5, 75))
        )
        yield f"<script>var block_{number} = new tdBlock();\n" + "\n".join(lines) + "</script>"


def _menu(site: Site, pick: Random) -> str:
    return "".join(
        f'<li class="menu-item menu-item-type-taxonomy menu-item-{number}">'
        f'<a href="{site.base}/blog/category/{word(pick)}/">{word(pick).title()}</a></li>'
        for number in range(MENU)
    )


def _modules(site: Site, pick: Random) -> str:
    teasers = (*RELATED, *LATEST)
    shown = (
        teaser_module(
            site,
            replace(teasers[number % len(teasers)], title=sentence(pick)),
            "td_module_flex td_module_flex_1",
        )
        for number in range(MODULES)
    )
    return '<div class="td-footer-wrapper td_block_inner">' + "\n".join(shown)


def write_site(folder: Path, origin: str, count: int) -> list[str]:
    """Write the site's pages, sitemaps and robots.txt below a folder; its posts' addresses."""
    site = theme_site(count, datetime.now(UTC) - timedelta(hours=1))
    site.base = origin
    for path in ("/robots.txt", *_sitemaps(site)):
        _put(folder, path, answer(site, path, {}).body)
    for post in site.posts:
        _put(folder, site.path_of(post) + "index.html", theme_page(site, post).encode())
    return [site.url_of(post) for post in site.posts]


def _sitemaps(site: Site) -> list[str]:
    """Paths of those that the index names."""
    index = answer(site, "/wp-sitemap.xml", {}).body.decode()
    named = [part.partition("</loc>")[0] for part in index.split("<loc>")[1:]]
    return ["/wp-sitemap.xml", *(url.removeprefix(site.base) for url in named)]


def _put(folder: Path, path: str, body: bytes) -> None:
    file = folder / path.lstrip("/")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)

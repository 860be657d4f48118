"""Five real page texts, put back into their themes' markup at test time, crawled by the command.

The truth is the text less the spans that were marked as noise by hand. What was noise on a page
(related titles, teasers) stands on the built page too, where the theme has it.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pytest_httpserver import HTTPServer
from running import Project
from seed_texts import DAYS, PUBLISHERS, SUBTITLES, Seed, read_seeds
from sites import iraqinews, joomla, newspaper
from sites.noise import LATEST, NEIGHBOURS, RELATED
from sites.posts import DAMASCUS, Category, Image, Pdf, Post, Twin
from sites.site import Site

UNDATED = "2017-08-24"
"""The addresses of two pages carry no day; their built pages say this one."""


def build(seed: Seed, origin: str) -> str:
    """The page in the markup of its publisher's software, with the noise that it had."""
    published = datetime.fromisoformat(f"{DAYS.get(seed.key, UNDATED)}T12:00:00")
    name = seed.path.rstrip("/").rpartition("/")[2]
    post = Post(
        id=int(re.findall(r"\d+", seed.path)[-1]) if re.search(r"\d{4}", seed.path) else 7,
        title=seed.title,
        blocks=seed.paragraphs,
        published=published.replace(tzinfo=DAMASCUS),
        subtitle=seed.subtitle,
        author="",
        slug=name,
        path=seed.path,
        categories=(Category("Casualties", "casualties"),),
        image=Image("/wp-content/uploads/lead.jpg", seed.caption) if seed.caption else None,
        pdf=Pdf("/report.pdf", "full pdf report") if seed.key in {"000", "003"} else None,
        twins=(Twin("ar", "/arabic/2016/02/14/1/"),) if seed.key in SUBTITLES else (),
    )
    site = Site([post], base=origin)
    render = {"001": iraqinews, "002": joomla}.get(seed.key, newspaper)
    return with_noise(render.post_page(site, post), seed.noise)


def with_noise(page: str, noise: tuple[str, ...]) -> str:
    """The theme's invented neighbours replaced by those that the page really had."""
    titles = [teaser.title for teaser in (*RELATED, *LATEST)] + list(NEIGHBOURS)
    texts = [teaser.text for teaser in (*RELATED, *LATEST)]
    real = [line for line in noise if len(line) > 40]
    for invented, line in zip([*titles, *texts], real, strict=False):
        page = page.replace(invented, line)
    return page


@pytest.fixture
def seeds(shared: Path) -> list[Seed]:
    found = list(read_seeds(shared))
    assert len(found) == 5
    return found


def test_the_five_seed_pages_are_stored_whole_and_clean(
    project: Project, httpserver: HTTPServer, seeds: list[Seed]
) -> None:
    httpserver.no_handler_status_code = 404
    origin = httpserver.url_for("").rstrip("/")
    for seed in seeds:
        page = build(seed, origin)
        httpserver.expect_request(seed.path).respond_with_data(page, content_type="text/html")
    locations = "".join(f"<url><loc>{origin}{seed.path}</loc></url>" for seed in seeds)
    httpserver.expect_request("/sitemap_index.xml").respond_with_data(
        f"<urlset>{locations}</urlset>", content_type="application/xml"
    )
    for name in ("snhr", "iraqinews", "syriatimes"):
        ran = project.crawl(name, origin, "-a", "via=sitemap")
        assert ran.status == 0, ran.err
    rows = project.rows(
        "SELECT publisher, url, title, subtitle, body, published_date, report_id FROM report"
    )
    stored = {urlsplit(row[1]).path: row for row in rows}
    assert set(stored) == {seed.path for seed in seeds}
    for seed in seeds:
        publisher, _, title, subtitle, body, day, report_id = stored[seed.path]
        assert publisher == PUBLISHERS.get(seed.key, "snhr")
        assert (title, subtitle) == (seed.title, seed.subtitle)
        assert day == DAYS.get(seed.key, UNDATED)
        check_text(
            seed, body, project.rows("SELECT * FROM report_link WHERE report_id = ?", report_id)
        )


def check_text(seed: Seed, body: str, links: list[tuple[object, ...]]) -> None:
    """Every paragraph once and in order, and nothing else."""
    assert [" ".join(line.split()) for line in body.splitlines() if line] == [
        " ".join(line.split()) for line in seed.paragraphs
    ]
    assert [line for line in seed.noise if line in body.splitlines()] == []
    if seed.caption:
        assert seed.caption in str(links)

"""Sites made up and ready to serve: one of each publisher's kind, with their traps."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sites.blocks import Heading
from sites.posts import DAMASCUS, Category, Comment, Image, Post
from sites.site import Site
from sites.stories import incident, incidents
from sites.studies import long_report, monthly_reports, rich_report, short_item
from sites.twins import (
    arabic_items,
    arabic_report,
    exact_copy,
    german_report,
    near_copy,
    twinned_report,
)

BAGHDAD = ZoneInfo("Asia/Baghdad")


def plain_site(count: int = 25, **options: object) -> Site:
    """Nothing but ``count`` reports; ``options`` are fields of ``Site``."""
    return Site(incidents(count), **options)  # type: ignore[arg-type]


def monitor_sites(count: int = 12) -> tuple[Site, Site]:
    """A monitor's English and Arabic site at one host, with every trap of the kind.

    See ``reports_of`` for what of it a crawl must give.
    """
    posts = [
        *incidents(count),
        *monthly_reports(),
        twinned_report(),
        german_report(),
        short_item(),
        long_report(),
        *_copies(),
        *_oddities(),
    ]
    english = Site(posts, name="Network for Rights Documentation")
    arabic = Site(
        [arabic_report(), *arabic_items()],
        prefix="/arabic",
        name="شبكة توثيق الحقوق",
        permalink="arabic",
        html_lang="ar",
    )
    return english, arabic


def _copies() -> list[Post]:
    return [
        exact_copy(incident(1), 41001, datetime(2018, 1, 5, 10, 0, tzinfo=DAMASCUS)),
        near_copy(incident(2), 41002, datetime(2018, 1, 6, 10, 0, tzinfo=DAMASCUS)),
    ]


def _oddities() -> list[Post]:
    """Protected, sticky, without title, of the cloud layout, with a slug, of the news host."""
    day = datetime(2022, 9, 8, 23, 50, tzinfo=DAMASCUS)
    return [
        replace(incident(60), id=42000, protected=True, title="Names of the Witnesses"),
        replace(incident(61), id=42010, sticky=True),
        replace(incident(62), id=42020, title=""),
        replace(incident(63), id=42030, form="cloud", image=rich_report().image),
        replace(
            incident(64),
            id=42040,
            published=datetime(2024, 10, 2, 11, 30, tzinfo=DAMASCUS),
            path="/blog/2024/10/02/attack-on-the-valley-leaves-four-dead/",
        ),
        replace(
            incident(65),
            id=42050,
            published=day,
            path="/2022/09/08/civilians-killed-by-a-landmine-in-the-east/",
            form="daily",
        ),
    ]


def reports_of(*sites: Site) -> list[Post]:
    """Posts that a complete crawl stores as reports of their own text; protected ones are not."""
    return [p for site in sites for p in site.posts if not p.protected]


def news_site(count: int = 6) -> Site:
    """An English news site: sections in the URL, no date there, short neighbours' headlines."""
    war, features = Category("Iraq War", "iraq-war"), Category("Features", "features")
    posts = []
    for n in range(count):
        base = incident(200 + n)
        first, *rest = (str(b) for b in base.blocks)
        dateline = "(IraqiNews) " if n % 2 else "( Baghdad – "
        posts.append(
            replace(
                base,
                id=63200 + n * 11,
                subtitle="",
                blocks=(dateline + first, *rest),
                published=datetime(2019, 6, 1, 8, 30, tzinfo=BAGHDAD) + timedelta(days=n),
                categories=(features if n % 3 == 2 else war,),
                image=Image("/wp-content/uploads/2019/06/p.jpg", "Representational photo."),
                comments=(Comment("Guest", "Is there a source for these 1,300 deaths?"),),
            )
        )
    return Site(
        posts,
        name="Iraqi News",
        look="iraqinews",
        permalink="section",
        html_lang="en-GB",
    )


def newspaper_site(count: int = 14) -> Site:
    """A state newspaper on Joomla, with "(ST)" datelines and its own words for the dead."""
    local = Category("Local", "news/local")
    studies = Category("Analyses and Studies", "analyses-and-studies")
    posts = []
    for n in range(count):
        base = incident(300 + n)
        first, *rest = (str(b) for b in base.blocks)
        posts.append(
            replace(
                base,
                id=19800 + n * 7,
                title=base.title.replace("Killed", "Martyred"),
                subtitle="",
                blocks=(f"Damascus, (ST) – {first}", *rest),
                published=datetime(2017, 8, 1, 14, 0, tzinfo=DAMASCUS) + timedelta(days=n),
                categories=(studies if n % 4 == 3 else local,),
                author="Desk of Local News",
            )
        )
    return Site(posts, name="Syria Times", look="joomla", permalink="joomla", html_lang="en-gb")


def shortened(post: Post, characters: int) -> Post:
    """The post with a body of at most so many characters, cut at a word."""
    text = " ".join(line for block in post.blocks for line in _text(block))
    cut = text[:characters].rsplit(" ", 1)[0] if len(text) > characters else text
    return replace(post, blocks=(cut,), notes=())


def _text(block: object) -> tuple[str, ...]:
    if isinstance(block, Heading):
        return ()
    return (block,) if isinstance(block, str) else ()

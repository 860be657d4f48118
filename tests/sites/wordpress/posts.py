"""What is published on the real WordPress, and the truth of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sites.blocks import Markup
from sites.posts import DAMASCUS, Comment, Post
from sites.stories import CASUALTIES, incident, incidents
from sites.studies import long_report, monthly_reports, rich_report, short_item
from sites.twins import arabic_items, arabic_report, exact_copy, german_report, near_copy

REPORTS = ("report", "copy", "near_copy", "multi_page", "sticky", "shortcode")
"""Kinds that a crawl stores."""
LISTED = (*REPORTS, "protected", "untitled")
"""Kinds that every source names: a protected post shows no text, an untitled one no headline.
The other kinds are hidden from visitors, or are no posts."""


@dataclass(frozen=True)
class Published:
    """A post with its kind and, of a copy, the id of the post it repeats."""

    kind: str
    post: Post
    copy_of: int = 0
    status: str = "publish"
    type: str = "post"

    def table(self) -> dict[str, object]:
        """As ``publish.php`` reads it; dates are local, without offset."""
        post = self.post
        return {
            "id": post.id,
            "title": post.title,
            "content": post.content(),
            "status": self.status,
            "type": self.type,
            "password": "open" if post.protected else "",
            "published": _local(post.published),
            "modified": _local(post.modified) if post.modified else "",
            "categories": [c.name for c in post.categories],
            "tags": list(post.tags),
            "sticky": post.sticky,
            "comments": [c.text for c in post.comments],
        }

    def truth(self) -> dict[str, object]:
        """What a crawl must find, without what WordPress itself tells (URL, dates)."""
        return {
            "kind": self.kind,
            "title": _curly(self.post.title),
            "language": self.post.language,
            "copy_of": self.copy_of,
            "lines": [_curly(line) for line in self.post.lines()],
            "pages": len(self.post.pages()),
        }


def _local(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _curly(text: str) -> str:
    """Straight quotes as WordPress shows them; opening ones follow a space or the start."""
    shown = text.replace("'", "’")
    parts = shown.split('"')
    return "".join(p + ("“" if n % 2 == 0 else "”") for n, p in enumerate(parts[:-1])) + parts[-1]


def published(count: int = 40) -> list[Published]:
    """Everything that is published; ``count`` is how many plain reports are among it."""
    return [
        Published("report", rich_report()),
        *(Published("report", p) for p in _edited(incidents(count))),
        *(Published("report", p) for p in monthly_reports()),
        *(Published("report", p) for p in (arabic_report(), *arabic_items(4))),
        Published("report", german_report()),
        Published("report", short_item()),
        Published("report", _quoted()),
        Published("multi_page", long_report()),
        *_copies(),
        *_hidden(),
        Published("sticky", replace(incident(61), id=42010, sticky=True)),
        Published("untitled", replace(incident(62), id=42020, title="")),
        Published("shortcode", _with_shortcode()),
    ]


def _edited(posts: list[Post]) -> list[Post]:
    """Every seventh was edited in 2018, every fifth has comments, more than a page of them."""
    edited = []
    for n, post in enumerate(posts):
        comments = tuple(Comment("Reader", f"{c} of 500 were killed?") for c in range(3))
        changed = datetime(2018, 3, 1 + n % 28, 2, 30, tzinfo=DAMASCUS)
        edited.append(
            replace(
                post,
                comments=comments if n % 5 == 0 else (),
                modified=changed if n % 7 == 0 else None,
            )
        )
    return edited


def _quoted() -> Post:
    """Straight quotes, which WordPress turns, and a time after local midnight."""
    return Post(
        id=39444,
        title='Witnesses: "There Was No Warning" in the Village\'s Only School',
        blocks=(
            (
                "One of the witnesses said: \"There was no warning at all, and the children's bags "
                'were still hanging in the corridor when we came."'
            ),
            "Fourteen pupils of the fourth grade were killed, and their teacher lost her hearing.",
        ),
        published=datetime(2017, 5, 20, 0, 30, tzinfo=DAMASCUS),
        categories=(CASUALTIES,),
    )


def _with_shortcode() -> Post:
    """A block of the theme that went away is shown as text; it is no part of the body."""
    dead = Markup('[td_block_12 category_id="4" custom_title="Latest" limit="3"]')
    return replace(incident(64), id=42040, blocks=(*incident(64).blocks, dead))


def _copies() -> list[Published]:
    copies = [
        Published(
            "copy",
            exact_copy(incident(n), 41000 + n, datetime(2018, 1, 4 + n, 10, 0, tzinfo=DAMASCUS)),
            copy_of=incident(n).id,
        )
        for n in (1, 2, 3)
    ]
    near = near_copy(incident(4), 41010, datetime(2018, 1, 12, 10, 0, tzinfo=DAMASCUS))
    return [*copies, Published("near_copy", near, copy_of=incident(4).id)]


def _hidden() -> list[Published]:
    """What must not come out as a report."""
    later = datetime(2095, 1, 1, 10, 0, tzinfo=DAMASCUS)
    protected = replace(incident(70), id=42000, protected=True, title="Names of the Witnesses")
    return [
        Published("protected", protected),
        Published("draft", replace(incident(71), id=42001), status="draft"),
        Published("private", replace(incident(72), id=42002), status="private"),
        Published("scheduled", replace(incident(73), id=42003, published=later), status="future"),
        Published("page", replace(incident(74), id=42004, title="About us"), type="page"),
    ]

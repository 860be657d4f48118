"""What stands around a body on the generated pages; none of it may reach a stored text.

The sentences are made to tempt: they are full of figures and of the words of the subject.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Teaser:
    """A neighbour that a theme shows beside a post."""

    title: str
    text: str
    place: int
    """Which post of the site it links to, counted from the newest."""
    day: str


RELATED = (
    Teaser(
        "At Least 1,417 Civilians Killed in the Province Since the Start of the Year",
        "The toll includes 312 children and 188 women, most of them killed by aerial attacks on…",
        -1,
        "2016-01-05T09:15:00+02:00",
    ),
    Teaser(
        "27 Medical Workers Detained at Checkpoints in February",
        "No fewer than 27 members of medical staff were arrested in the course of one month…",
        -2,
        "2015-03-02T11:40:00+02:00",
    ),
    Teaser(
        "The Market Massacre: 63 Dead, Hundreds Wounded",
        "Two missiles fell on the vegetable market shortly before noon, killing 63 people…",
        -3,
        "2015-08-17T16:05:00+03:00",
    ),
)
LATEST = (
    Teaser(
        "91 Air Strikes on Vital Facilities Recorded in One Month",
        "Schools and water stations made up more than half of the 91 facilities that were struck…",
        0,
        "2016-02-01T10:00:00+02:00",
    ),
    Teaser(
        "Statement: The Siege of the Eastern Quarter Enters Its 400th Day",
        "Eleven infants have died for want of milk and medicine, local doctors told us…",
        1,
        "2016-02-09T13:20:00+02:00",
    ),
)
COMMENT_FORM = (
    "LEAVE A REPLY",
    "Cancel reply",
    "Please enter your comment!",
    "Please enter your name here",
    "You have entered an incorrect email address!",
    "Save my name, email, and website in this browser for the next time I comment.",
)
LABELS = (
    "Available In",
    "Related articles",
    "MORE FROM AUTHOR",
    "Latest Articles",
    "Previous article",
    "Next article",
    "- Advertisement -",
    "Related News",
    "Share this:",
    "Must read",
)
REPLY_FORM = (
    "Leave a Reply",
    "Your email address will not be published. Required fields are marked *",
)
NEIGHBOURS = (
    "Security forces dismantle three explosive belts west of the city",
    "Bomb attack on a bus leaves 14 wounded in the northern district",
    "Eight militants killed as army repels assault on desert outpost",
)
FOOTER = "Support our documentation work: 19 field monitors were killed since 2011. Donate now."
AD = "Advertisement: read 5 killed-in-action novels for the price of 2"


def noise_lines() -> tuple[str, ...]:
    """Every line above: a body that holds one of them is not clean."""
    teasers = [line for t in (*RELATED, *LATEST) for line in (t.title, t.text)]
    return (*teasers, *COMMENT_FORM, *LABELS, *REPLY_FORM, *NEIGHBOURS, FOOTER, AD)

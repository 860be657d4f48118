"""Figures that a page itself corrects: "the toll rose to 8", "not 12, as previously reported"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from crawler.claim import Claim, Field, Harm, Scope
from pipelines.claims.comparing import same_event

_FIGURE = r"(?:toll|tally|figures?|count|number|total|estimates?)\b"
_SAID = (
    r"(?:reported|published|announced|said|stated|put|stood|stands|counted|estimated|given|gave"
    r"|believed|thought|recorded|claimed|told|listed|quoted)\b"
)
_FORMER = r"\b(?:previous|earlier|initial|preliminary|original)"
_FORMERLY = r"\b(?:previously|earlier|initially|originally|at first)"
_EARLIER_BEFORE = re.compile(
    rf"{_FORMER}\s(?:[\w-]+\s){{0,2}}{_FIGURE}"
    r"|\b(?:earlier|previous) version\b"
    r"|\b(?:instead of|rather than|(?:up|down|risen|rose|revised|corrected|raised) from)\s*$",
    re.IGNORECASE,
)
"""Before a number: it is one that no longer holds."""
_EARLIER_AFTER = re.compile(
    rf"[\s,(]*(?:as\s|than\s|was\s|were\s|had been\s)*{_FORMERLY[2:]}\s{_SAID}"
    rf"|[\s,(]*(?:as\s|in\s|according to\s)+(?:an?|the|our)\s{_FORMER[2:]}\s(?:[\w-]+\s)?"
    rf"(?:version|reports?|statement|{_FIGURE})",
    re.IGNORECASE,
)
"""Right after a number: the same."""
_EARLIER_WEAKLY = re.compile(
    rf"{_FORMERLY},?\s(?:[\w-]+\s){{0,3}}{_SAID}"
    rf"|{_SAID}\s{_FORMERLY[2:]}\b"
    rf"|{_FORMER}\s(?:[\w-]+\s)?(?:reports?|statements?|accounts?)\b",
    re.IGNORECASE,
)
"""Before a number that the next one corrects; alone it may tell of another event."""
_RAISED = re.compile(
    rf"{_FIGURE}[^.;]{{0,80}}\b(?:risen|rose|rises|rising|climbed|climbs|increased|grown|jumped"
    r"|gone up|went up|mounted|revised|corrected|updated|raised|lowered|reduced|dropped|fallen)\b"
    r"|\b(?:raised|raising|raises|revised|revising|corrected|correcting|updated|updating|lowered"
    rf"|lowering|increased|amended)\b[^.;]{{0,40}}{_FIGURE}",
    re.IGNORECASE,
)
"""Before a number: it takes the place of another."""
_FINAL = re.compile(
    r"\b(?:now|confirmed|confirm|correct|corrected|correction|revised|verified|updated|later|final"
    r"|latest|since|actual|actually|raised|lowered|risen|rose)\b",
    re.IGNORECASE,
)
"""Before a number: it may take the place of one that is called an earlier one."""
_ADDED = re.compile(
    r"\b(?:more|another|additional|further|also|other|others|succumb\w*|died of|of (?:his|her|their)"
    r"|bod(?:y|ies)|recovered|found|with th(?:is|ese)|bringing|brings)\b",
    re.IGNORECASE,
)
"""Around a number that is added to a toll, and not replaced by it."""
_OTHER_TIME = re.compile(
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december"
    r"|(?:last|previous|same) (?:week|month|year|quarter)|(?:19|20)\d\d|a (?:week|month|year) )",
    re.IGNORECASE,
)
"""Between two numbers: they are those of two periods."""
_BREAK = re.compile(r"[.!?;]\s|\n")
_BEFORE, _AFTER = 120, 80
"""Characters around a quote in which its marks stand."""
_NEAR = 400
"""Characters between a figure and the one that takes its place, at most."""
_NEIGHBOURS = 3
_HEADLINED = 12
"""Claims of a title and a subtitle that a body's correction is held against, at most."""
_COMPARED = frozenset({Harm.ATTACK, Harm.MASSACRE, Harm.MUNITION})
"""Harms whose numbers rise from period to period: no earlier one is wrong."""


class Wording:
    """The words around one claim, as far as the next claims and the ends of the sentence."""

    def __init__(self, claims: Sequence[Claim], texts: Mapping[Field, str], index: int) -> None:
        claim = claims[index]
        text = texts[claim.field]
        before = claims[index - 1] if index else None
        after = claims[index + 1] if index + 1 < len(claims) else None
        first = max(claim.start - _BEFORE, 0)
        last = min(claim.end + _AFTER, len(text))
        if before is not None and before.field is claim.field:
            first = max(first, min(before.end, claim.start))
        if after is not None and after.field is claim.field:
            last = min(last, max(after.start, claim.end))
        left = _BREAK.split(text[first : claim.start])[-1]
        self.lead = left + claim.quote
        self.left = left
        self.right = _BREAK.split(text[claim.end : last])[0]

    @property
    def is_earlier(self) -> bool:
        """Whether the number is told to be one that no longer holds."""
        return bool(_EARLIER_BEFORE.search(self.left) or _EARLIER_AFTER.match(self.right)) or bool(
            _EARLIER_BEFORE.search(self.lead)
        )

    @property
    def may_be_earlier(self) -> bool:
        return bool(_EARLIER_WEAKLY.search(self.lead))

    @property
    def raises(self) -> bool:
        """Whether the number is told to take the place of another."""
        return bool(_RAISED.search(self.lead)) and not self.is_earlier

    @property
    def may_be_final(self) -> bool:
        return bool(_FINAL.search(self.lead))

    @property
    def adds(self) -> bool:
        return bool(_ADDED.search(self.lead) or _ADDED.search(self.right))

    @property
    def tells_update(self) -> bool:
        """Whether the words tell that there was an earlier number."""
        return self.raises or self.is_earlier or self.may_be_earlier

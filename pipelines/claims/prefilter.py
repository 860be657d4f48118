"""Whether a text can claim anything at all, asked before any work is spent on it."""

from __future__ import annotations

STEMS = (
    "kill", "dead", "death", "die", "dying", "lives", "life", "wound", "injur", "hurt", "martyr",
    "casualt", "fatalit", "victim", "toll", "murder", "slain", "slay", "slaughter", "massacr",
    "execut", "behead", "assassin", "shot", "bod", "corpse", "arrest", "detain", "detention",
    "abduct", "kidnap", "captur", "captive", "prison", "apprehen", "disappear", "missing",
    "displac", "fle", "evacuat", "uproot", "homes", "attack", "assault", "barrel", "cluster",
    "munition", "suffocat", "asphyxia", "dyspnea", "breath", "poison", "tortur", "drown", "perish",
    "succumb", "maim", "lynch", "target", "shell", "bomb", "mine", "hostage", "custody", "jail",
    "languish", "bars", "evict", "expel", "burn", "hang", "neutrali", "eliminat", "hospitali",
    "round", "passed away", "demise", "sustain", "unaccounted", "forc", "driv", "exodus", "flight",
    "treatment", "idp", "gunn", "claim", "froz", "starv", "bled", "suffer", "deceased", "inuring",
    "hit", "struck", "destroy", "damag", "out of service",
)  # fmt: skip
"""What every word of harm in the lexicons begins with, or holds; a test keeps the two together."""

_CENSORED = "*"


def speaks_of_harm(text: str) -> bool:
    """Whether a word of harm may stand in the text."""
    low = text.lower()
    return any(stem in low for stem in STEMS) or _CENSORED in low

"""Whether a text can claim anything at all, asked before any work is spent on it."""

from __future__ import annotations

STEMS = (
    "kill", "dead", "death", "died", "dies", "dying", "lives", "life", "wound", "injur", "hurt", "martyr",
    "casualt", "fatalit", "victim", "toll", "murder", "slain", "slaughter", "massacre", "execut", "behead",
    "assassin", "shot", "bodies", "corpse", "arrest", "detain", "detention", "abduct", "kidnap", "captur",
    "imprison", "apprehend", "disappear", "missing", "displac", "fled", "flee", "evacuat", "uproot",
    "homeless", "attack", "barrel", "cluster", "munition", "suffocat", "poison", "torture", "drown",
    "perish", "succumb", "maim", "lynch", "target", "shell", "bomb", "hostage", "custody", "prison",
    "evict", "expel", "burn", "hanged", "neutrali", "eliminat", "hospitali", "jailed", "rounded up",
    "passed away", "demise", "sustained", "unaccounted", "forced to", "driven", "exodus", "treatment",
)  # fmt: skip
"""What every word of harm in the lexicons begins with, or holds; a test keeps the two together."""

_CENSORED = "*"


def speaks_of_harm(text: str) -> bool:
    """Whether a word of harm may stand in the text."""
    low = text.lower()
    return any(stem in low for stem in STEMS) or _CENSORED in low

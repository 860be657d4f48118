"""Whom a user wants told how a crawl ended, and when."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from urllib.parse import urlsplit

from attrs import frozen

from crawler.outcome import GRAVEST

WHEN = ("problem", "change", "always", "never")
"""Words of NOTIFY_WHEN."""
MOST_SECONDS = 600
"""A crawl's lock is held that long at the most for the sake of a notice."""


class NotifyError(Exception):
    """Settings that cannot be used, or a summary that did not arrive; says what to do."""


@frozen
class Notifier:
    """Whom to tell, and when."""

    command: tuple[str, ...] = ()
    """Command and arguments; ``{publisher}``, ``{outcome}`` and ``{status}`` in them are filled."""
    webhook: str = ""
    when: str = "problem"
    timeout: float = 30.0
    """Seconds that each of the two may take."""


@frozen(kw_only=True)
class Notice:
    """How a crawl ended."""

    publisher: str
    outcome: str
    exit_status: int
    text: str
    """The summary as a person reads it."""
    crawl_id: int | None = None
    counts: Mapping[str, int]
    drift: tuple[str, ...] = ()


def read_notifier(command: str, webhook: str, when: str, timeout: object) -> Notifier:
    """Check the settings as typed. Raises NotifyError."""
    if when not in WHEN:
        raise NotifyError(f"NOTIFY_WHEN={when}: must be one of: {', '.join(WHEN)}")
    try:
        words = tuple(shlex.split(command))
    except ValueError as error:
        raise NotifyError(f"NOTIFY_COMMAND={command}: {error}: quote it as in a shell") from error
    try:
        parts = urlsplit(webhook)
        good = not webhook or (parts.scheme in {"http", "https"} and bool(parts.hostname))
    except ValueError:
        good = False
    if not good:
        # Not the address itself: whoever has it can write there.
        raise NotifyError("NOTIFY_WEBHOOK: must be an address such as https://example.org/hook")
    try:
        seconds = float(str(timeout))
    except ValueError:
        seconds = 0
    if not 0 < seconds <= MOST_SECONDS:
        told = f"NOTIFY_TIMEOUT={timeout}: must be a number of seconds up to {MOST_SECONDS}"
        raise NotifyError(told)
    return Notifier(words, webhook, when, seconds)


def is_wanted(notifier: Notifier, exit_status: int, before: int | None) -> bool:
    """Whether a crawl that ended so is to be told; ``before``: the last status, None for none."""
    if not (notifier.command or notifier.webhook) or notifier.when == "never":
        return False
    if notifier.when == "always":
        return True
    is_problem = exit_status in {ending.value for ending in GRAVEST}
    if notifier.when == "problem":
        return is_problem
    return exit_status != before if before is not None else is_problem

"""The worker's side of its jobs: it limits itself, since nobody else can stop a parser."""

from __future__ import annotations

import os
import pickle  # nosec B403
import re
import resource
import signal
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from traceback import extract_tb
from typing import Any, TypeVar

from crawler.given_back import return_holes

T = TypeVar("T")

MEMORY_EXIT = 97
"""Exit status of a worker whose job needed more memory than it may have."""
NEAR = 0.75
"""Share of its memory past which a job is not believed: libraries go on where memory was refused
to them, and give less."""
GRACE = 5.0
"""Seconds past its limit after which a worker ends itself that nobody ended: its parent is gone."""

GROWN = 16 * 1024 * 1024
"""Bytes that a worker may have grown by before it gives back what is free."""

_believed_until = 0
"""Peak of this process, bytes, past which nothing that a job gives is believed."""

_resident = 0
"""Bytes that this process held when it last looked."""

_seconds = 0.0
"""That one page may take in the job at hand; 0 where this process is no worker."""


class FaultError(Exception):
    """What a job raised, in words, where the exception itself cannot be sent."""


def begin(memory: int) -> None:
    """Limit this process to ``memory`` bytes beyond those that it has, and leave no core behind.

    Signals that reach the whole group (a terminal's, a service manager's) are its parent's to
    judge: what is being read comes to its end first.
    """
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    size = _told("VmPeak")
    if size:
        global _believed_until, _resident  # noqa: PLW0603 -- one for the process, as the limit is
        _believed_until = size + int(memory * NEAR)
        _resident = _told("VmRSS")
        resource.setrlimit(resource.RLIMIT_AS, (size + memory, size + memory))


def do(
    seconds: float, function: Callable[..., T], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> T:
    """Do a job, and end this process after so many seconds.

    Out of memory it ends, too: it cannot be trusted any more.
    """
    global _seconds  # noqa: PLW0603 -- one for the process, as its timer is
    _seconds = seconds
    another_page()
    try:
        result = function(*args, **kwargs)
    except MemoryError:
        os._exit(MEMORY_EXIT)
    except Exception as error:
        error.place = place_of(error)  # type: ignore[attr-defined]  # goes with it when it is sent
        if is_sendable(error):
            raise
        raise FaultError(f"{type(error).__name__}: {error}") from None
    finally:
        _seconds = 0.0
        signal.setitimer(signal.ITIMER_REAL, 0)
    if _told("VmPeak") > _believed_until:
        os._exit(MEMORY_EXIT)
    _give_back()
    return result


def another_page() -> None:
    """A job that reads several things begins with the next one: the time for one begins anew."""
    if _seconds:
        signal.setitimer(signal.ITIMER_REAL, _seconds)


def _give_back() -> None:
    """A large page leaves holes that are larger than what most pages need."""
    global _resident  # noqa: PLW0603 -- one for the process
    if _told("VmRSS") > _resident + GROWN:
        return_holes()
        _resident = _told("VmRSS")


def _told(name: str) -> int:
    """Bytes by a name of ``/proc/self/status``; 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return 0
    found = re.search(rf"^{name}:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def is_sendable(error: Exception) -> bool:
    """Whether the parent can make it out; one that it cannot would end its reading of results."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 -- its own  # nosec B301
    except Exception:  # noqa: BLE001 -- whatever an exception's own code raises
        return False
    return True


def place_of(error: Exception) -> str:
    """File and line in which it was raised, in whichever process."""
    told = getattr(error, "place", "")
    if told:
        return str(told)
    found = extract_tb(error.__traceback__)
    return f"{Path(found[-1].filename).name}:{found[-1].lineno}" if found else ""

"""Which processes there are, as Linux tells."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path


def descendants(pid: int) -> list[int]:
    """All that a process has started, directly or not."""
    children = [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text("ascii").split()
    ]
    return [found for child in children for found in (child, *descendants(child))]


def members(group: int) -> list[int]:
    """The processes of a group that run."""
    found = (int(path.name) for path in Path("/proc").glob("[0-9]*"))
    return [pid for pid in found if (status := _status(pid)) and status[2] == str(group)]


def is_alive(pid: int) -> bool:
    """Whether it runs; what nobody has reaped yet does not."""
    return bool(_status(pid))


def wait_for_end(processes: Iterable[int]) -> None:
    """Until none of them runs. Raises AssertionError after half a minute."""
    left = list(processes)
    for _ in range(600):
        left = [pid for pid in left if is_alive(pid)]
        if not left:
            return
        time.sleep(0.05)
    raise AssertionError(f"processes stay: {left}")


def _status(pid: int) -> list[str]:
    """State, parent, group and so on; empty for what has ended."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return []
    fields = status.rpartition(")")[2].split()
    return [] if fields[0] in "ZX" else fields

"""Jobs that tests give to workers, which load them by name."""

from __future__ import annotations

import ctypes
import os
import signal
from typing import NoReturn


class TwoPartError(Exception):
    """Cannot be made again from its arguments, as pickle tries to."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def double(number: int, *, plus: int = 0) -> int:
    return 2 * number + plus


def process_id() -> int:
    return os.getpid()


def fail(name: str) -> NoReturn:
    raise KeyError(name)


def fail_unsendably() -> NoReturn:
    raise TwoPartError("12 ", "wounded")


def wait_in_c(seconds: int) -> None:
    """As a parser does: no signal is handled meanwhile."""
    libc = ctypes.PyDLL(None)
    libc.sleep(seconds)


def die(number: int) -> None:
    os.kill(os.getpid(), number)
    signal.pause()


def abort() -> NoReturn:
    os.abort()


def fill(megabytes: int) -> int:
    return len(bytearray(megabytes * 2**20))


def fill_and_go_on(megabytes: int, more: int) -> str:
    """As libraries do that take every exception for bad input."""
    held = bytearray(megabytes * 2**20)
    try:
        bytearray(more * 2**20)
    except MemoryError:
        return f"half of it, {len(held)}"
    return "all"

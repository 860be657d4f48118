"""Large answers come one after the other, so that eight at a time do not fill the memory."""

from __future__ import annotations

from collections import deque
from typing import Protocol

LARGE = 1024 * 1024
"""Bytes of an answer from which it needs a turn; pages of reports have less."""
AT_ONCE = 2
"""Large answers that come at a time."""


class Stream(Protocol):
    """Something that sends, and can be made to wait."""

    def pause(self) -> None:
        """Let nothing more come."""

    def resume(self) -> None:
        """Let it come again."""


class Turns:
    """Of the streams that ask for a turn so many go on; the others wait in the order of asking."""

    def __init__(self, most: int = AT_ONCE) -> None:
        self._most = most
        self._going: list[Stream] = []
        self._waiting: deque[Stream] = deque()

    def ask(self, stream: Stream, *, has_room: bool = True) -> None:
        """Go on, or wait for a turn; without room in any case."""
        if has_room and len(self._going) < self._most:
            self._going.append(stream)
        else:
            self._waiting.append(stream)
            stream.pause()

    def give_back(self, stream: Stream) -> None:
        """It is at its end, or was broken off, whether it had a turn, waited or never asked."""
        if stream in self._waiting:
            self._waiting.remove(stream)
        if stream in self._going:
            self._going.remove(stream)

    def go_on(self) -> bool:
        """There is room: as many as have a turn go on. Whether others still wait."""
        while self._waiting and len(self._going) < self._most:
            following = self._waiting.popleft()
            self._going.append(following)
            following.resume()
        return bool(self._waiting)

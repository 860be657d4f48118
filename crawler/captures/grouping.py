"""Captures written together: those that come while others go to the disk share the next write."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Generic, TypeVar

_Piece = TypeVar("_Piece")
_Written = TypeVar("_Written")
_Kept = TypeVar("_Kept")


class GroupWriter(Generic[_Piece, _Written, _Kept]):
    """Writes pieces in the order in which they come, as many at once as have gathered.

    ``write`` puts a group on the disk, in a thread: packing and waiting for the disk then stop
    nobody. ``keep`` follows in the thread of the event loop, and gives the result of each piece.
    What either raises is raised to each piece of the group.
    """

    def __init__(
        self,
        write: Callable[[Sequence[_Piece]], Sequence[_Written]],
        keep: Callable[[Sequence[_Piece], Sequence[_Written]], Sequence[_Kept]],
    ) -> None:
        self._write = write
        self._keep = keep
        self._waiting: list[tuple[_Piece, asyncio.Future[_Kept]]] = []
        self._task: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="captures")

    async def put(self, piece: _Piece) -> _Kept:
        """Give a piece; its result, once it is on the disk and kept."""
        done: asyncio.Future[_Kept] = asyncio.get_running_loop().create_future()
        self._waiting.append((piece, done))
        if self._task is None:
            self._task = asyncio.ensure_future(self._work())
        return await done

    async def close(self) -> None:
        """Wait for what is being written; nothing may be given any more."""
        if self._task is not None:
            await self._task
        self._thread.shutdown()

    async def _work(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting, []
            pieces = [piece for piece, _ in group]
            try:
                loop = asyncio.get_running_loop()
                written = await loop.run_in_executor(self._thread, self._write, pieces)
                kept = self._keep(pieces, written)
            except Exception as error:  # noqa: BLE001 -- whoever waits must be told, whatever it is
                for _, done in group:
                    # One whose request was given up meanwhile is not waited for any more.
                    with suppress(asyncio.InvalidStateError):
                        done.set_exception(error)
            else:
                for (_, done), result in zip(group, kept, strict=True):
                    with suppress(asyncio.InvalidStateError):
                        done.set_result(result)
        self._task = None

"""What gathers while others are written is written together, in order, and everyone is told."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import pytest

from crawler.captures.grouping import GroupWriter


class Disk:
    """Takes groups, the first of them not before it is let."""

    def __init__(self, broken: str = "") -> None:
        self.groups: list[list[str]] = []
        self.free = threading.Event()
        self.threads: set[int] = set()
        self.broken = broken

    def write(self, group: Sequence[str]) -> list[int]:
        self.free.wait(30)
        self.threads.add(threading.get_ident())
        self.groups.append([*group])
        if self.broken in group:
            raise OSError(f"no room for {self.broken}")
        return [len(piece) for piece in group]

    def keep(self, group: Sequence[str], written: Sequence[int]) -> list[str]:
        assert threading.get_ident() not in self.threads
        return [f"{piece}:{size}" for piece, size in zip(group, written, strict=True)]


async def _put_all(disk: Disk, pieces: str) -> list[object]:
    writer = GroupWriter(disk.write, disk.keep)
    tasks = [asyncio.ensure_future(writer.put(pieces[0]))]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    tasks += [asyncio.ensure_future(writer.put(piece)) for piece in pieces[1:]]
    await asyncio.sleep(0)
    disk.free.set()
    found = await asyncio.gather(*tasks, return_exceptions=True)
    await writer.close()
    return [*found]


def test_what_comes_while_the_disk_works_shares_the_next_write() -> None:
    disk = Disk()
    assert asyncio.run(_put_all(disk, "abcd")) == ["a:1", "b:1", "c:1", "d:1"]
    assert disk.groups == [["a"], ["b", "c", "d"]]


def test_what_the_disk_refuses_is_told_to_each_of_its_group_and_to_no_other() -> None:
    disk = Disk(broken="c")
    first, *others = asyncio.run(_put_all(disk, "abcd"))
    assert first == "a:1"
    assert [str(error) for error in others] == ["no room for c"] * 3


def test_what_cannot_be_kept_is_told_and_the_next_is_written() -> None:
    async def put() -> list[str]:
        writer = GroupWriter(disk.write, refuse)
        with pytest.raises(LookupError):
            await writer.put("a")
        return [await writer.put("bb")]

    def refuse(group: Sequence[str], written: Sequence[int]) -> list[str]:
        if "a" in group:
            raise LookupError
        return disk.keep(group, written)

    disk = Disk()
    disk.free.set()
    assert asyncio.run(put()) == ["bb:2"]


def test_one_who_does_not_wait_any_more_stops_nobody() -> None:
    async def put() -> str:
        writer = GroupWriter(disk.write, disk.keep)
        given_up = asyncio.ensure_future(writer.put("a"))
        await asyncio.sleep(0)
        waits = asyncio.ensure_future(writer.put("b"))
        await asyncio.sleep(0)
        given_up.cancel()
        disk.free.set()
        return await waits

    disk = Disk()
    assert asyncio.run(put()) == "b:1"

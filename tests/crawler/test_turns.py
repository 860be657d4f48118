"""Streams that need a turn go on two at a time, whatever becomes of those before them."""

from __future__ import annotations

import pytest

from crawler.turns import Turns


class Stream:
    def __init__(self) -> None:
        self.told: list[str] = []

    def pause(self) -> None:
        self.told.append("pause")

    def resume(self) -> None:
        self.told.append("resume")


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ([], [[], [], ["pause"], ["pause"]]),
        ([0], [[], [], ["pause", "resume"], ["pause"]]),
        ([1, 0], [[], [], ["pause", "resume"], ["pause", "resume"]]),
        ([2], [[], [], ["pause"], ["pause"]]),
        ([2, 0], [[], [], ["pause"], ["pause", "resume"]]),
        ([0, 0, 0], [[], [], ["pause", "resume"], ["pause"]]),
        ([3, 2, 1, 0], [[], [], ["pause"], ["pause"]]),
    ],
)
def test_streams_go_on_in_turn(ends: list[int], told: list[list[str]]) -> None:
    turns, streams = Turns(2), [Stream() for _ in range(4)]
    for stream in streams:
        turns.ask(stream)
    for number in ends:
        turns.give_back(streams[number])
        turns.go_on()
    assert [stream.told for stream in streams] == told


def test_one_that_never_asked_gives_nothing_back() -> None:
    turns, streams = Turns(1), [Stream() for _ in range(2)]
    for stream in streams:
        turns.ask(stream)
    turns.give_back(Stream())
    assert [stream.told for stream in streams] == [[], ["pause"]]


def test_without_room_even_the_first_waits() -> None:
    turns, stream = Turns(2), Stream()
    turns.ask(stream, has_room=False)
    assert stream.told == ["pause"]
    assert not turns.go_on()
    assert stream.told == ["pause", "resume"]

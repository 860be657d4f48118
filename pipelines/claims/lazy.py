"""What is read when it is first asked for: many a sentence is never asked for its dates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801 -- a decorator, named as one
    """As ``functools.cached_property``, which until Python 3.12 takes a lock at each reading."""

    def __init__(self, read: Callable[[Any], T]) -> None:
        self._read = read
        self.__doc__ = read.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, one: object, owner: type | None = None) -> T:
        value = self._read(one)
        one.__dict__[self._name] = value
        return value

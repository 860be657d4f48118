"""A port of this machine that nobody has any business with."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Stranger:
    """Listens and never answers: the system takes connections until they are counted."""

    listener: socket.socket

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def port(self) -> int:
        """The port alone."""
        return int(self.listener.getsockname()[1])

    def visits(self) -> int:
        """Connections since the last count, whether anything was sent on them or not."""
        count = 0
        while True:
            try:
                connection, _ = self.listener.accept()
            except BlockingIOError:
                return count
            connection.close()
            count += 1


@contextmanager
def stranger() -> Iterator[Stranger]:
    """A port that must see nothing."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        listener.setblocking(False)
        yield Stranger(listener)

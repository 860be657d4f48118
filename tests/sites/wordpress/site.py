"""The real WordPress for a test, or a reason why it is skipped."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from installed import give_up

from sites.wordpress.packages import MissingServersError
from sites.wordpress.serve import THEMES, remove, start
from sites.wordpress.servers import Servers


@contextmanager
def wordpress_site(theme: str = THEMES[0]) -> Iterator[Servers]:
    """A fresh site on a free port, removed at the end; ``serve.read_truth`` says what it holds.

    Where the servers are not installed the test is skipped, naming what is missing; with
    ``REQUIRE_SERVERS=1`` in the environment it fails instead.
    """
    with tempfile.TemporaryDirectory(prefix="wp-", dir="/tmp") as folder:
        port = _free_port()
        state = f"{folder}/state"
        try:
            servers = start(port, theme, state)
        except MissingServersError as error:
            give_up(str(error))
        try:
            yield servers
        finally:
            remove(port, state)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

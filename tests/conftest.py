"""What all tests share: a project with a database of the test's own; no network."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
from running import NO_SHARED, SHARED, Project


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that would leave this machine fails."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if host not in {"", "127.0.0.1", "127.0.0.2", "::1", "localhost"}:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The project with an empty database."""
    return Project(tmp_path / "reports.sqlite")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real pages for development; users do not have them."""
    if not SHARED.is_dir():
        pytest.skip(NO_SHARED)
    return SHARED

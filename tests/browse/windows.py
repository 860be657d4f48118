"""The site in a real browser: served on loopback by ``python -m browse``, opened by Chromium."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from installed import need
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Locator, Page, sync_playwright
from running import ROOT

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
"""Width and height of a window, in pixels."""


class Window:
    """One window on one site; remembers what it asked for and what it complained of."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.origin = origin
        self.requested: list[str] = []
        self.complaints: list[str] = []
        page.set_default_timeout(60_000)
        page.on("request", lambda request: self.requested.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._note)
        page.on("dialog", self._refuse)

    def open(self, address: str) -> None:
        """Open an address of the site and wait until the page and its scripts are loaded."""
        self.page.goto(self.origin + address)

    def elsewhere(self) -> list[str]:
        """What was asked of other hosts."""
        return [url for url in self.requested if not url.startswith((self.origin + "/", "data:"))]

    def is_wider_than_the_screen(self) -> bool:
        """Whether the page must be scrolled sideways, once its style sheets are there."""
        self.page.wait_for_load_state()
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))

    def drawn(self, chart: str) -> Locator:
        """The figure of a chart, once it was drawn or told why not."""
        figure = self.page.locator(f"#chart-{chart}")
        figure.and_(self.page.locator(":not([data-state=asked])")).wait_for()
        return figure

    def _note(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _refuse(self, dialog: Any) -> None:
        self.complaints.append(f"a script ran: {dialog.message}")
        dialog.dismiss()


@contextmanager
def chromium() -> Iterator[Chromium]:
    """Debian's Chromium, without a screen.

    Where it is not installed the test is skipped, saying what is missing; with
    ``REQUIRE_SERVERS=1`` in the environment it fails instead.
    """
    (program,) = need(chromium="chromium")
    with sync_playwright() as playwright:
        # Root, as in a container, cannot have the sandbox.
        sandbox = [] if os.geteuid() else ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=program, args=sandbox)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Chromium, origin: str, size: tuple[int, int]) -> Iterator[Window]:
    """A window on a site; at the end it must have asked no other host and complained of nothing."""
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height})
    window = Window(page, origin)
    yield window
    page.close()
    assert not window.elsewhere(), window.elsewhere()
    assert not window.complaints, window.complaints


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The origin under which a file is served, as by ``make browse``."""
    port = _free_port()
    command = [sys.executable, "-m", "browse", str(path), "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            origin = f"http://127.0.0.1:{port}"
            _wait_for(origin, server)
            yield origin
        finally:
            server.terminate()


def _wait_for(origin: str, server: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        try:
            httpx.get(origin, timeout=10)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the site did not start: exit status {server.poll()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

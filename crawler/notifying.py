"""Tells by a command or a webhook how a crawl ended; what fails is told, and costs nothing else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from concurrent.futures import Future
from http.client import HTTPException
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from attrs import asdict

from crawler.notices import Notice, Notifier, NotifyError

_TOLD = 300
"""Characters of a command's own words that are kept."""
_REFUSED = 300
"""HTTP status from which a notice has not arrived."""


def notify(notifier: Notifier, notice: Notice) -> list[str]:
    """Send the notice by each way; returns in words what failed. Never raises for a failure."""
    failed: list[str] = []
    for way, send in (("NOTIFY_COMMAND", _run_command), ("NOTIFY_WEBHOOK", _post)):
        try:
            send(notifier, notice)
        except NotifyError as error:
            failed.append(f"{way}: {error}")
    return failed


def _run_command(notifier: Notifier, notice: Notice) -> None:
    """The summary is the command's input; its own words are read only where it fails."""
    if not notifier.command:
        return
    filled = {
        "publisher": notice.publisher,
        "outcome": notice.outcome,
        "status": str(notice.exit_status),
    }
    words = [_fill(word, filled) for word in notifier.command]
    # Files, not pipes: whatever a killed command has started may keep a pipe open for ever.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        given.write(notice.text.encode())
        given.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 -- the user's own command
                words, stdin=given, stdout=said, stderr=said, start_new_session=True
            )
        except OSError as error:
            raise NotifyError(f"{words[0]}: {error.strerror}: name a program that is there") from (
                error
            )
        try:
            status = process.wait(notifier.timeout)
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise NotifyError(f"{words[0]}: no end after {notifier.timeout:g} s, killed") from error
        if status:
            said.seek(0)
            words_said = said.read(_TOLD * 4).decode(errors="replace").strip()[:_TOLD]
            raise NotifyError(f"{words[0]}: exit status {status}: {words_said}")


def _fill(word: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        word = word.replace(f"{{{name}}}", value)
    return word


def _post(notifier: Notifier, notice: Notice) -> None:
    """JSON; ``text`` is what Slack, Mattermost and others show."""
    if not notifier.webhook:
        return
    body = json.dumps(asdict(notice), ensure_ascii=False).encode()
    request = Request(  # noqa: S310 -- the scheme was checked
        notifier.webhook,
        data=body,
        headers={"Content-Type": "application/json", "User-Agent": "harm-reports"},
        method="POST",
    )
    host = urlsplit(notifier.webhook).hostname
    answered: Future[int] = Future()
    # A server that sends a byte now and then would hold a plain request for ever.
    Thread(target=_ask, args=(request, notifier.timeout, answered), daemon=True).start()
    try:
        status = answered.result(notifier.timeout)
    except TimeoutError as error:
        raise NotifyError(f"{host}: no answer after {notifier.timeout:g} s") from error
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise NotifyError(f"{host}: {reason}") from error
    if status >= _REFUSED:
        raise NotifyError(f"{host}: HTTP status {status}")


def _ask(request: Request, timeout: float, answered: Future[int]) -> None:
    try:
        with _opener().open(request, timeout=timeout) as response:
            answered.set_result(response.status)
    except HTTPError as error:
        answered.set_result(error.code)
    except Exception as error:  # noqa: BLE001 -- it is raised again where it is waited for
        answered.set_exception(error)


class _NoRedirect(HTTPRedirectHandler):
    """A redirected POST would arrive without its body, and count as sent."""

    def redirect_request(self, *_: Any) -> None:  # noqa: ANN401 -- urllib's signature
        return None


def _opener() -> OpenerDirector:
    return build_opener(_NoRedirect)

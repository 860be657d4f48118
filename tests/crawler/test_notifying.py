"""Who is told how a crawl ended, when, and what becomes of a way that fails."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from threading import Event

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from crawler.notices import Notice, Notifier, NotifyError, is_wanted, read_notifier
from crawler.notifying import notify

NOTICE = Notice(
    publisher="snhr",
    outcome="drift",
    exit_status=6,
    text="snhr: drift “الرقة”\n",
    crawl_id=7,
    counts={"new": 3},
    drift=("less",),
)


def script(tmp_path: Path, code: str) -> str:
    path = tmp_path / "tell.py"
    path.write_text(code, encoding="utf-8")
    return f"{sys.executable} '{path}'"


def notifier(command: str = "", webhook: str = "", timeout: float = 20) -> Notifier:
    return read_notifier(command, webhook, "always", timeout)


@pytest.mark.parametrize(
    ("when", "status", "before", "wanted"),
    [
        *[("problem", status, None, True) for status in (1, 3, 4, 6, 7)],
        *[("problem", status, None, False) for status in (0, 5, 130, 143)],
        ("problem", 6, 6, True),
        ("change", 6, 6, False),
        ("change", 6, 0, True),
        ("change", 0, 6, True),
        ("change", 0, 0, False),
        ("change", 3, None, True),
        ("change", 0, None, False),
        ("always", 0, 0, True),
        ("never", 6, 0, False),
    ],
)
def test_when_a_notice_is_sent(when: str, status: int, before: int | None, *, wanted: bool) -> None:
    asked = read_notifier("mail", "", when, 30)
    assert is_wanted(asked, status, before) is wanted


def test_without_a_way_nothing_is_wanted() -> None:
    assert not is_wanted(read_notifier("", "", "always", 30), 6, None)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("", "", "sometimes", 30), "NOTIFY_WHEN=sometimes: must be one of: problem, change, "),
        (("mail 'x", "", "always", 30), "NOTIFY_COMMAND=mail 'x: No closing quotation: quote it"),
        (("", "file:///etc/passwd", "always", 30), "NOTIFY_WEBHOOK: must be an address such as"),
        (("", "hook", "always", 30), "NOTIFY_WEBHOOK: must be an address such as"),
        (("", "", "always", "soon"), "NOTIFY_TIMEOUT=soon: must be a number of seconds up to 600"),
        (("", "", "always", 0), "NOTIFY_TIMEOUT=0: must be a number of seconds"),
    ],
)
def test_settings_that_cannot_be_used_are_told(
    given: tuple[str, str, str, object], told: str
) -> None:
    with pytest.raises(NotifyError) as error:
        read_notifier(*given)
    assert str(error.value).startswith(told)


def test_a_command_gets_the_summary_as_its_input_and_what_is_asked_for_in_its_words(
    tmp_path: Path,
) -> None:
    heard = tmp_path / "heard.txt"
    code = f"""\
import pathlib, sys
words = sys.argv[1:] + [sys.stdin.buffer.read().decode()]
pathlib.Path({str(heard)!r}).write_text("|".join(words), encoding="utf-8")
"""
    command = (
        f"{script(tmp_path, code)} -s '{{publisher}}: {{outcome}} ({{status}})' '$HOME; {{x}}'"
    )
    assert notify(notifier(command), NOTICE) == []
    assert heard.read_text("utf-8") == "-s|snhr: drift (6)|$HOME; {x}|snhr: drift “الرقة”\n"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("raise SystemExit(3)", "exit status 3: "),
        ("print('no such mailbox'); raise SystemExit(1)", "exit status 1: no such mailbox"),
        ("import time; time.sleep(60)", "no end after 0.5 s, killed"),
        (
            "import subprocess, time; subprocess.Popen(['sleep', '60']); time.sleep(60)",
            "no end after 0.5 s, killed",
        ),
    ],
)
def test_a_command_that_fails_or_hangs_is_told(tmp_path: Path, code: str, told: str) -> None:
    timeout = 0.5 if "sleep" in code else 20
    (failed,) = notify(notifier(script(tmp_path, code), timeout=timeout), NOTICE)
    assert failed == f"NOTIFY_COMMAND: {sys.executable}: {told}"


def test_a_command_that_is_not_there_is_told() -> None:
    (failed,) = notify(notifier("/nowhere/mail"), NOTICE)
    assert failed == (
        "NOTIFY_COMMAND: /nowhere/mail: No such file or directory: name a program that is there"
    )


def test_a_webhook_gets_the_summary_as_json(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/hook", method="POST").respond_with_data("ok")
    assert notify(notifier(webhook=httpserver.url_for("/hook")), NOTICE) == []
    request, _ = httpserver.log[0]
    assert request.content_type == "application/json"
    assert json.loads(request.get_data()) == {
        "publisher": "snhr",
        "outcome": "drift",
        "exit_status": 6,
        "text": "snhr: drift “الرقة”\n",
        "crawl_id": 7,
        "counts": {"new": 3},
        "drift": ["less"],
    }


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_webhook_that_refuses_is_told_without_its_secret_address(
    httpserver: HTTPServer, status: int
) -> None:
    moved = {"Location": httpserver.url_for("/else")}
    httpserver.expect_request("/secret").respond_with_data("", status=status, headers=moved)
    httpserver.expect_request("/else").respond_with_data("ok")
    (failed,) = notify(notifier(webhook=httpserver.url_for("/secret")), NOTICE)
    assert failed == f"NOTIFY_WEBHOOK: localhost: HTTP status {status}"
    assert len(httpserver.log) == 1


def test_a_webhook_that_does_not_answer_is_given_up(httpserver: HTTPServer) -> None:
    given_up = Event()

    def wait(_: Request) -> Response:
        given_up.wait(20)
        return Response("late")

    httpserver.expect_request("/hook").respond_with_handler(wait)
    (failed,) = notify(notifier(webhook=httpserver.url_for("/hook"), timeout=0.3), NOTICE)
    given_up.set()
    assert failed == "NOTIFY_WEBHOOK: localhost: no answer after 0.3 s"


def test_a_way_that_fails_does_not_keep_the_other_from_being_taken(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/other").respond_with_data("ok")
    given = notifier("/nowhere/mail", httpserver.url_for("/other"))
    assert len(notify(given, NOTICE)) == 1
    assert "/other" in {request.path for request, _ in httpserver.log}

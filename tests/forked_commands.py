"""A script that runs commands, each in a process of its own, without loading the code each time.

A line of its input is a JSON list of arguments and an environment; a line of its output is the
command's status, output and errors.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path

from scrapy.cmdline import execute
from scrapy.utils.misc import walk_modules_iter

LONGEST = 120
"""Seconds after which a command is ended by a signal."""


def answer(arguments: list[str], environment: dict[str, str]) -> tuple[int, str, str]:
    """Status, output and errors of ``scrapy …``."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        child = os.fork()
        if not child:
            for number, path in ((1, out), (2, err)):
                os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
            os.environ.clear()
            os.environ.update(environment)
            sys.path[:0] = filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))
            signal.alarm(LONGEST)
            become(arguments)
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status), out.read_text("utf-8"), err.read_text("utf-8")


def become(arguments: list[str]) -> None:
    """End this process as the command ends."""
    status = 1
    try:
        execute(["scrapy", *arguments])
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 -- what a process dies of is told, and is a bug
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    for package in ("crawler", "pipelines"):
        list(walk_modules_iter(package))
    import_module("scrapy.core.downloader.handlers.http11")
    reading = import_module("pipelines.read_claims")
    language = import_module("pipelines.language")
    # What is loaded at the first use only.
    words = ("", "", "Five people were killed in Idlib on Monday.")
    language.detect_language(words[2], ())
    reading.read_words(words, publisher="snhr", published=None, language="en")
    sys.modules.pop("crawler.settings", None)  # to be read in the environment of each command
    for line in sys.stdin:
        print(json.dumps(answer(*json.loads(line))), flush=True)

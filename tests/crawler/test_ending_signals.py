"""A signal ends a command with the status that a shell expects, and no trace."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
from running import ROOT

PROGRAM = """
import os, time
from crawler.ending_signals import end_on_signals
end_on_signals()
try:
    os.kill(os.getpid(), {number})
    time.sleep(60)
finally:
    print("in order")
"""


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_in_order(number: signal.Signals, status: int) -> None:
    command = [sys.executable, "-c", PROGRAM.format(number=int(number))]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (status, "in order\n", "")

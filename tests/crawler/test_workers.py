"""A job costs itself at the most: never its neighbours, the crawl, or a process that stays."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import worker_jobs
from processes import descendants, wait_for_end
from running import ROOT

from crawler.worker_process import FaultError, place_of
from crawler.workers import JobLimits, UnfinishedError, Workers, here

MEGABYTE = 2**20


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(1, JobLimits(seconds=1.0, memory=64 * MEGABYTE), "worker_jobs")
    yield made
    made.close()


@pytest.mark.parametrize("reads_here", [True, False], ids=["here", "worker"])
def test_a_job_gives_what_the_function_gives(workers: Workers, *, reads_here: bool) -> None:
    work = here if reads_here else workers.work
    assert asyncio.run(work(worker_jobs.double, 3, plus=1)) == 7
    assert (asyncio.run(work(worker_jobs.process_id)) == os.getpid()) is reads_here
    with pytest.raises(KeyError, match="12 killed") as raised:
        asyncio.run(work(worker_jobs.fail, "12 killed"))
    assert place_of(raised.value).startswith("worker_jobs.py:")


def test_what_cannot_be_sent_is_told_in_words(workers: Workers) -> None:
    with pytest.raises(FaultError, match="TwoPartError: 12 wounded"):
        asyncio.run(workers.work(worker_jobs.fail_unsendably))
    assert asyncio.run(workers.work(worker_jobs.double, 2)) == 4


@pytest.mark.parametrize(
    ("function", "arguments", "told"),
    [
        (worker_jobs.wait_in_c, (600,), r"took longer than 1 s \(PARSE_TIMEOUT\)"),
        (worker_jobs.fill, (65,), r"took more than 67108864 bytes of memory \(PARSE_MEMORY\)"),
        (worker_jobs.fill_and_go_on, (50, 20), r"took more than 67108864 bytes"),
        (worker_jobs.abort, (), "ended its process: SIGABRT"),
        (worker_jobs.die, (signal.SIGSEGV,), "ended its process: SIGSEGV"),
        (worker_jobs.die, (signal.SIGKILL,), "ended its process: SIGKILL"),
    ],
    ids=["long", "large", "large-unnoticed", "abort", "fault", "killed"],
)
def test_a_job_that_is_given_up_says_why_and_the_next_is_done(
    workers: Workers, function: Callable[..., Any], arguments: tuple[Any, ...], told: str
) -> None:
    with pytest.raises(UnfinishedError, match=told):
        asyncio.run(workers.work(function, *arguments))
    assert asyncio.run(workers.work(worker_jobs.double, 2)) == 4


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (worker_jobs.wait_in_c, (0,)),
        (worker_jobs.fill, (30,)),
        (worker_jobs.die, (signal.SIGTERM,)),
    ],
    ids=["short", "small", "terminated"],
)
def test_what_keeps_within_its_limits_or_signals_the_group_is_done(
    workers: Workers, function: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    if function is worker_jobs.die:
        pid = asyncio.run(workers.work(worker_jobs.process_id))
        os.kill(pid, *arguments)
        assert asyncio.run(workers.work(worker_jobs.process_id)) == pid
    else:
        asyncio.run(workers.work(function, *arguments))


def test_others_are_done_while_one_is_held_up() -> None:
    async def all_at_once(workers: Workers) -> list[str]:
        ended: list[str] = []

        async def note(name: str, function: Callable[..., Any], *arguments: Any) -> None:
            try:
                await workers.work(function, *arguments)
            except UnfinishedError:
                name = f"{name} given up"
            ended.append(name)

        await asyncio.gather(
            note("long", worker_jobs.wait_in_c, 600),
            *(note(f"job {number}", worker_jobs.double, number) for number in range(20)),
        )
        return ended

    workers = Workers(2, JobLimits(seconds=2.0, memory=64 * MEGABYTE), "worker_jobs")
    ended = asyncio.run(all_at_once(workers))
    workers.close()
    assert ended[-1] == "long given up"
    assert sorted(ended[:-1]) == sorted(f"job {number}" for number in range(20))


def test_a_worker_that_is_killed_while_it_waits_is_replaced(workers: Workers) -> None:
    pid = asyncio.run(workers.work(worker_jobs.process_id))
    os.kill(pid, signal.SIGKILL)
    for _ in range(20):
        assert asyncio.run(workers.work(worker_jobs.double, 2)) == 4
        time.sleep(0.02)
    assert asyncio.run(workers.work(worker_jobs.process_id)) != pid


PARENT = """
import asyncio, sys, time
sys.path[:0] = ["tests/crawler"]
import worker_jobs
from crawler.workers import JobLimits, Workers

async def work(seconds):
    workers = Workers(2, JobLimits(seconds=2.0, memory=64 * 2**20), "worker_jobs")
    held_up = asyncio.ensure_future(workers.work(worker_jobs.wait_in_c, seconds))
    print(await workers.work(worker_jobs.process_id), flush=True)
    await held_up
    time.sleep(600)

asyncio.run(work({seconds}))
"""


@pytest.mark.parametrize("seconds", [600, 0], ids=["busy", "idle"])
def test_a_parent_that_is_killed_leaves_nobody(seconds: int) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT.format(seconds=seconds)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert parent.stdout is not None
    with parent.stdout as out:
        worker = int(out.readline())
        family = descendants(parent.pid)
        assert worker in family
        parent.kill()
        parent.wait()
        wait_for_end(family)


NEVER_READY = """
import asyncio
from concurrent.futures.process import BrokenProcessPool
from crawler.workers import JobLimits, UnfinishedError, Workers

async def run(workers):
    return await asyncio.gather(*(workers.work(len, "x") for _ in range(3)), return_exceptions=True)

if __name__ == "__main__":
    workers = Workers(1, JobLimits(seconds=5.0, memory=2**26), "worker_preload_that_fails")
    print([f"{type(one).__name__}: {one}" for one in asyncio.run(run(workers))])
    try:
        workers.submit(len, "x")
    except BrokenProcessPool as error:
        print(error)
    workers.close()
"""


def test_workers_that_cannot_be_started_are_told_and_nobody_waits_for_ever(tmp_path: Path) -> None:
    script = tmp_path / "never_ready.py"
    script.write_text(NEVER_READY, "utf-8")
    paths = os.pathsep.join((str(ROOT), str(Path(__file__).parent)))
    ran = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("UnfinishedError: its processes died twice over it") == 3
    assert "the processes that read pages could not be started" in ran.stdout

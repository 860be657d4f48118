"""Work on what others wrote, done in processes of its own within limits of time and memory."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver, get_context
from threading import Thread
from typing import ParamSpec, Protocol, TypeVar

from attrs import frozen
from pebble import CONSTS, ProcessExpired, ProcessPool

from crawler.worker_process import GRACE, MEMORY_EXIT, begin, do

P = ParamSpec("P")
T = TypeVar("T")

QUIET = "crawler.quiet_server"
"""Loaded by the server that forks the workers before anything else."""

JOBS_OF_A_WORKER = 2000
"""After these a worker is replaced: what libraries keep in memory would use up its limit."""

# Workers leave SIGTERM to the crawl (see ``begin``); one that is to end is killed.
CONSTS.term_timeout = 0.05


class UnfinishedError(Exception):
    """A job that was given up, with its process: too long, too large, or a crash."""


class Work(Protocol):
    """Where a function is called: in a worker, or ``here``."""

    async def __call__(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What the function gives. Raises what it raises, and UnfinishedError."""


@frozen
class JobLimits:
    """What a job may take."""

    seconds: float
    memory: int
    """Bytes beyond those that a worker has when it starts."""


async def here(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Call the function in this process, without limits; nothing is waited for."""
    return function(*args, **kwargs)


class Workers:
    """Processes that take jobs; one that passes a limit or dies is replaced, and costs its job."""

    def __init__(self, count: int, limits: JobLimits, preload: str) -> None:
        """Starts them, in the background; ``preload`` names a module that each has loaded."""
        if count < 1:
            raise ValueError("at least one worker is needed")
        self.count = count
        self._limits = limits
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload([QUIET, preload])
        _start_server()
        self._pool, self._started = self._start()

    async def work(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Do a job; a ``Work``. Function, arguments and result must be picklable."""
        seconds = self._limits.seconds
        for _ in range(2):
            try:
                await asyncio.wrap_future(self._started)
                # Pebble ends it; the worker itself only where there is no parent any more.
                job = self._schedule(seconds, do, seconds + GRACE, function, args, kwargs)
                return await asyncio.wrap_future(job)
            except BrokenProcessPool:
                self._replace()
            except (TimeoutError, ProcessExpired) as error:
                raise UnfinishedError(self._describe(error)) from error
        raise UnfinishedError("its processes died twice over it")

    def submit(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand out a job whose limit of time holds for each thing that it reads in turn.

        See ``another_page``. Raises BrokenProcessPool, as ``result`` does.
        """
        self._started.result()
        return self._schedule(None, do, self._limits.seconds, function, args, kwargs)

    def result(self, job: Future[T]) -> T:
        """What a job gave. Raises UnfinishedError, and BrokenProcessPool where ``renew`` is due."""
        try:
            return job.result()
        except (TimeoutError, ProcessExpired) as error:
            raise UnfinishedError(self._describe(error)) from error

    def renew(self) -> None:
        """Start anew after the pool broke: all jobs that were handed out are lost."""
        self._replace()
        self._started.result()

    def _schedule(
        self, seconds: float | None, function: Callable[..., T], /, *args: object
    ) -> Future[T]:
        try:
            return self._pool.schedule(function, args, timeout=seconds)
        except RuntimeError as error:
            raise BrokenProcessPool from error

    def close(self) -> None:
        """End the workers, whatever they are at."""
        self._started.exception()
        _stop(self._pool)
        self._pool.join()

    def _start(self) -> tuple[ProcessPool, Future[bool]]:
        """A pool and when it is ready: its first worker waits until the server has loaded all."""
        pool = ProcessPool(
            self.count,
            max_tasks=JOBS_OF_A_WORKER,
            initializer=begin,
            initargs=(self._limits.memory,),
            context=self._context,
        )
        started: Future[bool] = Future()
        Thread(target=_begin_pool, args=(pool, started), daemon=True).start()
        return pool, started

    def _replace(self) -> None:
        """A pool of which an idle worker was killed takes no more jobs: another takes its place."""
        if self._started.done() and (self._started.exception() or not self._pool.active):
            self._pool, self._started = self._start()

    def _describe(self, error: TimeoutError | ProcessExpired) -> str:
        if isinstance(error, TimeoutError) or error.exitcode == -signal.SIGALRM:
            return f"took longer than {self._limits.seconds:g} s (PARSE_TIMEOUT)"
        if error.exitcode == MEMORY_EXIT:
            return f"took more than {self._limits.memory} bytes of memory (PARSE_MEMORY)"
        if error.exitcode < 0:
            return f"ended its process: {signal.Signals(-error.exitcode).name}"
        return f"ended its process: exit status {error.exitcode}"


def _begin_pool(pool: ProcessPool, started: Future[bool]) -> None:
    try:
        started.set_result(pool.active)
    except Exception as error:  # noqa: BLE001 -- whoever waits must be told, whatever it is
        told = BrokenProcessPool(f"the processes that read pages could not be started: {error}")
        told.__cause__ = error
        started.set_exception(told)


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]  # Pebble's


def _start_server() -> None:
    """Start the server that forks workers, with the modules of this project in its reach.

    Python up to 3.12 does not hand it ``sys.path``, and a module that it does not find it leaves
    out without a word.
    """
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before

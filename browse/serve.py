"""Checks the file, then serves it on loopback: ``python -m browse FILE --port 8001``."""

from __future__ import annotations

import argparse
import socket
import sys
from pathlib import Path
from typing import NoReturn

import uvicorn

from browse.site import Site
from crawler.outcome import Ending
from storage.errors import AddressError, StorageError

HOST = "127.0.0.1"
WRONG_USAGE = 2


def main() -> None:
    """Serve until Ctrl-C. Exit status 2 for a port that cannot be had, 4 for no good database."""
    options = _parser().parse_args()
    if not options.file.exists():
        _refuse(
            f"there is no database at {options.file}: `make crawl` fills it from the live sites, "
            "`make demo` makes data/demo.sqlite, which `make browse DB=data/demo.sqlite` shows."
        )
    _check_free(options.port)
    try:
        site = Site(options.file)
    except (AddressError, StorageError) as error:
        _refuse(str(error))
    sys.stdout.write(f"{options.file}: http://{HOST}:{options.port}/ (Ctrl-C ends)\n")
    sys.stdout.flush()
    uvicorn.run(site.app(), host=HOST, port=options.port, log_level="warning", lifespan="on")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m browse", description="Browse the file, read-only, on this machine only."
    )
    parser.add_argument("file", nargs="?", type=Path, default=Path("data/reports.sqlite"))
    parser.add_argument("--port", type=_port, default=8001)
    return parser


def _port(word: str) -> int:
    if not word.isascii() or not word.isdecimal() or not 1 <= int(word) <= 65535:
        raise argparse.ArgumentTypeError(f"{word!r} is no port: give a number from 1 to 65535")
    return int(word)


def _check_free(port: int) -> None:
    """Before an address is told that another program answers. Exit status 2."""
    with socket.socket() as probe:
        # As the server sets it: what an ended one left behind keeps no port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            _refuse(
                f"port {port} cannot be had: {(error.strerror or str(error)).lower()}. Name another"
                f" one: make browse PORT={port % 65535 + 1}",
                WRONG_USAGE,
            )


def _refuse(sentence: str, status: int = Ending.STORAGE_FAILED.value) -> NoReturn:
    sys.stderr.write(f"browse: {sentence}\n")
    sys.exit(status)

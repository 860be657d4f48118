"""What a test needs of the machine: named where it is missing, and never missed in silence."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest


def give_up(missing: str) -> NoReturn:
    """Skip the test, saying what is missing; with ``REQUIRE_SERVERS=1``, as in CI, fail it."""
    if os.environ.get("REQUIRE_SERVERS") == "1":
        pytest.fail(missing)
    pytest.skip(missing)  # a developer's machine need not have every server


def need(**packages: str) -> list[str]:
    """The paths of programs, each given with its Debian package; gives up where one is missing.

    ``_`` in a program's name stands for ``-``.
    """
    names = {program.replace("_", "-"): package for program, package in packages.items()}
    found = {program: shutil.which(program) for program in names}
    missing = [program for program, path in found.items() if path is None]
    if missing:
        wanted = " ".join(names[program] for program in missing)
        give_up(f"not installed: {', '.join(missing)}. As root on Debian: apt-get install {wanted}")
    return [path for path in found.values() if path]

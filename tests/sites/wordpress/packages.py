"""What the servers need from Debian, what of it is missing, and how it is installed.

As root: ``PYTHONPATH=tests python3 -m sites.wordpress.packages``; needs no Python package.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

WORDPRESS = Path("/usr/share/wordpress")
PACKAGES = (
    *("nginx", "php", "php-fpm", "php-cli", "php-mysql", "php-mbstring", "php-xml"),
    *("mariadb-server-core", "wordpress", "tzdata"),
    *(f"wordpress-theme-twentytwenty{n}" for n in ("one", "two", "three")),
)
EXTENSIONS = ("mysqli", "mbstring", "SimpleXML")
"""Of PHP; without SimpleXML WordPress answers 501 in place of its sitemap."""
UNWANTED = ("apache2-", "libapache2-mod-php8.2-")
"""The web server that apt would take otherwise; the minus means: do not install."""
PROGRAMS = ("nginx", "php", "mariadbd", "mariadb-install-db")
POLICY = Path("/usr/sbin/policy-rc.d")
"""Debian asks it whether a freshly installed service may start; these must not."""


class MissingServersError(Exception):
    """Something that a server needs is not installed; the text names it and what to do."""


def missing() -> list[str]:
    """Programs and files that are not there; empty where all can start."""
    found = [name for name in PROGRAMS if not find_program(name)]
    if not fpm_program():
        found.append("php-fpm")
    found += [f"PHP extension {name}" for name in EXTENSIONS if name not in _php_extensions()]
    if not (WORDPRESS / "wp-load.php").exists():
        found.append(str(WORDPRESS))
    return found


def require() -> None:
    """Raise MissingServersError unless everything is installed."""
    lacking = missing()
    if lacking:
        raise MissingServersError(
            f"not installed: {', '.join(lacking)}. As root on Debian: "
            "PYTHONPATH=tests python3 -m sites.wordpress.packages"
        )


def find_program(name: str) -> str | None:
    """Path of a program, looked for in the folders of root too."""
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def fpm_program() -> str | None:
    """``php-fpm8.2``: Debian puts the version into the name."""
    names = sorted(path.name for path in Path("/usr/sbin").glob("php-fpm[0-9]*"))
    return find_program(names[-1]) if names else None


def _php_extensions() -> set[str]:
    program = find_program("php")
    if not program:
        return set()
    told = subprocess.run([program, "-m"], capture_output=True, text=True, check=True)
    return set(told.stdout.split())


def install() -> None:
    """Install what is missing; nothing is asked, no service is started.

    Raises MissingServersError.
    """
    if not missing():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise MissingServersError(f"not installed: {', '.join(missing())}; needs root and apt-get")
    guarded = not POLICY.exists()
    if guarded:
        POLICY.write_text("#!/bin/sh\nexit 101\n")
        POLICY.chmod(0o755)
    try:
        _apt("update", "-q")
        _apt("install", "-q", "-y", "--no-install-recommends", *PACKAGES, *UNWANTED)
    finally:
        if guarded:
            POLICY.unlink()
    require()


def _apt(*words: str) -> None:
    """Raises CalledProcessError with apt's own words on stderr."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", *words], check=True, env=environment, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    try:
        install()
    except MissingServersError as error:
        sys.exit(str(error))

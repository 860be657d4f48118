"""Three servers in a folder of their own: MariaDB, PHP and nginx, started and stopped by pid."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sites.wordpress.packages import WORDPRESS, find_program, fpm_program
from sites.wordpress.settings import CONFIG, FPM, NGINX

PATIENCE = 60.0
"""Seconds that a server may take to start or stop."""


@dataclass(frozen=True)
class Servers:
    """The servers of one site; everything of theirs lies in ``state``."""

    state: Path
    port: int

    @property
    def origin(self) -> str:
        """Where the site stands."""
        return f"http://127.0.0.1:{self.port}"

    def prepare(self) -> bool:
        """Write the configuration, copy WordPress, make the database; False if it was there."""
        for name in ("tmp", "db"):
            (self.state / name).mkdir(parents=True, exist_ok=True)
        root = os.geteuid() == 0
        filled = {
            "state": self.state,
            "port": self.port,
            "origin": self.origin,
            "user": "root" if root else os.environ.get("USER", "nobody"),
            "user_line": "user root;" if root else "",
        }
        (self.state / "php.conf").write_text(FPM.format(**filled))
        (self.state / "nginx.conf").write_text(NGINX.format(**filled))
        fresh = not (self.state / "html").exists()
        if fresh:
            shutil.copytree(WORDPRESS, self.state / "html", ignore_dangling_symlinks=True)
            _run(
                "mariadb-install-db", *self._database(), "--auth-root-authentication-method=normal"
            )
        (self.state / "html/wp-config.php").write_text(CONFIG.format(**filled))
        return fresh

    def _database(self) -> list[str]:
        user = ["--user=root"] if os.geteuid() == 0 else []
        return ["--no-defaults", f"--datadir={self.state}/db", *user]

    def start(self) -> None:
        """Start what is not running. Raises RuntimeError with the log of what does not start."""
        if not self._pid("db"):
            self._start_database()
        if not self._pid("php"):
            root = ["-R"] if os.geteuid() == 0 else []
            _run(fpm_program() or "php-fpm", "-D", *root, "-y", f"{self.state}/php.conf")
        if not self._pid("nginx"):
            config = f"{self.state}/nginx.conf"
            _run("nginx", "-c", config, "-e", f"{self.state}/nginx.log")
        self._wait(self.answers, "nginx")

    def _start_database(self) -> None:
        program = find_program("mariadbd") or "mariadbd"
        options = (
            f"--socket={self.state}/db.sock",
            f"--pid-file={self.state}/db.pid",
            f"--log-error={self.state}/db.log",
            "--skip-networking",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-buffer-pool-size=32M",
        )
        nothing = subprocess.DEVNULL
        subprocess.run(
            ["setsid", "--fork", program, *self._database(), *options],
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            check=True,
        )
        self._wait(lambda: (self.state / "db.sock").exists() and bool(self._pid("db")), "db")

    def stop(self) -> None:
        """Stop what is running; the web server first."""
        for name in ("nginx", "php", "db"):
            pid = self._pid(name)
            if pid:
                os.kill(pid, signal.SIGTERM)
                self._wait(partial(_is_dead, pid), name)

    def answers(self) -> bool:
        """Whether something answers at the origin."""
        try:
            with urllib.request.urlopen(f"{self.origin}/robots.txt", timeout=20):  # noqa: S310
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False

    def _pid(self, name: str) -> int:
        """Process id of a server that lives; 0 where there is none."""
        file = self.state / f"{name}.pid"
        text = file.read_text().strip() if file.exists() else ""
        return int(text) if text.isdigit() and _alive(int(text)) else 0

    def _wait(self, ready: Callable[[], bool], name: str) -> None:
        until = time.monotonic() + PATIENCE
        while not ready():
            if time.monotonic() > until:
                log = self.state / f"{name}.log"
                said = log.read_text(errors="replace")[-2000:] if log.exists() else "no log"
                raise RuntimeError(f"{name} does not start or stop: {said}")
            time.sleep(0.05)


def _is_dead(pid: int) -> bool:
    return not _alive(pid)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    """Ended, but nobody waited for it: containers often have no init that does."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z"


def _run(name: str, *options: str) -> None:
    """Run a program to its end. Raises RuntimeError with what it said."""
    program = find_program(name) or name
    done = subprocess.run([program, *options], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{name} failed: {done.stdout[-1000:]}{done.stderr[-1000:]}")

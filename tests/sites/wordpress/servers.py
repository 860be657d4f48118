"""Three servers in a folder of their own: MariaDB, PHP and nginx, started and stopped by pid."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from sites.wordpress.packages import WORDPRESS, find_program, fpm_program

PATIENCE = 60.0
"""Seconds that a server may take to start or stop."""
FPM = """[global]
pid = {state}/php.pid
error_log = {state}/php.log
[www]
user = {user}
listen = {state}/php.sock
pm = static
pm.max_children = 4
php_admin_value[memory_limit] = 128M
php_admin_value[sendmail_path] = /bin/true
"""
NGINX = """pid {state}/nginx.pid;
error_log {state}/nginx.log;
worker_processes 1;
{user_line}
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    gzip on;
    gzip_types application/json application/rss+xml application/xml text/xml;
    client_body_temp_path {state}/tmp;
    fastcgi_temp_path {state}/tmp;
    proxy_temp_path {state}/tmp;
    uwsgi_temp_path {state}/tmp;
    scgi_temp_path {state}/tmp;
    server {{
        listen 127.0.0.1:{port};
        root {state}/html;
        index index.php;
        location / {{ try_files $uri $uri/ /index.php?$args; }}
        location ~ \\.php$ {{
            include /etc/nginx/fastcgi_params;
            fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
            fastcgi_pass unix:{state}/php.sock;
        }}
    }}
}}
"""
CONFIG = """<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{state}/db.sock');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_HOME', '{origin}');
define('WP_SITEURL', '{origin}');
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('AUTH_KEY', 'loopback only');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) {{ define('ABSPATH', __DIR__ . '/'); }}
require_once ABSPATH . 'wp-settings.php';
"""


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
        subprocess.Popen(
            [program, *self._database(), *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._wait(lambda: (self.state / "db.sock").exists() and bool(self._pid("db")), "db")

    def stop(self) -> None:
        """Stop what is running; the web server first."""
        for name in ("nginx", "php", "db"):
            pid = self._pid(name)
            if pid:
                os.kill(pid, signal.SIGTERM)
                self._wait(lambda pid=pid: not _alive(pid), name)

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

    def _wait(self, ready: object, name: str) -> None:
        until = time.monotonic() + PATIENCE
        while not ready():  # type: ignore[operator]
            if time.monotonic() > until:
                log = self.state / f"{name}.log"
                said = log.read_text(errors="replace")[-2000:] if log.exists() else "no log"
                raise RuntimeError(f"{name} does not start or stop: {said}")
            time.sleep(0.05)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    """A child of ours that ended and was not waited for: in containers nobody else does."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        stat = Path(f"/proc/{pid}/stat")
        return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z"


def _run(name: str, *options: str) -> None:
    """Run a program to its end. Raises RuntimeError with what it said."""
    program = find_program(name) or name
    done = subprocess.run([program, *options], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{name} failed: {done.stdout[-1000:]}{done.stderr[-1000:]}")

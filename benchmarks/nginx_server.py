"""nginx, serving a folder over loopback as sites do: gzip on, validators, no log."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CONFIG = """\
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    types {{ text/html html; application/xml xml; text/plain txt; }}
    access_log off;
    sendfile on;
    keepalive_requests 100000;
    gzip on;
    gzip_types application/xml;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {pages};
        index index.html;
    }}
}}
"""


def find_nginx() -> str:
    """The program. Raises SystemExit that says what to install."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if found is None:
        raise SystemExit(
            "nginx is missing; on Debian: apt-get install --no-install-recommends nginx"
        )
    return found


def free_port() -> int:
    """A port of loopback that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(pages: Path, port: int, folder: Path) -> Iterator[None]:
    """Serve ``pages`` at the port; ``folder`` is for nginx' own files. Raises SystemExit."""
    config = folder / "nginx.conf"
    config.write_text(_CONFIG.format(folder=folder, port=port, pages=pages))
    command = [find_nginx(), "-c", str(config), "-p", str(folder), "-e", str(folder / "error.log")]
    server = subprocess.Popen(command)  # noqa: S603 -- a command of ours
    try:
        _wait(server, port, folder)
        yield
    finally:
        server.terminate()
        server.wait()


def _wait(server: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit(f"nginx did not start: {(folder / 'error.log').read_text()}")

"""What a crawl asks of the network: names, addresses, certificates; and what it offers: nothing."""

from __future__ import annotations

import ipaddress
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from running import HASTE, ROOT, Project, Ran
from sites.server import serve
from sites.sets import plain_site
from sites.site import Faults

WATCH = """
import os, socket, sys

asked = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
EVENTS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.bind"}

def note(event, arguments):
    if event not in EVENTS:
        return
    host = arguments[0]
    if event in {"socket.connect", "socket.bind"}:
        if not isinstance(arguments[1], tuple):  # a socket of the file system
            return
        host = arguments[1][0]
    os.write(asked, f"{event.removeprefix('socket.')} {host}\\n".encode())

sys.addaudithook(note)

lookup = socket.getaddrinfo
names = dict(pair.split("=") for pair in os.environ.get("NAMES", "").split())

def getaddrinfo(host, *rest, **named):
    if host in names:
        note("socket.getaddrinfo", (host,))
    return lookup(names.get(host, host), *rest, **named)

socket.getaddrinfo = getaddrinfo
"""
"""Runs first in every Python process of a crawl: writes down what it asks the system for."""


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lines such as ``getaddrinfo snhr.org``, of all processes; NAMES is our name server."""
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(WATCH, "utf-8")
    seen = tmp_path / "watched"
    seen.touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "watch"))
    monkeypatch.setenv("WATCHED", str(seen))
    return seen


def crawl_watched(project: Project, *options: str, names: str) -> Ran:
    """A process from its very beginning, which one that is forked is not."""
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "snhr", *options, *HASTE],
        cwd=ROOT,
        env={**project.environment, "NAMES": names},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def asked_of(watched: Path) -> set[str]:
    """But for what urllib3 does when it is imported: it looks whether there is IPv6."""
    return set(watched.read_text("utf-8").splitlines()) - {"bind ::1"}


def test_a_crawl_asks_nobody_but_the_site(project: Project, watched: Path) -> None:
    site = plain_site(3)
    with serve(site) as served:
        # A name, or none would be asked for.
        site.base = served.origin.replace("127.0.0.1", "copy.example.org")
        ran = crawl_watched(
            project, "-a", f"origin={site.base}", names="copy.example.org=127.0.0.1"
        )
        assert ran.status == 0, ran.err
    assert project.rows("SELECT count(*) FROM report") == [(3,)]
    answer = "getaddrinfo 127.0.0.1"
    assert asked_of(watched) == {"getaddrinfo copy.example.org", answer, "connect 127.0.0.1"}


def test_a_publisher_whose_name_leads_into_ones_own_network_is_not_reached(
    project: Project, watched: Path
) -> None:
    names = " ".join(f"{host}=127.0.0.1" for host in ("snhr.org", "news.snhr.org"))
    ran = crawl_watched(project, names=names)
    assert ran.status == 7, ran.err
    told = "snhr.org stands at 127.0.0.1, which is not on the open internet; only -a origin= leads"
    assert told in ran.out
    names_asked = {"getaddrinfo snhr.org", "getaddrinfo news.snhr.org"}
    assert asked_of(watched) == {*names_asked, "getaddrinfo 127.0.0.1"}
    ((detail,),) = project.rows(
        "SELECT detail FROM issue WHERE kind = 'source_unreachable' AND detail LIKE 'wordpress%'"
    )
    assert told in detail


@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="needs Linux' /proc")
def test_a_crawl_opens_no_port(project: Project) -> None:
    with serve(plain_site(60, faults=Faults(slow={"*": 0.05}))) as served:
        crawl = project.start_crawl("snhr", served.origin)
        project.wait_for_reports(1)
        assert listening(os.getpid())  # the site's own
        family = [crawl.pid, *children(crawl.pid)]
        open_ports = [port for pid in family for port in listening(pid)]
        crawl.terminate()
        crawl.communicate(timeout=60)
    assert open_ports == []


def children(pid: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == pid:
            found += [int(status.parent.name), *children(int(status.parent.name))]
    return found


def listening(pid: int) -> list[str]:
    """Local addresses of the process' sockets that wait for others: TCP in state 0A, UDP all."""
    sockets = set()
    for name in Path(f"/proc/{pid}/fd").iterdir():
        try:
            sockets.add(str(name.readlink()))
        except OSError:
            continue
    found = []
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            waits = table.startswith("udp") or fields[3] == "0A"
            if waits and f"socket:[{fields[9]}]" in sockets:
                found.append(f"{table} {fields[1]}")
    return found


def self_signed(folder: Path) -> Path:
    """Key and certificate of 127.0.0.1, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "copy")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    encoding = serialization.Encoding.PEM
    file.write_bytes(
        key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(encoding)
    )
    return file


@contextmanager
def encrypted(certificate: Path) -> Iterator[tuple[int, list[str]]]:
    """A server that has no page; its port, and what was asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- name of the base
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    # A client that turns away is the point.
    server.handle_error = lambda *_: None  # type: ignore[method-assign, assignment]
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.server_port, asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("host", "trusted", "wrong"),
    [
        ("127.0.0.1", False, "certificate verify failed"),
        ("localhost", True, "it is another host's"),
        ("127.0.0.1", True, ""),
    ],
    ids=["of nobody known", "of another host", "good"],
)
def test_nothing_is_asked_of_a_server_without_a_good_certificate(
    project: Project, tmp_path: Path, host: str, trusted: bool, wrong: str
) -> None:
    certificate = self_signed(tmp_path)
    environment = {"SSL_CERT_FILE": str(certificate)} if trusted else {}
    with encrypted(certificate) as (port, asked):
        ran = project.scrapy(
            *("crawl", "snhr", "-a", f"origin=https://{host}:{port}", *HASTE), **environment
        )
        assert ran.status == 7, ran.err
        assert bool(asked) is not bool(wrong)
    told = f"{port}/robots.txt: the server's certificate is not to be trusted: {wrong}"
    (count,) = project.rows("SELECT count(*) FROM issue WHERE instr(detail, ?)", told)[0]
    assert bool(count) is bool(wrong)

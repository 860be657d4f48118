"""The examples of docs/operate.md do what that page says, as far as it can be tried here."""

from __future__ import annotations

import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from installed import need
from running import HASTE, ROOT, Project, Ran
from sites.server import serve
from sites.sets import plain_site
from sites.site import Faults

from crawler.publishers import publisher_names
from storage.engine import open_database
from storage.locking import hold

EXAMPLES = ROOT / "docs/examples"
HOME = "/srv/harm-reports"
"""Where the examples take the program to be."""
FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
"""Minute, hour, day, month, weekday."""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The program in a folder of its own, as in /srv, with the packages of these tests."""
    folder = tmp_path / "srv"
    folder.mkdir()
    for name in ("scrapy.cfg", "crawler", "pipelines", "storage", "seeds"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv").symlink_to(sys.prefix)
    script = folder / "docs/examples/backup.sh"
    script.parent.mkdir(parents=True)
    script.write_text((EXAMPLES / script.name).read_text("utf-8").replace(HOME, str(folder)))
    script.chmod(0o755)
    return folder


def crontab() -> tuple[dict[str, str], list[tuple[list[str], str]]]:
    """Variables, and the times and command of each line."""
    variables: dict[str, str] = {}
    lines: list[tuple[list[str], str]] = []
    for line in (EXAMPLES / "crontab").read_text("utf-8").splitlines():
        if match := re.fullmatch(r"(\w+)=(.*)", line):
            variables[match[1]] = match[2]
        elif line and not line.startswith("#"):
            *times, command = line.split(maxsplit=5)
            lines.append((times, command))
    return variables, lines


def aimed(command: str, installed: Path, origin: str) -> str:
    """The command of an example, with its folder and its site put elsewhere."""
    options = shlex.join(["-a", f"origin={origin}", *HASTE])
    moved = command.replace(HOME, str(installed))
    assert moved != command or HOME not in command
    return re.sub(r"(scrapy crawl \w+)", rf"\1 {options}", moved)


def run_by_cron(command: str, installed: Path, origin: str) -> Ran:
    """As Debian's cron does: by /bin/sh, from the home folder, with next to no environment."""
    variables, _ = crontab()
    bare = {
        "HOME": str(installed.parent),
        "LOGNAME": "nobody",
        "SHELL": "/bin/sh",
        "PATH": "/usr/bin:/bin",
    }
    done = subprocess.run(
        ["/bin/sh", "-c", aimed(command, installed, origin)],
        cwd=installed.parent,
        env={**bare, **variables},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def test_the_crontab_crawls_every_publisher_at_a_time_of_its_own() -> None:
    variables, lines = crontab()
    assert set(variables) == {"CONTACT", "MAILTO"}
    assert len({tuple(times) for times, _ in lines}) == len(lines)
    for times, command in lines:
        for field, (least, most) in zip(times, FIELDS, strict=True):
            assert field == "*" or least <= int(field) <= most
        assert "%" not in command, "cron would take it for the end of the line"
    crawled = [re.findall(r"scrapy crawl (\w+)", command) for _, command in lines]
    assert sorted(crawled) == [[name] for name in sorted(publisher_names())]


def test_a_crontab_line_crawls_and_prints_nothing(installed: Path) -> None:
    _, lines = crontab()
    command = next(command for _, command in lines if "crawl snhr" in command)
    with serve(plain_site(3)) as served:
        ran = run_by_cron(command, installed, served.origin)
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert "crawl complete" in (installed / "data/snhr.log").read_text()
    project = Project(installed / "data/reports.sqlite")
    assert project.rows("SELECT count(*) FROM report") == [(3,)]
    assert "you@example.org" in served.requests[0].headers["user-agent"]


def test_a_crontab_line_is_silent_while_another_crawl_runs(installed: Path) -> None:
    _, lines = crontab()
    with hold(installed / "data/reports.sqlite", "snhr"):
        ran = run_by_cron(lines[0][1], installed, "http://127.0.0.1:9")
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert "is being crawled into" in (installed / "data/snhr.log").read_text()


def test_a_crontab_line_tells_of_a_crawl_that_someone_must_look_at(installed: Path) -> None:
    _, lines = crontab()
    ran = run_by_cron(lines[0][1], installed, "http://127.0.0.1:9")
    assert "no source" in ran.out.lower()
    assert ran.err == ""


def service() -> dict[str, list[str]]:
    """The lines of the unit, by their keys."""
    lines: dict[str, list[str]] = {}
    for line in (EXAMPLES / "harm-reports@.service").read_text("utf-8").splitlines():
        if match := re.fullmatch(r"(\w+)=(.*)", line):
            lines.setdefault(match[1], []).append(match[2])
    return lines


def start_by_systemd(installed: Path, origin: str) -> subprocess.Popen[str]:
    """The unit's command with the unit's environment, in the unit's folder."""
    unit = service()
    (command,) = unit["ExecStart"]
    assert unit["WorkingDirectory"] == [HOME]
    return subprocess.Popen(
        shlex.split(aimed(command.replace("%i", "snhr"), installed, origin)),
        cwd=installed,
        env=dict(line.split("=", 1) for line in unit["Environment"]),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_units_command_crawls_into_the_folder_that_it_may_write(installed: Path) -> None:
    with serve(plain_site(3)) as served:
        crawl = start_by_systemd(installed, served.origin)
        _, errors = crawl.communicate(timeout=120)
    assert crawl.returncode == 0, errors
    assert service()["ReadWritePaths"] == [f"{HOME}/data"]
    linked = {path.name for path in installed.iterdir() if path.is_symlink()}
    assert {path.name for path in installed.iterdir()} - linked == {"data", "docs"}
    assert (installed / "data/reports.sqlite").exists()


def test_stopping_the_unit_is_no_failure(installed: Path) -> None:
    unit = service()
    with serve(plain_site(40, faults=Faults(slow={"*": 0.1}))) as served:
        crawl = start_by_systemd(installed, served.origin)
        Project(installed / "data/reports.sqlite").wait_for_reports(1)
        crawl.send_signal(signal.Signals[unit["KillSignal"][0]])
        crawl.communicate(timeout=60)
    assert crawl.returncode == 143
    assert unit["SuccessExitStatus"] == ["5 143"]


def test_systemd_takes_the_units(installed: Path, tmp_path: Path) -> None:
    (program,) = need(systemd_analyze="systemd")
    units = tmp_path / "units"
    units.mkdir()
    for kind in ("service", "timer"):
        text = (EXAMPLES / f"harm-reports@.{kind}").read_text("utf-8")
        (units / f"harm-reports@.{kind}").write_text(text.replace(HOME, str(installed)), "utf-8")
        done = subprocess.run(
            [program, "verify", "--man=no", str(units / f"harm-reports@snhr.{kind}")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, ours(done.stderr, units)) == (0, [])


def ours(told: str, units: Path) -> list[str]:
    """What is told of these units; other units of the machine may have their own faults."""
    return [line for line in told.splitlines() if str(units) in line or "harm-reports" in line]


def backup_line() -> tuple[list[str], str]:
    """The crontab's last line, with its mark taken away."""
    *_, line = (EXAMPLES / "crontab").read_text("utf-8").splitlines()
    assert line.startswith("#")
    *times, command = line[1:].split(maxsplit=5)
    return times, command


def test_the_backup_of_the_crontab_keeps_what_can_be_restored(
    installed: Path, tmp_path: Path
) -> None:
    need(rsync="rsync", sqlite3="sqlite3")
    (_, snhr), *_ = crontab()[1]
    _, command = backup_line()
    assert "%" not in command
    disk = tmp_path / "disk"
    disk.mkdir()
    command = command.replace("/mnt/backup", str(disk))
    with serve(plain_site(3)) as served:
        for _ in range(2):
            assert run_by_cron(snhr, installed, served.origin).status == 0
            ran = run_by_cron(command, installed, served.origin)
            assert (ran.status, ran.out, ran.err) == (0, "", "")
        # A file beside those of the crawls is nobody's.
        (installed / "data/archive/snhr/notes.txt").write_text("mine")
        assert run_by_cron(command, installed, served.origin).out == ""
        (copy,) = disk.glob("reports-[1-7].sqlite")
        shutil.move(copy, disk / "reports.sqlite")
        restored = Project(disk / "reports.sqlite")
        kept = {path.name for path in restored.archive.rglob("*.*") if path.is_file()}
        there = {path.name for path in (installed / "data/archive").rglob("*.*")}
        assert there - kept == {"notes.txt"}
        assert restored.scrapy("verify").status == 0
        assert restored.crawl("snhr", served.origin).status == 0
    assert restored.scrapy("verify").status == 0


def test_the_backup_of_the_crontab_tells_why_there_is_none(installed: Path) -> None:
    need(rsync="rsync", sqlite3="sqlite3")
    open_database(f"sqlite:///{installed}/data/reports.sqlite").close()
    ran = run_by_cron(backup_line()[1].replace("/mnt/backup", "/nowhere"), installed, "")
    assert "/nowhere is no folder: make it, or mount its disk" in ran.out


def test_the_backup_script_wants_a_folder(installed: Path) -> None:
    script = installed / "docs/examples/backup.sh"
    done = subprocess.run([str(script)], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "name the folder of the backups" in done.stderr

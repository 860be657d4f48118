"""Serve the real WordPress over loopback, with posts whose truth is known.

    PYTHONPATH=tests python3 -m sites.wordpress.packages          once, as root on Debian
    PYTHONPATH=tests python3 -m sites.wordpress.serve start --port 8090
    PYTHONPATH=tests python3 -m sites.wordpress.serve stop --port 8090

Nothing is asked and no service of the machine is touched: the three servers run in a folder of
their own. ``start`` prints the origin; what a crawl must find is in ``truth.json`` in that folder.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

from sites.wordpress.packages import MissingServersError, find_program, require
from sites.wordpress.posts import published
from sites.wordpress.servers import Servers

HERE = Path(__file__).parent
STATE = "/var/tmp/harm-reports-wordpress"  # noqa: S108 -- survives a session, short for sockets
THEMES = ("twentytwentythree", "twentytwentytwo", "twentytwentyone")
TRUTH = "truth.json"


def start(port: int = 8090, theme: str = THEMES[0], state: str = "") -> Servers:
    """Have the site answer, as published before or published now. Raises MissingServersError.

    A second call finds it running; another ``theme`` needs ``remove`` first.
    """
    require()
    servers = servers_of(port, state)
    if not (servers.state / TRUTH).exists():
        remove(port, state)
    servers.prepare()
    servers.start()
    if not (servers.state / TRUTH).exists():
        _publish(servers, theme)
    return servers


def servers_of(port: int, state: str = "") -> Servers:
    """The servers of a port, running or not."""
    return Servers(Path(state or f"{STATE}-{port}"), port)


def remove(port: int, state: str = "") -> None:
    """Stop the servers and forget their site."""
    servers = servers_of(port, state)
    servers.stop()
    shutil.rmtree(servers.state, ignore_errors=True)


def edit(port: int, post_id: int, added: str, state: str = "") -> None:
    """Add a paragraph to a post, now, as an editor would."""
    servers = servers_of(port, state)
    _php("edit.php", str(servers.state / "html"), str(post_id), added)


def read_truth(servers: Servers) -> list[dict[str, object]]:
    """What was published: id, url, title, kind, lines, language, dates; see ``posts``."""
    text = (servers.state / TRUTH).read_text(encoding="utf-8")
    posts: list[dict[str, object]] = json.loads(text)["posts"]
    return posts


def _publish(servers: Servers, theme: str) -> None:
    posts = published()
    file = servers.state / "posts.json"
    file.write_text(json.dumps([p.table() for p in posts]), encoding="utf-8")
    told = json.loads(_php("publish.php", str(servers.state / "html"), str(file), theme))
    rows = [{**row, **p.truth()} for row, p in zip(told["posts"], posts, strict=True)]
    whole = {"origin": servers.origin, "theme": theme, **told, "posts": rows}
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    (servers.state / TRUTH).write_text(text, encoding="utf-8")


def _php(script: str, *words: str) -> str:
    """Run a script of this folder. Raises RuntimeError with what PHP said."""
    command = [find_program("php") or "php", str(HERE / script), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{script}: {done.stderr[-2000:]}{done.stdout[-2000:]}")
    return done.stdout


def main() -> int:
    """The command line; 2 where something is missing."""
    parser = argparse.ArgumentParser(prog="sites.wordpress.serve", description=__doc__)
    parser.add_argument("command", choices=["start", "stop", "remove", "edit"])
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--theme", choices=THEMES, default=THEMES[0])
    parser.add_argument("--state", default="", help="folder of the servers")
    parser.add_argument("--id", type=int, default=0, help="post to edit")
    parser.add_argument("--add", default="", help="paragraph to add to it")
    given = parser.parse_args()
    try:
        _obey(given)
    except MissingServersError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _obey(given: argparse.Namespace) -> None:
    if given.command == "start":
        servers = start(given.port, given.theme, given.state)
        print(servers.origin)
        print(servers.state / TRUTH)
    elif given.command == "stop":
        servers_of(given.port, given.state).stop()
    elif given.command == "remove":
        remove(given.port, given.state)
    else:
        edit(given.port, given.id, given.add, given.state)


if __name__ == "__main__":
    sys.exit(main())

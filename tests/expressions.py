"""Every regular expression of the product, and how long each takes on texts made to be slow.

Run as a script, since it watches ``re`` from before the product is loaded; prints what is too slow.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

PACKAGES = ("crawler", "pipelines", "storage", "browse")
SIZE = 100_000
"""Characters of each text."""
MOST_SECONDS = 2.0
"""Of the processor, for one expression on one text. What is linear takes some thousandths, with
counted repeats tenths; what is quadratic takes ten and more."""
METHODS = ("finditer", "fullmatch", "match")
"""Whatever else there is, such as ``search`` and ``sub``, goes the way of ``finditer``."""

START, END = "a☃1", "☃a"
"""What the texts begin and end with, so that no run reaches from one end to the other."""

ENGLISH = (
    "At least 12 civilians, including 3 children and two women, were killed and dozens injured in"
    " shelling by government forces on Idlib city on 3 March 2019, SNHR said. Previously it was 10."
)
UNITS = (
    " ", "\n", "x\n\n", "1", "a", "a ", "1 ", "1,", "a-", "U.", "<", "<a ", "[", "(", '"', ".", "-",
    "/", ": ", " | ", "&", "ا", "ال ", "http://",
)  # fmt: skip
"""What the texts repeat, beside what the expression itself can begin with."""

Found = dict[tuple[str | bytes, int], tuple[re.Pattern[Any], set[str]]]


class TooSlowError(Exception):
    pass


def collect() -> Found:
    """Every expression that a module of ours compiles on being loaded or on reading a report, or
    that its source calls by a literal; each with the methods that it is used by."""
    found: Found = {}
    compiled = re._compile  # type: ignore[attr-defined]

    def watched(pattern: Any, flags: int) -> re.Pattern[Any]:
        expression: re.Pattern[Any] = compiled(pattern, flags)
        frame: FrameType | None = sys._getframe(1)
        asked = frame.f_code.co_name if frame else ""
        while frame and frame.f_globals.get("__name__") in ("re", "functools"):
            frame = frame.f_back
        if frame and str(frame.f_globals.get("__name__")).partition(".")[0] in PACKAGES:
            note(found, expression, {asked} if asked != "compile" else set())
        return expression

    re._compile = watched  # type: ignore[attr-defined]
    modules = dict(_modules())
    _exercise()
    re._compile = compiled  # type: ignore[attr-defined]
    named = _named(modules)
    trees = {name: ast.parse(Path(module.__file__ or "").read_text("utf-8"))
             for name, module in modules.items()}  # fmt: skip
    for name, tree in trees.items():
        for expression, method in _used(tree, modules[name], named):
            note(found, expression, {method})
    return found


def note(found: Found, expression: re.Pattern[Any], methods: set[str]) -> None:
    key = (expression.pattern, expression.flags)
    found.setdefault(key, (expression, set()))[1].update(methods)


def _modules() -> Iterator[tuple[str, ModuleType]]:
    for package in PACKAGES:
        top = importlib.import_module(package)
        yield package, top
        for info in pkgutil.walk_packages(top.__path__, f"{package}."):
            if "migrations" not in info.name and not info.name.endswith("__main__"):
                yield info.name, importlib.import_module(info.name)


def _exercise() -> None:
    """Lexicons are read, and their expressions made, when a text first needs them."""
    reading = importlib.import_module("pipelines.claims.reading")
    day = date(2019, 3, 4)
    reading.read_report("12 killed", "", ENGLISH, publisher="snhr", published=day, language="en")


def _named(modules: dict[str, ModuleType]) -> dict[tuple[str, str], re.Pattern[Any]]:
    return {
        (module, name): value
        for module, holder in modules.items()
        for name, value in vars(holder).items()
        if isinstance(value, re.Pattern)
    }


def _used(
    tree: ast.Module, module: ModuleType, named: dict[tuple[str, str], re.Pattern[Any]]
) -> Iterator[tuple[re.Pattern[Any], str]]:
    """``NAME.method``, and ``re.method`` of a literal; a name handed on may be used in any way."""
    asked = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in asked:
            if expression := named.get((module.__name__, node.id)):
                yield expression, "any"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if expression := named.get((module.__name__, node.value.id)):
                yield expression, node.attr
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of, what = node.func.value, node.args[:1]
            is_ours = isinstance(of, ast.Name) and of.id == "re" and node.func.attr != "compile"
            if is_ours and what and isinstance(what[0], ast.Constant):
                yield re.compile(what[0].value), node.func.attr


def too_slow(expression: re.Pattern[Any], methods: set[str]) -> str:
    """The method and the text that took longer than they may; "" where none did."""
    told = methods - {"pattern", "flags"}
    ways = {way if way in METHODS else "finditer" for way in told} if told else METHODS
    for unit in (*UNITS, *beginnings(expression)):
        whole = (unit * (SIZE // len(unit) + 1))[:SIZE] + END
        for way in sorted(METHODS if "any" in told else ways):
            text: str | bytes = START + whole if way == "finditer" else whole
            if isinstance(expression.pattern, bytes):
                text = str(text).encode()
            if not _ends_in_time(getattr(expression, way), text):
                return f"{way} on repeated {unit!r}"
    return ""


def _ends_in_time(run: Callable[[Any], Any], text: str | bytes) -> bool:
    def stop(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    try:
        for _ in run(text) or ():
            pass
    except TooSlowError:
        return False
    except TypeError:  # a match, which cannot be walked over
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return True


def beginnings(expression: re.Pattern[Any]) -> list[str]:
    """Literal words of the expression, alone and with a blank, for texts that nearly match."""
    source = expression.pattern
    text = source.decode() if isinstance(source, bytes) else source
    bare = re.sub(r"\\[a-zA-Z]|\(\?[a-zA-Z:=!<>]+|\{[^}]*\}", "\0", text)
    words = list(dict.fromkeys(re.findall(r"[^\W_]{2,}(?: [^\W_]+)*", bare)))[:2]
    return [f"{word} " for word in words]


def main() -> None:
    found = collect()
    for expression, methods in found.values():
        if told := too_slow(expression, methods):
            print(f"{told}: {expression.pattern!r}"[:300])
    print(len(found), "expressions")


if __name__ == "__main__":
    main()

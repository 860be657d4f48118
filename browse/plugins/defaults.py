"""Asks of a question what its page asks first, where the address leaves that open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import hookimpl

from browse.database import NAME
from browse.questions import questions

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    """Fill in the defaults of a question before Datasette reads the address."""

    def wrap(app: App) -> App:
        async def answer(scope: Message, receive: Receive, send: Send) -> None:
            if scope["type"] == "http":
                asked = with_defaults(scope["path"], scope["query_string"].decode("latin-1"))
                scope = {**scope, "query_string": asked.encode("latin-1")}
            await app(scope, receive, send)

        return answer

    return wrap


def with_defaults(path: str, asked: str) -> str:
    """The query string with the defaults of a question; an empty value says: anything."""
    question = questions().get(path.removeprefix(f"/{NAME}/").partition(".")[0])
    if question is None or not path.startswith(f"/{NAME}/"):
        return asked
    given = {name for name, _ in parse_qsl(asked, keep_blank_values=True)}
    missing = {
        one.name: one.default
        for one in question.parameters
        if one.default and one.name not in given
    }
    return "&".join(filter(None, (asked, urlencode(missing))))

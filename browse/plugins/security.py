"""Says to the browser what a page may do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from datasette import hookimpl

from browse.security import is_own_host, security_headers

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    """Refuse other hosts, and set the headers of every answer, errors and files included."""

    def wrap(app: App) -> App:
        async def answer(scope: Message, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            headers = security_headers(scope["path"])

            async def send_with_headers(message: Message) -> None:
                if message["type"] == "http.response.start":
                    kept = [pair for pair in message["headers"] if pair[0].lower() not in headers]
                    message = {**message, "headers": [*kept, *headers.items()]}
                await send(message)

            if not is_own_host(dict(scope["headers"]).get(b"host", b"")):
                await _refuse(send_with_headers)
                return
            await app(scope, receive, send_with_headers)

        return answer

    return wrap


async def _refuse(send: Send) -> None:
    plain = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 421, "headers": plain})
    await send({"type": "http.response.body", "body": b"This server answers to 127.0.0.1 only.\n"})

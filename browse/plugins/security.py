"""Says to the browser what a page may do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from datasette import hookimpl

from browse.security import is_own_host, may_ask, security_headers

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    """Refuse other hosts and sites; set the headers of every answer, errors and files too."""

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

            asked = dict(scope["headers"])
            if not is_own_host(asked.get(b"host", b"")):
                await _refuse(send_with_headers, 421, "This server answers to 127.0.0.1 only.")
                return
            if not may_ask(asked):
                await _refuse(send_with_headers, 403, "This server answers to its own pages only.")
                return
            await app(scope, receive, send_with_headers)

        return answer

    return wrap


async def _refuse(send: Send, status: int, told: str) -> None:
    plain = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": plain})
    await send({"type": "http.response.body", "body": f"{told}\n".encode()})

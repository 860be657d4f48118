"""The pages of the site's own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from datasette import Request, Response, hookimpl

from browse.questions import questions
from browse.site import Site

View = Callable[..., Awaitable[Response]]


@hookimpl
def register_routes() -> list[tuple[str, View]]:
    """Address → page."""
    return [(r"^/$", front)]


async def front(request: Request, datasette: Site) -> Response:
    """What the file holds, and ways into it."""
    shown = {"questions": list(questions().values())}
    return Response.html(await datasette.render_template("front.html", shown, request=request))

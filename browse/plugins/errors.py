"""What is shown where a page cannot be."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from datasette import Request, Response, hookimpl
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

from browse.reading import TooSlow
from browse.site import Site

log = logging.getLogger(__name__)
_TOO_SLOW = (
    "This took longer than the site allows. Narrow it down: a publisher, a party or fewer days."
)
_NOWHERE = "Nothing stands at this address. Search finds reports, and Data lists the views."
_DATASETTE_SAYS = {"Database not found", "Table not found", "Record not found"}
"""Of an address that names none of ours; a reader of /report/x asked for no database."""


@hookimpl
def handle_exception(
    datasette: Site, request: Request, exception: Exception
) -> Callable[[], Awaitable[Response]]:
    """A page in words, or JSON for programs; a fault of this program is logged with its trace."""

    async def answer() -> Response:
        status, told = _status_and_words(exception)
        if status == 500:
            log.error("%s failed", request.path, exc_info=exception)
        shown = {"ok": False, "status": status, "error": told, "title": None}
        if request.path.endswith(".json"):
            return Response.json(shown, status=status)
        page = await datasette.render_template("error.html", shown, request=request)
        return Response.html(page, status=status)

    return answer


def _status_and_words(exception: Exception) -> tuple[int, str]:
    if isinstance(exception, TooSlow | QueryInterrupted):
        return 400, _TOO_SLOW
    if isinstance(exception, DatasetteError):
        return exception.status, _TOO_SLOW if exception.message_is_html else exception.message
    if isinstance(exception, Base400):
        told = str(exception.args[0] if exception.args else "")
        return exception.status, _NOWHERE if told in _DATASETTE_SAYS else told
    return 500, "A fault of this program; its log says more."

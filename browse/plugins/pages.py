"""The pages of the site's own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import NotFound, Request, Response, hookimpl

from browse.questions import questions
from browse.reading import read
from browse.report_page import read_report_page
from browse.searching import read_search_page
from browse.site import Site
from storage.contents import read_contents

View = Callable[..., Awaitable[Response]]


@hookimpl
def register_routes() -> list[tuple[str, View]]:
    """Address → page."""
    return [
        (r"^/$", front),
        (r"^/questions$", question_list),
        (r"^/search$", search_page),
        (r"^/report/(?P<report_id>\d{1,18})$", report_page),
    ]


async def front(request: Request, datasette: Site) -> Response:
    """What the file holds, and ways into it."""
    contents = await read(datasette, read_contents)
    shown = {"contents": contents, "questions": list(questions().values())}
    return await _page(datasette, request, "front.html", shown)


async def question_list(request: Request, datasette: Site) -> Response:
    """The questions, each with what it tells."""
    return await _page(
        datasette, request, "questions.html", {"questions": list(questions().values())}
    )


async def search_page(request: Request, datasette: Site) -> Response:
    """Reports that have the words of ``q``."""
    asked = {name: request.args.get(name) or "" for name in request.args}
    page = await read(datasette, lambda session: read_search_page(session, asked))
    return await _page(datasette, request, "search.html", {"page": page})


async def report_page(request: Request, datasette: Site) -> Response:
    """One report; ``version`` is the number of the text to show."""
    report_id = int(request.url_vars["report_id"])
    word = request.args.get("version") or ""
    number = int(word) if word.isascii() and word.isdecimal() and len(word) < 10 else None
    try:
        page = await read(datasette, lambda session: read_report_page(session, report_id, number))
    except LookupError as error:
        raise NotFound(f"The file says: {error}.") from error
    return await _page(datasette, request, "report.html", {"page": page})


async def _page(
    datasette: Site, request: Request, template: str, shown: dict[str, Any]
) -> Response:
    return Response.html(await datasette.render_template(template, shown, request=request))

"""Hands the questions to Datasette, and to their page its form and its table."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Request, hookimpl

from browse.answers import make_answer
from browse.database import NAME
from browse.forms import make_fields, wrong_days
from browse.questions import questions
from browse.reading import read
from browse.site import Site


@hookimpl
def canned_queries(database: str) -> dict[str, dict[str, Any]]:
    """Each question as a canned query."""
    if database != NAME:
        return {}
    return {
        name: {
            "title": question.title,
            "description": question.description,
            "sql": question.sql,
            "params": [parameter.name for parameter in question.parameters],
            "hide_sql": True,
        }
        for name, question in questions().items()
    }


@hookimpl
def extra_template_vars(
    datasette: Site, template: str, request: Request | None
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """``question``, ``fields``, ``wrong_days`` and ``make_answer`` for the page of a question."""

    async def told() -> dict[str, Any]:
        if request is None or template != "query.html":
            return {}
        question = questions().get(request.url_vars.get("table") or "")
        if question is None:
            return {}
        values = {name: request.args.get(name) or "" for name in request.args}
        fields = await read(
            datasette, lambda session: make_fields(session, question.parameters, values)
        )
        return {
            "question": question,
            "fields": fields,
            "make_answer": make_answer,
            "wrong_days": wrong_days(fields),
        }

    return told

"""Hands the questions to Datasette."""

from __future__ import annotations

from typing import Any

from datasette import hookimpl

from browse.database import NAME
from browse.questions import questions


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

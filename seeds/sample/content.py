"""Posts of the sample archive, read from the TOML files beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sites.blocks import Block, Heading, Items, Noted, Quote, Table
from sites.posts import Category, Comment, Image, Pdf, Post, Twin

HERE = Path(__file__).parent


def read_posts(name: str, zone: str) -> tuple[list[Post], dict[int, dict[str, Any]]]:
    """Posts of ``name``.toml in their order, and each one's own table by its id."""
    tables = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["post"]
    posts: list[Post] = []
    for table in tables:
        source = table.get("copy_of") or table.get("near_copy_of")
        original = next((p for p in posts if p.id == source), None)
        made = _copy(original, table, zone) if original else _post(table, zone)
        posts.append(made)
    return posts, {table["id"]: table for table in tables}


def _copy(original: Post, table: dict[str, Any], zone: str) -> Post:
    published = table["published"].replace(tzinfo=ZoneInfo(zone))
    added: tuple[Block, ...] = (table["added"],) if "added" in table else ()
    blocks = original.blocks + added
    return replace(original, id=table["id"], published=published, blocks=blocks)


def _post(table: dict[str, Any], zone: str) -> Post:
    def moment(key: str) -> datetime:
        local: datetime = table[key]
        return local.replace(tzinfo=ZoneInfo(zone))

    section = [table["section"].title() + "|" + table["section"]] if "section" in table else []
    return Post(
        id=table["id"],
        title=table["title"],
        subtitle=table.get("subtitle", ""),
        blocks=parse_body(table["body"]),
        published=moment("published"),
        modified=moment("modified") if "modified" in table else None,
        slug=table.get("slug", ""),
        path=table.get("path", ""),
        categories=tuple(Category(*c.split("|")) for c in table.get("categories", section)),
        tags=tuple(table.get("tags", ())),
        author=table.get("author", "Sample desk"),
        image=Image(*table["image"]) if "image" in table else None,
        pdf=Pdf(*table["pdf"]) if "pdf" in table else None,
        language=table.get("language", "en"),
        twins=tuple(Twin(*t.split("|")) for t in table.get("twins", ())),
        comments=tuple(Comment(*c.split("|")) for c in table.get("comments", ())),
        protected=table.get("protected", False),
        form=table.get("form", ""),
        notes=tuple(table.get("notes", ())),
    )


def parse_body(text: str) -> tuple[Block, ...]:
    """Blocks of a body: one a line, list items and table rows gathered."""
    blocks: list[Block] = []
    note = 0
    for line in text.strip().splitlines():
        mark, _, rest = line.partition(" ")
        last = blocks[-1] if blocks else None
        if mark == "#":
            blocks.append(Heading(rest))
        elif mark == ">":
            blocks.append(Quote(rest))
        elif mark == "*" and isinstance(last, Items):
            blocks[-1] = Items((*last.items, rest))
        elif mark == "*":
            blocks.append(Items((rest,)))
        elif mark == "|" and isinstance(last, Table):
            blocks[-1] = Table((*last.rows, _cells(rest)))
        elif mark == "|":
            blocks.append(Table((_cells(rest),)))
        elif "{note}" in line:
            note += 1
            blocks.append(Noted(line, note))
        else:
            blocks.append(line)
    return tuple(blocks)


def _cells(row: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row.strip().strip("|").split("|"))

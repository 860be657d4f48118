"""Base of the models, and the column types and checks that they share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    Dialect,
    MetaData,
    String,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeEngine


class UtcDateTime(TypeDecorator[datetime]):
    """A UTC moment to the second. Refuses naive datetimes with ``ValueError``.

    SQLite keeps it as text ``YYYY-MM-DDTHH:MM:SSZ``, which people read, which sorts, and which
    views need not convert; other databases as a timestamp with time zone.
    """

    impl = String(20)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(20))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> object:
        if value is None:
            return None
        moment = whole_second(value)
        return moment.isoformat().replace("+00:00", "Z") if dialect.name == "sqlite" else moment

    def process_result_value(self, value: object, dialect: Dialect) -> datetime | None:
        del dialect  # what came back tells which kind of column it was
        if value is None:
            return None
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        return moment.astimezone(UTC)


def whole_second(moment: datetime) -> datetime:
    """The moment in UTC without its fraction, as it is stored; naive ones raise ``ValueError``."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a time zone is no moment: {moment!r}")
    return moment.astimezone(UTC).replace(microsecond=0)


class Base(DeclarativeBase):
    """Every constraint has a name, so that a later migration can change it."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def one_of(column: str, words: Iterable[str], *, or_null: bool = False) -> CheckConstraint:
    """CHECK that a column holds one of some words of ours; it gets the column's name."""
    listed = ", ".join(f"'{word}'" for word in words)
    known = f"{column} IN ({listed})"
    return CheckConstraint(f"{column} IS NULL OR {known}" if or_null else known, name=column)

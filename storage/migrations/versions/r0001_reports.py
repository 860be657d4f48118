"""Publishers, crawls, pages, reports with their versions, addresses and links, issues, search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATES = [
    "pending",
    "stored",
    "unchanged",
    "duplicate",
    "not_report",
    "excluded",
    "not_allowed",
    "gone",
    "failed",
]
REASONS = [
    "outside_dates",
    "retry_later",
    "alias",
    "off_site",
    "excluded_host",
    "excluded_path",
    "not_report_url",
    "robots",
    "login_page",
    "password_form",
    "challenge_page",
    "empty_page",
    "soft_404",
    "listing_page",
    "not_html",
    "no_title",
    "http_status",
    "network",
    "timeout",
    "too_large",
    "incomplete",
    "not_in_archive",
    "bug",
]


def upgrade() -> None:
    """Make every table of the first release, in the order in which they refer to each other."""
    _publishers_and_crawls()
    _reports()
    _versions()
    _report_urls()
    _links_and_bands()
    _pages()
    _issues()
    if op.get_bind().dialect.name == "sqlite":
        _search_index()


def _publishers_and_crawls() -> None:
    op.create_table(
        "publishers",
        _id(),
        _text("name"),
        _text("title"),
        _text("home"),
        sa.UniqueConstraint("name"),
    )
    counts = ("discovered", "fetched", "new", "changed", "unchanged", "not_report", "failed")
    op.create_table(
        "crawls",
        _id(),
        _reference("publisher_id", "publishers"),
        _moment("started_at"),
        _moment("finished_at", nullable=True),
        _text("outcome", nullable=True),
        sa.Column("exit_status", sa.Integer),
        sa.Column("options", sa.JSON, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in counts),
    )
    _index("crawls", "publisher_id", "started_at")


def _reports() -> None:
    op.create_table(
        "reports",
        _id(),
        _reference("publisher_id", "publishers"),
        _text("url"),
        _text("key"),
        _text("post_id", nullable=True),
        _text("language"),
        _moment("published_at", nullable=True),
        sa.Column("published_date", sa.Date),
        _text("published_from", nullable=True),
        _moment("modified_at", nullable=True),
        sa.Column("sections", sa.JSON, nullable=False),
        sa.Column("tags", sa.JSON, nullable=False),
        _text("author", nullable=True),
        _text("method"),
        sa.Column("signature", sa.LargeBinary),
        _reference("duplicate_of", "reports", nullable=True),
        sa.Column("similarity", sa.Double),
        _moment("first_seen_at"),
        _moment("last_seen_at"),
        sa.UniqueConstraint("publisher_id", "key"),
        sa.CheckConstraint("duplicate_of <> id", name="not_its_own_copy"),
    )
    _index("reports", "publisher_id", "published_date")
    _index("reports", "duplicate_of")


def _versions() -> None:
    op.create_table(
        "report_versions",
        _id(),
        _reference("report_id", "reports"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("is_current", sa.Boolean, nullable=False),
        _text("title"),
        _text("subtitle"),
        _text("body"),
        _text("fingerprint"),
        _text("method"),
        _moment("first_seen_at"),
        _moment("last_seen_at"),
        sa.UniqueConstraint("report_id", "fingerprint"),
        sa.UniqueConstraint("report_id", "number"),
    )
    op.create_index(
        "uq_report_versions_current",
        "report_versions",
        ["report_id"],
        unique=True,
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )
    _index("report_versions", "first_seen_at")


def _report_urls() -> None:
    op.create_table(
        "report_urls",
        _id(),
        _reference("report_id", "reports"),
        _reference("publisher_id", "publishers"),
        _text("url"),
        _text("key"),
        _text("kind"),
        sa.UniqueConstraint("publisher_id", "url"),
        _one_of("kind", ["canonical", "mirror", "shortlink", "alias"]),
    )
    _index("report_urls", "publisher_id", "key")
    _index("report_urls", "report_id")
    op.create_index(
        "uq_report_urls_canonical",
        "report_urls",
        ["report_id"],
        unique=True,
        sqlite_where=sa.text("kind = 'canonical'"),
        postgresql_where=sa.text("kind = 'canonical'"),
    )


def _links_and_bands() -> None:
    op.create_table(
        "report_links",
        _id(),
        _reference("report_id", "reports"),
        _text("kind"),
        _text("url"),
        _text("label", nullable=True),
        _text("language", nullable=True),
        sa.UniqueConstraint("report_id", "kind", "url"),
        _one_of("kind", ["pdf", "translation", "image"]),
    )
    op.create_table(
        "signature_bands",
        sa.Column("report_id", sa.Integer, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("band", sa.Integer, primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
    )
    _index("signature_bands", "band", "value")


def _pages() -> None:
    op.create_table(
        "pages",
        _id(),
        _reference("publisher_id", "publishers"),
        _text("url"),
        _text("key"),
        _text("state"),
        _text("reason", nullable=True),
        _text("reason_detail", nullable=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        _text("discovered_via"),
        sa.Column("published_date", sa.Date),
        _moment("source_modified_at", nullable=True),
        _moment("modified_told_at", nullable=True),
        _moment("visited_modified_at", nullable=True),
        _moment("first_seen_at"),
        _moment("listed_at", nullable=True),
        _moment("last_fetched_at", nullable=True),
        _moment("next_due_at", nullable=True),
        _text("etag", nullable=True),
        _text("last_modified", nullable=True),
        _reference("report_id", "reports", nullable=True),
        sa.UniqueConstraint("publisher_id", "url"),
        _one_of("state", STATES),
        _one_of("reason", REASONS, or_null=True),
    )
    _index("pages", "publisher_id", "key")
    _index("pages", "publisher_id", "state")
    _index("pages", "report_id")


def _issues() -> None:
    op.create_table(
        "issues",
        _id(),
        _reference("crawl_id", "crawls", nullable=True),
        _moment("at"),
        _text("level"),
        _text("kind"),
        _text("url", nullable=True),
        _reference("report_id", "reports", nullable=True),
        _text("detail"),
        _one_of("level", ["info", "warning", "error"]),
    )
    _index("issues", "crawl_id")
    _index("issues", "report_id")


def _search_index() -> None:
    """Words take their text from a view; trigrams keep the folded text, for short words in it."""
    op.execute(
        "CREATE VIRTUAL TABLE report_words USING fts5(title, subtitle, body, "
        "content='current_text', content_rowid='version_id', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE VIRTUAL TABLE report_arabic USING fts5(title, subtitle, body, tokenize='trigram')"
    )


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, UtcDateTime, nullable=nullable)


def _reference(name: str, table: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _one_of(column: str, words: list[str], *, or_null: bool = False) -> sa.CheckConstraint:
    known = f"{column} IN ({', '.join(repr(word) for word in words)})"
    return sa.CheckConstraint(f"{column} IS NULL OR {known}" if or_null else known, name=column)


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))

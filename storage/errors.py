"""What goes wrong with the database in a way that its user can mend."""

from __future__ import annotations


class StorageError(Exception):
    """One sentence that says what is wrong and, where there is a way out, what to do."""


class AddressError(StorageError):
    """DATABASE_URL names no database that this release can open."""


class BusyError(StorageError):
    """Another crawl of the publisher runs on the file; the sentence names it."""

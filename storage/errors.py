"""What goes wrong with the database in a way that its user can mend."""

from __future__ import annotations


class StorageError(Exception):
    """One sentence that says what is wrong and, where there is a way out, what to do."""

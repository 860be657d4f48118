"""Loaded by the server that forks workers, it ends it."""

raise OSError("no space left on device")

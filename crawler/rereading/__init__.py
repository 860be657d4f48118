"""Stored visits read again: what today's rules make of them, and whether they are still whole."""

"""Datasette's hooks; each module is registered by being here."""

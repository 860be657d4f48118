"""The file in a browser: Datasette, read-only, with pages of its own."""

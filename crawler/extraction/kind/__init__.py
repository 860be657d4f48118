"""Whether a page is a report, and if not, what it is."""

"""When a report was published and last changed."""

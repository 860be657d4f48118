"""A page's HTML → what it says: body, fields, dates, and what kind of page it is."""

"""A site that harms whoever reads it: a table of cases, a server, and what must become of each."""

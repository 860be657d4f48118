"""Words and phrases of web pages in several languages, as data."""

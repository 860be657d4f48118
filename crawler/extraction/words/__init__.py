"""Words and phrases of web pages in several languages, as data, and how lines are compared."""

"""The text of a report, paragraph by paragraph, and nothing else of the page."""

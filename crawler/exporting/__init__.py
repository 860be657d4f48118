"""Files for other programs: rows as CSV, JSON Lines and Parquet."""

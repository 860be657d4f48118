"""The page itself, read once: tree, outline, JSON-LD, headline, and the names its parts bear."""

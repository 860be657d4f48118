"""What a worker that reads stored captures needs, loaded once by the server that forks them."""

import crawler.preloaded_languages
import crawler.rereading.reading_ahead

__all__ = ["crawler"]

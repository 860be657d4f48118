"""What a worker that reads stored captures needs, loaded once by the server that forks them."""

import crawler.preloaded
import crawler.rereading.reading_ahead
from pipelines.language import detect_language

__all__ = ["crawler"]

# The model is larger than what a worker may take for reading.
detect_language("Two civilians were killed.", ())

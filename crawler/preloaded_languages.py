"""The same with the model that tells languages, 75 MB, for publishers whose letters do not tell."""

import gc
from contextlib import suppress

import crawler.preloaded
from pipelines.language import detect_language

__all__ = ["crawler"]

# The model is larger than what a worker may take for reading.
with suppress(OSError):  # It is unpacked on the disk, which may be full: workers try again.
    detect_language("Two civilians were killed.", ())
gc.collect()
gc.freeze()

"""What a worker of a crawl needs, loaded once by the server that forks the workers.

The console script ``scrapy`` is run again by each worker that starts, up to its main function.
"""

import gc

import scrapy.cmdline
import trafilatura

import crawler.discovery.listing
import crawler.discovery.wordpress
import crawler.loaders
import crawler.reading
import pipelines.copies.shingles
import pipelines.language
import pipelines.normalize
from pipelines.claims.reading import read_report

__all__ = ["crawler", "pipelines", "scrapy"]

# The words of the lexicons are put together when the first text is read.
read_report("", "", "Two civilians were killed.", publisher="", published=None, language="en")
# Stop words of a hundred languages, which it puts together when it first finds no text: 25 MB.
trafilatura.extract("<html><body><p>Nothing</p></body></html>", include_comments=False)
# What the collector never looks at stays one memory for all workers.
gc.collect()
gc.freeze()

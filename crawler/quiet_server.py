"""Loaded first by the server that forks workers, and by nothing else.

A terminal and a service manager signal the whole group: the crawl alone decides what follows, and
its server and workers end with it.
"""

import signal

for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, signal.SIG_IGN)

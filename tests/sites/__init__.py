"""Publisher sites that tests serve over loopback.

``sets`` makes generated sites, ``server.serve`` serves them, ``site.Faults`` breaks them::

    english, arabic = monitor_sites()
    with serve(english, arabic) as served:
        ...  # crawl with origin=served.origin; served.counts() tells what was asked
        english.edit(38900, modified, title="Corrected")

``wordpress.site.wordpress_site`` is the real WordPress. The page renderers also make the sample
archive (``seeds/sample``). By hand: ``PYTHONPATH=tests python -m sites --kind monitor``.
"""

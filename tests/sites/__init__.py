"""Publisher sites that tests generate and serve over loopback; see ``server.serve``."""

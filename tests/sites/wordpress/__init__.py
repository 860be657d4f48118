"""The real WordPress, from Debian's packages, with posts whose truth is known; see ``serve``."""

"""``python -m browse``: what ``make browse`` runs."""

from browse.serve import main

main()

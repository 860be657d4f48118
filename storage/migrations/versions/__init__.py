"""One module for each step of the schema, named ``r<revision>_<subject>``."""

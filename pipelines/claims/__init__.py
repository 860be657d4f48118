"""Claims: what a text says about how many were harmed, by whom, where and when."""

"""Near-copies of texts: how they are found and told from reports of one template; pure."""

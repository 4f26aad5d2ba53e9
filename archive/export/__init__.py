"""The bulk dump: the whole archive as static files, the same bytes for the same archive."""

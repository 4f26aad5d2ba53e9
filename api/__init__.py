"""The HTTP API and the pages: one Flask application over the archive and its search index."""

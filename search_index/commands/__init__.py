"""The command that the search index adds to `tingtale`: index."""

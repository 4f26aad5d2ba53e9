"""Matches in texts: positions, highlighting, passages, snippets, and concordance lines."""

"""Counts over time, key words, collocations: from what a reader counts to shares and scores."""

"""Records that cannot be indexed: left out by name, so that all others are found."""

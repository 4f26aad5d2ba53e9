"""Commands for sources: fetch, import, parse, corrections, withdraw."""

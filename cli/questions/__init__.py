"""Commands that ask the archive what the HTTP API is asked."""

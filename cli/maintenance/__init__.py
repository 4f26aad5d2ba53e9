"""Commands that keep database, index and configuration in order."""

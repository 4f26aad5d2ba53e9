"""Backups of an SQLite archive: a consistent copy, its checksums, and the way back."""

"""The search index: derived from the archive, disposable, rebuilt from SQL at any time."""

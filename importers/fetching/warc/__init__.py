"""WARC files (ISO 28500): written as pages are fetched, read as a source of pages."""

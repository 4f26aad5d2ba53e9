"""Flat tables of the archive: fields that are described once, written as NDJSON and as CSV."""

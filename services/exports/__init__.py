"""Exports: all that a search finds, streamed as NDJSON, CSV or TEI in constant memory."""

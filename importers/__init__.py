"""Importers: raw documents to records, records to rows."""

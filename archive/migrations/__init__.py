"""The database's history: one migration a file, applied by `archive.schema.upgrade`."""

"""Records to rows: one import of documents into the archive, transaction by transaction."""

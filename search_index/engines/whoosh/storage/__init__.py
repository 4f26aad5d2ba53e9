"""Files of a generation, read: index parts, term dictionaries, postings, columns, tags."""

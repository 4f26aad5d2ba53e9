"""Background documents to rows: recognised, stored, and called by a public id."""

"""The query language: syntax to tree, values of fields, errors with positions."""

"""Speeches to rows: recognised, merged from all their pages, stored, and called by a public id."""

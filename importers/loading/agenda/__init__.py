"""Agenda items to rows, and the speeches that belong to each item."""

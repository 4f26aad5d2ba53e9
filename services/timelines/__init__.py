"""Counts over time: timelines, comparisons, and the search behind each point."""

"""Beside the API and the pages: crawlers, health, metrics."""

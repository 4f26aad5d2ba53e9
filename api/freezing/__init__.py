"""Who may freeze searches: from which pages, and how many."""

from flask import Flask

from api.freezing import quota
from archive.result_sets.bounds import ResultSetBounds


def install(app: Flask, bounds: ResultSetBounds) -> None:
    """Bound what clients may freeze. Raises SettingsError."""
    quota.install(app, bounds.per_client)

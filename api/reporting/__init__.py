"""Reports of errors: taken from readers of the pages and from programs, within bounds."""

from flask import Flask

from api.reporting import quota
from archive.corrections.bounds import ReportBounds


def install(app: Flask, bounds: ReportBounds) -> None:
    """Bound what clients may report. Raises SettingsError."""
    quota.install(app, bounds.per_client)

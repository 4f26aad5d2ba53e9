"""The application for a WSGI server of one's own choice: `gunicorn 'api.wsgi:application()'`."""

from flask import Flask

from api.http.application import create_app
from archive.logs import configure_logs
from archive.settings import Settings


def application() -> Flask:
    """Return the application as the environment (TINGTALE_*) configures it."""
    configure_logs()
    return create_app(Settings.from_env())

"""The Flask application that serves the API and the pages."""

from flask import Flask

from api import pages, resources
from api.http import (
    access_log,
    compression,
    conditional,
    context,
    errors,
    hosts,
    mounting,
    negotiation,
    query_bytes,
)
from api.limits import freezing_quota, rates, report_quota
from api.site import metrics
from archive.settings import Settings
from search_index.engine import SearchEngine


def create_app(settings: Settings, engine: SearchEngine | None = None) -> Flask:
    """Return the application; `engine` in place of the one that the settings name.

    Neither a missing database nor a missing index keeps it from being made: requests that
    need them answer 503 with the remedy. Raises SettingsError.
    """
    # Under the name of the package that holds the templates; static files are served by the pages.
    app = Flask("api", static_folder=None)
    query_bytes.install(app)
    mounting.install(app, settings)
    hosts.install(app, settings)
    context.install(app, context.made_of(settings, engine))
    # What is installed first sees each request first and its answer last.
    metrics.install(app)
    access_log.install(app)
    rates.install(app, settings.rate_limit)
    freezing_quota.install(app, settings.result_sets.per_client)
    report_quota.install(app, settings.reports.per_client)
    negotiation.install(app)
    compression.install(app)
    conditional.install(app)
    resources.install(app)
    app.register_blueprint(pages.BLUEPRINT)
    errors.install(app)
    return app

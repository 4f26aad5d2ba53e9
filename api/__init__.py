"""The HTTP API and the pages: one Flask application over the archive and its search index."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from api import (
    access,
    compression,
    conditional,
    context,
    errors,
    negotiation,
    pages,
    rates,
    resources,
)
from api.readers import RecentReaders
from archive.database import connect
from archive.settings import Settings
from archive.topics import load_lexicon
from search_index.concepts import Tagger
from search_index.current import CurrentIndex
from search_index.engine import SearchEngine
from search_index.engines import engine_named


def create_app(settings: Settings, engine: SearchEngine | None = None) -> Flask:
    """Return the application; `engine` in place of the one that the settings name.

    Neither a missing database nor a missing index keeps it from being made: requests that
    need them answer 503 with the remedy. Raises SettingsError.
    """
    app = Flask(__name__)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    lexicon = load_lexicon()
    engine = engine or engine_named(settings.engine)
    index = CurrentIndex(settings.index_dir, engine, lexicon)
    database = connect(settings.database_url)
    services = context.Services(settings, database, RecentReaders(index), Tagger(lexicon))
    context.install(app, services)
    # What is installed first sees each request first and its answer last.
    access.install(app)
    rates.install(app, settings.rate_limit)
    negotiation.install(app)
    compression.install(app)
    conditional.install(app)
    resources.install(app)
    app.register_blueprint(pages.BLUEPRINT)
    errors.install(app)
    return app

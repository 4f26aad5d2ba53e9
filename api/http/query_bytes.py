"""Bytes of an address that are written as they are, where %E6 is meant: read as if it were so."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from flask import Flask

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_ASCII: Final = "".join(map(chr, range(128)))


def install(app: Flask) -> None:
    """Let the application see no byte in a query that ASCII has not.

    RFC 3986 allows none, but old clients send them, in any encoding. waitress refuses them;
    gunicorn and others pass them on, and werkzeug takes what is not UTF-8 for a fault of the
    application.
    """
    app.wsgi_app = _PercentEncodedQueries(app.wsgi_app)  # type: ignore[method-assign]


class _PercentEncodedQueries:
    """An application whose queries are percent-encoded where they must be."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer; WSGI hands bytes on as the letters of Latin-1 (PEP 3333)."""
        query = environ.get("QUERY_STRING", "")
        if not query.isascii():
            environ["QUERY_STRING"] = quote(query.encode("latin-1"), safe=_ASCII)
        return self._app(environ, start_response)

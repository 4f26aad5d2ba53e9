"""Serving below a path: which path that is, and requests with or without it."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from archive.settings import Settings

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_PREFIX: Final = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")
"""What may stand before the archive's paths: never `//`, which would lead to another host."""


def install(app: Flask, settings: Settings) -> None:
    """Let the application answer below the path that the public address has.

    Else below the path that the WSGI server mounts it at (SCRIPT_NAME), or that a trusted proxy
    tells in X-Forwarded-Prefix.
    """
    app.wsgi_app = _Mounted(app.wsgi_app, path_of(settings.public_url))  # type: ignore[method-assign]
    hops = settings.trusted_proxies
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_prefix=hops)  # type: ignore[method-assign]


def path_of(address: str | None) -> str:
    """Return the path of an address, without a slash at its end; "" for the root."""
    return urlsplit(address or "").path.rstrip("/")


class _Mounted:
    """An application whose SCRIPT_NAME is the path that the world finds it below."""

    def __init__(self, app: "WSGIApplication", public_path: str) -> None:
        self._app = app
        self._public_path = public_path

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer; a proxy may have taken the path off the request, or have left it there."""
        told = environ.get("SCRIPT_NAME", "").rstrip("/")
        prefix = self._public_path or (told if _PREFIX.fullmatch(told) else "")
        path = environ.get("PATH_INFO", "")
        if prefix and f"{path}/".startswith(f"{prefix}/"):
            environ["PATH_INFO"] = path[len(prefix) :]
        environ["SCRIPT_NAME"] = prefix
        return self._app(environ, start_response)

"""What all pages share: their templates and files, the interface's language, security headers."""

import gettext
from typing import Final

from flask import Blueprint, Response, request
from flask.blueprints import BlueprintSetupState

from api.http.links import mounted
from api.pages.static_files import ADDRESS, static_address, static_file

_SOURCES: Final = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}

CONTENT_SECURITY_POLICY: Final = "; ".join(" ".join(rule) for rule in _SOURCES.items())
"""No inline style or script, and nothing from elsewhere: even injected markup could do nothing."""

HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}


def pages_blueprint() -> Blueprint:
    """Return the pages' blueprint, still without pages."""
    blueprint = Blueprint(
        "pages",
        __name__,
        template_folder="../templates",
    )
    blueprint.add_url_rule(f"{ADDRESS}/<path:name>", "static", static_file)
    blueprint.record_once(_install_translations)
    blueprint.add_app_template_global(mounted, "mounted")
    blueprint.add_app_template_global(static_address, "static_address")
    blueprint.after_app_request(_set_security_headers)
    return blueprint


def _install_translations(state: BlueprintSetupState) -> None:
    """Let templates mark their sentences for translation; English is what they are written in."""
    environment = state.app.jinja_env
    environment.add_extension("jinja2.ext.i18n")
    install = environment.install_gettext_translations  # type: ignore[attr-defined]
    install(gettext.NullTranslations(), newstyle=True)
    environment.trim_blocks = environment.lstrip_blocks = True


def _set_security_headers(response: Response) -> Response:
    """Add the headers to pages, error pages among them; the API's documentation has its own."""
    if response.mimetype == "text/html" and not request.path.startswith("/api/"):
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
    return response

"""Host: the names under which requests may reach this server, and no others.

Whoever asks chooses the name. In links and redirects it would lead other readers away where a
cache keeps the answer, and let a page of another site pass for one of ours.
"""

from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, redirect, request

from archive.settings import Settings

_EXTENSION: Final = "tingtale hosts"

_Name = tuple[str, int | None]
"""A name in small letters and a port; None: any."""


def install(app: Flask, settings: Settings) -> None:
    """Learn the names that are ours, and let redirects keep to the host that was asked."""
    given = (*settings.hosts, settings.host, urlsplit(settings.public_url or "").netloc)
    names = (_name(_as_in_host(name)) for name in given)
    app.extensions[_EXTENSION] = frozenset(name for name in names if name is not None)
    app.after_request(_make_redirect_relative)


def requested_host() -> str | None:
    """Return the host and port that the request names, where they are ours."""
    name = _name(request.headers.get("Host", ""))
    if name is None:
        return None
    known: frozenset[_Name] = current_app.extensions[_EXTENSION]
    host, _ = name
    return request.host if {name, (host, None)} & known or _is_this_machine(host) else None


def _make_redirect_relative(response: Response) -> Response:
    """Make a redirect to an address of ours a path: werkzeug's own begin with the host.

    Its page for readers whom their browser does not lead on names it, too.
    """
    location = response.headers.get("Location", "")
    if location.startswith(request.host_url):
        path = location[len(request.host_url) - 1 :]
        response.headers["Location"] = path
        response.set_data(redirect(path).get_data())
    return response


def _name(text: str) -> _Name | None:
    """Return a host and port in one form; None for what is none."""
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    written = f"[{host}]" if ":" in (host or "") else host
    same = text.lower() in {written, f"{written}:{port}"}
    return (host, port) if host and same else None


def _as_in_host(name: str) -> str:
    """Return an address of a network as Host names it; "" for that which stands for any."""
    try:
        address = ip_address(name)
    except ValueError:
        return name
    if address.is_unspecified:
        return ""
    return name if address.version == 4 else f"[{name}]"  # noqa: PLR2004  (IPv4)


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

"""Paths of what is served (services.addresses) as the one who asks can follow them.

`mounted` makes of a path what a browser can follow, `absolute` what everybody can.
"""

from flask import has_app_context

from api.http.context import base_address
from api.http.mounting import path_of


def absolute(path: str) -> str:
    """Return the path's full address."""
    return base_address() + path


def mounted(path: str) -> str:
    """Return the path below the one at which the archive is served.

    The same path where nobody asks over any address.
    """
    return path_of(base_address()) + path if has_app_context() else path

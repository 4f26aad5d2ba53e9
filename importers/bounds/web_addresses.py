"""Addresses of sources: of the web, since pages and feeds show them as links."""

import re
from typing import Final

from importers.loading.speeches.rows import RecordRefused

_SCHEME: Final = re.compile(r"[\s\x00-\x1f]*([A-Za-z][A-Za-z0-9+.-]*):")
_LEFT_OUT: Final = re.compile(r"[\t\n\r]")
"""What browsers leave out of an address, wherever it stands in it (WHATWG URL, 4.4)."""
_OF_THE_WEB: Final = frozenset({"http", "https"})
_PORT: Final = re.compile(r"[0-9]{1,5}(?:[/?#]|$)")
_SHOWN: Final = 80


def require_web_address(address: str) -> None:
    """Raise Refused for an address of another scheme than http and https, such as `javascript:`.

    One without a scheme (`//host/page`, `host/page`) is of the web.
    """
    read = _LEFT_OUT.sub("", address)
    found = _SCHEME.match(read)
    if found is None or found[1].lower() in _OF_THE_WEB:
        return
    if "." in found[1] and _PORT.match(read, found.end()):  # host.example:8080/page
        return
    raise RecordRefused(
        f"the address {address[:_SHOWN]!r} is none of the web; an address begins with http:// or"
        " https://"
    )

"""From which pages searches may be frozen: ours, and those of sites that the settings name.

A page of any site could else let each of its readers' browsers fill the disk. Programs that are no
browser tell no origin; the quota of clients is theirs.
"""

from hmac import compare_digest
from typing import Final
from urllib.parse import urlsplit

from flask import request
from werkzeug.exceptions import Forbidden

from api.context import base_address, settings
from api.hosts import asked_host

ANY: Final = "*"

_BEARER: Final = "bearer "


def refuse_other_sites() -> None:
    """Raise Forbidden where a page of another site asks in its reader's name.

    Browsers tell the page's origin, and whether it is another site's.
    """
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if (site in {"same-origin", "none"} and origin is None) or _is_ours(origin, site):
        return
    if (origin is not None and _is_allowed(origin)) or _has_key():
        return
    raise Forbidden(
        "A page of another site may not freeze searches here. Follow the link to the search and"
        " freeze it there, ask by a program, or send a key: Authorization: Bearer KEY."
    )


def _is_ours(origin: str | None, site: str) -> bool:
    own = {urlsplit(base_address()).netloc, asked_host()} - {"", None}
    return site in {"same-origin", "none"} and urlsplit(origin or "").netloc in own


def _is_allowed(origin: str) -> bool:
    given = settings().result_sets.origins
    return ANY in given or origin.rstrip("/") in {one.rstrip("/") for one in given}


def _has_key() -> bool:
    given = request.headers.get("Authorization", "")
    if not given.lower().startswith(_BEARER):
        return False
    key = given[len(_BEARER) :].strip().encode()
    return any(compare_digest(key, own.encode()) for own in settings().result_sets.keys)

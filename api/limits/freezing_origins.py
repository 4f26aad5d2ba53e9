"""From which pages searches may be frozen: ours, and those of sites that the settings name."""

from hmac import compare_digest
from typing import Final

from flask import request
from werkzeug.exceptions import Forbidden

from api.http.context import settings
from api.limits.origins import is_from_our_pages

ANY: Final = "*"

_BEARER: Final = "bearer "


def refuse_other_sites() -> None:
    """Raise Forbidden where a page of another site asks in its reader's name."""
    if is_from_our_pages() or _is_allowed(request.headers.get("Origin")) or _has_key():
        return
    raise Forbidden(
        "A page of another site may not freeze searches here. Follow the link to the search and"
        " freeze it there, ask by a program, or send a key: Authorization: Bearer KEY."
    )


def _is_allowed(origin: str | None) -> bool:
    given = settings().result_sets.origins
    if origin is None:
        return False
    return ANY in given or origin.rstrip("/") in {one.rstrip("/") for one in given}


def _has_key() -> bool:
    given = request.headers.get("Authorization", "")
    if not given.lower().startswith(_BEARER):
        return False
    key = given[len(_BEARER) :].strip().encode()
    return any(compare_digest(key, own.encode()) for own in settings().result_sets.keys)

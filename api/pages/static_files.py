"""Static files under names that hold a hash of their bytes, so that caches never ask again."""

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask import Response, send_from_directory

from api.http.links import mounted

FOLDER: Final = Path(__file__).parents[1] / "static"
ADDRESS: Final = "/static"
FOR_GOOD: Final = "public, max-age=31536000, immutable"

_DIGITS: Final = 12
_HASHED: Final = re.compile(rf"(?P<stem>.+)-(?P<hash>[0-9a-f]{{{_DIGITS}}})(?P<suffix>\.\w+)")


def static_address(name: str) -> str:
    """Return the address of a static file, which is another one when its bytes are."""
    return mounted(f"{ADDRESS}/{_hashed_names()[name]}")


def static_file(name: str) -> Response:
    """Answer a static file: under its hashed name for good, under any other until asked again.

    A page that was made before an upgrade still finds its style under the hash of then.
    """
    found = _HASHED.fullmatch(name)
    plain = found["stem"] + found["suffix"] if found else name
    response = send_from_directory(FOLDER, plain)
    is_current = _hashed_names().get(plain) == name
    response.headers["Cache-Control"] = FOR_GOOD if is_current else "public, no-cache"
    return response


@cache
def _hashed_names() -> Mapping[str, str]:
    return {path.name: _hashed_name(path) for path in FOLDER.iterdir() if path.is_file()}


def _hashed_name(path: Path) -> str:
    digest = sha256(path.read_bytes()).hexdigest()[:_DIGITS]
    return f"{path.stem}-{digest}{path.suffix}"

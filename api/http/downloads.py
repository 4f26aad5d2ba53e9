"""Source documents as answers: the bytes that were read, as they were read."""

import re
from io import BytesIO
from mimetypes import guess_extension
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from flask import Response, send_file

from archive.queries.provenance import SourceRow

_UNKNOWN: Final = "application/octet-stream"
_LONGEST_NAME: Final = 100
_UNFIT: Final = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|]')
"""What some system cannot have in a file's name."""


def answer_bytes(row: SourceRow, content: bytes) -> Response:
    """Return the bytes as a download of unknown kind, so that no browser runs what they hold.

    X-Source-Media-Type names the kind; the ETag is their SHA-256; a part may be asked for by
    Range.
    """
    response = send_file(
        BytesIO(content),
        mimetype=_UNKNOWN,
        as_attachment=True,
        download_name=file_name(row),
        etag=row.sha256,
        last_modified=row.fetched_at,
        conditional=True,
    )
    response.headers["X-Source-Media-Type"] = row.media_type or _UNKNOWN
    return response


def file_name(row: SourceRow) -> str:
    """Return a name for the document: the last part of its address or name, with a suffix.

    A document that is a line of a file is told from the others by the beginning of its hash.
    """
    address = urlsplit(row.url).path if row.url else row.name
    path = PurePosixPath(unquote(address))
    stem, suffix = _UNFIT.sub("_", path.stem).strip(" ."), _UNFIT.sub("_", path.suffix)
    if row.source == "corpus":
        stem, suffix = f"{stem}-{row.sha256[:16]}", ".json"
    if not suffix and row.media_type:
        suffix = guess_extension(row.media_type) or ""
    return f"{stem[:_LONGEST_NAME] or row.sha256[:16]}{suffix[:_LONGEST_NAME]}"

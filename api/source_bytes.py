"""Source documents as answers: the bytes that were read, as they were read."""

from flask import Response, current_app

from archive.queries.provenance import SourceRow


def answer_bytes(row: SourceRow, content: bytes) -> Response:
    """Return the bytes as a download of unknown kind, so that no browser runs what they hold.

    X-Source-Media-Type names the kind; the ETag is their SHA-256.
    """
    response = current_app.response_class(content, mimetype="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{row.sha256[:16]}"'
    response.headers["X-Source-Media-Type"] = row.media_type or "application/octet-stream"
    response.set_etag(row.sha256)
    return response

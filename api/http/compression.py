"""Compression of answers: what text compresses, streams as they go, for clients that ask for it."""

from http import HTTPStatus
from typing import Final

from flask import Flask, Response, request
from flask_compress import Compress

MEDIA_TYPES: Final = (
    "application/atom+xml",
    "application/javascript",
    "application/json",
    "application/problem+json",
    "application/tei+xml",
    "application/x-ndjson",
    "application/xml",
    "image/svg+xml",
    "text/css",
    "text/csv",
    "text/html",
    "text/javascript",
    "text/plain",
)
"""Sources' bytes are served as they were read: their ETag is that of these very bytes."""

ALGORITHMS: Final = ("zstd", "br", "gzip")
"""The quickest first; a client's own preference comes before."""

SMALLEST: Final = 500
"""Bytes from which an answer is compressed: below, the headers weigh more than is won."""


BROTLI_WINDOW: Final = 18
"""As a power of two of bytes: by default brotli takes over 20 MB for every answer in the making."""


def install(app: Flask) -> None:
    """Compress answers by zstd, brotli or gzip as Accept-Encoding says, by default not at all."""
    app.config |= {
        "COMPRESS_MIMETYPES": list(MEDIA_TYPES),
        "COMPRESS_MIN_SIZE": SMALLEST,
        "COMPRESS_BR_WINDOW": BROTLI_WINDOW,
        "COMPRESS_ALGORITHM": list(ALGORITHMS),
        "COMPRESS_ALGORITHM_STREAMING": list(ALGORITHMS),
    }
    _Compression(app)


class _Compression(Compress):
    """flask-compress, which of itself takes `br;q=0` for a wish."""

    def after_request(self, response: Response | None) -> Response:
        """Compress the answer where the client accepts one of the algorithms."""
        if response is None:
            return super().after_request(response)
        asked = any(request.accept_encodings[name] > 0 for name in ALGORITHMS)
        # Content-Range counts the bytes of the plain file.
        if not asked or response.status_code == HTTPStatus.PARTIAL_CONTENT:
            response.vary.add("Accept-Encoding")
            return response
        if response.direct_passthrough and response.status_code == HTTPStatus.OK:
            # A file of ours, which is small; as a stream it would be left open.
            response.direct_passthrough = False
            response.make_sequence()
        return super().after_request(response)

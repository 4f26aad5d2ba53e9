"""What a response record holds: its status, its head, and its body without encodings."""

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from importers.fetching.http.encodings import UndecodableBody, decode_body, encodings_of
from importers.fetching.http.responses import media_type

_END: Final = re.compile(rb"\r?\n\r?\n")
_HTTP: Final = re.compile(rb"HTTP/\d(?:\.\d)? ")


@dataclass(frozen=True, slots=True)
class HttpHead:
    """The status line and the fields of an answer."""

    status: int
    fields: StatusAndHeaders
    length: int
    """Bytes, the empty line counted."""

    @property
    def media_type(self) -> str | None:
        """In lower case, without parameters."""
        return media_type({"content-type": self._field("content-type")})[0]

    @property
    def charset(self) -> str | None:
        """As the fields state it, in lower case."""
        return media_type({"content-type": self._field("content-type")})[1]

    def body(self, block: bytes, most: int) -> bytes:
        """Return the body of the block; raises TooLarge and Undecodable."""
        body = block[self.length :]
        if "chunked" in self._field("transfer-encoding").lower():
            body = _joined(body)
        try:
            return decode_body([body], encodings_of(self._field("content-encoding")), most)
        except UndecodableBody:
            # Some programs keep what they unpacked with the head of what was packed.
            if body.lstrip()[:1] == b"<":
                return body
            raise

    def _field(self, name: str) -> str:
        return self.fields.get_header(name) or ""


def http_head(block: bytes) -> HttpHead | None:
    """Return the head with which a block begins; None where it is no answer of HTTP."""
    end = _END.search(block)
    if not _HTTP.match(block):
        return None
    length = end.end() if end else len(block)
    parser = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"], verify=False)
    fields = parser.parse(io.BytesIO(block[:length]))
    code = fields.get_statuscode()
    return HttpHead(int(code), fields, length) if re.fullmatch("[1-9][0-9]{2}", code) else None


def _joined(chunks: bytes) -> bytes:
    """Return what chunks hold; where they are none, since they were joined before, the bytes."""
    reader = ChunkedDataReader(io.BytesIO(chunks))
    parts = []
    while part := reader.read(1 << 16):
        parts.append(part)
    return b"".join(parts)


def moment_of(date: str | None) -> datetime | None:
    """Return a WARC-Date in UTC without an offset; None for none, and for one without a day."""
    try:
        moment = datetime.fromisoformat(date or "")
    except ValueError:
        return None
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)

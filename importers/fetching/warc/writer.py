"""What was asked and answered, kept as WARC 1.1 while it comes."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO, Final, Self

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.clock import Clock
from archive.errors import ArchiveError
from importers.fetching.http.connection import HttpResponse
from importers.fetching.outcomes import FindStoredBody, StoredBody, no_stored_body

CONFORMS_TO: Final = (
    "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
)
SAME_PAYLOAD: Final = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED: Final = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
SYNCED_EVERY: Final = 0.25
"""Seconds: what comes at a polite pace is on the disk before anything is made of it."""


class WarcWriter:
    """Files of one run in a folder: `crawl-2026-11-28.warc.gz`, further ones with a number.

    A file that is there is never written to: one that a killed program left may end within a
    record. Each answer is written at once with its request; a body that was kept before, in this
    run or by what is `known` of earlier ones, is a `revisit` record.
    """

    def __init__(  # noqa: PLR0913  (keywords that have a default)
        self,
        folder: Path,
        *,
        clock: Clock,
        about: Mapping[str, str],
        most_bytes: int = 1_000_000_000,
        known: FindStoredBody = no_stored_body,
        name: str = "crawl",
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._about = about
        """Fields of the `warcinfo` record, such as operator and http-header-user-agent."""
        self._most_bytes = most_bytes
        self._known = known
        self._begun = clock()
        self._name = f"{name}-{self._begun.date().isoformat()}"
        self._file: BinaryIO | None = None
        self._synced = monotonic()
        self._here: dict[str, StoredBody] = {}
        self.files: tuple[Path, ...] = ()
        """The files that were written, in order."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the file that is being written."""
        if self._file is not None:
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None

    def keep(self, answer: HttpResponse, *, unchanged: str | None = None) -> None:
        """Write an answer and its request.

        `unchanged` is the SHA-256 of the body that is still the address's by a 304. Raises
        ArchiveError where the file cannot be written.
        """
        try:
            file = self._open_file()
            file.write(self._records(answer, unchanged))
            # To the system at once: a kill loses the record in flight alone.
            file.flush()
            if monotonic() - self._synced >= SYNCED_EVERY:
                os.fdatasync(file.fileno())
                self._synced = monotonic()
            if file.tell() >= self._most_bytes:
                self.close()
        except OSError as error:
            raise ArchiveError(
                f"{self._folder}: WARC files cannot be written ({error.strerror}); make room, or"
                " name another folder by TINGTALE_WARC_DIR"
            ) from error

    def _open_file(self) -> BinaryIO:
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = self._new_file()
            path = Path(self._file.name)
            self.files += (path,)
            self._file.write(self._warcinfo(path.name))
        return self._file

    def _new_file(self) -> BinaryIO:
        number = 1
        while True:
            part = f"-{number}" if number > 1 else ""
            try:
                return (self._folder / f"{self._name}{part}.warc.gz").open("xb")
            except FileExistsError:
                number += 1

    def _warcinfo(self, name: str) -> bytes:
        buffer, writer = _buffer()
        fields = {"format": "WARC File Format 1.1", "conformsTo": CONFORMS_TO, **self._about}
        record = writer.create_warcinfo_record(name, fields)
        record.rec_headers.replace_header(
            "WARC-Date", warc_date(self._begun if len(self.files) == 1 else self._clock())
        )
        writer.write_record(record)
        return buffer.getvalue()

    def _records(self, answer: HttpResponse, unchanged: str | None) -> bytes:
        buffer, writer = _buffer()
        response = self._response(writer, answer, unchanged)
        # Both with the response's address and date, and each with the other's id.
        writer.write_request_response_pair(_request(writer, answer), response)
        return buffer.getvalue()

    def _response(self, writer: WARCWriter, answer: HttpResponse, unchanged: str | None) -> Any:  # noqa: ANN401  (warcio is untyped)
        head = _Head(f"HTTP/1.1 {answer.status} {answer.phrase}", _fields(answer))
        fields = {"WARC-Date": warc_date(answer.asked_at)}
        if answer.network_address:
            fields["WARC-IP-Address"] = answer.network_address
        if answer.status == HTTPStatus.NOT_MODIFIED:
            fields["WARC-Profile"] = NOT_MODIFIED
            fields |= _refers_to(self._known(answer.url, unchanged)) if unchanged else {}
            return writer.create_warc_record(
                answer.url, "revisit", http_headers=head, warc_headers_dict=fields
            )
        sha256 = hashlib.sha256(answer.body).hexdigest()
        fields["WARC-Payload-Digest"] = f"sha256:{sha256}"
        if answer.body and (kept := self._here.get(sha256) or self._known(answer.url, sha256)):
            fields |= {"WARC-Profile": SAME_PAYLOAD, **_refers_to(kept)}
            return writer.create_warc_record(
                answer.url, "revisit", http_headers=head, warc_headers_dict=fields
            )
        self._here[sha256] = StoredBody(answer.url, answer.asked_at)
        return writer.create_warc_record(
            answer.url,
            "response",
            payload=BytesIO(answer.body),
            length=len(answer.body),
            http_headers=head,
            warc_headers_dict=fields,
        )


def warc_date(moment: datetime) -> str:
    """Return a moment in UTC as WARC 1.1 writes it, with the fraction of its second if any."""
    return moment.isoformat() + "Z"


def _buffer() -> tuple[BytesIO, WARCWriter]:
    buffer = BytesIO()
    return buffer, WARCWriter(buffer, gzip=True, warc_version="WARC/1.1")


class _Head(StatusAndHeaders):  # type: ignore[misc]
    """A head of HTTP in the very bytes that were sent; warcio writes no others than ASCII."""

    def __init__(self, line: str, fields: Iterable[tuple[bytes, bytes]]) -> None:
        told = list(fields)
        protocol, _, status = line.partition(" ")
        super().__init__(status, [(name.decode("latin-1"), "") for name, _ in told], protocol)
        lines = [line.encode("latin-1"), *(b"%s: %s" % field for field in told)]
        self._sent = b"\r\n".join(lines) + b"\r\n\r\n"

    def compute_headers_buffer(self, header_filter: object = None) -> None:  # noqa: ARG002  (as warcio's)
        """Let these bytes be written."""
        self.headers_buff = self._sent


def _request(writer: WARCWriter, answer: HttpResponse) -> Any:  # noqa: ANN401
    asked = answer.request
    line = f"{asked.method} {asked.url.raw_path.decode('ascii')} HTTP/1.1"
    head = _Head(line, asked.headers.raw)
    return writer.create_warc_record(answer.url, "request", http_headers=head)


def _refers_to(kept: StoredBody | None) -> dict[str, str]:
    if kept is None:
        return {}
    return {
        "WARC-Refers-To-Target-URI": kept.url,
        "WARC-Refers-To-Date": warc_date(kept.fetched_at),
    }


_ENCODED: Final = ("content-encoding", "transfer-encoding")
_OF_TRANSFER: Final = frozenset({*_ENCODED, "content-length"})


def _fields(answer: HttpResponse) -> Iterator[tuple[bytes, bytes]]:
    """Yield the head's fields as they came.

    A body is kept without its encodings, so that its digest is the page's: the fields that tell
    how it was sent stand under the names that web archives give to such fields.
    """
    if not any(name in answer.headers for name in _ENCODED):
        yield from answer.headers.raw
        return
    for name, value in answer.headers.raw:
        is_of_transfer = name.decode("latin-1").lower() in _OF_TRANSFER
        yield (b"X-Archive-Orig-" + name if is_of_transfer else name, value)
    yield (b"Content-Length", str(len(answer.body)).encode())

"""The pages of WARC files as documents, in the order of their times."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import BinaryIO, Final, Self

from archive.errors import UnreadableSource
from importers.fetching.http.encodings import BodyTooLarge, UndecodableBody
from importers.fetching.warc.catalogue import Capture, Catalogue, Place, WarcFile
from importers.fetching.warc.payloads import http_head
from importers.fetching.warc.records import (
    MOST_HEAD_BYTES,
    BrokenRecord,
    WarcRecord,
    is_packed,
    record_at,
)
from importers.files.opening import open_file
from importers.files.pages import too_large
from importers.files.site_pages import SitePages
from importers.markup.decoding import MAX_PAGE_BYTES
from importers.records import Document


def pages_in_warc_files(
    files: Sequence[WarcFile], pages: SitePages
) -> Iterator[Document | UnreadableSource]:
    """Yield the site's pages, the earliest first; what is no page is counted in a note at the end.

    A `revisit` is the page to which it refers, at its own time, where one of the files holds it.
    """
    catalogue = Catalogue(files, pages)
    catalogue.read()
    yield from catalogue.faults
    with _OpenFiles(files) as opened_files:
        for capture in catalogue.captures:
            document = opened_files.document(capture)
            if isinstance(document, Document) and (what := pages.left_out(document)):
                catalogue.leave_out(capture, what)
            else:
                yield document
    yield from catalogue.notes()


class _OpenFiles:
    """Files of which one is open at a time."""

    def __init__(self, files: Sequence[WarcFile]) -> None:
        self._files = files
        self._number = -1
        self._stack = ExitStack()
        self._stream: BinaryIO | None = None
        self._packed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def document(self, capture: Capture) -> Document | UnreadableSource:
        """Return a capture's page, or why it cannot be read."""
        name = f"{self._files[capture.place.file].name}: {capture.target}"
        try:
            record = self._record(capture.place)
            if record.length > MAX_PAGE_BYTES + MOST_HEAD_BYTES:
                return too_large(name, f"{record.length:,} bytes are")
            head = http_head(record.block)
            assert head is not None, "the catalogue has answers of HTTP alone"
            body = head.body(record.block, MAX_PAGE_BYTES)
        except BodyTooLarge:
            return too_large(name, "its bytes are")
        except (BrokenRecord, UndecodableBody, OSError) as error:
            return UnreadableSource(f"{name}: cannot be read ({error})")
        except UnreadableSource as error:
            return error
        return Document(
            name=name,
            content=body,
            url=capture.url,
            media_type=stated_type(head.media_type or "text/html", head.charset),
            fetched_at=capture.moment,
        )

    def _record(self, place: Place) -> WarcRecord:
        if self._stream is None or place.file != self._number:
            self._stack.close()
            self._stream = self._stack.enter_context(open_file(self._files[place.file].path))
            self._number, self._packed = place.file, is_packed(self._stream)
        most = MAX_PAGE_BYTES + MOST_HEAD_BYTES
        return record_at(self._stream, place.offset, packed=self._packed, most=most)


def stated_type(media_type: str, charset: str | None) -> str:
    """Return a document's media type, with the charset where it is another than UTF-8."""
    if charset in {None, "utf-8", "utf8"} or len(charset or "") > _LONGEST_CHARSET:
        return media_type
    return f"{media_type}; charset={charset}"


_LONGEST_CHARSET: Final = 40

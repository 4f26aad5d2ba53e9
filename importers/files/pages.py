"""The bytes of a page as a document, and what is larger than any page."""

from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from archive.errors import UnreadableSource
from importers.files.opening import open_file
from importers.markup.decoding import MAX_PAGE_BYTES
from importers.records import Document

MEDIA_TYPES: Final = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
}
"""The media types of pages and texts by the suffixes of their files."""


def page_file(path: Path, name: str, *, takes_pipes: bool = False) -> Document | UnreadableSource:
    """Return the file's document under the name, or the error that says why there is none."""
    try:
        with open_file(path, takes_pipes=takes_pipes) as stream:
            # A sparse file's size says more than its bytes, and is told without reading them.
            size = path.stat().st_size
            if size > MAX_PAGE_BYTES:
                return too_large(name, f"{size:,} bytes are")
            return page(name, name, stream)
    except UnreadableSource as error:
        return error
    except OSError as error:
        return UnreadableSource(f"{name}: cannot be read ({error.strerror}); check its permissions")


def page(name: str, shown: str, stream: BinaryIO) -> Document | UnreadableSource:
    """Return what the stream holds as a document; no more of it is read than a page may have."""
    content = stream.read(MAX_PAGE_BYTES + 1)
    if len(content) > MAX_PAGE_BYTES:
        return too_large(shown, "its bytes are")
    media_type = MEDIA_TYPES.get(PurePosixPath(name).suffix.lower())
    return Document(name, content, media_type=media_type)


def too_large(shown: str, size: str) -> UnreadableSource:
    """Return the error for what is no page by its size: "12,000,000 bytes are"."""
    return UnreadableSource(
        f"{shown}: {size} more than the {MAX_PAGE_BYTES:,} that a page may have; give single pages"
    )

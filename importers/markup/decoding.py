"""Bytes of a page to its text: size, binary content and character encodings."""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from archive.errors import UnreadableSource
from importers.issues import suspicious
from importers.records import Document, RecordIssue

MAX_PAGE_BYTES: Final = 10_000_000
"""Pages of debates are some kilobytes; what is larger than this is no page."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A document's text in NFC with newlines as line ends, and what its decoding showed."""

    text: str
    issues: tuple[RecordIssue, ...] = ()


def decode(document: Document) -> DecodedText:
    """Return the document's text: a BOM, UTF-8, its server's or its own charset, Windows-1252.

    Raises UnreadableSource for an empty, binary or oversized document.
    """
    name, content = document.name, document.content
    if len(content) > MAX_PAGE_BYTES:
        raise UnreadableSource(
            f"{name}: {len(content):,} bytes are more than the {MAX_PAGE_BYTES:,} that a page may "
            "have; give single pages"
        )
    text, issue = _text(content, document.media_type or "")
    if "\0" in text or _is_mostly_control(text):
        raise UnreadableSource(
            f"{name}: the content is binary, not text; give pages as HTML, Markdown or plain text,"
            " in UTF-8"
        )
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip(" \n\t\ufeff\u00a0\u200b"):
        raise UnreadableSource(f"{name}: the file is empty; fetch the page again")
    return DecodedText(text, (issue,) if issue else ())


_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NEVER_TRUE: Final = frozenset(
    [
        # A page that says UTF-8 and is not, is Windows-1252 in practice, and so is "latin1".
        *("utf-8", "utf-8-sig", "iso8859-1", "ascii"),
        # What can be read as ASCII up to its charset is in none of these.
        *("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"),
        # Python's own, of no page; scripts that fail write "undefined".
        *("undefined", "unicode-escape", "unicode_escape", "raw-unicode-escape"),
        *("raw_unicode_escape", "idna", "punycode", "utf-7"),
    ]
)
"""Charsets, as Python names them, that a page may state and is not in."""
_CHARSET: Final = re.compile(rb"""(?:charset|encoding)\s*+=\s*+["']?+\s*+([A-Za-z0-9_.:-]+)""")


def _text(content: bytes, media_type: str) -> tuple[str, RecordIssue | None]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), None
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError as error:
        encoding = _declared_encoding(content, media_type)
        text = content.decode(encoding, errors="replace")
        return text, suspicious(
            "encoding",
            f"not UTF-8 (byte {error.start}); read as {encoding}. Look at letters such as å, ø, þ.",
        )


def _declared_encoding(content: bytes, media_type: str) -> str:
    """Return the charset that the server or the page states, or Windows-1252, the usual one."""
    for stating in (media_type.encode("ascii", errors="replace"), content[:4096]):
        if (found := _CHARSET.search(stating)) and (encoding := _true_encoding(found[1])):
            return encoding
    return "windows-1252"


def _true_encoding(charset: bytes) -> str | None:
    """Return Python's name of a charset; None for one that is unknown, or that no page is in."""
    try:
        encoding = codecs.lookup(charset.decode("ascii"))
    except LookupError:
        return None
    is_text = getattr(encoding, "_is_text_encoding", True)
    return encoding.name if is_text and encoding.name not in _NEVER_TRUE else None


def _is_mostly_control(text: str) -> bool:
    sample = text[:20_000]
    strange = sum(
        1
        for character in sample
        if character == "\ufffd" or (character < " " and character not in "\n\t\f\v")
    )
    return strange > len(sample) // 20

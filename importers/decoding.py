"""Bytes of a page to its text: size, binary content and character encodings."""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from archive.errors import UnreadableSource
from importers.audit import suspicious
from importers.records import Document, RecordIssue

MAX_PAGE_BYTES: Final = 10_000_000
"""Pages of debates are some kilobytes; what is larger than this is no page."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A document's text in NFC with newlines as line ends, and what its decoding showed."""

    text: str
    issues: tuple[RecordIssue, ...] = ()


def decode(document: Document) -> DecodedText:
    """Return the document's text: UTF-8 first, then a BOM, the page's charset, Windows-1252.

    Raises UnreadableSource for an empty, binary or oversized document.
    """
    name, content = document.name, document.content
    if len(content) > MAX_PAGE_BYTES:
        raise UnreadableSource(
            f"{name}: {len(content):,} bytes are more than the {MAX_PAGE_BYTES:,} that a page may "
            "have; give single pages"
        )
    text, issue = _text(content)
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


def _text(content: bytes) -> tuple[str, RecordIssue | None]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), None
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError as error:
        encoding = _declared_encoding(content)
        text = content.decode(encoding, errors="replace")
        return text, suspicious(
            "encoding",
            f"not UTF-8 (byte {error.start}); read as {encoding}. Look at letters such as å, ø, þ.",
        )


def _declared_encoding(content: bytes) -> str:
    """Return the charset that the page states, or Windows-1252, the usual one of the rest."""
    if found := _CHARSET.search(content[:4096]):
        try:
            encoding = codecs.lookup(found[1].decode("ascii"))
        except LookupError:
            return "windows-1252"
        is_text = getattr(encoding, "_is_text_encoding", True)
        if is_text and encoding.name not in _NEVER_TRUE:
            return encoding.name
    return "windows-1252"


def _is_mostly_control(text: str) -> bool:
    sample = text[:20_000]
    strange = sum(
        1
        for character in sample
        if character == "\ufffd" or (character < " " and character not in "\n\t\f\v")
    )
    return strange > len(sample) // 20

"""Front matter: what an operator states of a text, as YAML between two lines of dashes before it.

It is part of the file and so of the bytes that are kept: what it overrides has its provenance.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import yaml

from archive.errors import UnreadableSource
from archive.vocabulary import LANGUAGES
from importers.issues import leftover
from importers.records import Document, RecordIssue
from importers.sources.documents.dates import StatedDate, stated_date


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What is stated; None where nothing is."""

    title: str | None = None
    publisher: str | None = None
    date: StatedDate | None = None
    language: str | None = None
    source_url: str | None = None
    issues: tuple[RecordIssue, ...] = ()


def split_front_matter(document: Document, text: str) -> tuple[FrontMatter, str]:
    """Return what the text's front matter states, and the rest.

    Dashes without one of our fields between them are the text's own. Raises UnreadableSource
    for a field that cannot be read.
    """
    found = _BLOCK.match(text)
    if found is None or not _FIELD.search(found[1]):
        return FrontMatter(), text
    return _read(document, found[1]), text[found.end() :]


LONGEST_ADDRESS: Final = 500
"""Characters that the archive keeps of what names a source document."""
_FIELDS: Final = ("title", "publisher", "date", "language", "source_url")
_BLOCK: Final = re.compile(r"---[ \t]*\n(.{1,4000}?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_FIELD: Final = re.compile(rf"^(?:{'|'.join(_FIELDS)}):", re.MULTILINE | re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://\S+")


def _read(document: Document, block: str) -> FrontMatter:
    try:
        # Whatever a value looks like, it is text: a title may be 1984, and Norway's code is "no".
        told = yaml.load(block, yaml.BaseLoader)  # noqa: S506  (makes nothing but text)
    except yaml.YAMLError as error:
        raise _no_yaml(document, " ".join(str(error).split())) from error
    except RecursionError as error:
        raise _no_yaml(document, "too deeply nested") from error
    if not isinstance(told, dict):
        raise _unreadable(document, "it holds no fields; write `title: ...` a line")
    return FrontMatter(
        title=_text(document, told, "title"),
        publisher=_text(document, told, "publisher"),
        date=_date(document, _text(document, told, "date")),
        language=_language(document, _text(document, told, "language")),
        source_url=_address(document, _text(document, told, "source_url")),
        issues=tuple(
            leftover(
                "unknown_field",
                f"front matter: {key!r} is none of {', '.join(_FIELDS)}",
                str(key),
            )
            for key in told
            if key not in _FIELDS
        ),
    )


def _text(document: Document, told: Mapping[object, object], name: str) -> str | None:
    value = told.get(name) or None
    if value is None:
        return None
    if not isinstance(value, str):
        raise _unreadable(document, f"{name} is more than a text; put it in quotation marks")
    if not value.strip():
        raise _unreadable(document, f"{name} {value!r} is no text; state it or leave {name} out")
    return " ".join(value.split())


def _date(document: Document, printed: str | None) -> StatedDate | None:
    if printed is None:
        return None
    found = stated_date(printed)
    if found is None:
        raise _unreadable(document, f"date {printed!r} is none; write 2024-12-10, or 2024")
    return found


def _language(document: Document, code: str | None) -> str | None:
    if code is not None and code not in LANGUAGES:
        raise _unreadable(document, f"language {code!r} is none of {', '.join(LANGUAGES)}")
    return code


def _address(document: Document, address: str | None) -> str | None:
    if address is not None and not _ADDRESS.fullmatch(address):
        raise _unreadable(document, f"source_url {address!r} is none; write https://...")
    if address is not None and len(address) > LONGEST_ADDRESS:
        raise _unreadable(document, f"source_url is longer than {LONGEST_ADDRESS}; shorten it")
    return address


def _no_yaml(document: Document, why: str) -> UnreadableSource:
    return _unreadable(
        document,
        f"it is no YAML ({why}); write `title: ...` a line, and put a value that holds a colon in"
        " quotation marks",
    )


def _unreadable(document: Document, why: str) -> UnreadableSource:
    return UnreadableSource(f"{document.shown_place}: front matter: {why}")

"""Feeds: a page of a search as Atom (RFC 4287), with the way to the next page (RFC 5005)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from lxml import etree
from sqlalchemy.orm import Session

from api.http.links import absolute
from archive.queries.imports.change_dates import (
    ChangeDates,
    document_change_dates,
    speech_change_dates,
)
from archive.queries.speeches import SpeechSummary
from archive.vocabulary import RecordKind
from services.addresses import API, COLLECTIONS, record_page, record_resource, with_parameters
from services.criteria import SearchQuestion
from services.hit_records import Record
from services.search import SearchHit, SearchPage

MEDIA_TYPE: Final = "application/atom+xml"
ADDRESS: Final = f"{API}/search.atom"

_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_PREFIXES: Final[dict[Any, str]] = {None: _NAMESPACE}
_IDS: Final = UUID("6f8c3a52-3c67-5d0e-9a8e-5f1b8f0f6a11")
"""Ids are made of it and of our own: the same whatever address the server has."""

_IN_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A speech or background document as a feed tells it."""

    found: SearchHit
    learned: ChangeDates


def feed(question: SearchQuestion, found: SearchPage, session: Session, made: datetime) -> bytes:
    """Return the page of hits as a feed; `made` is when the index that answers was written."""
    entries = tuple(_entries(found.hits, session))
    updated = max((entry.learned.last for entry in entries), default=made)
    first = replace(question, cursor=None)
    here = with_parameters(ADDRESS, (*_pairs(first), ("cursor", question.cursor)))
    pages = [("self", here), ("first", with_parameters(ADDRESS, _pairs(first)))]
    if found.next_cursor is not None:
        next_page = (*_pairs(first), ("cursor", found.next_cursor))
        pages.append(("next", with_parameters(ADDRESS, next_page)))
    shown = with_parameters("/search", question.pairs())
    root = _element(
        "feed",
        _text("id", _id("feed", with_parameters("", _pairs(first)))),
        _text("title", f"Tingtale: {_subject(found)}"),
        _text("updated", _instant(updated)),
        _author("Tingtale"),
        _text("generator", "Tingtale"),
        _link("alternate", absolute(shown), "text/html"),
        *(_link(rel, absolute(path), MEDIA_TYPE) for rel, path in pages),
        *map(_entry, entries),
    )
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _pairs(question: SearchQuestion) -> tuple[tuple[str, str], ...]:
    """Return the parameters of the feed's first page; those of the hits' form have no meaning."""
    return replace(question, facets=(), evidence=False).pairs()


def _subject(found: SearchPage) -> str:
    """Return what is searched for, in the words of the question."""
    asked = found.query.asked
    filters = [value for name, value in asked.pairs() if name not in {"q", "expand", "kind"}]
    parts = [part for part in (asked.q, *filters) if part]
    if asked.filters.kind is RecordKind.SPEECH:
        return ", ".join(parts) or "all speeches"
    return ", ".join((*parts, "background documents")) if parts else "all background documents"


def _entries(hits: Iterable[SearchHit], session: Session) -> Iterator[Entry]:
    shown = tuple(hits)
    speeches = speech_change_dates(session, [hit.speech.key for hit in shown if hit.speech])
    documents = document_change_dates(session, [hit.document.key for hit in shown if hit.document])
    for hit in shown:
        learned = _of(hit, speeches, documents)
        yield Entry(hit, learned)


def _of(
    hit: SearchHit, speeches: Mapping[int, ChangeDates], documents: Mapping[int, ChangeDates]
) -> ChangeDates:
    record = hit.record
    return speeches[record.key] if isinstance(record, SpeechSummary) else documents[record.key]


def _entry(entry: Entry) -> etree._Element:
    record = entry.found.record
    kind = RecordKind.SPEECH if isinstance(record, SpeechSummary) else RecordKind.DOCUMENT
    author = _speaks(record)
    via = record.source_url
    return _element(
        "entry",
        _text("id", _id(COLLECTIONS[kind], record.id)),
        _text("title", _title(record)),
        _text("updated", _instant(entry.learned.last)),
        _text("published", _instant(entry.learned.first)),
        *([_author(author)] if author else []),
        _link("alternate", absolute(record_page(kind, record.id)), "text/html"),
        _link("related", absolute(record_resource(kind, record.id)), "application/json"),
        *([_link("via", via)] if via else []),
        _text("summary", _summary(entry.found), type="html"),
    )


def _title(record: Record) -> str:
    """Return who spoke, on which day, and on which item of the agenda; or a document's title."""
    if not isinstance(record, SpeechSummary):
        return record.title
    speaker = record.speaker.name if record.speaker else "No speaker named"
    when = str(record.date or record.year or "")
    item = record.agenda_item.title if record.agenda_item else None
    return ", ".join(part for part in (speaker, when, item) if part)


def _speaks(record: Record) -> str | None:
    """Return whose words they are; None where the source does not say."""
    if isinstance(record, SpeechSummary):
        return record.speaker.name if record.speaker else None
    return record.publisher


def _summary(found: SearchHit) -> str:
    """Return the passages found as HTML; they are escaped and hold <mark> only."""
    return "".join(f'<p lang="{snippet.language}">{snippet.html}</p>' for snippet in found.snippets)


def _id(kind: str, own: str) -> str:
    return f"urn:uuid:{uuid5(_IDS, f'{kind} {own}')}"


def _instant(when: datetime) -> str:
    """Return a time of ours, which is UTC, as RFC 3339 has it."""
    return when.replace(microsecond=0, tzinfo=UTC).isoformat().replace("+00:00", "Z")


def _author(name: str) -> etree._Element:
    return _element("author", _text("name", name))


def _link(rel: str, href: str, media_type: str | None = None) -> etree._Element:
    attributes = {"rel": rel, "href": _clean(href)}
    if media_type is not None:
        attributes["type"] = media_type
    return _text("link", None, **attributes)


def _element(name: str, *children: etree._Element) -> etree._Element:
    element = _text(name, None)
    element.extend(children)
    return element


def _text(name: str, text: str | None, **attributes: str) -> etree._Element:
    element = etree.Element(f"{{{_NAMESPACE}}}{name}", attributes, nsmap=_PREFIXES)
    element.text = None if text is None else _clean(text)
    return element


def _clean(text: str) -> str:
    """Return the text without what no XML may hold, not even escaped."""
    return _IN_NO_XML.sub("\ufffd", text)

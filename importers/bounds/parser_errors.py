"""Parsing that fails in our words only: whatever a parser raises is that document's fault."""

from collections.abc import Callable, Iterable, Iterator

from archive.errors import UnreadableSource
from archive.quarantine.faults import error_text, is_record_fault
from importers.bounds.parsing import parse_within_bounds
from importers.loading.speeches.rows import RecordRefused
from importers.records import Document, Record
from importers.source import Source


class ParserFailed(UnreadableSource):
    """A parser met something in a document that nobody foresaw."""


class NotStorable(UnreadableSource):
    """A document states a value that no archive can keep."""


def parse_checked(source: Source, document: Document) -> Iterator[Record]:
    """Yield the document's records. Raises UnreadableSource, whatever its parser raises."""
    yield from translate_errors(document, lambda: parse_within_bounds(source, document))


def translate_errors(document: Document, read: Callable[[], Iterable[Record]]) -> Iterator[Record]:
    """Translate whatever parsing raises into UnreadableSource.

    Raises UnreadableSource, whatever the reading raises.
    """
    try:
        yield from read()
    except UnreadableSource:
        raise
    except RecordRefused as error:
        raise NotStorable(f"{document.shown_place}: {error}") from error
    except Exception as error:
        if not is_record_fault(error):
            raise
        raise ParserFailed(
            f"{document.shown_place}: cannot be read ({error_text(error)})"
        ) from error

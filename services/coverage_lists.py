"""The records behind the counts of coverage, a page at a time."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from archive.errors import NotFound
from archive.queries.session_coverage.kinds import CoverageKind
from archive.queries.session_coverage.listing import (
    ListedSpeech,
    MissingRange,
    list_missing_numbers,
    list_speeches,
)
from archive.queries.session_coverage.pages import KnownPage, list_unread_pages
from archive.queries.session_coverage.places import CoveragePlace, find_place
from services.addresses import API, segment
from services.criteria import CoverageListQuestion, fingerprint
from services.cursors import Cursor, read_cursor, write_cursor


@dataclass(frozen=True, slots=True)
class CoverageList:
    """A page of the records behind a count; of their three kinds one holds some."""

    place: CoveragePlace
    kind: CoverageKind
    total: int
    """Exact; of all pages: speeches, numbers or pages of the source."""
    next_cursor: str | None
    speeches: tuple[ListedSpeech, ...] = ()
    ranges: tuple[MissingRange, ...] = ()
    pages: tuple[KnownPage, ...] = ()


def coverage_list_path(session_id: str, kind: CoverageKind) -> str:
    """Return the path of the records behind a session's count."""
    return f"{API}/coverage/{segment(session_id)}/{kind.value}"


def coverage_list(
    session: Session, session_id: str, kind_name: str, question: CoverageListQuestion
) -> CoverageList:
    """Return a page of the records of a kind in a session. Raises NotFound, InvalidParameters."""
    kind = _kind(kind_name)
    of = find_place(session, session_id)
    mark = fingerprint("coverage", ("session", of.id), ("kind", kind.value))
    cursor, limit = question.cursor, question.limit
    match kind:
        case CoverageKind.MISSING_NUMBERS:
            missing = list_missing_numbers(session, of, _after(cursor, mark, str, int), limit)
            more = _more(mark, missing.last)
            return CoverageList(of, kind, missing.total, more, ranges=missing.ranges)
        case CoverageKind.NOT_FETCHED:
            place_of_last = _after(cursor, mark, int)
            after = None if place_of_last is None else place_of_last[0]
            known = list_unread_pages(session, of, after, limit)
            more = _more(mark, (known.pages[-1].key,) if known.more else None)
            return CoverageList(of, kind, known.total, more, pages=known.pages)
        case _:
            found = list_speeches(session, of, kind, _after(cursor, mark, int, int), limit)
            more = _more(mark, found.last)
            return CoverageList(of, kind, found.total, more, speeches=found.speeches)


def _kind(name: str) -> CoverageKind:
    try:
        return CoverageKind(name)
    except ValueError as error:
        known = ", ".join(kind.value for kind in CoverageKind)
        raise NotFound(f"nothing is counted as {name!r}; it is one of {known}") from error


def _after(cursor: str | None, mark: str, *kinds: type) -> Any:  # noqa: ANN401  (values of the kinds)
    return read_cursor(cursor, mark, *kinds).place if cursor else None


def _more(mark: str, last: tuple[str | int, ...] | None) -> str | None:
    return None if last is None else write_cursor(Cursor(mark, last))

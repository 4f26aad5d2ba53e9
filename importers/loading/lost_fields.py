"""Lost fields of agenda items and background documents, kept as those of speeches are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

from archive.vocabulary import Severity
from importers.loading.speeches.lost_fields import FIELD_LOST
from importers.records import AgendaItemRecord, BackgroundDocumentRecord, RecordIssue

R = TypeVar("R", AgendaItemRecord, BackgroundDocumentRecord)


@dataclass(frozen=True, slots=True)
class LosableField(Generic[R]):
    """A field that a later version of a document may leave out."""

    name: str
    stated: Callable[[R], object]
    """Nothing where the record does not state it."""
    column: str
    """The column that tells whether the stored row has it."""
    parts: tuple[str, ...]
    """What of the record belongs to it."""


ITEM_FIELDS: Final[tuple[LosableField[AgendaItemRecord], ...]] = (
    LosableField("number", lambda item: item.item_number, "number", ("item_number",)),
    LosableField("title", lambda item: item.item_title, "title", ("item_title",)),
    LosableField("chair", lambda item: item.chair, "chair", ("chair", "chair_raw")),
    LosableField("date", lambda item: item.date, "date", ("date",)),
    LosableField(
        "session",
        lambda item: item.session or item.session_inferred,
        "session_id",
        ("session", "session_inferred"),
    ),
    LosableField("case numbers", lambda item: item.case_numbers, "case_numbers", ("case_numbers",)),
    LosableField("decisions", lambda item: item.decisions, "decisions", ("decisions",)),
    LosableField("list of speeches", lambda item: item.speeches, "listed_speeches", ("speeches",)),
    LosableField("chair's remarks", lambda item: item.remarks, "has_remarks", ("remarks",)),
)
BACKGROUND_FIELDS: Final[tuple[LosableField[BackgroundDocumentRecord], ...]] = (
    LosableField(
        "publisher",
        lambda document: document.publisher,
        "publisher",
        ("publisher", "publisher_rule"),
    ),
    LosableField(
        "date",
        lambda document: document.year,
        "year",
        ("date", "year", "date_precision", "date_raw", "date_rule"),
    ),
    LosableField("address", lambda document: document.url, "url", ("url",)),
)


def lost_field_names(
    record: R, fields: Iterable[LosableField[R]], held: Mapping[str, object]
) -> tuple[str, ...]:
    """Return the names of the fields that the stored row has and the record does not state."""
    return tuple(
        field.name for field in fields if not field.stated(record) and held.get(field.column)
    )


def fill_gaps(record: R, fields: Iterable[LosableField[R]], other: R) -> R:
    """Return the record with what it leaves empty as the other one states it."""
    for field in fields:
        if not field.stated(record) and field.stated(other):
            record = replace(record, **{part: getattr(other, part) for part in field.parts})
    return record


def restore_lost_fields(
    record: R,
    fields: Iterable[LosableField[R]],
    lost: Iterable[str],
    earlier: Callable[[], Iterable[tuple[str, R]]],
) -> tuple[R, tuple[RecordIssue, ...]]:
    """Return the record with the lost fields that an earlier version states, and an issue for each.

    ``earlier`` gives the versions with the SHA-256 of their bytes, the latest first.
    """
    missing = {field.name: field for field in fields if field.name in set(lost)}
    issues = []
    for sha256, before in earlier() if missing else ():
        for name, field in list(missing.items()):
            if not field.stated(before):
                continue
            del missing[name]
            record = replace(record, **{part: getattr(before, part) for part in field.parts})
            issues.append(_lost(name, sha256))
    return record, tuple(issues)


def _lost(name: str, sha256: str) -> RecordIssue:
    return RecordIssue(
        Severity.SUSPICIOUS,
        FIELD_LOST,
        f"its {name} is no longer stated, and kept as the earlier version {sha256[:12]} states it;"
        " look whether the page names it otherwise",
        name,
    )

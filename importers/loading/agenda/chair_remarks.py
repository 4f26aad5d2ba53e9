"""What an agenda item's page tells of speeches: the chair's remarks, as speeches of their own."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time

from archive.vocabulary import DatePrecision, RoleKind, SpeechType
from importers.loading.speeches.identifiers import REMARK_SCHEME, agenda_item_public_id
from importers.records import (
    AgendaItemRecord,
    FieldProvenance,
    ParsedRole,
    Record,
    SourceIdentifier,
    SpeechRecord,
)


def all_speeches(records: Iterable[Record]) -> Iterator[SpeechRecord]:
    """Yield the speeches of a document's records, an agenda item's remarks among them."""
    for record in records:
        if isinstance(record, SpeechRecord):
            yield record
        elif isinstance(record, AgendaItemRecord):
            yield from chair_remarks(record)


def chair_remarks(item: AgendaItemRecord) -> Iterator[SpeechRecord]:
    """Yield the chair's remarks as speeches without a number."""
    public_id = agenda_item_public_id(item)
    for position, segment in enumerate(item.remarks, start=1):
        yield SpeechRecord(
            assembly=item.assembly,
            source_id=None,
            identifiers=(SourceIdentifier(REMARK_SCHEME, f"{public_id}-{position}"),),
            segments=(segment,),
            languages=(segment.language,),
            url=item.url,
            session=item_session(item),
            session_rule=None if item.session is not None else "agenda_item",
            speaker=item.chair,
            speech_type=SpeechType.CHAIR_REMARK,
            role=ParsedRole(kind=RoleKind.PRESIDENT, rule="chair_remark"),
            started_at=None if item.date is None else datetime.combine(item.date, time()),
            started_at_precision=None if item.date is None else DatePrecision.DAY,
            ui_language=item.ui_language,
            readings=tuple(_remark_readings(item)),
        )


def _remark_readings(item: AgendaItemRecord) -> Iterator[FieldProvenance]:
    """Yield how a remark's fields were read from the page of its agenda item."""
    yield FieldProvenance("speaker", item.chair_raw, "agenda item: chair")
    yield FieldProvenance("speech_type", None, None, "chair_remark")
    if item.session is not None:
        yield FieldProvenance("session", str(item.session), "agenda item", "stated")
    if item.date is not None:
        yield FieldProvenance(
            "started_at", item.date.isoformat(), "agenda item: date", "sitting_day"
        )
    yield FieldProvenance("segments.0.kind", None, None, "remarks_untranslated")
    yield FieldProvenance("segments.0.language", None, "text", "most_letters")


def item_session(item: AgendaItemRecord) -> int | None:
    """Return the item's session: as its page states it, else as a rule tells."""
    return item.session_inferred if item.session is None else item.session

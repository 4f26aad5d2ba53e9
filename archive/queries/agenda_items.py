"""Agenda items: those of a session, and one with its decisions and speeches."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from archive.errors import NotFound
from archive.models import AgendaItem, Assembly, CouncilSession, SourceDocument, Speech
from archive.queries.names import AgendaItemName, SessionName, session_id
from archive.queries.speeches import SpeechSummary, read_summary, summary_statement


@dataclass(frozen=True, slots=True)
class AgendaItemSummary:
    """An agenda item as listed."""

    name: AgendaItemName
    date: date | None
    parent: str | None
    """The public id of the item that this one belongs to."""
    case_numbers: tuple[str, ...]
    speeches: int
    """Speeches that are joined with it."""


@dataclass(frozen=True, slots=True)
class AgendaItemDetail:
    """An agenda item with all that the archive knows of it."""

    summary: AgendaItemSummary
    session: SessionName | None
    chair: str | None
    chair_raw: str | None
    """As printed."""
    decisions: tuple[str, ...]
    listed: int
    """Speeches that the item's page lists, whether or not the archive has them."""
    source_url: str | None
    speeches: tuple[SpeechSummary, ...]
    """In the order of their numbers."""


def list_agenda_items(session: Session, session_key: int) -> tuple[AgendaItemSummary, ...]:
    """Return the agenda items of the session of this key, in the order of their numbers."""
    parent = aliased(AgendaItem)
    rows = session.execute(
        select(AgendaItem, parent.public_id)
        .outerjoin(parent, parent.id == AgendaItem.parent_id)
        .where(AgendaItem.session_id == session_key)
    ).all()
    spoken = _spoken(session, [row[0].id for row in rows])
    found = [_summary(item, parent_id, spoken.get(item.id, 0)) for item, parent_id in rows]
    return tuple(sorted(found, key=_order))


def find_agenda_item(session: Session, public_id: str) -> AgendaItemDetail:
    """Return the agenda item of this public id. Raises NotFound."""
    parent = aliased(AgendaItem)
    row = session.execute(
        select(AgendaItem, parent.public_id, CouncilSession, Assembly.key, SourceDocument.url)
        .outerjoin(parent, parent.id == AgendaItem.parent_id)
        .outerjoin(CouncilSession, CouncilSession.id == AgendaItem.session_id)
        .outerjoin(Assembly, Assembly.id == CouncilSession.assembly_id)
        .join(SourceDocument, SourceDocument.id == AgendaItem.source_document_id)
        .where(AgendaItem.public_id == public_id)
    ).first()
    if row is None:
        raise NotFound(f"there is no agenda item with the id {public_id!r}")
    item, parent_id, of, assembly, url = row
    speeches = _speeches(session, item.id)
    return AgendaItemDetail(
        summary=_summary(item, parent_id, len(speeches)),
        session=None if of is None else _session_name(assembly, of),
        chair=item.chair,
        chair_raw=item.chair_raw,
        decisions=tuple(item.decisions),
        listed=len(item.listed_speeches),
        source_url=url,
        speeches=speeches,
    )


def _summary(item: AgendaItem, parent: str | None, speeches: int) -> AgendaItemSummary:
    return AgendaItemSummary(
        name=AgendaItemName(item.public_id, item.number, item.title),
        date=item.date,
        parent=parent,
        case_numbers=tuple(item.case_numbers),
        speeches=speeches,
    )


def _session_name(assembly: str, of: CouncilSession) -> SessionName:
    return SessionName(session_id(assembly, of.label), of.number, of.label, of.year, of.place)


def _order(item: AgendaItemSummary) -> tuple[bool, list[tuple[bool, int, str]], str]:
    """Return a key by which "6.2" stands before "6.10" and items without a number last."""
    number = item.name.number or ""
    parts = [
        (not part.isdecimal(), int(part) if part.isdecimal() else 0, part)
        for part in number.split(".")
    ]
    return not number, parts, item.name.id or ""


def _spoken(session: Session, keys: Collection[int]) -> dict[int | None, int]:
    """Return the number of speeches by agenda item."""
    rows = session.execute(
        select(Speech.agenda_item_id, func.count())
        .where(Speech.agenda_item_id.in_(keys), Speech.withdrawn_at.is_(None))
        .group_by(Speech.agenda_item_id)
    )
    return {key: count for key, count in rows}  # noqa: C416  (a row is no pair to mypy)


def _speeches(session: Session, key: int) -> tuple[SpeechSummary, ...]:
    rows = session.execute(
        summary_statement()
        .where(Speech.agenda_item_id == key, Speech.withdrawn_at.is_(None))
        .order_by(Speech.number.is_(None), Speech.number, Speech.public_id)
    )
    return tuple(read_summary(row) for row in rows.mappings())

"""The frame of the debates: assemblies, their sessions, and agenda items."""

from typing import Final

from sqlalchemy import ColumnElement, case
from sqlalchemy.orm import aliased, join, outerjoin

from archive.database import table_of
from archive.export.fields import Field, Kind
from archive.export.tables.table import Column, SqlTable
from archive.models import AgendaItem, Assembly, CouncilSession
from archive.models.provenance import SourceDocument
from archive.vocabulary import NORDIC_COUNCIL

_ASSEMBLY: Final = Field(
    "assembly", Kind.TEXT, "The assembly.", refers_to="assemblies.id", always=True
)


def session_id_of() -> ColumnElement[str | None]:
    """Return the expression for `archive.queries.names.session_id` of the session joined."""
    return case(
        (Assembly.key == NORDIC_COUNCIL, CouncilSession.label),
        else_=Assembly.key + ":" + CouncilSession.label,
    )


ASSEMBLIES: Final = SqlTable(
    "assemblies",
    "A parliament or council.",
    (
        Column(Field("id", Kind.TEXT, "The assembly's key.", always=True), Assembly.key),
        Column(Field("name", Kind.TEXT, "Its name.", always=True), Assembly.name),
        Column(
            Field("country", Kind.TEXT, "ISO 3166-1 alpha-2; empty for several countries."),
            Assembly.country,
        ),
    ),
    table_of(Assembly),
    key=("id",),
)

SESSIONS: Final = SqlTable(
    "sessions",
    "A session of an assembly; a cancelled one has no speeches, which is not zero speeches.",
    (
        Column(Field("id", Kind.TEXT, "The session's id.", always=True), session_id_of()),
        Column(_ASSEMBLY, Assembly.key),
        Column(
            Field("label", Kind.TEXT, "What names it within its assembly.", always=True),
            CouncilSession.label,
        ),
        Column(Field("number", Kind.INTEGER, "Its number."), CouncilSession.number),
        Column(
            Field("kind", Kind.TEXT, "What it is.", ("ordinary", "theme"), always=True),
            CouncilSession.kind,
        ),
        Column(Field("year", Kind.INTEGER, "Its year, where stated."), CouncilSession.year),
        Column(Field("place", Kind.TEXT, "Where it was held."), CouncilSession.place),
        Column(Field("starts_on", Kind.DATE, "Its first day."), CouncilSession.starts_on),
        Column(Field("ends_on", Kind.DATE, "Its last day."), CouncilSession.ends_on),
        Column(
            Field("cancelled", Kind.BOOLEAN, "Whether it was not held.", always=True),
            CouncilSession.cancelled,
        ),
    ),
    join(CouncilSession, Assembly, Assembly.id == CouncilSession.assembly_id),
    key=("id",),
)

_Parent = aliased(AgendaItem)

_joined = outerjoin(AgendaItem, CouncilSession, CouncilSession.id == AgendaItem.session_id)
_joined = outerjoin(_joined, Assembly, Assembly.id == CouncilSession.assembly_id)
_joined = outerjoin(_joined, _Parent, _Parent.id == AgendaItem.parent_id)
_joined = join(_joined, SourceDocument, SourceDocument.id == AgendaItem.source_document_id)

AGENDA_ITEMS: Final = SqlTable(
    "agenda_items",
    "An item of a session's agenda, from a protocol page or the item's own page.",
    (
        Column(Field("id", Kind.TEXT, "The item's id.", always=True), AgendaItem.public_id),
        Column(
            Field("session", Kind.TEXT, "The session.", refers_to="sessions.id"), session_id_of()
        ),
        Column(
            Field("parent", Kind.TEXT, "The item that it is part of.", refers_to="agenda_items.id"),
            _Parent.public_id,
        ),
        Column(Field("number", Kind.TEXT, "Its number as printed."), AgendaItem.number),
        Column(Field("title", Kind.TEXT, "Its title."), AgendaItem.title),
        Column(Field("date", Kind.DATE, "The day."), AgendaItem.date),
        Column(
            Field("chair_raw", Kind.TEXT, "Who was in the chair, as printed."), AgendaItem.chair_raw
        ),
        Column(Field("chair", Kind.TEXT, "Who was in the chair."), AgendaItem.chair),
        Column(
            Field("case_numbers", Kind.TEXTS, "Cases treated, such as `A 1636/kultur`."),
            AgendaItem.case_numbers,
        ),
        Column(
            Field("decisions", Kind.TEXTS, "What was decided, paragraph by paragraph."),
            AgendaItem.decisions,
        ),
        Column(Field("source_url", Kind.ADDRESS, "The page's address."), SourceDocument.url),
        Column(
            Field("source_sha256", Kind.TEXT, "Of the page as it was read.", always=True),
            SourceDocument.sha256,
        ),
    ),
    _joined,
    key=("id",),
)

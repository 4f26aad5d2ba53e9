"""The frame of the debates: assemblies, their sessions, and agenda items."""

from typing import Final

from sqlalchemy import ColumnElement, case
from sqlalchemy.orm import aliased, join, outerjoin

from archive.database import table_of
from archive.export.fields import Field, FieldType
from archive.export.tables.table import Column, SqlTable
from archive.models import AgendaItem, Assembly, CouncilSession
from archive.models.provenance import SourceDocument
from archive.vocabulary import NORDIC_COUNCIL

_ASSEMBLY: Final = Field(
    "assembly", FieldType.TEXT, "The assembly.", refers_to="assemblies.id", always=True
)


def session_id_expression() -> ColumnElement[str | None]:
    """Return the expression for `archive.queries.names.session_id` of the session joined."""
    return case(
        (Assembly.key == NORDIC_COUNCIL, CouncilSession.label),
        else_=Assembly.key + ":" + CouncilSession.label,
    )


ASSEMBLIES: Final = SqlTable(
    "assemblies",
    "A parliament or council.",
    (
        Column(Field("id", FieldType.TEXT, "The assembly's key.", always=True), Assembly.key),
        Column(Field("name", FieldType.TEXT, "Its name.", always=True), Assembly.name),
        Column(
            Field("country", FieldType.TEXT, "ISO 3166-1 alpha-2; empty for several countries."),
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
        Column(
            Field("id", FieldType.TEXT, "The session's id.", always=True), session_id_expression()
        ),
        Column(_ASSEMBLY, Assembly.key),
        Column(
            Field("label", FieldType.TEXT, "What names it within its assembly.", always=True),
            CouncilSession.label,
        ),
        Column(Field("number", FieldType.INTEGER, "Its number."), CouncilSession.number),
        Column(
            Field("kind", FieldType.TEXT, "What it is.", ("ordinary", "theme"), always=True),
            CouncilSession.kind,
        ),
        Column(Field("year", FieldType.INTEGER, "Its year, where stated."), CouncilSession.year),
        Column(Field("place", FieldType.TEXT, "Where it was held."), CouncilSession.place),
        Column(Field("starts_on", FieldType.DATE, "Its first day."), CouncilSession.starts_on),
        Column(Field("ends_on", FieldType.DATE, "Its last day."), CouncilSession.ends_on),
        Column(
            Field("cancelled", FieldType.BOOLEAN, "Whether it was not held.", always=True),
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
        Column(Field("id", FieldType.TEXT, "The item's id.", always=True), AgendaItem.public_id),
        Column(
            Field("session", FieldType.TEXT, "The session.", refers_to="sessions.id"),
            session_id_expression(),
        ),
        Column(
            Field(
                "parent",
                FieldType.TEXT,
                "The item that it is part of.",
                refers_to="agenda_items.id",
            ),
            _Parent.public_id,
        ),
        Column(Field("number", FieldType.TEXT, "Its number as printed."), AgendaItem.number),
        Column(Field("title", FieldType.TEXT, "Its title."), AgendaItem.title),
        Column(Field("date", FieldType.DATE, "The day."), AgendaItem.date),
        Column(
            Field("chair_raw", FieldType.TEXT, "Who was in the chair, as printed."),
            AgendaItem.chair_raw,
        ),
        Column(Field("chair", FieldType.TEXT, "Who was in the chair."), AgendaItem.chair),
        Column(
            Field("case_numbers", FieldType.TEXTS, "Cases treated, such as `A 1636/kultur`."),
            AgendaItem.case_numbers,
        ),
        Column(
            Field("decisions", FieldType.TEXTS, "What was decided, paragraph by paragraph."),
            AgendaItem.decisions,
        ),
        Column(Field("source_url", FieldType.ADDRESS, "The page's address."), SourceDocument.url),
        Column(
            Field("source_sha256", FieldType.TEXT, "Of the page as it was read.", always=True),
            SourceDocument.sha256,
        ),
    ),
    _joined,
    key=("id",),
)

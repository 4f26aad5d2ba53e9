"""The frame of the debates: sessions, agenda items and party groups."""

from dataclasses import dataclass
from http import HTTPStatus

from api.http.context import database_session
from api.openapi.operation import Blueprint, get
from api.schemas.assemblies import (
    AgendaItemSchema,
    PartyGroupsSchema,
    SessionSchema,
    SessionsParameters,
    SessionsSchema,
)
from archive.queries.agenda_items import (
    AgendaItemDetail,
    AgendaItemSummary,
    find_agenda_item,
    list_agenda_items,
)
from archive.queries.sessions import (
    PartyGroupRow,
    SessionSummary,
    council_session,
    party_groups,
    sessions,
)
from services.addresses import API, with_parameters
from services.criteria import SessionsQuestion, fingerprint
from services.cursors import Cursor, read_cursor, write_cursor

BLUEPRINT = Blueprint("frame", "Sessions, agenda items and party groups.")


@dataclass(frozen=True, slots=True)
class ListedSessions:
    """A page of sessions."""

    total: int
    sessions: tuple[SessionSummary, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class SessionWithAgenda:
    """A session, its agenda, and the search that finds its speeches."""

    summary: SessionSummary
    agenda_items: tuple[AgendaItemSummary, ...]
    search: str


@dataclass(frozen=True, slots=True)
class ListedPartyGroups:
    """All party groups."""

    party_groups: tuple[PartyGroupRow, ...]


@get(
    BLUEPRINT,
    "/sessions",
    parameters=SessionsParameters,
    answer=SessionsSchema,
)
def list_sessions(question: SessionsQuestion) -> ListedSessions:
    """List the sessions, the latest first.

    Of each, its place and days, and how many speeches, words and speakers the archive holds of it.
    """
    of = fingerprint("sessions", ("assembly", question.assembly))
    place = read_cursor(question.cursor, of, int, str, int).place if question.cursor else None
    found = sessions(
        database_session(),
        assembly=question.assembly,
        after=place,
        limit=question.limit,
    )
    cursor = None
    if found.more:
        last = found.sessions[-1]
        cursor = write_cursor(Cursor(of, (last.name.year or 0, last.name.label, last.key)))
    return ListedSessions(found.total, found.sessions, cursor)


@get(
    BLUEPRINT,
    "/sessions/<string:session_id>",
    answer=SessionSchema,
    problems=(HTTPStatus.NOT_FOUND,),
)
def read_session(session_id: str) -> SessionWithAgenda:
    """Return a session with its agenda.

    `search` finds its speeches; each item of the agenda has an address of its own.
    """
    session = database_session()
    found = council_session(session, session_id)
    search = with_parameters(f"{API}/search", [("session", found.name.id)])
    return SessionWithAgenda(found, list_agenda_items(session, found.key), search)


@get(
    BLUEPRINT,
    "/agenda-items/<string:agenda_item_id>",
    answer=AgendaItemSchema,
    problems=(HTTPStatus.NOT_FOUND,),
)
def read_agenda_item(agenda_item_id: str) -> AgendaItemDetail:
    """Return an agenda item with its decisions and its speeches in the order of the debate.

    `listed` is how many speeches the item's own page names, of which the archive may lack some.
    """
    return find_agenda_item(database_session(), agenda_item_id)


@get(BLUEPRINT, "/party-groups", answer=PartyGroupsSchema)
def list_party_groups() -> ListedPartyGroups:
    """List the party groups of the Nordic Council with their names in every language.

    Speeches count for a group where the role printed beside them states it.
    """
    return ListedPartyGroups(party_groups(database_session()))

"""The frame of the debates: assemblies, sessions, agenda items and party groups."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, and_, select
from sqlalchemy.orm import Session, aliased

from archive.errors import NotFound
from archive.models import (
    AgendaItem,
    Assembly,
    CouncilSession,
    PartyGroup,
    PartyGroupName,
    Sitting,
    SourceDocument,
    Speech,
)
from archive.queries.names import AgendaItemName, AssemblyName, SessionName, session_id, session_of
from archive.queries.speeches import SpeechSummary, summary, summary_statement


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A session as listed."""

    name: SessionName
    assembly: AssemblyName
    kind: str
    """"ordinary" or "theme"."""
    starts_on: date | None
    ends_on: date | None
    cancelled: bool
    speeches: int
    words: int
    """Of the originals."""
    speakers: int
    """Resolved ones."""


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A page of sessions, the latest first."""

    total: int
    """Exact; of all pages."""
    sessions: tuple[SessionSummary, ...]
    more: bool

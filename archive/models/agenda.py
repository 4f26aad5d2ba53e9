"""Agenda items: what the speeches of a session were about."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archive.database import Base
from archive.models.assembly import CouncilSession, Sitting
from archive.models.provenance import SourceDocument


class AgendaItem(Base):
    """One item of a session's agenda, from a protocol page or an agenda-item page."""

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(200), unique=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id"), index=True)
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("sitting.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    number: Mapped[str | None] = mapped_column(String(16))
    """As printed, without the last full stop: "6.1"."""
    title: Mapped[str | None] = mapped_column(Text)
    chair_raw: Mapped[str | None] = mapped_column(String(200))
    chair: Mapped[str | None] = mapped_column(String(200))
    date: Mapped[dt.date | None]
    case_numbers: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Normalised: "A 1636/kultur"."""
    decisions: Mapped[list[str]] = mapped_column(JSON, default=list)
    listed_speeches: Mapped[list[dict[str, object]]] = mapped_column(JSON, default=list)
    """What the page lists (number, name, speech_type, teaser), kept so that speeches that are
    imported later can still be joined."""
    content_sha256: Mapped[str] = mapped_column(String(64))
    source_document_id: Mapped[int] = mapped_column(ForeignKey("source_document.id"))
    """The page that leads: whose values win where several disagree."""

    session: Mapped[CouncilSession | None] = relationship()
    sitting: Mapped[Sitting | None] = relationship()
    parent: Mapped["AgendaItem | None"] = relationship(remote_side="AgendaItem.id")
    source_document: Mapped[SourceDocument] = relationship()


class AgendaItemSource(Base):
    """A source document that tells of an agenda item, and whether it holds still."""

    __tablename__ = "agenda_item_source"

    agenda_item_id: Mapped[int] = mapped_column(
        ForeignKey("agenda_item.id", ondelete="CASCADE"), primary_key=True
    )
    source_document_id: Mapped[int] = mapped_column(
        ForeignKey("source_document.id"), primary_key=True, index=True
    )
    latest: Mapped[bool]
    """Whether nothing else was said since at its address or, where it has none, in any file of its
    source."""

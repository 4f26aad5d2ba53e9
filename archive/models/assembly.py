"""Assemblies, their sessions, and the days on which they sit."""

import datetime as dt

from sqlalchemy import ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archive.database import Base


class Assembly(Base):
    """A parliament or council: the Nordic Council, the Folketing, the Storting ..."""

    __tablename__ = "assembly"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    country: Mapped[str | None] = mapped_column(String(2))
    """ISO 3166-1 alpha-2; None for an assembly of several countries."""


class CouncilSession(Base):
    """A session of an assembly: numbered, in one place, ordinary or on a theme.

    Named so because a `Session` is SQLAlchemy's; its table is `session`.
    """

    __tablename__ = "session"
    __table_args__ = (UniqueConstraint("assembly_id", "label"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assembly_id: Mapped[int] = mapped_column(ForeignKey("assembly.id"))
    number: Mapped[int | None]
    label: Mapped[str] = mapped_column(String(64))
    """"64" for an ordinary session, "2012-theme" for one on a theme: the key in addresses."""
    kind: Mapped[str] = mapped_column(String(16))
    """ "ordinary" or "theme"."""
    year: Mapped[int | None]
    """When it met, or began, as a source states or its speeches tell; None where none does."""
    year_concluded: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether no source states the session, so that its year is that of most of its speeches."""
    place: Mapped[str | None] = mapped_column(String(100))
    starts_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None]
    cancelled: Mapped[bool] = mapped_column(default=False)

    assembly: Mapped[Assembly] = relationship()


class Sitting(Base):
    """A day on which an assembly sat."""

    __tablename__ = "sitting"
    __table_args__ = (UniqueConstraint("session_id", "date"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    date: Mapped[dt.date]

    session: Mapped[CouncilSession] = relationship()

"""Speakers: persons who hold speeches, their names, ids elsewhere, and mandates."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archive.database import Base
from archive.models.assembly import Assembly
from archive.models.party import Party


class Speaker(Base):
    """A person, resolved by rule; a name that fits two persons is never guessed.

    Names, id and gender follow from the speeches that are held, whatever the order in which they
    came: an import resolves at its end whom its speeches concern.
    """

    __tablename__ = "speaker"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(200), unique=True)
    """Of the source's own id of the person, else of the name: docs/decisions/public-ids.md."""
    assembly_id: Mapped[int] = mapped_column(ForeignKey("assembly.id"))
    """Speakers of two assemblies who share a name are never taken for one person."""
    name: Mapped[str] = mapped_column(String(200), index=True)
    """The canonical name."""
    gender: Mapped[str | None] = mapped_column(String(16))

    assembly: Mapped[Assembly] = relationship()
    names: Mapped[list["SpeakerName"]] = relationship(cascade="all, delete-orphan")
    identifiers: Mapped[list["SpeakerIdentifier"]] = relationship(cascade="all, delete-orphan")
    mandates: Mapped[list["Mandate"]] = relationship(
        cascade="all, delete-orphan", order_by="Mandate.starts_on"
    )


class SpeakerName(Base):
    """A name that a source prints for a speaker, with its key for matching."""

    __tablename__ = "speaker_name"

    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    matching_key: Mapped[str] = mapped_column(String(200), index=True)
    """The name's words, folded: see archive.text.name_matching."""


class SpeakerIdentifier(Base):
    """An id that a source gives a speaker, within a scheme ("stortinget", "eduskunta" ...)."""

    __tablename__ = "speaker_identifier"
    __table_args__ = (UniqueConstraint("scheme", "value"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"), index=True)
    scheme: Mapped[str] = mapped_column(String(64))
    value: Mapped[str] = mapped_column(String(200))


class FormerSpeakerId(Base):
    """A public id that a person had, or a name that is now known to be that of several.

    It leads to those whose speeches were found under it, so that addresses stay alive.
    """

    __tablename__ = "former_speaker_id"

    public_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"), primary_key=True, index=True)


class Mandate(Base):
    """A speaker's seat in an assembly for a party or party group, as the speeches show it.

    From and to are the first and the last day on which a speech states it; None where the
    speeches have no date.
    """

    __tablename__ = "mandate"

    id: Mapped[int] = mapped_column(primary_key=True)
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"), index=True)
    assembly_id: Mapped[int] = mapped_column(ForeignKey("assembly.id"))
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    party_group_key: Mapped[str | None] = mapped_column(ForeignKey("party_group.key"))
    country: Mapped[str | None] = mapped_column(String(2))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    assembly: Mapped[Assembly] = relationship()
    party: Mapped[Party | None] = relationship()

"""Speeches, the segments that they consist of, and where they were read."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archive.database import Base
from archive.models.agenda import AgendaItem
from archive.models.assembly import Assembly, CouncilSession, Sitting
from archive.models.party import Party
from archive.models.provenance import SourceDocument
from archive.models.speaker import Speaker


class Speech(Base):
    """What one person said in one turn; one speech counts once, whatever segments it holds."""

    __tablename__ = "speech"
    __table_args__ = (
        Index("ix_speech_session_id_number", "session_id", "number"),
        Index("ix_speech_speaker_key", "assembly_id", "speaker_key"),
        Index("ix_speech_speaker_source_id", "assembly_id", "speaker_source_id"),
        Index(
            "ix_speech_unresolved",
            "speaker_rule",
            sqlite_where=text("speaker_rule IS NULL"),
            postgresql_where=text("speaker_rule IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(200), unique=True)
    """Derives from the most trusted id that the source gives: docs/decisions/public-ids.md."""
    assembly_id: Mapped[int] = mapped_column(ForeignKey("assembly.id"))
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id"))
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("sitting.id"))
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    agenda_item_title: Mapped[str | None] = mapped_column(Text)
    """As the speech's own source states it, where it does."""
    number: Mapped[int | None]
    number_label: Mapped[str | None] = mapped_column(String(64))
    speech_type: Mapped[str | None] = mapped_column(String(32))
    type_raw: Mapped[str | None] = mapped_column(String(100))
    speaker_raw: Mapped[str | None] = mapped_column(String(200))
    """The speaker as printed."""
    speaker_key: Mapped[str] = mapped_column(String(200), default="", server_default="")
    """The words of the printed name, folded (archive.text.name_matching); empty without one."""
    speaker_source_id: Mapped[str | None] = mapped_column(String(200))
    """The source's own id of the person, with plain hyphens and apostrophes."""
    speaker_gender: Mapped[str | None] = mapped_column(String(16))
    """As the source states it of the speech's speaker."""
    speaker_suffix: Mapped[str | None] = mapped_column(String(100))
    external_speaker: Mapped[bool] = mapped_column(default=False)
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id"), index=True)
    speaker_rule: Mapped[str | None] = mapped_column(String(64))
    """How the speaker was resolved, or why not: "name", "source-id", "ambiguous", "unnamed".

    None from when the speech is stored until the end of its import, which resolves speakers.
    """
    role_raw: Mapped[str | None] = mapped_column(String(300))
    role_kind: Mapped[str | None] = mapped_column(String(32))
    role_rule: Mapped[str | None] = mapped_column(String(64))
    spokesperson: Mapped[bool] = mapped_column(default=False)
    party_group_key: Mapped[str | None] = mapped_column(ForeignKey("party_group.key"))
    """As stated by the role."""
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    country: Mapped[str | None] = mapped_column(String(2))
    status_raw: Mapped[str | None] = mapped_column(String(100))
    started_at: Mapped[dt.datetime | None]
    """Local to the session's place; read together with started_at_precision."""
    started_at_precision: Mapped[str | None] = mapped_column(String(8))
    date: Mapped[dt.date | None] = mapped_column(index=True)
    """The day where the source states one (precision minute or day), else None."""
    year: Mapped[int | None]
    """The year stated, else the session's."""
    session_rule: Mapped[str | None] = mapped_column(String(64))
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Of the original, in order of appearance."""
    words: Mapped[int] = mapped_column(default=0)
    """Words of the original."""
    from_listing: Mapped[list[str]] = mapped_column(JSON, default=list)
    """The fields that the page of the speech leaves empty and an agenda item's list tells."""
    field_readings: Mapped[dict[str, list[str | None]] | None] = mapped_column(JSON, deferred=True)
    """By field: what is printed, where, and by which rule the value was read from it; a rule that
    another column holds is None here. None where an older parser read the speech last."""
    content_sha256: Mapped[str] = mapped_column(String(64))
    """Of all that a reader can see of the record: changes exactly when the record does."""
    revision: Mapped[int] = mapped_column(ForeignKey("import_run.id"), index=True)
    """The import run that last changed the row: what an index update asks for."""
    added_run_id: Mapped[int | None] = mapped_column(index=True)
    """The import run that brought it first. No foreign key: SQLite would make the table anew."""
    withdrawn_at: Mapped[dt.datetime | None]
    """Set where its source or the operator took it back: kept, but neither counted nor found."""
    withdrawal_order: Mapped[str | None] = mapped_column(Text)
    """Why the operator withdrew it; while it is set, no import brings the speech back."""
    gone_at: Mapped[dt.datetime | None]
    """UTC; when every page that it was read from was found to be gone at the source. The speech
    stays, and is counted and found as before."""

    assembly: Mapped[Assembly] = relationship()
    session: Mapped[CouncilSession | None] = relationship()
    sitting: Mapped[Sitting | None] = relationship()
    agenda_item: Mapped[AgendaItem | None] = relationship()
    speaker: Mapped[Speaker | None] = relationship()
    party: Mapped[Party | None] = relationship()
    segments: Mapped[list["Segment"]] = relationship(
        order_by="Segment.position", cascade="all, delete-orphan", back_populates="speech"
    )
    identifiers: Mapped[list["SpeechIdentifier"]] = relationship(cascade="all, delete-orphan")
    sources: Mapped[list["SpeechSource"]] = relationship(
        order_by="SpeechSource.source_document_id", cascade="all, delete-orphan"
    )


class Segment(Base):
    """A run of paragraphs of a speech, of one kind, in one language."""

    __tablename__ = "segment"
    __table_args__ = (UniqueConstraint("speech_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    speech_id: Mapped[int] = mapped_column(ForeignKey("speech.id", ondelete="CASCADE"))
    position: Mapped[int]
    """From 0."""
    kind: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(3))
    text: Mapped[str] = mapped_column(Text)
    """Paragraphs with one empty line between two."""
    words: Mapped[int]

    speech: Mapped[Speech] = relationship(back_populates="segments")

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Return the text's paragraphs."""
        return tuple(self.text.split("\n\n"))


class SpeechIdentifier(Base):
    """An id by which a source knows a speech: how the same record is recognised again.

    Two speeches may claim one number or one slug; each of them has it then.
    """

    __tablename__ = "speech_identifier"
    __table_args__ = (
        Index("ix_speech_identifier_value", "assembly_id", "scheme", "value"),
        UniqueConstraint("speech_id", "scheme", "value"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    speech_id: Mapped[int] = mapped_column(ForeignKey("speech.id", ondelete="CASCADE"))
    assembly_id: Mapped[int] = mapped_column(ForeignKey("assembly.id"))
    scheme: Mapped[str] = mapped_column(String(32))
    value: Mapped[str] = mapped_column(String(300))


class FormerSpeechId(Base):
    """A public id that a speech had before its source told a better one: it leads to the speech."""

    __tablename__ = "former_speech_id"

    public_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    speech_id: Mapped[int] = mapped_column(ForeignKey("speech.id", ondelete="CASCADE"), index=True)


class SpeechSource(Base):
    """What a source document says of a speech, read by which parser, first said in which run."""

    __tablename__ = "speech_source"

    speech_id: Mapped[int] = mapped_column(
        ForeignKey("speech.id", ondelete="CASCADE"), primary_key=True
    )
    source_document_id: Mapped[int] = mapped_column(
        ForeignKey("source_document.id"), primary_key=True, index=True
    )
    parser_version: Mapped[str] = mapped_column(String(32))
    import_run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"))
    current: Mapped[bool]
    """Whether this is the one document that leads: whose values win where several disagree."""
    latest: Mapped[bool]
    """Whether it holds still: nothing else was said since at its address or, where it has none, in
    any file of its source. The earlier documents are kept."""
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """From 1: one more for each document that said something else of the speech than before."""

    source_document: Mapped[SourceDocument] = relationship()

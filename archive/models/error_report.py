"""Reports of errors: what readers say is wrong in a speech's record, until somebody decides."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from archive.database import Base


class ErrorReport(Base):
    """A reader's report of an error. Nothing of it is public: who decides reads it."""

    __tablename__ = "error_report"
    __table_args__ = (Index("ix_error_report_state", "state", "received_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    speech_id: Mapped[int] = mapped_column(ForeignKey("speech.id", ondelete="CASCADE"), index=True)
    field: Mapped[str] = mapped_column(String(64))
    """A field that can be corrected, "text" or "other"."""
    says: Mapped[str | None] = mapped_column(Text)
    """What the reader says that the archive says."""
    shown: Mapped[str | None] = mapped_column(Text)
    """What the archive said of the field when the report came; None of "text" and "other"."""
    right: Mapped[str] = mapped_column(Text)
    """What the reader says is right."""
    source: Mapped[str | None] = mapped_column(Text)
    """From where the reader knows it."""
    contact: Mapped[str | None] = mapped_column(Text)
    """How the reader can be reached: shown to the operator alone, deleted with the decision."""
    received_at: Mapped[datetime]
    """UTC; the first time."""
    times: Mapped[int] = mapped_column(default=1, server_default="1")
    """How often the same was reported."""
    digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    """SHA-256 of speech, field and what is right, by which the same report is known again; None
    once it is accepted: who reports the same then says something new."""
    state: Mapped[str] = mapped_column(String(16))
    """vocabulary.ReportState."""
    decided_at: Mapped[datetime | None]
    """UTC."""
    decided_by: Mapped[str | None] = mapped_column(String(100))
    answer: Mapped[str | None] = mapped_column(Text)
    """Why it was accepted or refused."""
    correction_id: Mapped[int | None] = mapped_column(
        ForeignKey("correction.id", ondelete="SET NULL")
    )
    """What became of it."""

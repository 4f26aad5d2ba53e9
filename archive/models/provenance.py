"""Provenance: source documents with their bytes, import runs, issues and corrections."""

import zlib
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.database import Base


class SourceDocument(Base):
    """The bytes that were read, where and when: every record can be parsed again from them."""

    __tablename__ = "source_document"
    __table_args__ = (
        # The hash first: the constraint's index is how known bytes are recognised.
        UniqueConstraint("sha256", "source", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(32))
    """The source's name: "norden", "corpus" ..."""
    name: Mapped[str] = mapped_column(String(500))
    """The address, normalised, where it is known, else the file's name and place."""
    place: Mapped[str | None] = mapped_column(String(64))
    """Where it stood in its file when it was read first: "line 17"; None for a whole file."""
    url: Mapped[str | None] = mapped_column(String(1000))
    fetched_at: Mapped[datetime]
    """UTC; for a file, when it was read."""
    sha256: Mapped[str] = mapped_column(String(64))
    """Of the bytes as they were read."""
    media_type: Mapped[str | None] = mapped_column(String(100))
    size: Mapped[int]
    """Bytes as read."""
    parser_version: Mapped[str] = mapped_column(String(32))
    """The parser that read it last: the same bytes under the same version are not read again."""
    records: Mapped[int] = mapped_column(default=0)
    """How many records that parser found in it."""
    compressed: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """The bytes, deflated (zlib, RFC 1950)."""

    @property
    def content(self) -> bytes:
        """Return the bytes as they were read."""
        return zlib.decompress(self.compressed)


class ImportedFile(Base):
    """A file that was read to its end, and when for the first time.

    A line of it that is kept already, from another file, is not kept again: this tells whether the
    file said so before something else was said, or says it anew.
    """

    __tablename__ = "imported_file"
    __table_args__ = (UniqueConstraint("source", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(500))
    """The file's name, as its documents without an address have it."""
    first_run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"))


class ImportRun(Base):
    """One run of one importer and what it did."""

    __tablename__ = "import_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(32))
    parser_version: Mapped[str] = mapped_column(String(32))
    started_at: Mapped[datetime]
    """UTC."""
    finished_at: Mapped[datetime | None]
    """UTC; None while it runs, and for ever where it was killed."""
    inserted: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    withdrawn: Mapped[int] = mapped_column(default=0, server_default="0")
    night_id: Mapped[int | None]
    """The night that it was a part of. No foreign key: SQLite would have to make the table anew."""


class ImportIssue(Base):
    """Something that an import noticed, with its place and its remedy."""

    __tablename__ = "import_issue"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"), index=True)
    source_document_id: Mapped[int | None] = mapped_column(ForeignKey("source_document.id"))
    speech_id: Mapped[int | None] = mapped_column(
        ForeignKey("speech.id", ondelete="SET NULL"), index=True
    )
    place: Mapped[str] = mapped_column(String(600))
    """The file and, where there is one, the line."""
    severity: Mapped[str] = mapped_column(String(16))
    code: Mapped[str] = mapped_column(String(64))
    message: Mapped[str] = mapped_column(Text)


class Correction(Base):
    """A person's correction of one field; it applies as long as the source still says `before`."""

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    speech_id: Mapped[int] = mapped_column(ForeignKey("speech.id", ondelete="CASCADE"), index=True)
    field: Mapped[str] = mapped_column(String(64))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by: Mapped[str | None] = mapped_column(String(100))
    """Who decided it, as they want to be named."""
    outdated_at: Mapped[datetime | None]
    """UTC; since when it is not applied, because the source says something else. Else None."""
    source_says: Mapped[str | None] = mapped_column(Text)
    """What the source says instead, where the correction is outdated."""

"""Background documents: texts that stand beside the debates and are never counted as speeches."""

import datetime as dt

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archive.database import Base
from archive.models.provenance import SourceDocument


class BackgroundDocument(Base):
    """A text on what the debates are about: a report, an article, an appeal, a letter."""

    __tablename__ = "background_documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(200), unique=True)
    """Derives from its address, else from the first by letters of its files' names."""
    title: Mapped[str] = mapped_column(Text)
    """Where none is printed, the first sentence; the rule says which."""
    title_rule: Mapped[str] = mapped_column(String(64))
    title_key: Mapped[str] = mapped_column(String(200), default="", server_default="", index=True)
    """What a file of another name is first known by (`archive.text.name_matching.matching_key`)."""
    publisher: Mapped[str | None] = mapped_column(String(300))
    """The organisation that speaks; None where the text does not name it."""
    publisher_rule: Mapped[str | None] = mapped_column(String(64))
    date: Mapped[dt.date | None] = mapped_column(index=True)
    """The day where the text states one, else None."""
    year: Mapped[int | None]
    date_precision: Mapped[str | None] = mapped_column(String(8))
    """A value of archive.vocabulary.DatePrecision: "day" or "year"; None without a date."""
    date_raw: Mapped[str | None] = mapped_column(String(100))
    """As printed: "Halden, 10.12.2024"."""
    date_rule: Mapped[str | None] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(3))
    """Of the text as a whole; "und" where no rule can tell."""
    language_rule: Mapped[str | None] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    """All that is printed, the title where it stands: paragraphs with one empty line between two;
    a line break within a paragraph is kept."""
    words: Mapped[int]
    content_sha256: Mapped[str] = mapped_column(String(64))
    """Of all that a reader can see of the document: changes exactly when the document does."""
    revision: Mapped[int] = mapped_column(ForeignKey("import_run.id"), index=True)
    """The import run that last changed the row: what an index update asks for."""
    added_run_id: Mapped[int | None] = mapped_column(index=True)
    """The import run that brought it. No foreign key: SQLite would have to make the table anew."""
    withdrawn_at: Mapped[dt.datetime | None]
    """Set where the document is to be found no more: kept, but neither counted nor found."""
    withdrawal_order: Mapped[str | None] = mapped_column(Text)
    """Why the operator withdrew it; while it is set, no import brings the document back."""

    sources: Mapped[list["BackgroundSource"]] = relationship(
        order_by="BackgroundSource.source_document_id", cascade="all, delete-orphan"
    )

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Return the text's paragraphs."""
        return tuple(self.text.split("\n\n"))


class BackgroundSource(Base):
    """What a source document says of a background document, and in which run it said so first."""

    __tablename__ = "background_source"

    background_document_id: Mapped[int] = mapped_column(
        ForeignKey(
            "background_documents.id",
            # By the convention its name would be one character longer than PostgreSQL allows.
            name="fk_background_source_background_document_id",
            ondelete="CASCADE",
        ),
        primary_key=True,
    )
    source_document_id: Mapped[int] = mapped_column(
        ForeignKey("source_document.id"), primary_key=True, index=True
    )
    parser_version: Mapped[str] = mapped_column(String(32))
    import_run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"))
    read_run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"))
    """The run that read it last: what it noticed is what today's parser notices."""
    current: Mapped[bool]
    """Whether it is what was said last; the documents that were said before are kept."""
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """From 1: one more for each source document that said something else than before."""

    source_document: Mapped[SourceDocument] = relationship()


class BackgroundName(Base):
    """A name under which a background document was read: its address, or that of a file."""

    __tablename__ = "background_name"

    background_document_id: Mapped[int] = mapped_column(
        ForeignKey(
            "background_documents.id",
            # By the convention its name would be longer than PostgreSQL allows.
            name="fk_background_name_background_document_id",
            ondelete="CASCADE",
        ),
        primary_key=True,
    )
    name: Mapped[str] = mapped_column(String(500), primary_key=True)
    """As of SourceDocument.name; files of the very same bytes count, too."""
    is_address: Mapped[bool]
    public_id: Mapped[str] = mapped_column(String(200), index=True)
    """What the name gives; where several documents have it, it is the public id of none."""


class FormerBackgroundId(Base):
    """A public id that a background document had before: it leads to the document."""

    __tablename__ = "former_background_id"

    public_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    background_document_id: Mapped[int] = mapped_column(
        ForeignKey(
            "background_documents.id",
            name="fk_former_background_id_background_document_id",
            ondelete="CASCADE",
        ),
        index=True,
    )

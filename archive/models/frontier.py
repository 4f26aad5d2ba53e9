"""The frontier: every address that a crawl of a source knows, and what it last learned of it."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from archive.database import Base


class FrontierPage(Base):
    """An address of a source: why it is there, what it answered last, and when it is due again.

    A page stays in the frontier whatever it answers, so that it is not found again as new.
    """

    __tablename__ = "frontier_page"
    __table_args__ = (
        UniqueConstraint("source", "url"),
        Index("ix_frontier_page_source_next_at", "source", "next_at"),
        Index("ix_frontier_page_source_record", "source", "record"),
        Index("ix_frontier_page_source_node", "source", "node"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(32))
    """The source's name: "norden"."""
    url: Mapped[str] = mapped_column(String(1000))
    """Normalised (importers.sources.norden.site), under the host that is asked."""
    record: Mapped[str] = mapped_column(String(1000))
    """What the forms of one page share in their addresses: "node/60706", "speech/..."."""
    node: Mapped[int | None]
    """The node id, where the address is one."""
    kind: Mapped[str] = mapped_column(String(16))
    """vocabulary.FrontierKind; "unknown" until it is read."""
    strategy: Mapped[str] = mapped_column(String(16))
    """By which strategy it was found first: vocabulary.Strategy."""
    priority: Mapped[int] = mapped_column(default=0, server_default="0")
    """Smaller ones are asked first."""
    found_on: Mapped[str | None] = mapped_column(String(1000))
    """The page that led to it first; None for seeds and neighbours."""
    found_at: Mapped[dt.datetime]
    """UTC, as all moments here."""
    depth: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many links lie between it and a seed; what bounds traps."""
    session: Mapped[int | None]
    """The number of the session, where the listing that led to it tells one."""
    state: Mapped[str] = mapped_column(String(16))
    """vocabulary.PageState."""
    same_as_id: Mapped[int | None] = mapped_column(ForeignKey("frontier_page.id"), index=True)
    """The page that is asked in its stead, being the same in another form or language."""
    next_at: Mapped[dt.datetime | None]
    """From when on it is due; None: never, unless an operator orders it."""
    asked_at: Mapped[dt.datetime | None]
    """When it was asked last, whatever came of it."""
    read_at: Mapped[dt.datetime | None]
    """When it last answered with what it is: a page, or that the page is unchanged."""
    changed_at: Mapped[dt.datetime | None]
    """When it first answered, or last said something else than before."""
    status: Mapped[int | None]
    """Of the last answer; None where there was none."""
    etag: Mapped[str | None] = mapped_column(String(500))
    last_modified: Mapped[str | None] = mapped_column(String(100))
    sha256: Mapped[str | None] = mapped_column(String(64))
    """Of the bytes as they were last read."""
    kept_at: Mapped[dt.datetime | None]
    """When these bytes came: the date of their record in the WARC file."""
    warc: Mapped[str | None] = mapped_column(String(255))
    """The name of that file."""
    content_sha256: Mapped[str | None] = mapped_column(String(64))
    """Of what a reader sees of the page: by which a change is told from noise around it."""
    leads_sha256: Mapped[str | None] = mapped_column(String(64))
    """Of the records that a listing leads to, which a pager without end repeats; of a speech, of
    what was said, which its other addresses repeat."""
    session_disputed: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether listings of several sessions lead to it, so that none of them tells its session."""
    awaited: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it says that it waits for its transcription."""
    failures: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often in a row it failed in a way that may pass."""
    missing_days: Mapped[int] = mapped_column(default=0, server_default="0")
    """On how many days in a row it answered that there is no such page (404 or 410)."""
    missing_on: Mapped[dt.date | None]
    """The last of these days."""
    gone_at: Mapped[dt.datetime | None]
    """When it was missing on the third day: it is gone at the source."""
    reason: Mapped[str | None] = mapped_column(Text)
    """Why it is no record, was refused or failed, in words."""

"""Numbers of versions for speeches that nothing corrected: 0015.

The first form of 0006 numbered the pages of a speech in the order of reading, as if each had
corrected the one before, whatever its address. The one that was read last led then, by chance.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let all pages of such a speech have the number 1, and be read again when they come.

    Which of them leads is decided then.
    """
    said = sa.table(
        "speech_source",
        sa.column("speech_id"),
        sa.column("source_document_id"),
        sa.column("version", sa.Integer()),
    )
    document = sa.table(
        "source_document",
        sa.column("id"),
        sa.column("source", sa.String()),
        sa.column("name", sa.String()),
        sa.column("url", sa.String()),
        sa.column("parser_version", sa.String()),
    )
    address = sa.case((document.c.url.is_(None), ""), else_=document.c.name)
    voices = sa.func.count(sa.distinct(document.c.source + " " + address))
    never_corrected = (
        sa.select(said.c.speech_id)
        .join_from(said, document, document.c.id == said.c.source_document_id)
        .group_by(said.c.speech_id)
        .having(sa.func.max(said.c.version) > 1, sa.func.count() == voices)
    )
    chosen = said.c.speech_id.in_(never_corrected)
    pages = sa.select(said.c.source_document_id).where(chosen)
    op.execute(sa.update(document).where(document.c.id.in_(pages)).values(parser_version=""))
    op.execute(sa.update(said).where(chosen).values(version=1))


def downgrade() -> None:
    """Keep the numbers: those before were wrong."""

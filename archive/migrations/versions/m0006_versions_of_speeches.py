"""Which documents said of a speech what, one after the other, and which files were read: 0006."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# An address or a source's files correct themselves alone: what another one said, which is read
# later by chance, has the number of what was said last.
_NUMBER_VERSIONS = """
UPDATE speech_source SET version = 1 + (
    SELECT count(*) FROM speech_source AS later
    JOIN source_document AS said ON said.id = later.source_document_id
    WHERE later.speech_id = speech_source.speech_id
    AND later.source_document_id <= speech_source.source_document_id
    AND EXISTS (
        SELECT 1 FROM speech_source AS earlier
        JOIN source_document AS before ON before.id = earlier.source_document_id
        WHERE earlier.speech_id = later.speech_id
        AND before.id < said.id
        AND before.source = said.source
        AND (before.url IS NULL) = (said.url IS NULL)
        AND (said.url IS NULL OR before.name = said.name)
    )
)
"""


def upgrade() -> None:
    """Count how often what was said of each speech was corrected; list the files of documents.

    What an earlier release refused as a contradiction holds once its file is imported again.
    """
    # Not in a batch: other tables refer to this, which SQLite would have to copy and drop.
    op.add_column(
        "speech_source", sa.Column("version", sa.Integer(), server_default="1", nullable=False)
    )
    op.execute(_NUMBER_VERSIONS)
    op.create_table(
        "imported_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(32), nullable=False),
        sa.Column("name", sa.String(500), nullable=False),
        sa.Column("first_run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_run_id"],
            ["import_run.id"],
            name=op.f("fk_imported_file_first_run_id_import_run"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_file")),
        sa.UniqueConstraint("source", "name", name=op.f("uq_imported_file_source_name")),
    )
    op.execute(
        "INSERT INTO imported_file (source, name, first_run_id)"
        " SELECT document.source, document.name, min(run.id) FROM source_document AS document"
        " JOIN import_run AS run ON run.source = document.source"
        " WHERE document.url IS NULL GROUP BY document.source, document.name"
    )


def downgrade() -> None:
    """Forget the order; the documents stay."""
    op.drop_table("imported_file")
    op.drop_column("speech_source", "version")

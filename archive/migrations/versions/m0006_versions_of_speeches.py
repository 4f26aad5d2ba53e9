"""Which documents said of a speech what, one after the other, and which files were read: 0006."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Count what was said of each speech in the order of reading; list the files of documents.

    What an earlier release refused as a contradiction holds once its file is imported again.
    """
    # Not in a batch: other tables refer to this, which SQLite would have to copy and drop.
    op.add_column(
        "speech_source", sa.Column("version", sa.Integer(), server_default="1", nullable=False)
    )
    op.execute(
        "UPDATE speech_source SET version = ("
        " SELECT count(*) FROM speech_source AS earlier"
        " WHERE earlier.speech_id = speech_source.speech_id"
        " AND earlier.source_document_id <= speech_source.source_document_id)"
    )
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

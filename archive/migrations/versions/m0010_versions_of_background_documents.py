"""Which files said what of a background document, one after the other: migration 0010."""

from itertools import groupby

import sqlalchemy as sa
from alembic import op

from archive.text.name_matching import matching_key

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what documents are known by in other files; number what was said in order of reading.

    Two documents that an earlier release made of one stay two.
    """
    # Not in a batch: another table refers to this, which SQLite would have to copy and drop.
    op.add_column(
        "background_documents",
        sa.Column("title_key", sa.String(length=200), server_default="", nullable=False),
    )
    op.create_index(
        op.f("ix_background_documents_title_key"), "background_documents", ["title_key"]
    )
    op.add_column(
        "background_source", sa.Column("version", sa.Integer(), server_default="1", nullable=False)
    )
    op.add_column("background_source", sa.Column("read_run_id", sa.Integer(), nullable=True))
    op.execute("UPDATE background_source SET read_run_id = import_run_id")
    with op.batch_alter_table("background_source") as batch:
        batch.alter_column("read_run_id", existing_type=sa.Integer(), nullable=False)
        batch.create_foreign_key(
            op.f("fk_background_source_read_run_id_import_run"),
            "import_run",
            ["read_run_id"],
            ["id"],
        )
    connection = op.get_bind()
    _write_title_keys(connection)
    _number_versions(connection)


def downgrade() -> None:
    """Forget the order; the documents stay."""
    with op.batch_alter_table("background_source") as batch:
        batch.drop_constraint(
            op.f("fk_background_source_read_run_id_import_run"), type_="foreignkey"
        )
        batch.drop_column("read_run_id")
        batch.drop_column("version")
    op.drop_index(op.f("ix_background_documents_title_key"), "background_documents")
    op.drop_column("background_documents", "title_key")


def _write_title_keys(connection: sa.Connection) -> None:
    rows = connection.execute(sa.text("SELECT id, title FROM background_documents")).all()
    keys = [{"id": key, "title_key": matching_key(title)} for key, title in rows]
    if keys:
        connection.execute(
            sa.text("UPDATE background_documents SET title_key = :title_key WHERE id = :id"), keys
        )


def _number_versions(connection: sa.Connection) -> None:
    rows = connection.execute(
        sa.text(
            "SELECT background_document_id, source_document_id FROM background_source"
            " ORDER BY background_document_id, current, import_run_id, source_document_id"
        )
    ).all()
    numbered = [
        {"document": document, "source": source, "version": version}
        for document, sources in groupby(rows, key=lambda row: row[0])
        for version, (_, source) in enumerate(sources, start=1)
    ]
    if numbered:
        connection.execute(
            sa.text(
                "UPDATE background_source SET version = :version"
                " WHERE background_document_id = :document AND source_document_id = :source"
            ),
            numbered,
        )

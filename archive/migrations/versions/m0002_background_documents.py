"""Background documents beside the debates: migration 0002."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the background documents and where they were read."""
    op.create_table(
        "background_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_rule", sa.String(length=64), nullable=False),
        sa.Column("publisher", sa.String(length=300), nullable=True),
        sa.Column("publisher_rule", sa.String(length=64), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("date_precision", sa.String(length=8), nullable=True),
        sa.Column("date_raw", sa.String(length=100), nullable=True),
        sa.Column("date_rule", sa.String(length=64), nullable=True),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["revision"],
            ["import_run.id"],
            name=op.f("fk_background_documents_revision_import_run"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_background_documents")),
        sa.UniqueConstraint("public_id", name=op.f("uq_background_documents_public_id")),
    )
    op.create_index(op.f("ix_background_documents_date"), "background_documents", ["date"])
    op.create_index(op.f("ix_background_documents_revision"), "background_documents", ["revision"])
    _create_sources()


def downgrade() -> None:
    """Drop both tables; the source documents' bytes stay."""
    op.drop_table("background_source")
    op.drop_table("background_documents")


def _create_sources() -> None:
    op.create_table(
        "background_source",
        sa.Column("background_document_id", sa.Integer(), nullable=False),
        sa.Column("source_document_id", sa.Integer(), nullable=False),
        sa.Column("parser_version", sa.String(length=32), nullable=False),
        sa.Column("import_run_id", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["background_document_id"],
            ["background_documents.id"],
            name="fk_background_source_background_document_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["import_run_id"],
            ["import_run.id"],
            name=op.f("fk_background_source_import_run_id_import_run"),
        ),
        sa.ForeignKeyConstraint(
            ["source_document_id"],
            ["source_document.id"],
            name=op.f("fk_background_source_source_document_id_source_document"),
        ),
        sa.PrimaryKeyConstraint(
            "background_document_id",
            "source_document_id",
            name=op.f("pk_background_source"),
        ),
    )
    op.create_index(
        op.f("ix_background_source_source_document_id"),
        "background_source",
        ["source_document_id"],
    )

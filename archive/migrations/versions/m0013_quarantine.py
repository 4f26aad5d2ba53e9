"""Records at fault, with their bytes and the reason: migration 0013."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; the next imports fill it, as bytes that were rejected were not kept."""
    op.create_table(
        "quarantine",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("place", sa.String(length=64), nullable=True),
        sa.Column("record", sa.String(length=200), server_default="", nullable=False),
        sa.Column("phase", sa.String(length=16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=True),
        sa.Column("compressed", sa.LargeBinary(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("first_run_id", sa.Integer(), nullable=True),
        sa.Column("last_run_id", sa.Integer(), nullable=True),
        sa.Column("first_seen_at", sa.DateTime(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_run_id"],
            ["import_run.id"],
            name=op.f("fk_quarantine_first_run_id_import_run"),
        ),
        sa.ForeignKeyConstraint(
            ["last_run_id"], ["import_run.id"], name=op.f("fk_quarantine_last_run_id_import_run")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
        sa.UniqueConstraint(
            "sha256",
            "source",
            "name",
            "phase",
            "record",
            name=op.f("uq_quarantine_sha256_source_name_phase_record"),
        ),
    )
    op.create_index(op.f("ix_quarantine_source_name"), "quarantine", ["source", "name"])


def downgrade() -> None:
    """Drop the table with the bytes in it."""
    op.drop_table("quarantine")

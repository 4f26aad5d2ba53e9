"""Readers' reports of errors, and who made a correction and whether it applies: migration 0019."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the queue. Which corrections are outdated the next reading of a speech tells."""
    op.add_column("correction", sa.Column("made_by", sa.String(length=100), nullable=True))
    op.add_column("correction", sa.Column("outdated_at", sa.DateTime(), nullable=True))
    op.add_column("correction", sa.Column("source_says", sa.Text(), nullable=True))
    op.create_table(
        "error_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("speech_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("says", sa.Text(), nullable=True),
        sa.Column("shown", sa.Text(), nullable=True),
        sa.Column("right", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("times", sa.Integer(), server_default="1", nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.String(length=100), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("correction_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["speech_id"],
            ["speech.id"],
            name=op.f("fk_error_report_speech_id_speech"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["correction_id"],
            ["correction.id"],
            name=op.f("fk_error_report_correction_id_correction"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_error_report")),
        sa.UniqueConstraint("digest", name=op.f("uq_error_report_digest")),
    )
    op.create_index(op.f("ix_error_report_speech_id"), "error_report", ["speech_id"])
    op.create_index(op.f("ix_error_report_state"), "error_report", ["state", "received_at"])


def downgrade() -> None:
    """Drop the queue with what waits in it, and what is known of corrections beside them."""
    op.drop_table("error_report")
    op.drop_column("correction", "source_says")
    op.drop_column("correction", "outdated_at")
    op.drop_column("correction", "made_by")

"""Public ids that speeches had before: migration 0009."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; what an import learns of held speeches fills it."""
    op.create_table(
        "former_speech_id",
        sa.Column("public_id", sa.String(length=200), nullable=False),
        sa.Column("speech_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["speech_id"],
            ["speech.id"],
            name=op.f("fk_former_speech_id_speech_id_speech"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("public_id", name=op.f("pk_former_speech_id")),
    )
    op.create_index(op.f("ix_former_speech_id_speech_id"), "former_speech_id", ["speech_id"])


def downgrade() -> None:
    """Drop the table; speeches keep the public ids that they have."""
    op.drop_table("former_speech_id")

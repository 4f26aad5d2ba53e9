"""Result sets, and how many records an import run withdrew: migration 0003."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the result sets; runs so far have withdrawn nothing by order."""
    op.create_table(
        "result_set",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("question", sa.JSON(), nullable=False),
        sa.Column("understood", sa.Text(), nullable=False),
        sa.Column("archive", sa.JSON(), nullable=False),
        sa.Column("lexicon_version", sa.String(length=64), nullable=False),
        sa.Column("analysis_version", sa.String(length=64), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("ids_sha256", sa.String(length=64), nullable=False),
        sa.Column("compressed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_set")),
        sa.UniqueConstraint("digest", name=op.f("uq_result_set_digest")),
    )
    # Not in a batch: other tables refer to this one, which SQLite would have to copy and drop.
    counted = sa.Column("withdrawn", sa.Integer(), nullable=False, server_default="0")
    op.add_column("import_run", counted)


def downgrade() -> None:
    """Drop both; what was cited by its address is then to be found no more."""
    op.drop_column("import_run", "withdrawn")
    op.drop_table("result_set")

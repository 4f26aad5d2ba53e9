"""Which pages tell of an agenda item, and which of them hold: migration 0012."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_TABLE = "agenda_item_source"


def upgrade() -> None:
    """Note the page that leads for each item, and its earlier versions; others are read again."""
    op.create_table(
        _TABLE,
        sa.Column("agenda_item_id", sa.Integer(), nullable=False),
        sa.Column("source_document_id", sa.Integer(), nullable=False),
        sa.Column("latest", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.id"],
            name=op.f("fk_agenda_item_source_agenda_item_id_agenda_item"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_document_id"],
            ["source_document.id"],
            name=op.f("fk_agenda_item_source_source_document_id_source_document"),
        ),
        sa.PrimaryKeyConstraint(
            "agenda_item_id", "source_document_id", name=op.f("pk_agenda_item_source")
        ),
    )
    op.create_index(
        op.f("ix_agenda_item_source_source_document_id"), _TABLE, ["source_document_id"]
    )
    op.execute(
        "INSERT INTO agenda_item_source (agenda_item_id, source_document_id, latest)"
        " SELECT id, source_document_id, true FROM agenda_item"
    )
    op.execute(  # earlier versions of the page, of which fields may be kept
        "INSERT INTO agenda_item_source (agenda_item_id, source_document_id, latest)"
        " SELECT item.id, earlier.id, false FROM agenda_item AS item"
        " JOIN source_document AS page ON page.id = item.source_document_id"
        " JOIN source_document AS earlier ON earlier.source = page.source"
        " AND earlier.name = page.name AND earlier.id != page.id"
    )


def downgrade() -> None:
    """Forget which pages tell of an item; the one that leads stays."""
    op.drop_table(_TABLE)

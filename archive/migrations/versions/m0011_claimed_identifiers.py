"""Ids that several speeches claim: migration 0011."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TABLE = "speech_identifier"


def upgrade() -> None:
    """Let each speech have all ids that it claims; reading it again adds what was refused."""
    with op.batch_alter_table(_TABLE) as table:
        table.drop_constraint("uq_speech_identifier_assembly_id_scheme_value", type_="unique")
        table.create_unique_constraint(
            "uq_speech_identifier_speech_id_scheme_value", ["speech_id", "scheme", "value"]
        )
    op.create_index("ix_speech_identifier_value", _TABLE, ["assembly_id", "scheme", "value"])
    op.drop_index("ix_speech_identifier_speech_id", _TABLE)


def downgrade() -> None:
    """Leave a claimed id to the speech that was stored first."""
    op.execute(
        "DELETE FROM speech_identifier WHERE EXISTS ("
        " SELECT 1 FROM speech_identifier AS earlier"
        " WHERE earlier.assembly_id = speech_identifier.assembly_id"
        " AND earlier.scheme = speech_identifier.scheme"
        " AND earlier.value = speech_identifier.value"
        " AND earlier.id < speech_identifier.id)"
    )
    op.create_index("ix_speech_identifier_speech_id", _TABLE, ["speech_id"])
    op.drop_index("ix_speech_identifier_value", _TABLE)
    with op.batch_alter_table(_TABLE) as table:
        table.drop_constraint("uq_speech_identifier_speech_id_scheme_value", type_="unique")
        table.create_unique_constraint(
            "uq_speech_identifier_assembly_id_scheme_value", ["assembly_id", "scheme", "value"]
        )

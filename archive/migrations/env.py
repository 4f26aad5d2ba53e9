"""What alembic runs for every migration: the connection that `archive.schema` hands over."""

from alembic import context
from sqlalchemy import Connection

from archive import models
from archive.database import Base

assert models.Speech.metadata is Base.metadata  # the models are imported: the metadata is whole


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        # SQLite alters a table by making it anew; PostgreSQL ignores the setting's effect.
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


_migrate(context.config.attributes["connection"])

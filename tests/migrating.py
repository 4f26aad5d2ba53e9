"""Databases of one version of the schema, as migrations make them."""

import alembic.command
from sqlalchemy import Engine

from archive.schema import _config
from archive.schema_version import current_version


def migrate(engine: Engine, version: str) -> None:
    """Bring the database up or down to the version, without reference data."""
    held = current_version(engine)
    go = alembic.command.downgrade if held and held > version else alembic.command.upgrade
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        go(config, version)

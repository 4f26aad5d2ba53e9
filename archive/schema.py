"""The database's schema: created and migrated by `upgrade`."""

import alembic.command
from alembic.config import Config
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive import migrations
from archive.database import lock_for_writing
from archive.reference import write_reference_data
from archive.schema_version import current_version, newest_version, require_known_version


def upgrade(engine: Engine) -> str:
    """Create or migrate the database and write the reference data; return its version.

    Raises DatabaseVersionError where the database is of a newer version than this software
    or holds tables that are not the archive's.
    """
    config = _config()
    version = current_version(engine)
    require_known_version(version, engine)
    with engine.begin() as connection:
        lock_for_writing(connection)
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, "head")
        with Session(connection) as session:
            write_reference_data(session)
            session.flush()
            session.expunge_all()
    return newest_version()


def _config() -> Config:
    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", migrations.__path__[0].replace("%", "%%"))
    return config

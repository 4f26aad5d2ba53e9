"""The database's schema: created and migrated by `upgrade`, and checked before use."""

from functools import cache
from typing import Final

import alembic.command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session

from archive import migrations
from archive.database import begin_writing
from archive.errors import DatabaseVersionError
from archive.reference import write_reference_data

UPGRADE_COMMAND: Final = "tingtale db upgrade"


def upgrade(engine: Engine) -> str:
    """Create or migrate the database and write the reference data; return its version.

    Raises DatabaseVersionError where the database is of a newer version than this software
    or holds tables that are not the archive's.
    """
    config = _config()
    version = current_version(engine)
    _refuse_unknown(version, engine)
    with engine.begin() as connection:
        begin_writing(connection)
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, "head")
        with Session(connection) as session:
            write_reference_data(session)
            session.flush()
            session.expunge_all()
    return newest_version()


def require_current(engine: Engine) -> None:
    """Raise DatabaseVersionError, naming the remedy, unless the schema is this software's."""
    version = current_version(engine)
    if version is None:
        raise DatabaseVersionError(
            f"There is no archive in the database {shown_url(engine)};"
            f" run `{UPGRADE_COMMAND}` to create it"
        )
    _refuse_unknown(version, engine)
    if version != newest_version():
        raise DatabaseVersionError(
            f"The database {shown_url(engine)} is of version {version}, this software needs"
            f" {newest_version()}; run `{UPGRADE_COMMAND}`"
        )


def current_version(engine: Engine) -> str | None:
    """Return the version that the database says it has, or None where it holds no archive.

    Raises DatabaseVersionError where the database cannot be read at all.
    """
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except OperationalError as error:
        raise DatabaseVersionError(
            f"The database {shown_url(engine)} cannot be opened ({error.orig});"
            " see that it runs, that its folder is writable, and TINGTALE_DATABASE_URL"
        ) from error
    except DatabaseError as error:
        raise DatabaseVersionError(
            f"{shown_url(engine)} is no database that can be read ({error.orig});"
            " restore it from a backup or name another one in TINGTALE_DATABASE_URL"
        ) from error


def newest_version() -> str:
    """Return the version that this software's last migration makes."""
    version = _scripts().get_current_head()
    assert version is not None
    return version


def shown_url(engine: Engine) -> str:
    """Return the database's address without its password."""
    return engine.url.render_as_string(hide_password=True)


@cache
def _scripts() -> ScriptDirectory:
    """Return the migrations; reading them takes longer than asking the database."""
    return ScriptDirectory.from_config(_config())


def _refuse_unknown(version: str | None, engine: Engine) -> None:
    scripts = _scripts()
    known = {script.revision for script in scripts.walk_revisions()}
    if version is not None and version not in known:
        raise DatabaseVersionError(
            f"The database {shown_url(engine)} is of version {version}, which is newer than this"
            f" software knows (its newest is {newest_version()}); install a newer Tingtale"
            " or name another database in TINGTALE_DATABASE_URL"
        )
    if version is None and (strangers := inspect(engine).get_table_names()):
        raise DatabaseVersionError(
            f"The database {shown_url(engine)} holds tables that are not the archive's"
            f" ({', '.join(sorted(strangers)[:3])} ...); name another one in"
            " TINGTALE_DATABASE_URL"
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", migrations.__path__[0].replace("%", "%%"))
    return config

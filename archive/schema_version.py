"""The version of a database's schema: what it is, and whether this software can use it.

Asked by every command, and so without alembic, which takes longer to load than most answer.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, column, inspect, select, table
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session

from archive.database import open_engine, open_session
from archive.errors import DatabaseVersionError
from archive.machine_errors import without_password
from archive.migrations import versions

UPGRADE_COMMAND: Final = "tingtale db upgrade"

_VERSIONS: Final = table("alembic_version", column("version_num"))
"""Alembic's own table; its one row holds the version."""


def require_current(engine: Engine) -> None:
    """Raise DatabaseVersionError, naming the remedy, unless the schema is this software's."""
    version = current_version(engine)
    if version is None:
        raise DatabaseVersionError(
            f"There is no archive in the database {url_without_password(engine)};"
            f" run `{UPGRADE_COMMAND}` to create it"
        )
    require_known_version(version, engine)
    if version != newest_version():
        raise DatabaseVersionError(
            f"The database {url_without_password(engine)} is of version {version},"
            f" this software needs {newest_version()}; run `{UPGRADE_COMMAND}`"
        )


@contextmanager
def open_archive(database_url: str) -> Iterator[Session]:
    """Open a session over an archive of this software's version, and let its connections go.

    Raises DatabaseVersionError, and what `archive.database.connect` does.
    """
    with open_engine(database_url) as engine:
        require_current(engine)
        with open_session(engine) as opened:
            yield opened


def current_version(engine: Engine) -> str | None:
    """Return the version that the database says it has, or None where it holds no archive.

    Raises DatabaseVersionError where the database cannot be read at all.
    """
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table(_VERSIONS.name):
                return None
            version: str | None = connection.scalar(select(_VERSIONS.c.version_num))
            return version
    except DatabaseError as error:
        why = str(error.orig).strip().partition("\n")[0]
        is_file = engine.dialect.name == "sqlite"
        if is_file and not isinstance(error, OperationalError):
            raise DatabaseVersionError(
                f"{url_without_password(engine)} is no database that can be read ({why});"
                " restore it from a backup or name another one in TINGTALE_DATABASE_URL"
            ) from error
        remedy = "that its folder is writable" if is_file else "that it runs"
        raise DatabaseVersionError(
            f"The database {url_without_password(engine)} cannot be opened ({why}); see {remedy},"
            " and TINGTALE_DATABASE_URL"
        ) from error


def newest_version() -> str:
    """Return the version that this software's last migration makes."""
    return known_versions()[-1]


def known_versions() -> tuple[str, ...]:
    """Return every version in order: the number in the name of a migration's file."""
    # Not by pkgutil, which tells nothing of a folder that it cannot open.
    names = (path.name for folder in versions.__path__ for path in Path(folder).iterdir())
    files = (name for name in names if name.startswith("m") and name.endswith(".py"))
    return tuple(sorted(name.removeprefix("m").partition("_")[0] for name in files))


def require_known_version(version: str | None, engine: Engine) -> None:
    """Raise DatabaseVersionError for a version or for tables that are not the archive's."""
    if version is not None and version not in known_versions():
        raise DatabaseVersionError(
            f"The database {url_without_password(engine)} is of version {version}, which is newer"
            f" than this software knows (its newest is {newest_version()});"
            " install a newer Tingtale or name another database in TINGTALE_DATABASE_URL"
        )
    if version is None and (strangers := inspect(engine).get_table_names()):
        raise DatabaseVersionError(
            f"The database {url_without_password(engine)} holds tables that are not the archive's"
            f" ({', '.join(sorted(strangers)[:3])} ...); name another one in"
            " TINGTALE_DATABASE_URL"
        )


def url_without_password(engine: Engine) -> str:
    """Return the database's address without its password."""
    return without_password(engine.url.render_as_string(hide_password=True))

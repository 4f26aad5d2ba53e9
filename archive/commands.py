"""Commands that the archive adds to `tingtale`: the database."""

import click

from archive.database import connect
from archive.schema import current_version, newest_version, shown_url, upgrade
from archive.settings import Settings


@click.group()
def db() -> None:
    """Create the database, migrate it, tell its version."""


@db.command("upgrade")
@click.pass_obj
def upgrade_command(settings: Settings) -> None:
    """Create or migrate the database named by TINGTALE_DATABASE_URL."""
    engine = connect(settings.database_url)
    version = upgrade(engine)
    click.echo(f"{shown_url(engine)} is at version {version}")


@db.command("version")
@click.pass_obj
def version_command(settings: Settings) -> None:
    """Tell the database's version and the one that this software needs."""
    engine = connect(settings.database_url)
    click.echo(f"database {current_version(engine) or 'none'}, software {newest_version()}")


COMMANDS: tuple[click.Command, ...] = (db,)

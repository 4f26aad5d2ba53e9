"""`tingtale backup` and `tingtale restore`."""

from pathlib import Path
from time import perf_counter

import click

from archive.backup.creation import create_backup
from archive.backup.restoration import restore_backup, verify_backup
from archive.database import connect, open_engine
from archive.schema_version import newest_version
from archive.settings import Settings


@click.command("backup")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    default=7,
    show_default=True,
    help="How many backups the folder keeps; older ones are deleted when the new one is whole.",
)
@click.pass_obj
def backup_command(settings: Settings, folder: Path | None, keep: int) -> None:
    """Copy the database into FOLDER (var/backups), compressed, with a manifest and checksums.

    The copy is that of one moment: an import may go on meanwhile. It is examined and read again
    before older ones are deleted. The search index is no part of it: `tingtale index build` makes
    it anew. PostgreSQL has its own backups: see docs/operating.md.
    """
    started = perf_counter()
    with open_engine(settings.database_url) as engine:
        made = create_backup(engine, folder or Path("var/backups"), settings.clock(), keep=keep)
    held = made.manifest
    click.echo(
        f"{made.folder}: {held.archive.speeches} speeches, {held.archive.documents} background"
        f" documents, version {held.archive.name}; {held.database.size / 1e6:,.1f} MB in"
        f" {held.compressed.size / 1e6:,.1f} MB, read again ({perf_counter() - started:.1f} s)"
    )
    for path in made.removed:
        click.echo(f"deleted {path}")


@click.command("restore")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--check", is_flag=True, help="Only see whether the backup is what was written.")
@click.pass_obj
def restore_command(settings: Settings, folder: Path, *, check: bool) -> None:
    """Write the database of a backup where TINGTALE_DATABASE_URL says, if nothing is there.

    FOLDER is one that `tingtale backup` made. Nothing is ever replaced.
    """
    if check:
        held = verify_backup(folder)
        click.echo(f"{folder} is whole: version {held.archive.name}, made at {held.made_at}")
        return
    engine = connect(settings.database_url)
    try:
        held = restore_backup(engine, folder)
    finally:
        engine.dispose()
    click.echo(
        f"{engine.url.database}: {held.archive.speeches} speeches, {held.archive.documents}"
        f" background documents, version {held.archive.name}, made at {held.made_at}"
    )
    first = "" if held.schema == newest_version() else "`tingtale db upgrade`, then "
    click.echo(f"Run {first}`tingtale index build`.")

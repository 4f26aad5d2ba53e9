"""`tingtale dump`: the whole archive as static files."""

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from time import perf_counter

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from archive.database import connect, open_snapshot
from archive.errors import ArchiveError
from archive.export.dump import CHECKSUMS, write_dump
from archive.export.dump import ReportProgress as Told
from archive.machine_errors import describe_machine_error
from archive.schema_version import require_current
from archive.settings import Settings
from archive.topics import load_lexicon


class DumpRefused(ArchiveError):  # noqa: N818  (reads as the answer it becomes)
    """The dump may not or cannot be written into the folder."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--force", is_flag=True, help="Replace the dump that the folder holds.")
@click.option("--gzip", "compress", is_flag=True, help="Compress the tables (.gz).")
@click.pass_obj
def dump(settings: Settings, folder: Path, *, force: bool, compress: bool) -> None:
    """Write the whole archive into FOLDER: NDJSON, CSV, a data dictionary, checksums.

    The same archive gives the same bytes. Files are written beside FOLDER, which takes their
    place when all are there; an import may go on meanwhile.
    """
    engine = connect(settings.database_url)
    started = perf_counter()
    try:
        _refuse(folder, force=force)
        require_current(engine)
        # A link stays: what it leads to is replaced. Path.resolve raises RuntimeError where links
        # lead round; here that is left to who makes the folder.
        place = Path(os.path.realpath(folder))
        with temporary_folder_beside(place) as made:
            with open_snapshot(engine) as session, _progress() as told:
                dumped = write_dump(made, session, load_lexicon(), told, compress=compress)
            _replace(place, made)
    except OSError as error:
        if describe_machine_error(error) is not None:
            raise
        raise DumpRefused(
            f"{error.filename or folder}: {error.strerror or error}; free space or choose another"
            " folder, then run the command again"
        ) from error
    finally:
        engine.dispose()
    click.echo(
        f"{dumped.rows['speeches']} speeches, {sum(dumped.rows.values())} rows in"
        f" {len(dumped.rows)} tables, {dumped.size / 1e6:,.1f} MB in {folder}"
        f" ({perf_counter() - started:.1f} s)"
    )
    click.echo(f"SHA-256 of {CHECKSUMS}: {dumped.checksum}")


def _refuse(folder: Path, *, force: bool) -> None:
    """Raise DumpRefused where the folder holds what may not be replaced."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / CHECKSUMS).is_file():
        raise DumpRefused(f"{folder} holds other files than a dump; name a new folder")
    if not force:
        raise DumpRefused(f"{folder} holds a dump; name a new folder, or replace it by --force")


@contextmanager
def temporary_folder_beside(place: Path) -> Iterator[Path]:
    """Yield an empty folder beside `place`, deleted at the end; delete those of killed dumps first.

    So are those that killed dumps left there: their locks ended with them.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    _sweep(place)
    made = place.with_name(f".{place.name}-{secrets.token_hex(4)}")
    made.mkdir()
    try:
        with _locked(made):
            yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _sweep(place: Path) -> None:
    """Delete what killed dumps left, unless another dump of the folder is going on.

    A dump that was killed amid the exchange had put the one before it aside: that comes back.
    """
    name = re.compile(re.escape(f".{place.name}-") + "[0-9a-f]{8}(-old)?")
    left = [folder for folder in place.parent.iterdir() if name.fullmatch(folder.name)]
    with ExitStack() as locks, suppress(BlockingIOError):
        for folder in left:
            locks.enter_context(_locked(folder))
        for folder in sorted(left, reverse=True):  # what was put aside before what took its place
            if folder.name.endswith("-old") and not place.exists():
                folder.rename(place)
            else:
                shutil.rmtree(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock. Raises BlockingIOError where another process does."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(opened)


def _replace(place: Path, made: Path) -> None:
    """Let the files that were made take the folder's place; the old ones go last."""
    if not place.exists():
        made.rename(place)
        return
    old = made.with_name(f"{made.name}-old")
    place.rename(old)
    try:
        made.rename(place)
    except OSError:
        old.rename(place)
        raise
    shutil.rmtree(old)


@contextmanager
def _progress() -> Iterator[Told]:
    """Yield what is told of rows written; nothing is shown where nobody watches."""
    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} rows"),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    ) as bar:
        task = bar.add_task("", total=0)
        yield lambda name, total, done: bar.update(
            task, description=name, completed=done, total=total
        )

"""`tingtale index`: build, update and verify the search index."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from time import perf_counter

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from archive.database import connect
from archive.schema_version import require_current
from archive.settings import Settings
from archive.topics import load_lexicon
from cli.main import EXIT_REJECTED
from search_index.analysis.cache.compilation import compile_missing
from search_index.engines import engine_named
from search_index.generations import rebuild
from search_index.generations.build_result import BuildIndex, BuildResult
from search_index.generations.build_result import ReportProgress as Told
from search_index.generations.skipped_records import SkippedRecord

SHOWN_IDS = 10
"""Record ids that a difference names; the rest are counted."""


@click.group()
def index() -> None:
    """Build, update or verify the search index.

    The index derives from the database: it can be deleted and built again at any time.
    """


@index.command()
@click.pass_context
def build(context: click.Context) -> None:
    """Build the whole index beside the one that serves, then let it serve.

    The new index is compared with the database before it takes the other's place; where the
    command is interrupted, the one before serves on. A record with which indexing fails is left
    out and named, all others are found; then the exit code is 1.
    """
    with _rebuilder(context.obj) as rebuilder:
        _build_and_report(context, rebuilder.build)


@index.command()
@click.pass_context
def update(context: click.Context) -> None:
    """Bring the index up to date by what changed since; build it where there is none.

    Where the topics have changed, they are found anew in the texts as indexed; where the
    analysis of texts has changed, everything is indexed anew. What was left out is tried again.
    Exits with 1 where a record is left out.
    """
    with _rebuilder(context.obj) as rebuilder:
        _build_and_report(context, rebuilder.update)


@index.command()
@click.pass_context
def verify(context: click.Context) -> None:
    """Compare the index with the database; exit with 1 where they differ."""
    with _rebuilder(context.obj) as rebuilder:
        found = rebuilder.verify()
    for what, ids in (
        ("missing from the index", found.missing),
        ("in the index only", found.surplus),
        ("changed since", found.stale),
    ):
        if ids:
            shown = ", ".join(map(str, sorted(ids)[:SHOWN_IDS]))
            more = ", ..." if len(ids) > SHOWN_IDS else ""
            click.echo(f"{len(ids)} {_noun(ids)} {what} (keys {shown}{more})")
    for name in found.outdated:
        click.echo(f"the {name} has changed since the index was built")
    _print_skipped(found.left_out)
    if not found.agrees:
        click.echo("The index differs from the database; run `tingtale index update`.")
        context.exit(EXIT_REJECTED)
    held = _counted(found.documents, found.background)
    click.echo(f"The index agrees with the database: {held}.")


@contextmanager
def _rebuilder(settings: Settings) -> Iterator[rebuild.Rebuilder]:
    engine = engine_named(settings.engine)
    database = connect(settings.database_url)
    try:
        require_current(database)
        keep = timedelta(hours=settings.keep_generations_for)
        yield rebuild.Rebuilder(
            database, settings.index_dir, engine, load_lexicon(), keep, clock=settings.clock
        )
    finally:
        database.dispose()


@contextmanager
def _progress() -> Iterator[Told]:
    """Yield what is told of documents done; nothing is shown where nobody watches."""
    console = Console(stderr=True)
    with Progress(
        TextColumn("indexing"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} speeches"),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    ) as bar:
        task = bar.add_task("indexing", total=0)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _build_and_report(context: click.Context, write: BuildIndex) -> None:
    """Write the index and print what was done; exit with 1 where records are left out."""
    compile_missing(click.echo)
    started = perf_counter()
    with _progress() as progress:
        written = write(progress)
    seconds = perf_counter() - started
    _print_skipped(written.left_out)
    _print_result(written, seconds)
    if written.left_out:
        context.exit(EXIT_REJECTED)


def _print_skipped(left_out: Sequence[SkippedRecord]) -> None:
    """Name the records with which indexing fails."""
    for one in left_out:
        click.echo(f"left out: {one.public_id}: it cannot be indexed ({one.reason})", err=True)


def _print_result(written: BuildResult, seconds: float) -> None:
    if written.unchanged:
        held = _counted(written.documents, written.background)
        click.echo(f"Nothing has changed: the index holds {held}.")
        return
    how = "built" if written.whole else "updated"
    how += " and tagged anew" if written.retagged else ""
    rate = written.indexed / seconds if seconds else 0
    click.echo(
        f"Index {how}: {_counted(written.documents, written.background)},"
        f" {written.indexed} indexed, {written.removed} removed"
        f" ({seconds:.1f} s, {rate:,.0f}/s; {written.generation})"
    )


def _counted(documents: int, background: int) -> str:
    """Return what an index holds: speeches, and the documents beside them."""
    speeches = f"{documents - background} speeches"
    if not background:
        return speeches
    return f"{speeches} and {background} background document{'' if background == 1 else 's'}"


def _noun(record_ids: Collection[int]) -> str:
    return "speeches or background documents" if min(record_ids) < 0 else "speeches"

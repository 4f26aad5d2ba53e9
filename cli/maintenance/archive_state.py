"""Commands that the archive adds to `tingtale`: the database, what it holds, its consistency."""

import json
from collections.abc import Iterator
from dataclasses import asdict

import click
from rich.console import Console
from rich.table import Table

from archive.database import open_engine
from archive.queries.archive_totals import ArchiveStatistics, ValueShare, archive_statistics
from archive.queries.consistency import Finding, find_broken, find_warnings
from archive.schema_version import (
    current_version,
    newest_version,
    open_archive,
    url_without_password,
)
from archive.settings import Settings
from cli.main import EXIT_REJECTED


@click.group()
def db() -> None:
    """Create the database, migrate it, tell its version."""


@db.command("upgrade")
@click.pass_obj
def upgrade_command(settings: Settings) -> None:
    """Create or migrate the database named by TINGTALE_DATABASE_URL."""
    # Loaded here, since alembic takes longer than the other commands need.
    from archive.schema import upgrade  # noqa: PLC0415

    with open_engine(settings.database_url) as engine:
        version = upgrade(engine)
        click.echo(f"{url_without_password(engine)} is at version {version}")


@db.command("version")
@click.pass_obj
def version_command(settings: Settings) -> None:
    """Tell the database's version and the one that this software needs."""
    with open_engine(settings.database_url) as engine:
        held = current_version(engine)
    click.echo(f"database {held or 'none'}, software {newest_version()}")


@click.command("stats")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def stats(settings: Settings, *, as_json: bool) -> None:
    """Tell what the archive holds: speeches and words by assembly, session, language ..."""
    with open_archive(settings.database_url) as session:
        held = archive_statistics(session)
    if as_json:
        click.echo(json.dumps(asdict(held), ensure_ascii=False, indent=2))
        return
    console = Console()
    for table in _tables(held):
        console.print(table)


@click.command("check")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def check(settings: Settings, *, as_json: bool) -> None:
    """Check the archive's inner consistency.

    Warnings are what the sources leave open: missing numbers, names and roles that no rule
    resolves. Exits with 1 where something is broken, which no import should ever do.
    """
    with open_archive(settings.database_url) as session:
        broken = list(find_broken(session))
        warnings = list(find_warnings(session, settings.clock))
    if as_json:
        told = {"broken": list(map(asdict, broken)), "warnings": list(map(asdict, warnings))}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print("warning", warnings)
        _print("broken", broken)
        click.echo(f"{len(broken)} broken, {len(warnings)} warnings")
    if broken:
        click.get_current_context().exit(EXIT_REJECTED)


def _print(heading: str, findings: list[Finding]) -> None:
    for finding in findings:
        click.echo(f"{heading}: {finding.place}: {finding.message} [{finding.code}]")


def _tables(held: ArchiveStatistics) -> Iterator[Table]:
    totals = Table("The archive holds", "")
    totals.columns[1].justify = "right"
    for name, count in asdict(held.totals).items():
        totals.add_row(name.replace("_", " "), f"{count:,}")
    yield totals
    for name, shares in (
        ("assembly", held.by_assembly),
        ("session", held.by_session),
        ("language", held.by_language),
        ("type", held.by_type),
        ("party group", held.by_party_group),
    ):
        if shares:
            yield _table(name, shares)


def _table(name: str, shares: tuple[ValueShare, ...]) -> Table:
    table = Table(name)
    table.add_column("speeches", justify="right")
    table.add_column("words", justify="right")
    for share in shares:
        table.add_row(share.value or "none stated", f"{share.speeches:,}", f"{share.words:,}")
    return table

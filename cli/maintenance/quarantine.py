"""`tingtale quarantine`: what an import or the index could not take, and its bytes."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from archive.errors import ArchiveError
from archive.quarantine.listing import QuarantineEntry, find_quarantined, list_quarantined
from archive.schema_version import open_archive
from archive.settings import Settings
from archive.vocabulary import COUNTED_ONLY, Phase

_PHASES = click.Choice([phase.value for phase in Phase])


@click.group("quarantine")
def quarantine() -> None:
    """List the records at fault, which are kept apart, and show their bytes.

    A record goes from the quarantine by itself when the same bytes are imported well, as by a
    later version of the software, or when its source no longer holds it.
    """


@quarantine.command("list")
@click.option("--source", metavar="NAME", help="Only what this source brought.")
@click.option("--phase", type=_PHASES, help="Only what was at fault in this phase.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_obj
def list_command(
    settings: Settings, source: str | None, phase: str | None, *, as_json: bool
) -> None:
    """List the records at fault: number, source, phase, place and reason."""
    with open_archive(settings.database_url) as session:
        entries = list_quarantined(session, source=source, phase=Phase(phase) if phase else None)
    if as_json:
        for entry in entries:
            click.echo(json.dumps(asdict(entry), ensure_ascii=False, default=_as_text))
        return
    for entry in entries:
        click.echo(_line(entry))
    click.echo(f"{sum(entry.records for entry in entries)} in quarantine")


@quarantine.command("show")
@click.argument("number", type=int)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE",
    help="Write the record's bytes to FILE.",
)
@click.pass_obj
def show_command(settings: Settings, number: int, output: Path | None) -> None:
    """Show all that is known of the record with this NUMBER; with --output, its bytes too."""
    with open_archive(settings.database_url) as session:
        entry, content = find_quarantined(session, number)
    click.echo(json.dumps(asdict(entry), ensure_ascii=False, indent=2, default=_as_text))
    if output is None:
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise ArchiveError(
            f"{output} cannot be written ({error.strerror}); name another file"
        ) from error
    if entry.kept < entry.size:
        click.echo(f"The first {entry.kept:,} of {entry.size:,} bytes: no more are kept.", err=True)


def _line(entry: QuarantineEntry) -> str:
    of = f" ({entry.record})" if entry.record else ""
    if entry.code == COUNTED_ONLY:
        of = f" ({entry.records:,})"
    return f"{entry.id} {entry.source} {entry.phase}: {entry.place}{of}: {entry.reason}"


def _as_text(moment: datetime) -> str:
    return f"{moment.isoformat(timespec='seconds')}Z"

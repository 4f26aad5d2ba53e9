"""The command ``tingtale parse``: documents to JSON lines, without a database."""

import json
from pathlib import Path
from typing import Final

import click

from archive.errors import UnreadableSource
from archive.settings import Settings
from importers.plausible_dates import parse_document
from importers.source import find_source, source_names

EXIT_REJECTED: Final = 1
EXIT_FAILED: Final = 3


@click.command()
@click.argument("source_name", metavar="SOURCE")
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.pass_obj
def parse(settings: Settings, source_name: str, paths: tuple[Path, ...]) -> None:
    """Print what a SOURCE's documents hold, one JSON object a record.

    PATH is a file, a folder or a .zip. Nothing is stored. What cannot be read is named on
    standard error; then the exit code is 1, or 3 where nothing could be read at all.
    """
    if source_name not in source_names():
        raise click.UsageError(
            f"there is no source {source_name!r}; known: {', '.join(source_names())}"
        )
    source = find_source(source_name)
    printed = rejected = 0
    for document in source.documents(paths):
        try:
            if isinstance(document, UnreadableSource):
                raise document
            for record in parse_document(source, document, settings.clock):
                line = json.dumps(source.record_json(document, record), ensure_ascii=False)
                click.echo(line)
                printed += 1
        except UnreadableSource as error:
            rejected += 1
            click.echo(f"rejected: {error}", err=True)
    if rejected:
        raise SystemExit(EXIT_REJECTED if printed else EXIT_FAILED)

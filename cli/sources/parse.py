"""The command ``tingtale parse``: documents to JSON lines, without a database."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from archive.clock import Clock
from archive.errors import SkippedEntry, UnreadableSource
from archive.quarantine.faults import error_text, is_record_fault, storable_text
from archive.settings import Settings
from importers.bounds.dates import parse_document
from importers.files.followed_links import FOLLOW_LINKS, open_documents
from importers.records import Document
from importers.source import Source, source_at, source_names

EXIT_REJECTED: Final = 1
EXIT_FAILED: Final = 3


@click.command()
@click.argument("source_name", metavar="SOURCE")
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@FOLLOW_LINKS
@click.pass_obj
def parse(
    settings: Settings, source_name: str, paths: tuple[Path, ...], *, follow_links: bool
) -> None:
    """Print what a SOURCE's documents hold, one JSON object a record.

    PATH is a file, a folder, a .zip or a WARC file. Nothing is stored. What cannot be read is
    named on standard error; then the exit code is 1, or 3 where nothing could be read at all.
    """
    if source_name not in source_names():
        raise click.UsageError(
            f"there is no source {source_name!r}; known: {', '.join(source_names())}"
        )
    source = source_at(source_name, settings.fetch.url)
    printed = rejected = 0
    for document in open_documents(source, paths, follow_links=follow_links):
        if isinstance(document, SkippedEntry):
            click.echo(f"left out: {storable_text(str(document))}", err=True)
            continue
        try:
            lines = list(_lines(source, document, settings.clock))
        except Exception as error:
            if not is_record_fault(error):
                raise
            rejected += 1
            click.echo(f"rejected: {_told(document, error)}", err=True)
            continue
        for line in lines:
            click.echo(line)
            printed += 1
    if rejected:
        raise SystemExit(EXIT_REJECTED if printed else EXIT_FAILED)


def _lines(source: Source, document: Document | UnreadableSource, clock: Clock) -> Iterator[str]:
    """Yield a document's records as lines of JSON."""
    if isinstance(document, UnreadableSource):
        raise document
    for record in parse_document(source, document, clock):
        yield json.dumps(source.record_json(document, record), ensure_ascii=False)


def _told(document: Document | UnreadableSource, error: Exception) -> str:
    """Return the place and the reason; our own errors name the place themselves."""
    if isinstance(error, UnreadableSource) or isinstance(document, UnreadableSource):
        return storable_text(str(error))
    return f"{storable_text(document.shown_place)}: {error_text(error)}"

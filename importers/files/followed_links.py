"""The option --follow-links of the commands that read folders."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from archive.errors import UnreadableSource
from importers.records import Document
from importers.source import FolderSource, Source

FOLLOW_LINKS: Final = click.option(
    "--follow-links",
    is_flag=True,
    help="Read what symbolic links within a folder lead to; otherwise each is rejected by name.",
)


def open_documents(
    source: Source, paths: tuple[Path, ...], *, follow_links: bool
) -> Iterator[Document | UnreadableSource]:
    """Return the documents at the paths; click's error where the source reads no folders."""
    if not follow_links:
        return source.documents(paths)
    if not isinstance(source, FolderSource):
        raise click.UsageError(f"{source.name} reads no folders: leave --follow-links out.")
    return source.documents(paths, follow_links=True)

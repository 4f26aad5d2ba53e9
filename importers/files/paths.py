"""The documents at the paths that a command or a night was given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.errors import UnreadableSource
from importers.files.documents import group_paths, printable
from importers.files.followed_links import open_documents
from importers.files.interruption import until_interruption
from importers.records import Document
from importers.source import Source


def documents_at_paths(
    source: Source, paths: tuple[Path, ...], *, follow_links: bool = False
) -> Iterable[Document | UnreadableSource]:
    """Return the documents at the paths; those of a pipe can be had only once."""
    documents = _DocumentsAt(source, paths, follow_links)
    if all(path.is_file() or path.is_dir() for path in paths):
        return documents
    return iter(documents)


@dataclass(frozen=True, slots=True)
class _DocumentsAt:
    """The documents at some paths, as often as they are asked for."""

    source: Source
    paths: tuple[Path, ...]
    follow_links: bool

    def __iter__(self) -> Iterator[Document | UnreadableSource]:
        for paths in group_paths(self.paths):  # one that breaks off does not end the others
            name = printable(paths[0].name) if paths else self.source.name
            found = open_documents(self.source, paths, follow_links=self.follow_links)
            yield from until_interruption(found, name)

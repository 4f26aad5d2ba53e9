"""Which pages of a web archive are a source's."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from importers.records import Document

WARC_SUFFIXES = (".warc", ".warc.gz")
"""Of files that hold pages with their addresses and times."""


class SitePages(Protocol):
    """What a source knows of the pages of its site."""

    def address(self, target: str) -> str | None:
        """Return the address under which a page is imported; None for one of another site."""
        ...

    def left_out(self, document: Document) -> str | None:
        """Return what a page of the site is that holds no records, as "news"; None for others."""
        ...


def is_warc(name: str) -> bool:
    """Tell whether a file's name is that of a WARC file."""
    return name.lower().endswith(WARC_SUFFIXES)


def hold_only_captures(paths: Sequence[Path]) -> bool:
    """Return whether the paths hold WARC files only: few pages are no shortfall then.

    How many pages they hold says nothing of a source: a crawl's hold what changed since the last.
    """
    return bool(paths) and all(
        is_warc(path.name) or (path.is_dir() and any(is_warc(each.name) for each in path.iterdir()))
        for path in paths
    )

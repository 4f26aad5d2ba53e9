"""The libraries of the extra `[fetch]`, without which everything but fetching and WARC works."""

from collections.abc import Iterator
from contextlib import contextmanager

from archive.errors import ArchiveError


class LibraryMissing(ArchiveError):  # noqa: N818
    """A library that comes with an extra is not installed."""


@contextmanager
def fetching_libraries(purpose: str) -> Iterator[None]:
    """Raise LibraryMissing, with the remedy, where an import within fails; `purpose`: "to fetch".

    To be wrapped around imports of modules in this package that use them.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise LibraryMissing(
            f"{error.name} is not installed, which is needed {purpose}: pip install"
            " 'tingtale[fetch]'"
        ) from error

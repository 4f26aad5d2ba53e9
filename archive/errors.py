"""What can go wrong in the archive, in the domain's words: raised once, translated once."""

from collections.abc import Mapping

from archive.machine_errors import describe_machine_error


class ArchiveError(Exception):
    """Base of every error that names its cause and a remedy to the user."""


class NotFound(ArchiveError):  # noqa: N818  (reads as the answer it becomes)
    """Nothing in the archive has the id that was asked for."""


class Conflict(ArchiveError):  # noqa: N818
    """The request contradicts what the archive holds."""


class InvalidQuery(ArchiveError):  # noqa: N818
    """A search query or one of its parameters cannot be understood."""

    def __init__(
        self,
        message: str,
        *,
        parameter: str = "q",
        position: int | None = None,
        suggestion: str | None = None,
    ) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.position = position
        self.suggestion = suggestion


class InvalidParameters(ArchiveError):  # noqa: N818
    """Parameters of a request cannot be understood; holds messages by parameter."""

    def __init__(self, errors: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(
            " ".join(f"{name}: {text}" for name, texts in errors.items() for text in texts)
        )
        self.errors = errors


class QueryTooSlow(InvalidQuery):
    """A search query takes more time than a query may."""


class QueryTooCostly(InvalidQuery):
    """A question costs more than any client may ask for in one time."""


class UnreadableSource(ArchiveError):  # noqa: N818
    """A file or page cannot be read as what it was given for."""

    def __init__(self, message: str, *, place: str = "") -> None:
        super().__init__(message)
        self.place = place
        """The file and line, where the message does not begin with them."""


class SkippedEntry(UnreadableSource):
    """What is passed over in a file since it is no document: told and counted, not rejected."""


class DatabaseVersionError(ArchiveError):
    """The database was made by another version of the software than the one running."""


class WriterBusy(ArchiveError):  # noqa: N818
    """Another program writes to the database and does not end."""


class NotWritable(ArchiveError):  # noqa: N818
    """The database can be read, but not written to: by this user, or because its disk is full."""


class ResultSetsFull(ArchiveError):  # noqa: N818
    """The result sets take as much of the disk as they may."""


class ReportsFull(ArchiveError):  # noqa: N818
    """As many reports of errors have come, or wait, as may."""


class IndexUnavailable(ArchiveError):  # noqa: N818
    """There is no search index, or it cannot be read."""

    def __str__(self) -> str:
        """Return the state of the machine where that is the cause: a new index would not help."""
        return describe_machine_error(self.__cause__) or super().__str__()


class IndexBusy(ArchiveError):  # noqa: N818
    """Another program is writing the search index."""


class SettingsError(ArchiveError):
    """An environment variable holds a value that the software cannot use."""


class LexiconError(ArchiveError):
    """A topic's file cannot be read as one; the message names the file and the key."""

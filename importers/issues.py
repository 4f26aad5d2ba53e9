"""What parsers notice on the way: record issues by severity."""

from archive.vocabulary import Severity
from importers.records import RecordIssue


def suspicious(code: str, message: str) -> RecordIssue:
    """Return the issue of a value that was kept and wants a look."""
    return RecordIssue(Severity.SUSPICIOUS, code, message)


def leftover(code: str, message: str, subject: str | None = None) -> RecordIssue:
    """Return the issue of a part of the source that no rule understood."""
    return RecordIssue(Severity.LEFTOVER, code, message, subject)

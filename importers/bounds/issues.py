"""How many issues of one record are told, each by itself."""

from collections import Counter
from dataclasses import replace
from typing import Final

from archive.vocabulary import Severity
from importers.records import (
    AgendaItemRecord,
    BackgroundDocumentRecord,
    Record,
    RecordIssue,
    SpeechRecord,
)

MOST_ISSUES: Final = 200
"""Of one record; the pages seen have up to 40. One line of 5 MB may have 600,000 unknown keys."""


def with_few_issues(record: Record) -> Record:
    """Return the record with its first issues, and one that says how many more there are."""
    if not isinstance(record, SpeechRecord | AgendaItemRecord | BackgroundDocumentRecord):
        return record
    told, others = record.issues[:MOST_ISSUES], record.issues[MOST_ISSUES:]
    return replace(record, issues=(*told, _further(others))) if others else record


def _further(issues: tuple[RecordIssue, ...]) -> RecordIssue:
    codes = Counter(issue.code for issue in issues)
    counted = ", ".join(f"{count:,} {code}" for code, count in codes.most_common())
    message = f"{len(issues):,} further issues of the record are counted alone ({counted})"
    return RecordIssue(Severity.SUSPICIOUS, "further_issues", f"{message}; look at the source")

"""Result sets, each another by what it is given."""

from datetime import datetime

from archive.queries.archive_version import ArchiveVersion
from archive.result_sets.stored_sets import FoundSet
from archive.vocabulary import RecordKind

VERSION = ArchiveVersion("a" * 64, 7, datetime(2026, 1, 5, 12), 3, 1)  # noqa: DTZ001
QUESTION = {"q": "fisk & frihed", "sort": "relevance", "topic": ["climate", "energy"]}


def a_set(**changes: object) -> FoundSet:
    told: dict[str, object] = {
        "kind": RecordKind.SPEECH,
        "question": QUESTION,
        "understood": "fisk AND frihed",
        "archive": VERSION,
        "lexicon": "0123456789ab",
        "analysis": "2-0123456789ab",
        "ids": ("nc-64-2", "nc-64-1"),
        "fingerprints": (2**63 - 1, 0),
    }
    return FoundSet(**(told | changes))  # type: ignore[arg-type]

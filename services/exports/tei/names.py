"""The names of whom and what a corpus points to, read before its first speech is written."""

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy.orm import Session

from archive.queries import speakers
from archive.queries.sessions import party_group_names
from archive.vocabulary import LANGUAGE_NAMES
from search_index.results import Facet
from services.exports.tei.corpus_header import CorpusNames

BATCH: Final = 500
"""Names that are read at once."""


def read_corpus_names(session: Session, spoke: Facet, languages: Facet) -> CorpusNames:
    """Return the names of the speakers and languages that were counted, and of all groups."""
    ids = sorted(count.value for count in spoke.counts)
    return CorpusNames(
        speakers={
            public_id: name
            for batch in _batched(ids)
            for public_id, name in sorted(speakers.speaker_names(session, batch).items())
        },
        party_groups=party_group_names(session, "en"),
        languages={
            code: LANGUAGE_NAMES[code] for code in sorted(count.value for count in languages.counts)
        },
    )


def _batched(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]

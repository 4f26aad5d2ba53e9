"""The tables of the dump, in the order in which the data dictionary tells of them."""

from typing import Final

from archive.export.tables.background_documents import DOCUMENTS
from archive.export.tables.debates import AGENDA_ITEMS, ASSEMBLIES, SESSIONS
from archive.export.tables.people import (
    MANDATES,
    PARTY_GROUP_NAMES,
    PARTY_GROUPS,
    SPEAKER_IDENTIFIERS,
    SPEAKER_NAMES,
    SPEAKERS,
)
from archive.export.tables.sources import CORRECTIONS, DOCUMENT_SOURCES, SOURCES, SPEECH_SOURCES
from archive.export.tables.speeches import SEGMENTS, SPEECH_IDENTIFIERS, SPEECHES
from archive.export.tables.table import Table
from archive.export.tables.topics import CONCEPTS, TERMS, TOPICS

TABLES: Final[tuple[Table, ...]] = (
    SPEECHES,
    SEGMENTS,
    SPEECH_IDENTIFIERS,
    SPEAKERS,
    SPEAKER_NAMES,
    SPEAKER_IDENTIFIERS,
    MANDATES,
    ASSEMBLIES,
    SESSIONS,
    AGENDA_ITEMS,
    PARTY_GROUPS,
    PARTY_GROUP_NAMES,
    DOCUMENTS,
    SOURCES,
    SPEECH_SOURCES,
    CORRECTIONS,
    DOCUMENT_SOURCES,
    TOPICS,
    CONCEPTS,
    TERMS,
)
"""Every table of the dump."""

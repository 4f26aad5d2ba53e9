"""The tables of the dump, in the order in which the data dictionary tells of them."""

from typing import Final

from archive.dump.table import Table
from archive.dump.tables.background import DOCUMENTS
from archive.dump.tables.debates import AGENDA_ITEMS, ASSEMBLIES, SESSIONS
from archive.dump.tables.people import (
    MANDATES,
    PARTY_GROUP_NAMES,
    PARTY_GROUPS,
    SPEAKER_IDENTIFIERS,
    SPEAKER_NAMES,
    SPEAKERS,
)
from archive.dump.tables.sources import CORRECTIONS, DOCUMENT_SOURCES, SOURCES, SPEECH_SOURCES
from archive.dump.tables.speeches import SEGMENTS, SPEECH_IDENTIFIERS, SPEECHES
from archive.dump.tables.topics import CONCEPTS, TERMS, TOPICS

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
